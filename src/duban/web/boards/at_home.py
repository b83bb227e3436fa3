"""What stands above the matters of the home page: how the reports now due come in, and each heading
today beside what was expected of it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.boards.panel import Panel
from duban.web.boards.progress import ask_headings, by_heading
from duban.web.boards.seen import Seen
from duban.web.boards.waiting_rows import in_one
from duban.web.handling.models import Part
from duban.web.ledger.models import Task
from duban.web.reports.clocks import REPORTED_ON
from duban.web.reports.models import Report, ReportingPeriod, State

#: headings that are shown at home, those that lag most
HEADINGS = 6
#: states of a report that was sent
SENT = (State.SUBMITTED, State.ACCEPTED, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Round:
    """The periods open today: how many reports they ask for, were sent, and wait for review."""

    asked: int
    sent: int
    waiting: int


@prepared
def _open_periods(member: Member, on: date) -> QuerySet[Any, tuple[int, int]]:
    """Keys of the periods open today and of their plans."""
    own = member.where(Right.REVIEW, jurisdiction="calendar__plan__jurisdiction")
    periods = ReportingPeriod.objects.filter(own, opens_on__lte=on, closes_on__gte=on)
    return periods.order_by().values_list("pk", "calendar__plan")


@prepared
def _reported_on(plans: Set[int]) -> QuerySet[Any, tuple[int, int]]:
    """By plan, how many of its tasks are reported on."""
    tasks = Task.objects.filter(plan__in=plans, state__in=REPORTED_ON).order_by()
    return tasks.values_list("plan").annotate(count=Count("pk"))


@prepared
def _came_in(periods: Set[int]) -> QuerySet[Any, tuple[int, int]]:
    """Of the reports of tasks for these periods: how many were sent, how many wait for review."""
    found = Report.objects.filter(period__in=periods, part=Part.LEAD)
    # one row, and corrections left out while counting: grouped by state, or asked for those that
    # correct nothing, SQLite goes through every report there is
    counted: QuerySet[Any, tuple[int, int]] = (
        in_one(found)
        .annotate(
            sent=Count("pk", filter=Q(corrects=None, state__in=SENT)),
            waiting=Count("pk", filter=Q(corrects=None, state=State.SUBMITTED)),
        )
        .values_list("sent", "waiting")
    )
    return counted


def round_of(member: Member, on: date) -> Round | None:
    """For who reviews; three queries. None while no period is open."""
    if not member.may(Right.REVIEW):
        return None
    plans = dict(_open_periods(member, on))
    if not plans:
        return None
    held = dict(_reported_on(frozenset(plans.values())))
    [(sent, waiting)] = _came_in(frozenset(plans))
    return Round(sum(held.get(plan, 0) for plan in plans.values()), sent, waiting)


def headings(member: Member, on: date) -> Panel | None:
    """For who directs: the headings that lag most. None while nothing can be measured."""
    if not (member.may(Right.SUPERVISE) or member.may(Right.INSTRUCT)):
        return None
    seen = Seen.of(member, QueryDict(), on)
    panel = by_heading(ask_headings(seen), seen, HEADINGS)
    return panel if panel.rows else None
