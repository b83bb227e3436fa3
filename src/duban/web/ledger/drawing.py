"""The rows of the ledger's table as HTML, drawn in one go.

A page of it has a thousand cells and more, and a template takes long over each. Whatever comes from
a paper or a person is escaped here, by `escape` alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape as escape_html
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from duban.web.design.causes import light
from duban.web.design.templatetags.design import figure
from duban.web.ledger.models import Task, TaskState
from duban.web.ledger.searching import marked
from duban.web.ledger.table import Row, Rows

EMPTY = " empty-cell"
SPECIAL = re.compile("[&<>\"']")


def escape(text: str) -> str:
    """`html.escape`, which looks five times through a text in which there is nothing to escape."""
    return escape_html(text) if SPECIAL.search(text) else text


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a table's rows are drawn: `words` searched for are marked, `groups` puts a line above
    each plan and heading (`one_plan`: without the plan), `ticks` puts a box before each row."""

    table: Rows
    words: tuple[str, ...] = ()
    groups: bool = False
    one_plan: bool = False
    ticks: bool = False
    #: what was looked up once, in the reader's language
    labels: dict[str, str] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)

    def body(self) -> SafeString:
        return mark_safe("".join(self._lines()))  # noqa: S308  # every text in it was escaped

    def _lines(self) -> Iterator[str]:
        plain = reverse("ledger:task", args=[0])
        before, _nought, after = plain.rpartition("0")
        cells = [CELLS[name] for name in self.table.columns]
        span, last = self.table.span + self.ticks, None
        tick = _("选中%(title)s")
        for row in self.table.rows:
            task = row.task
            if self.groups and last != (task.plan_id, task.heading):
                last = task.plan_id, task.heading
                yield f'<tr class="group"><td colspan="{span}">{self._group(task)}</td></tr>\n'
            yield "<tr>"
            if self.ticks:
                label = escape(tick % {"title": task.title})
                yield (
                    f'<td class="tick no-print"><input type="checkbox" name="task" '
                    f'value="{task.pk}" form="ticked" aria-label="{label}"></td>'
                )
            address = f"{before}{task.pk}{after}"
            for cell in cells:
                yield cell(self, row, address)
            yield "</tr>\n"

    def _group(self, task: Task) -> str:
        names = [] if self.one_plan else [str(task.plan)]
        return escape(" ／ ".join([*names, *([task.heading] if task.heading else [])]))

    def label(self, word: str) -> str:
        """What a column is called, for narrow screens; looked up once a table."""
        if word not in self.labels:
            self.labels[word] = escape(_(word))
        return self.labels[word]

    def found(self, text: str) -> str:
        """The text with the words searched for marked."""
        if not self.words:
            return escape(text)
        pieces = marked(text, self.words)
        return "".join(
            f"<mark>{escape(piece)}</mark>" if is_word else escape(piece)
            for piece, is_word in pieces
        )

    def cell(self, kind: str, label: str, inner: str) -> str:
        """A cell of a class; `inner` is HTML."""
        empty = "" if inner else EMPTY
        return f'<td class="{kind}{empty}" data-label="{label}">{inner}</td>'

    def spelled(self, pairs: Iterable[tuple[str, str]]) -> str:
        return "".join(
            self.cell("stone", self.escaped(head), self.found(text)) for head, text in pairs
        )

    def escaped(self, text: str) -> str:
        """A text that many rows share; escaped once a table."""
        if text not in self.shared:
            self.shared[text] = escape(text)
        return self.shared[text]

    def state(self, task: Task) -> str:
        if task.state not in self.labels:
            self.labels[task.state] = escape(str(STATES[task.state]))
        return self.labels[task.state]


STATES: dict[str, Any] = dict(TaskState.choices)
Draw = Callable[[Drawing, Row, str], str]


def _number(drawing: Drawing, row: Row, _address: str) -> str:
    number = "" if row.task.number is None else row.task.number
    return f'<td class="number" data-label="{drawing.label("序号")}">{number}</td>'


def _light(drawing: Drawing, row: Row, _address: str) -> str:
    mark = row.mark
    inner = "" if mark is None else light(mark.shade, mark.word, mark.cause)
    return drawing.cell("nowrap", drawing.label("亮灯"), inner)


def _title(drawing: Drawing, row: Row, address: str) -> str:
    return f'<td class="title first"><a href="{address}">{drawing.found(row.task.title)}</a></td>'


def _path(drawing: Drawing, row: Row, _address: str) -> str:
    label = drawing.label("目标类别")
    return f'<td class="names" data-label="{label}">{drawing.escaped(row.task.heading)}</td>'


def _names(label: str, names: Callable[[Row], Sequence[str]]) -> Draw:
    def draw(drawing: Drawing, row: Row, _address: str) -> str:
        return drawing.cell("names", drawing.label(label), drawing.escaped("、".join(names(row))))

    return draw


def _investment(drawing: Drawing, row: Row, _address: str) -> str:
    held = row.investment
    return drawing.cell(
        "num", drawing.label("投资额"), "" if held is None else figure(held, "万元")
    )


def _plan(drawing: Drawing, row: Row, _address: str) -> str:
    return (
        f'<td class="names" data-label="{drawing.label("计划")}">{escape(str(row.task.plan))}</td>'
    )


def _state(drawing: Drawing, row: Row, _address: str) -> str:
    label = drawing.label("状态")
    return f'<td class="nowrap" data-label="{label}">{drawing.state(row.task)}</td>'


#: column → its cell or cells in a row
CELLS: dict[str, Draw] = {
    "number": _number,
    "light": _light,
    "title": _title,
    "path": _path,
    "leader": _names("牵头领导", lambda row: row.leaders),
    "lead": _names("牵头单位", lambda row: row.lead),
    "co": _names("配合单位", lambda row: row.co),
    "quarters": lambda drawing, row, _address: drawing.spelled(row.stones),
    "fields": lambda drawing, row, _address: drawing.spelled(row.fields),
    "period": lambda drawing, row, _address: drawing.cell(
        "nowrap", drawing.label("时期"), drawing.escaped(row.period)
    ),
    "due": lambda drawing, row, _address: drawing.cell(
        "nowrap", drawing.label("完成时限"), drawing.escaped(row.due)
    ),
    "investment": _investment,
    "note": lambda drawing, row, _address: drawing.cell(
        "names", drawing.label("备注"), drawing.found(row.task.note)
    ),
    "plan": _plan,
    "state": _state,
}


def options(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select: value, words; the chosen one selected."""
    drawn = (
        f'<option value="{escape(str(word))}"{" selected" if word == chosen else ""}>'
        f"{escape(str(text))}</option>"
        for word, text in pairs
    )
    return mark_safe("".join(drawn))  # noqa: S308  # both texts were escaped
