"""Units by months: how each period came out, from the history of lights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.web.accounts.models import Organisation
from duban.web.boards.behind import (
    Listed,
    listing,
    month_of,
    report_cell,
    source_cell,
    task_cell,
    ways,
)
from duban.web.boards.panel import Cell, Column, Panel, Row
from duban.web.boards.seen import Seen
from duban.web.design.periods import period_words
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models import Task
from duban.web.reports.models import Report
from duban.web.supervision.asking import number
from duban.web.supervision.models import Colour, LightHistory
from duban.web.supervision.saying import told

#: of whom more than so many in a hundred were red, the cell is darkest
DARK, MIDDLE = 40, 15
#: the lights that a cell tells before all others; their names are those of their shades
GRAVE = (Colour.RED.value, Colour.YELLOW.value)


class Past(NamedTuple):
    """So many periods of the tasks a unit leads ended in a month with a colour."""

    unit: int
    month: date
    colour: str
    periods: int


def history_of(seen: Seen) -> QuerySet[LightHistory]:
    """The periods of the ledger's tasks that ended in its year."""
    found = LightHistory.objects.visible_to(seen.member).filter(seen.tasks("task__"))
    return found.filter(last_day__year=seen.year)


def ask(seen: Seen) -> tuple[list[Past], dict[int, str]]:
    """Counted by the database, one row for each unit, month and colour; and the units' names."""
    held = Assignment.objects.held().filter(
        role=Part.LEAD, task__in=Task.objects.visible_to(seen.member).filter(seen.tasks())
    )
    rows = (
        held.filter(task__light_history__last_day__year=seen.year)
        .order_by()
        .values_list(
            *("organisation", "task__light_history__last_day", "task__light_history__colour")
        )
        .annotate(count=Count("pk"))
    )
    found = list(map(Past._make, rows))
    named = Organisation.objects.in_bulk({one.unit for one in found})
    return found, {key: unit.name for key, unit in named.items()}


@dataclass(slots=True)
class UnitYear:
    """By the first of a month and the colour: how many periods ended so."""

    key: int
    name: str
    months: dict[date, dict[str, int]] = field(default_factory=dict)

    def add(self, month: date, colour: str, periods: int) -> None:
        count = self.months.setdefault(month, {})
        count[colour] = count.get(colour, 0) + periods

    def gravity(self, last: date) -> tuple[int, int, str]:
        """Most red in the last month first, then most red of the year."""
        year = sum(count.get(Colour.RED, 0) for count in self.months.values())
        return -self.months.get(last, {}).get(Colour.RED, 0), -year, self.name


def heat(
    past: Iterable[Past], names: Mapping[int, str], seen: Seen, most: int | None = None
) -> Panel:
    units: dict[int, UnitYear] = {}
    firsts: dict[date, date] = {}
    for key, day, colour, periods in past:
        unit = units.get(key)
        if unit is None:
            unit = units[key] = UnitYear(key, names[key])
        unit.add(firsts.setdefault(day, day.replace(day=1)), colour, periods)
    months = sorted({month for unit in units.values() for month in unit.months})
    held = sorted(units.values(), key=lambda unit: unit.gravity(months[-1]))
    cells = Cells(reverse("boards:list", args=["heat"]) + seen.address())
    columns = (
        Column("unit", _("牵头单位"), number=False),
        *(
            Column(f"{month:%Y-%m}", _("%(month)s月") % {"month": month.month}, number=False)
            for month in months
        ),
    )
    return Panel(
        name="heat",
        title=_("各单位逐月亮灯"),
        definition=_(
            "每格是该单位牵头任务在当月到期的填报期里亮的灯：■后是红灯数，没有红灯的▲后是黄灯数，"
            "都没有的●后是任务数。底色越深，红灯所占越多。"
        ),
        columns=columns,
        rows=tuple(cells.row(unit, months) for unit in held[:most]),
        whole=len(held),
        empty=_("还没有到期的填报期。填报期到期以后，每期的灯逐月列在这里。"),
    )


class Cells:
    """The cells of a table. There are many, so their words are looked up once."""

    def __init__(self, behind: str) -> None:
        self.behind = behind
        self.note = _("%(month)s月%(count)s项：%(told)s")
        self.labels = [(colour.value, str(colour.label)) for colour in Colour]

    def row(self, unit: UnitYear, months: Iterable[date]) -> Row:
        behind = f"{self.behind}&unit={unit.key}&month="
        cells = (self.cell(month, unit.months.get(month, {}), behind) for month in months)
        return (Cell(unit.name), *cells)

    def cell(self, month: date, count: Mapping[str, int], behind: str) -> Cell:
        """The gravest light there is, and how many; what is in order counts as one."""
        whole = sum(count.values())
        if not whole:
            return Cell(None)
        address = f"{behind}{month:%Y-%m}"
        told = "，".join(f"{label}{count[name]}" for name, label in self.labels if name in count)
        note = self.note % {"month": month.month, "count": whole, "told": told}
        for colour in GRAVE:
            if held := count.get(colour):
                address = f"{address}&colour={colour}"
                return Cell(held, address, colour, note, _heat(colour, held, whole))
        return Cell(whole, address, Colour.GREEN.value, note)


def _heat(colour: str, held: int, whole: int) -> str:
    """How dark the cell is: by the part of red, or of yellow where nothing is red."""
    part = held * 100 // whole
    level = 3 if part > DARK else 2 if part > MIDDLE else 1
    return f"{colour}-{level}"


def listed(seen: Seen, query: QueryDict) -> Listed:
    """The periods behind a cell: of the tasks a unit leads, ended in a month, with a colour."""
    rows = history_of(seen)
    if (unit := number(query.get("unit", ""))) is not None:
        held = Assignment.objects.held().filter(organisation=unit, role=Part.LEAD)
        rows = rows.filter(task__in=held.values("task"))
    if (month := month_of(query)) is not None:
        rows = rows.filter(last_day__year=month.year, last_day__month=month.month)
    if query.get("colour") in Colour.values:
        rows = rows.filter(colour=query["colour"])
    ordered = rows.select_related("task").order_by("task__plan", "task__position", "last_day", "pk")
    return Listed(ordered, lambda page: _past_rows(page, seen))


def _past_rows(page: Sequence[LightHistory], seen: Seen) -> Panel:
    sent = (
        Report.objects.visible_to(seen.member)
        .filter(task__in=[row.task_id for row in page], part=Part.LEAD, corrects=None)
        .exclude(submitted_on=None)
        .select_related("period")
    )
    reports = {(one.task_id, one.period.period): one for one in sent}
    columns = (
        Column("light", _("亮灯"), number=False),
        Column("task", _("任务"), number=False),
        Column("period", _("时期"), number=False),
        Column("outcome", _("结果"), number=False),
        Column("cause", _("原因"), number=False, words=True),
        *ways(),
    )
    rows = (
        (
            Cell(row.get_colour_display(), shade=row.shade),
            task_cell(row.task),
            Cell(period_words(Period.parse(row.period))),
            Cell(row.get_outcome_display()),
            Cell(told(row.cause)),
            report_cell(reports.get((row.task_id, row.period))),
            source_cell(row.task),
        )
        for row in page
    )
    return listing("heat", _("各单位逐月亮灯"), columns, rows)
