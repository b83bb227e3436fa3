"""日跟踪、周分析、月调度、季复盘: what a day, a week, a month or a quarter brought."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from duban.plan import Period
from duban.web.accounts.member import Member
from duban.web.handling.models import Assignment, Part
from duban.web.reports import models as reports
from duban.web.supervision import asking
from duban.web.supervision.models import Colour, LightHistory, LightNow, Order

# a lazy text's type differs between stubs and run time
Label = Any
SHOWN = 30


class Beat(Enum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


LABELS: dict[Beat, tuple[Label, Label]] = {
    Beat.DAY: (_("日跟踪"), _("今天到期什么，谁转了灯，谁报来了")),
    Beat.WEEK: (_("周分析"), _("这一周好转了哪些，变差了哪些，下周到期哪些")),
    Beat.MONTH: (_("月调度"), _("这个月各单位完成得怎样，要调度哪些")),
    Beat.QUARTER: (_("季复盘"), _("这一季各单位逐期的灯，迟报和补齐")),
}


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both counted."""

    first: date
    last: date


def span_of(beat: Beat, on: date) -> Span:
    if beat is Beat.DAY:
        return Span(on, on)
    if beat is Beat.WEEK:
        monday = on - timedelta(days=on.weekday())
        return Span(monday, monday + timedelta(days=6))
    period = period_of(beat, on)
    return Span(period.first_day, period.last_day)


def period_of(beat: Beat, on: date) -> Period:
    """The month or the quarter that a day lies in."""
    if beat is Beat.QUARTER:
        return Period.quarter(on.year, (on.month + 2) // 3)
    return Period.month(on.year, on.month)


@dataclass(slots=True)
class UnitRow:
    """One unit's tasks by light, and how its periods came out."""

    name: str
    lights: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    late: int = 0

    @property
    def tasks(self) -> int:
        return sum(self.lights.values())

    @property
    def colours(self) -> list[tuple[Colour, int]]:
        return [(colour, self.lights[colour.value]) for colour in Colour]


def beat_of(member: Member, beat: Beat, on: date) -> dict[str, Any]:
    """What the page of a beat shows; a constant number of queries."""
    span = span_of(beat, on)
    seen = asking.lights(member)
    turned = seen.filter(since__gte=span.first, since__lte=span.last).select_related("task")
    due = seen.filter(due__gte=span.first, due__lte=span.last).select_related("task")
    orders = Order.objects.visible_to(member).select_related("task", "organisation")
    return {
        "beat": beat,
        "span": span,
        "turned": asking.gravest_first(turned)[:SHOWN],
        "due": due.order_by("due", "pk")[:SHOWN],
        "issued": orders.filter(issued_on__gte=span.first, issued_on__lte=span.last)[:SHOWN],
        "answer": orders.filter(closed_on=None, reply_by__gte=span.first, reply_by__lte=span.last)[
            :SHOWN
        ],
        "filed": filed(member, span),
        "units": units(member, span) if beat in (Beat.MONTH, Beat.QUARTER) else [],
    }


def filed(member: Member, span: Span) -> list[tuple[str, int]]:
    """Reports sent within a span, by what became of them."""
    found = reports.Report.objects.visible_to(member).filter(
        part=Part.LEAD, submitted_on__gte=span.first, submitted_on__lte=span.last
    )
    counted = dict(found.order_by().values_list("state").annotate(count=Count("pk")))
    return [
        (str(state.label), counted[state.value])
        for state in reports.State
        if counted.get(state.value)
    ]


def units(member: Member, span: Span) -> list[UnitRow]:
    """The units that lead, the one with most red first, and how the periods due in a span came
    out."""
    held = Assignment.objects.held().filter(
        role=Part.LEAD, task__in=LightNow.objects.visible_to(member).values("task")
    )
    # the unit named first answers for the task: it comes last here, and stays
    lead = dict(held.order_by("-pk").values_list("task", "organisation__name"))
    rows: dict[str, UnitRow] = {name: UnitRow(name) for name in lead.values()}
    now = LightNow.objects.visible_to(member).values_list("task", "colour")
    for task, colour in now:
        if task in lead:
            rows[lead[task]].lights[colour] += 1
    past = LightHistory.objects.visible_to(member).filter(
        due_on__gte=span.first, due_on__lte=span.last
    )
    for task, outcome, late in past.values_list("task", "outcome", "late"):
        if task in lead:
            rows[lead[task]].outcomes[outcome] += 1
            rows[lead[task]].late += late
    return sorted(rows.values(), key=_gravity)


def _gravity(row: UnitRow) -> tuple[int, int, str]:
    return -row.lights[Colour.RED], -row.lights[Colour.YELLOW], row.name
