"""A commitment or result that the reader left out, taken from the lines of the source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext

from duban.plan import Place, Task
from duban.plan.form import task_to_form
from duban.web.ledger.fields import Unfit
from duban.web.ledger.models import Edition, Entry, EntryKind
from duban.web.ledger.models.entries import SPACING
from duban.web.ledger.panes import PaneIndex
from duban.web.ledger.standing import measured, position_after, stand

#: lines one thing may run over
MAX_LINES = 40
#: characters of a title; the whole words stand beside it
TITLE = 40


class Line(NamedTuple):
    number: int
    text: str
    page: int | None


def lines_of(edition: Edition, first: int, last: int | None) -> list[Line]:
    """The lines of running text from `first` to `last`, both included; None: to the end."""
    return [
        Line(block["line"], block["text"], pane.form["page"])
        for pane in edition.panes.order_by("number").iterator(20)
        for block in pane.form["blocks"]
        if block["kind"] == "text"
        and block["line"] is not None
        and first <= block["line"]
        and (last is None or block["line"] <= last)
    ]


def span_of(lines: Sequence[Line], words: str) -> tuple[str, tuple[Place, ...]]:
    """The `words` as they stand in the lines, and where; without words the whole lines.

    White space and line breaks between the words do not matter. Unfit where they do not stand
    there.
    """
    signs = [
        (sign, at, column)
        for at, line in enumerate(lines)
        for column, sign in enumerate(line.text)
        if not sign.isspace()
    ]
    wanted = "".join(words.split())
    start = "".join(sign for sign, _, _ in signs).find(wanted) if wanted else 0
    if not signs:
        raise Unfit(gettext("这几行没有文字，请看左边的行号。"))
    if start < 0:
        raise Unfit(gettext("这几行里没有这段文字，请照原件选取。"))
    taken = signs[start : start + len(wanted)] if wanted else signs
    pieces, places = [], []
    for at in dict.fromkeys(at for _, at, _ in taken):
        columns = [column for _, held, column in taken if held == at]
        first, end = columns[0], columns[-1] + 1
        pieces.append(lines[at].text[first:end])
        places.append(Place(page=lines[at].page, line=lines[at].number, start=first, end=end))
    return "".join(pieces), tuple(places)


def added(edition: Edition, kind: EntryKind, text: str, places: tuple[Place, ...]) -> Entry:
    """A new entry with these words, under the heading and in the period of what stands before."""
    before = _before(edition, kind, places[0])
    near = None if before is None else before.task
    title = text if len(text) <= TITLE else text[:TITLE].rstrip("，；、") + "……"
    task = Task(
        title=title,
        text=text,
        path=() if near is None else near.path,
        period=None if near is None else near.period,
        estimated="预计" in text,
        aspirational="力争" in text,
        places={"text": places},
        place=places[0],
    )
    task = measured(edition, task)
    entry = Entry(
        edition=edition,
        kind=kind,
        key=_key(edition, kind),
        position=_first_position(edition, kind) if before is None else position_after(before),
        read=task_to_form(task),
    )
    stand(entry, task, PaneIndex(edition.outline))
    entry.save()
    return entry


def _before(edition: Edition, kind: EntryKind, place: Place) -> Entry | None:
    """The last entry of the kind that stands before the place in the source."""
    found: Entry | None = None
    for entry in edition.entries.filter(kind=kind).order_by("position").iterator(500):
        at = entry.task.place
        if at.line is not None and (at.line, at.start or 0) <= (place.line or 0, place.start or 0):
            found = entry
    return found


def _first_position(edition: Edition, kind: EntryKind) -> int:
    first = edition.entries.filter(kind=kind).order_by("position").first()
    return SPACING if first is None else first.position // 2


def _key(edition: Edition, kind: EntryKind) -> str:
    letter = "t" if kind == EntryKind.TASK else "a"
    keys = edition.entries.filter(kind=kind).values_list("key", flat=True)
    return f"{letter}{max((int(key[1:].partition('-')[0]) for key in keys), default=0) + 1}"
