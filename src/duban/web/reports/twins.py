"""Enter once: a figure that two plans ask for is filled in for one and serves the other."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.handling.models import Assignment, Indicator
from duban.web.journal.record import record
from duban.web.ledger.models.tasks import wording_of
from duban.web.refusals import OutOfTurn
from duban.web.reports.clocks import gate_for, silence_of
from duban.web.reports.models import (
    OPEN,
    Report,
    ReportingPeriod,
    SameFigure,
    State,
    Value,
)
from duban.web.reports.steps import part_of

#: key of an indicator → keys of those that ask for the same figure
Ties = dict[int, list[int]]


def tie(member: Member, one_id: int, other_id: int) -> SameFigure:
    """Say that two indicators of one jurisdiction ask for the same figure."""
    with transaction.atomic():
        first, second = sorted((one_id, other_id))
        one, other = (
            Indicator.objects.select_related("task").get(pk=key) for key in (first, second)
        )
        for end in (one, other):
            member.must(Right.SCHEDULE, end.task)
        if one.task_id == other.task_id:
            raise OutOfTurn(_("同一任务里的两个指标不能互为同一数。"))
        if (one.unit, one.cumulative) != (other.unit, other.cumulative):
            raise OutOfTurn(_("两个指标的计量单位或统计口径不同，不能取用同一个数。"))
        tied, made = SameFigure.objects.get_or_create(
            one=one, other=other, defaults={"by": member.user}
        )
        if made:
            record(member.user, "figure.tie", tied)
    return tied


@transaction.atomic
def untie(member: Member, key: int) -> None:
    tied = SameFigure.objects.select_related("one__task").get(pk=key)
    member.must(Right.SCHEDULE, tied)
    record(member.user, "figure.untie", tied)
    tied.delete()


def twins_of(indicators: Iterable[int]) -> Ties:
    """Keys of indicators → keys of those that ask for the same figure; one query."""
    wanted = set(indicators)
    found: Ties = {}
    for one, other in _tied(wanted):
        for near, far in ((one, other), (other, one)):
            if near in wanted:
                found.setdefault(near, []).append(far)
    return found


@prepared
def _tied(wanted: Set[int]) -> QuerySet[Any, tuple[int, int]]:
    pairs = SameFigure.objects.filter(Q(one__in=wanted) | Q(other__in=wanted))
    return pairs.values_list("one", "other")


def lock_with_twins(assignment_id: int) -> tuple[Assignment, Ties]:
    """The assignment and those of the same unit that its figures serve, locked in one order, so
    that two savings that serve each other wait instead of blocking; and what serves what."""
    pairs = [(pair.one, pair.other) for pair in _pairs_of(assignment_id)]
    tasks = {end.task_id for pair in pairs for end in pair}
    rows = _with_twins(assignment_id, tasks) if tasks else _alone(assignment_id)
    held = {row.pk: row for row in rows}
    if assignment_id not in held:
        raise Assignment.DoesNotExist(assignment_id)
    own = held[assignment_id]
    ties: Ties = {}
    for one, other in pairs:
        near, far = (one, other) if one.task_id == own.task_id else (other, one)
        if near.ended_on is None:
            ties.setdefault(near.pk, []).append(far.pk)
    return own, ties


@prepared
def _alone(assignment_id: int) -> QuerySet[Assignment]:
    return _locked(Q(pk=assignment_id))


@prepared
def _with_twins(assignment_id: int, tasks: Set[int]) -> QuerySet[Assignment]:
    unit = Assignment.objects.filter(pk=assignment_id).values("organisation")
    same = Q(task__in=tasks, organisation__in=unit, ended_on=None)
    return _locked(Q(pk=assignment_id) | same)


def _locked(wanted: Q) -> QuerySet[Assignment]:
    found = Assignment.objects.select_for_update(of=("self",), no_key=True).filter(wanted)
    lean = found.select_related("task__plan", "organisation").defer(*wording_of("task"))
    return lean.order_by("pk")


@prepared
def _pairs_of(assignment_id: int) -> QuerySet[SameFigure]:
    """The pairs of indicators of which one belongs to an assignment's task."""
    task = Assignment.objects.filter(pk=assignment_id).order_by().values("task")
    tied = SameFigure.objects.filter(Q(one__task__in=task) | Q(other__task__in=task))
    return tied.select_related("one", "other")


def serve(member: Member, report: Report, ties: Ties, on: date) -> None:
    """Carry the figures of a saved report to the drafts that ask for the same ones."""
    if not ties:
        return
    values = {value.indicator_id: value for value in report.values.all()}
    far = Indicator.objects.filter(pk__in={key for keys in ties.values() for key in keys})
    by_key = {one.pk: one for one in far.filter(ended_on=None).select_related("task")}
    for near, keys in ties.items():
        for key in keys:
            if key in by_key and near in values:
                _carry(member, values[near], by_key[key], report, on)


def _carry(member: Member, value: Value, to: Indicator, report: Report, on: date) -> None:
    target = _draft_for(member, to, report, on)
    if target is None:
        return
    held = target.values.filter(indicator=to).first()
    if held is not None and held.value == value.value:
        return
    Value.objects.update_or_create(
        report=target, indicator=to, defaults={"value": value.value, "taken_from": value}
    )
    target.version += 1
    target.saved_by, target.saved_at = member.user, clock.now()
    target.save(update_fields=["version", "saved_by", "saved_at"])


def _draft_for(member: Member, to: Indicator, report: Report, on: date) -> Report | None:
    """The same unit's writable report of the other task for a period with the same end."""
    period = (
        ReportingPeriod.objects.filter(
            calendar__plan=to.task.plan_id, last_day=report.period.last_day
        )
        .select_related("calendar")
        .first()
    )
    duty = (
        Assignment.objects.held()
        .filter(task=to.task_id, organisation=report.organisation_id)
        .first()
    )
    if period is None or duty is None or silence_of(to.task.state):
        return None
    held = (
        Report.objects.select_for_update(of=("self",))
        .filter(task=to.task_id, period=period, organisation=report.organisation_id)
        .order_by("-pk")
        .first()
    )
    if held is not None:
        return held if held.state in OPEN else None
    if not gate_for(period, duty.organisation_id, on).is_open:
        return None
    made = Report.objects.create(
        task=to.task,
        period=period,
        organisation=duty.organisation,
        part=part_of(duty),
        author=member.user,
        saved_by=member.user,
    )
    record(member.user, "report.begin", made, after=State.DRAFT, served_by=report.pk)
    return made


def offered(
    indicators: Iterable[int], period: ReportingPeriod, organisation: int
) -> dict[int, Value]:
    """Figures that another report of the same unit for the same end already holds, by key of the
    indicator that asks again."""
    ties = twins_of(indicators)
    if not ties:
        return {}
    held = {
        value.indicator_id: value
        for value in Value.objects.filter(
            indicator__in={key for keys in ties.values() for key in keys},
            report__organisation=organisation,
            report__period__last_day=period.last_day,
        )
        .select_related("report__task__plan")
        .order_by("report_id")
    }
    return {near: held[key] for near, keys in ties.items() for key in keys if key in held}
