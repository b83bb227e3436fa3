"""A line: one fact that one figure counts. A section: lines of one question, told apart by kind.

The tables, the figures on top, the lists and the files of a beat are all made of the same lines, so
that no figure can differ from the list it opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.web.boards.panel import Cell, Label
from duban.web.boards.rhythm import Beat, Look
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models import Task


class Sort(Enum):
    """What falls due or comes in."""

    TASK = "task"
    REPORT = "report"
    ORDER = "order"
    INSTRUCTION = "instruction"
    CHANGE = "change"
    COMPLETION = "completion"


SORTS: dict[Sort, Label] = {
    Sort.TASK: _("任务"),
    Sort.REPORT: _("填报"),
    Sort.ORDER: _("督办单"),
    Sort.INSTRUCTION: _("批示"),
    Sort.CHANGE: _("变更申请"),
    Sort.COMPLETION: pgettext_lazy("noun", "报办结"),
}


#: a line about no paper
NOTHING = Cell(None)
#: what the days of a list are called where nothing better is known
DATED: Label = _("日期")


@dataclass(frozen=True, slots=True)
class Line:
    """`task` and `unit` are keys (unit None: nobody answers for it). `kind` is the figure that
    counts it. `was` and `now` are colours, empty where they say nothing; `thing` is the paper it is
    about; `period` that of a report, as the database writes it, where one was asked for."""

    task: int
    kind: str
    unit: int | None = None
    sort: Sort = Sort.TASK
    day: date | None = None
    was: str = ""
    now: str = ""
    thing: Cell = NOTHING
    period: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Lines in the order in which they are listed; `note` says what they leave out."""

    lines: tuple[Line, ...]
    note: str = ""


class By(Enum):
    """What the rows of a section's table are."""

    UNIT = "unit"
    SORT = "sort"


@dataclass(frozen=True, slots=True)
class Kind:
    """`shade` is a light that stands before the word."""

    name: str
    label: Label
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """`find` gives the lines; `kinds` are the columns of its table, the gravest first. `columns`
    are those of its list, `dated` the head of its days. `best`: units are ranked by the share of
    this kind among all but the `unsettled`; else the row with most of the first kind comes first.
    `apart`: one thing may be counted under several kinds, so that nothing is added up over them.
    `shown` lines stand on the page itself, below the table where it is `tabled`, each with its kind
    where they are `marked`. `compared`: its figures can be held against those of another span."""

    name: str
    title: Label
    definition: Label
    empty: Label
    kinds: tuple[Kind, ...]
    find: Callable[[Look], Found]
    columns: tuple[str, ...]
    by: By = By.UNIT
    best: str = ""
    unsettled: tuple[str, ...] = ()
    apart: bool = False
    tabled: bool = True
    marked: bool = False
    compared: bool = True
    shown: int = 5
    dated: Label = DATED


def list_name(beat: Beat, section: Section) -> str:
    """week-turned: what an address calls the list of a section."""
    return f"{beat.value}-{section.name}"


def led_by(tasks: Iterable[int]) -> dict[int, int]:
    """By task, the unit that answers for it: of those that lead, the one named first."""
    held = Assignment.objects.held().filter(role=Part.LEAD, task__in=set(tasks))
    # the first comes last here, and stays
    return dict(held.order_by("-pk").values_list("task", "organisation"))


def with_leads(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each with the unit that answers for its task; one query."""
    held = tuple(lines)
    leads = led_by(line.task for line in held)
    return tuple(replace(line, unit=leads.get(line.task)) for line in held)


def tasks_of(look: Look) -> QuerySet[Task]:
    """The tasks of the place that the person sees."""
    return Task.objects.visible_to(look.member).filter(jurisdiction=look.place.key)
