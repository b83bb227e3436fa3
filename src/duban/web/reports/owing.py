"""What a person's units owe, and what a plan is owed: every duty of reporting with its clocks.

Nothing is written down in advance: a duty is an assignment, a period of its plan's calendar, and
the report there is, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, Generic, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from duban.tracking.locks import Gate, GateState
from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models.tasks import wording_of
from duban.web.reports.clocks import REPORTED_ON, gate_alone, gate_of
from duban.web.reports.models import (
    OPEN,
    LockException,
    Report,
    ReportingPeriod,
    State,
)

#: a period that opens within so many days is shown ahead
AHEAD = timedelta(days=10)
WEEK = timedelta(days=7)


_EARLIER = Assignment.objects.filter(
    task=OuterRef("task"), role=Part.LEAD, ended_on=None, pk__lt=OuterRef("pk")
)


class Standing(Enum):
    """In the order in which a page shows them."""

    RETURNED = "returned"
    THIS_WEEK = "this week"
    LATE = "late"
    LATER = "later"
    LOCKED = "locked"
    AHEAD = "ahead"
    WAITING = "waiting"
    DONE = "done"


#: what can be filled in
OPEN_NOW = frozenset({Standing.RETURNED, Standing.THIS_WEEK, Standing.LATE, Standing.LATER})


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty: `files` where the unit files the task's report, else it sends a part.

    `asked` is False for a part that nobody asks for; it may be sent all the same.
    """

    assignment: Assignment
    period: ReportingPeriod
    report: Report | None
    gate: GateState
    files: bool
    asked: bool
    standing: Standing

    @property
    def open(self) -> bool:
        return self.standing in OPEN_NOW


def duties_of(member: Member) -> QuerySet[Assignment]:
    """What the person's units were handed and report on."""
    own = member.where(Right.FILE, jurisdiction="task__jurisdiction", units="organisation")
    return with_rank(Assignment.objects.held().filter(own))


def filed_by(member: Member) -> QuerySet[Assignment]:
    """The assignments by which the person's units file the task's report."""
    own = member.where(Right.FILE, jurisdiction="task__jurisdiction", units="organisation")
    held = Assignment.objects.held().filter(own, role=Part.LEAD)
    return held.filter(~Exists(_EARLIER))


