"""One task through its year: plan and milestones of each figure, what was reached and foreseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.tracking.course import Mark, marks_of
from duban.tracking.expected import expected
from duban.tracking.facts import Facts
from duban.tracking.holidays import mainland
from duban.tracking.indicator import Indicator, actual
from duban.tracking.situation import today
from duban.web.boards.behind import report_cell
from duban.web.boards.panel import Cell, Chart, Column, Panel, Row
from duban.web.design.periods import period_words
from duban.web.design.templatetags.design import spoken_figure
from duban.web.handling.models import Part, plain
from duban.web.ledger.models import Stone, Task
from duban.web.reports.models import Report, State
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.models import Foreseen, LightHistory
from duban.web.supervision.saying import told

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Known:
    """A task on a day. `until` is the end of the last month a report of which could be asked for;
    the mappings are by the last day of a period."""

    facts: Facts
    year: int
    day: date
    until: date | None
    stones: Mapping[date, Stone]
    lights: Mapping[date, LightHistory]
    reports: Mapping[date, Report]
    foreseen: Foreseen | None


def known_of(task: Task, day: date) -> Known | None:
    """None for a task that was not handed out; a constant number of queries."""
    lamps = lamps_of([task])
    if not lamps:
        return None
    [lamp] = lamps
    facts = lamp.record.facts(day)
    year = task.year or day.year
    reports = Report.objects.standing().filter(task=task, part=Part.LEAD, state=State.ACCEPTED)
    return Known(
        facts=facts,
        year=year,
        day=day,
        until=today(facts, mainland(), lamp.book(day).near, day).until,
        stones={stone.last_day: stone for stone in task.stones.all()},
        lights={row.last_day: row for row in LightHistory.objects.filter(task=task)},
        reports={row.period.last_day: row for row in reports.select_related("period")},
        foreseen=Foreseen.objects.filter(Q(task=task) & ~Q(grade="")).first(),
    )


def panels(known: Known) -> list[Panel]:
    """One for each figure that has a target."""
    found = []
    for place, indicator in enumerate(known.facts.indicators):
        marks = marks_of(indicator)
        if marks:
            found.append(_panel(known, indicator, marks, place))
    return found


def _panel(known: Known, indicator: Indicator, marks: Sequence[Mark], place: int) -> Panel:
    return Panel(
        name=f"figure-{place}",
        title=indicator.metric,
        definition=_(
            "虚线是计划到各月末应达到的数，圆点是进度要求写明的节点，实线是审核通过的数；"
            "点线是照此推算到下一节点的数，推算不代替亮灯。"
        ),
        columns=(
            Column("period", _("时期"), number=False),
            Column("words", _("进度要求"), number=False),
            Column("wanted", _("目标"), unit=indicator.unit),
            Column("reached", _("实际"), unit=indicator.unit),
            Column("light", _("亮灯"), number=False),
            Column("report", _("填报"), number=False),
        ),
        rows=tuple(_row(known, indicator, mark) for mark in marks),
        chart=_chart(known, indicator, marks),
    )


def _row(known: Known, indicator: Indicator, mark: Mark) -> Row:
    stone, light = known.stones.get(mark.day), known.lights.get(mark.day)
    return (
        Cell(period_words(mark.period)),
        Cell("" if stone is None else stone.text),
        Cell(plain(mark.value)),
        Cell(_reached(known, indicator, mark.day)),
        Cell(None)
        if light is None
        else Cell(light.get_colour_display(), shade=light.shade, note=told(light.cause)),
        report_cell(known.reports.get(mark.day)),
    )


def _reached(known: Known, indicator: Indicator, end: date) -> Decimal | None:
    if known.until is None or end > known.until:
        return None
    found = actual(indicator, known.facts.values_of(indicator), end, known.day)
    return None if found is None else plain(found)


def _chart(known: Known, indicator: Indicator, marks: Sequence[Mark]) -> Chart:
    """By months, in a unit fit for the eye: 1.8 亿元 rather than 180000000."""
    ends = [Period.month(known.year, month).last_day for month in range(1, 13)]
    scale, unit = _scale(indicator, marks)
    wanted = [_wanted(indicator, end) for end in ends]
    return Chart(
        "course",
        {
            "names": [_("%(month)s月") % {"month": end.month} for end in ends],
            "unit": unit,
            # a plan that names steps is taken at its word: nothing moves between them
            "steps": bool(indicator.steps),
            "wanted": {
                "name": _("应达"),
                "values": [_scaled(value, scale) for value in wanted],
            },
            "reached": {
                "name": _("实际"),
                "values": [_scaled(_reached(known, indicator, end), scale) for end in ends],
            },
            "marks": [
                {
                    "at": mark.day.month - 1,
                    "value": _scaled(mark.value, scale),
                    "name": period_words(mark.period),
                }
                for mark in marks
                if mark.day.year == known.year
            ],
            "ahead": _ahead(known, indicator, scale),
        },
    )


def _wanted(indicator: Indicator, end: date) -> Decimal | None:
    """What grows from nothing is to stand at nothing until the first step; a level is not known."""
    found = expected(indicator, end)
    if found is not None:
        return found.value
    return NOTHING if indicator.steps and indicator.builds_up else None


def _drawn(mark: Mark, scale: Decimal) -> dict[str, object]:
    value = _scaled(mark.value, scale)
    return {"at": mark.day.month - 1, "value": value, "name": period_words(mark.period)}


def _scale(indicator: Indicator, marks: Sequence[Mark]) -> tuple[Decimal, str]:
    largest = max((abs(mark.value) for mark in marks), default=NOTHING)
    shown, unit = spoken_figure(largest, indicator.unit)
    if unit == indicator.unit or not largest:
        return Decimal(1), indicator.unit
    return largest / Decimal(shown.replace(",", "")), unit


def _scaled(value: Decimal | None, scale: Decimal) -> str | None:
    return None if value is None else f"{plain(value / scale):f}"


def _ahead(known: Known, indicator: Indicator, scale: Decimal) -> dict[str, object] | None:
    """Where the next milestone of this figure is expected to end."""
    one = known.foreseen
    if one is None or one.mark_day is None or one.mark_day.year != known.year:
        return None
    if (one.metric, one.unit) != (indicator.metric, indicator.unit):
        return None
    return {
        "at": one.mark_day.month - 1,
        "value": _scaled(one.value, scale),
        "name": _("预计"),
        "said": one.said,
    }
