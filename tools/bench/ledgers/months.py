"""What the units of the district sent in twelve months, written in bulk.

Eleven months are accepted. In the last, which is open, the units that help are at different
stages, and no task's own report is begun yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from duban.plan import Period
from duban.tracking.reporting import Round
from duban.web.accounts.models import User
from duban.web.handling.models import Assignment, Indicator, Part, Receipt
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, TaskState
from duban.web.reports.models import Report, ReportingPeriod, Rhythm, State, Value
from duban.web.reports.scheduling import Settings, set_calendar
from tools.bench.ledgers.lists import PLACES, reached
from tools.bench.ledgers.people import Cast
from tools.bench.ledgers.size import MONTHS

WEEK = timedelta(days=7)
BATCH = 2000
#: where parts of the open month stand
STAGES = (State.DRAFT, State.SUBMITTED, State.ACCEPTED, State.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Rows:
    """What is written of one ledger, `values` by the report they belong to."""

    reports: list[Report] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)


def hand_over(cast: Cast, plan: Plan, year: int, today: date) -> None:
    """What was issued is signed for and under way since January, and reported on every month."""
    began = _at(date(year, 1, 5))
    Assignment.objects.filter(task__plan=plan).update(
        issued_at=began,
        receipt=Receipt.RECEIVED,
        received_by=cast.heads[0],
        received_at=began + timedelta(days=1),
    )
    plan.tasks.update(state=TaskState.UNDER_WAY)
    own = tuple(_round(year, month, today) for month in range(1, MONTHS + 1))
    set_calendar(cast.office, plan.pk, year, Settings(Rhythm.OWN, asks_parts=True, own=own))


def _at(day: date) -> datetime:
    """An hour of that day in China."""
    return datetime.combine(day, time(15), timezone.get_current_timezone())


def _round(year: int, month: int, today: date) -> Round:
    period = Period.month(year, month)
    if month == MONTHS:
        return Round(period, today - WEEK, today + WEEK, today + 2 * WEEK)
    end = period.last_day
    return Round(period, end - WEEK, end + WEEK, end + 2 * WEEK)


def write_reports(cast: Cast, plan: Plan) -> None:
    """The reports and parts of every month of one ledger, with figures and journal lines."""
    rows = _rows(cast, plan)
    Report.objects.bulk_create(rows.reports, batch_size=BATCH)
    Value.objects.bulk_create(rows.values, batch_size=BATCH)
    Entry.objects.bulk_create(_lines(rows.reports), batch_size=BATCH)


def _rows(cast: Cast, plan: Plan) -> Rows:
    authors = {unit.pk: user for unit, user in zip(cast.units, cast.liaisons, strict=True)}
    periods = list(ReportingPeriod.objects.filter(calendar__plan=plan).order_by("last_day"))
    held = Assignment.objects.filter(task__plan=plan).select_related("task", "organisation")
    figures: dict[int, list[Indicator]] = {}
    for one in Indicator.objects.filter(task__plan=plan).order_by("position"):
        figures.setdefault(one.task_id, []).append(one)
    rows, reviewer = Rows(), cast.office.user
    for assignment in held.order_by("pk"):
        for month, period in enumerate(periods, start=1):
            state = _state(assignment, month)
            if state is None:
                continue
            author = authors[assignment.organisation_id]
            report = _report(assignment, period, state, author, reviewer)
            rows.reports.append(report)
            rows.values.extend(_values(report, figures.get(assignment.task_id, []), month))
    return rows


def _state(assignment: Assignment, month: int) -> State | None:
    if month < MONTHS:
        return State.ACCEPTED
    return None if assignment.role == Part.LEAD else STAGES[assignment.pk % len(STAGES)]


def _report(
    assignment: Assignment, period: ReportingPeriod, state: State, author: User, reviewer: User
) -> Report:
    late = period.period.endswith("M03") and assignment.pk % 20 == 0
    day = period.due_on + (WEEK if late else -WEEK)
    at = _at(day)
    sent = state is not State.DRAFT
    decided = state is State.ACCEPTED
    return Report(
        task=assignment.task,
        period=period,
        organisation=assignment.organisation,
        part=assignment.role,
        state=state,
        progress=f"{period.label}按计划推进，已完成阶段任务，现场检查3次，协调解决问题2个。",
        problems="个别点位管线迁改协调较慢。" if assignment.pk % 3 == 0 else "",
        next_steps="继续按节点推进，做好质量安全管理。",
        author=author,
        saved_by=author,
        saved_at=at,
        version=2,
        submitted_by=author if sent else None,
        submitted_at=at if sent else None,
        submitted_on=day if sent else None,
        late=late and sent,
        decided_by=reviewer if decided else None,
        decided_at=at + timedelta(days=1) if decided else None,
    )


def _values(report: Report, figures: list[Indicator], month: int) -> Iterator[Value]:
    """The figures reached so far; a unit that helps has its part."""
    number = report.task.number or 0
    for place, one in enumerate(figures):
        whole = Decimal(reached(number, month) if place == 0 else PLACES * month // MONTHS)
        share = whole if report.part == Part.LEAD else whole // 5  # of five that help
        yield Value(report=report, indicator=one, value=share)


def _lines(reports: list[Report]) -> Iterator[Entry]:
    """A line for each sending, and for each acceptance."""
    for report in reports:
        if report.submitted_by is not None and report.submitted_at is not None:
            yield _line(report, "report.submit", report.submitted_by, report.submitted_at)
        if report.decided_by is not None and report.decided_at is not None:
            yield _line(report, "report.accept", report.decided_by, report.decided_at)


def _line(report: Report, verb: str, by: User, at: datetime) -> Entry:
    return Entry(
        at=at,
        actor_id=by.pk,
        actor=by.name,
        verb=verb,
        subject_type="reports.report",
        subject_id=report.pk,
        subject=str(report)[:300],
        jurisdiction_id=report.task.jurisdiction_id,
        before="draft" if verb == "report.submit" else "submitted",
        after="submitted" if verb == "report.submit" else "accepted",
    )