def with_order(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Each with `behind`: whether another unit that leads the task was named before it."""
    return assignments.annotate(behind=Exists(_EARLIER))


def with_rank(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Those that are reported on now, `with_order`."""
    return (
        with_order(assignments)
        .filter(task__state__in=REPORTED_ON, task__plan__calendar__isnull=False)
        .select_related("task__plan__calendar", "organisation")
        .defer(*wording_of("task"))
        .order_by("task__plan", "task__position", "pk")
    )


def owed(assignments: Iterable[Assignment], on: date) -> list[Owed]:
    """Every duty that has begun by a day or begins soon; four queries, however many rows."""
    held = list(assignments)
    begun = ReportingPeriod.objects.filter(opens_on__lte=on + AHEAD)
    plans = {one.task.plan_id for one in held}
    return owed_for(held, begun.filter(calendar__plan__in=plans).select_related("calendar"), on)


def owed_for(held: Sequence[Assignment], wanted: Iterable[ReportingPeriod], on: date) -> list[Owed]:
    """The duties of these periods, whether they have begun or not."""
    units = {one.organisation_id for one in held}
    periods = _by_plan(wanted)
    reports = _reports_of(held)
    gates = Gates(gate_of, _exceptions_of(units, on), on)
    found = []
    for one in held:
        for period in _since(one, periods.get(one.task.plan_id, ())):
            report = reports.get((one.task_id, period.pk, one.organisation_id))
            gate = gates.of(period, one.organisation_id)
            found.append(_owed(one, period, report, gate, on))
    return found


@dataclass(frozen=True, slots=True)
class OpenNow:
    """What can be filled in now, without the rows it hangs on; `assignment` is a key."""

    assignment: int
    period: ReportingPeriod
    standing: Standing


def open_now(member: Member, on: date) -> list[OpenNow]:
    """Of the duties of the person's units (`owed`), those that are asked for and open; four
    queries, and no row of a task, a plan or a report is read whole."""
    held = _held_in_short(member)
    units = {one.organisation_id for one in held}
    exceptions = _exceptions_of(units, on)
    excepted = {period for period, _unit in exceptions}
    plans = {one.task__plan_id for one in held}
    periods = _by_plan(_open_periods(plans, units, excepted, on))
    keys = [period.pk for periods_of_plan in periods.values() for period in periods_of_plan]
    rows = _reports_in_short(units, keys)
    reports = {(row.task_id, row.period_id, row.organisation_id): row for row in rows}
    gates = Gates(gate_alone, exceptions, on)
    # a list is handed out at one moment: its day is worked out once
    days = {moment: timezone.localdate(moment) for moment in {one.issued_at for one in held}}
    found = []
    for one in held:
        files, issued = _files(one), days[one.issued_at]
        for period in periods.get(one.task__plan_id, ()):
            if period.closes_on < issued or not (files or period.calendar.asks_parts):
                continue
            report = reports.get((one.task_id, period.pk, one.organisation_id))
            gate = gates.of(period, one.organisation_id)
            standing = _standing(period, report, gate, on)
            if standing in OPEN_NOW:
                found.append(OpenNow(one.pk, period, standing))
    return found


@prepared
def _held_in_short(member: Member) -> QuerySet[Any, Any]:
    lean = ("pk", "task_id", "task__plan_id", "organisation_id", "role", "behind", "issued_at")
    return duties_of(member).values_list(*lean, named=True)


@prepared
def _open_periods(
    plans: Set[int], units: Set[int], excepted: Set[int], on: date
) -> QuerySet[ReportingPeriod]:
    """Those of these plans that are open, stand open by exception, or have something returned."""
    # said twice, so that an index of units and states shows the way
    own = Report.objects.filter(organisation__in=units, state__in=(State.RETURNED, State.DRAFT))
    back = own.order_by().exclude(state=State.DRAFT, corrects=None)
    open_ones = ReportingPeriod.objects.filter(
        Q(opens_on__lte=on, closes_on__gte=on)
        | Q(pk__in=excepted)
        | Q(pk__in=back.values("period"))
    )
    return open_ones.filter(calendar__plan__in=plans).select_related("calendar")


@prepared
def _reports_in_short(units: Set[int], periods: Sequence[int]) -> QuerySet[Any, Any]:
    lean = ("task_id", "period_id", "organisation_id", "state", "corrects_id")
    found = Report.objects.filter(organisation__in=units, period__in=periods)
    return found.order_by("pk").values_list(*lean, named=True)


def _since(one: Assignment, periods: Iterable[ReportingPeriod]) -> list[ReportingPeriod]:
    """The periods that had not closed before the task was handed out."""
    issued = timezone.localdate(one.issued_at)
    return [period for period in periods if period.closes_on >= issued]


def _by_plan(periods: Iterable[ReportingPeriod]) -> dict[int, list[ReportingPeriod]]:
    found: dict[int, list[ReportingPeriod]] = {}
    for period in periods:
        found.setdefault(period.calendar.plan_id, []).append(period)
    return found


Said = TypeVar("Said")


class Gates(Generic[Said]):
    """What the clocks say of a period to a unit, as `look` tells it; worked out once for each."""

    def __init__(
        self,
        look: Callable[[ReportingPeriod, str, Iterable[LockException], date], Said],
        exceptions: Mapping[tuple[int, int], list[LockException]],
        on: date,
    ) -> None:
        self.look, self.exceptions, self.on = look, exceptions, on
        self.known: dict[tuple[int, int], Said] = {}

    def of(self, period: ReportingPeriod, unit: int) -> Said:
        key = (period.pk, unit)
        if key not in self.known:
            held = self.exceptions.get(key, ())
            self.known[key] = self.look(period, str(unit), held, self.on)
        return self.known[key]


def _files(one: Assignment) -> bool:
    return one.role == Part.LEAD and not getattr(one, "behind", False)


def _owed(
    one: Assignment, period: ReportingPeriod, report: Report | None, gate: GateState, on: date
) -> Owed:
    files = _files(one)
    asked = files or period.calendar.asks_parts
    return Owed(one, period, report, gate, files, asked, _standing(period, report, gate.gate, on))


def _standing(period: ReportingPeriod, report: Report | None, gate: Gate, on: date) -> Standing:
    if report is not None and report.state == State.ACCEPTED:
        return Standing.DONE
    if report is not None and report.state not in OPEN:
        return Standing.WAITING
    if report is not None and (report.state == State.RETURNED or report.corrects_id is not None):
        return Standing.RETURNED
    match gate:
        case Gate.NOT_YET:
            return Standing.AHEAD
        case Gate.LOCKED:
            return Standing.LOCKED
        case Gate.LATE | Gate.EXCEPTED:
            return Standing.LATE
        case Gate.OPEN:
            return Standing.THIS_WEEK if period.due_on <= on + WEEK else Standing.LATER


def _reports_of(held: Sequence[Assignment]) -> dict[tuple[int, int, int], Report]:
    """By task, period and organisation, the report that was begun last."""
    rows = Report.objects.filter(
        task__in={one.task_id for one in held},
        organisation__in={one.organisation_id for one in held},
    ).order_by("pk")
    return {(row.task_id, row.period_id, row.organisation_id): row for row in rows}


def _exceptions_of(units: Iterable[int], on: date) -> dict[tuple[int, int], list[LockException]]:
    found: dict[tuple[int, int], list[LockException]] = {}
    for row in _holding(frozenset(units), on):
        found.setdefault((row.period_id, row.organisation_id), []).append(row)
    return found


@prepared
def _holding(units: Set[int], on: date) -> QuerySet[LockException]:
    found = LockException.objects.holding(on).filter(organisation__in=units)
    return found.select_related("granted_by")


def grouped(rows: Iterable[Owed]) -> Iterator[tuple[Standing, list[Owed]]]:
    """What is due first stands first; within a standing, by the day due."""
    held = sorted(rows, key=lambda row: (row.period.due_on, row.assignment.task.position))
    for standing in Standing:
        found = [row for row in held if row.standing is standing]
        if standing is Standing.DONE:
            found.reverse()
        if found:
            yield standing, found


def asked_this_month(member: Member, on: date) -> tuple[int, list[str]]:
    """How many reports the person's units are asked for this month, and by which plans."""
    rows = [
        row
        for row in owed(duties_of(member), on)
        if row.asked and (row.period.due_on.year, row.period.due_on.month) == (on.year, on.month)
    ]
    return len(rows), sorted({row.assignment.task.plan.title for row in rows})
