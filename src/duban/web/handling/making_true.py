"""What an agreed paper does to its task: rows end and follow each other, nothing is overwritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from duban.plan import Period
from duban.web.accounts.member import Member
from duban.web.handling.models import Change, ChangeKind, DueDay, Indicator, Target
from duban.web.handling.proposing import Wanted
from duban.web.handling.steps import taking
from duban.web.ledger.models import Task


def make_true(change: Change, member: Member, on: date) -> None:
    """Inside the decision's transaction. KeyError for a kind that nothing is done for."""
    match ChangeKind(change.kind):
        case ChangeKind.EXTENSION if change.task is not None and change.granted is not None:
            move_due(change.task, change.granted, change, on)
        case ChangeKind.ADJUSTMENT:
            for line in change.lines.select_related("indicator"):
                move_target(line.indicator, Period.parse(line.period), line.new, change, on)
        case ChangeKind.SUSPENSION:
            _step("suspend", change, member)
        case ChangeKind.RESUMPTION:
            _step("resume", change, member)
        case ChangeKind.CANCELLATION:
            _step("cancel", change, member)
        case ChangeKind.EDITION:
            from duban.web.handling.renewing import renew  # noqa: PLC0415

            renew(change, member, on)
        case other:
            raise KeyError(other)


def _step(name: str, change: Change, member: Member) -> None:
    if change.task_id is None:
        raise KeyError(name)
    with taking(name, change.task_id, member, reason=change.reason) as taken:
        taken.facts |= {"approver": change.approver, "change": change.pk}
        if change.day is not None:
            taken.facts["review_on"] = str(change.day)


def move_due(task: Task, day: date, change: Change, on: date) -> None:
    """Another date from `on`; the first one stays as the row without `since`."""
    if not task.due_days.exists():
        if task.due_day is None:
            DueDay.objects.create(task=task, day=day, since=on, change=change)
            return
        DueDay.objects.create(task=task, day=task.due_day)
    task.due_days.filter(until=None).update(until=on)
    DueDay.objects.create(task=task, day=day, since=on, change=change)


def move_target(
    indicator: Indicator, period: Period, value: Decimal, change: Change, on: date
) -> None:
    """Another target of one period from `on`; a period without one gets its first."""
    held = indicator.targets.filter(period=str(period), until=None).first()
    if held is not None:
        held.until = on
        held.save(update_fields=["until"])
    wanted = Wanted(period, value)
    Target.objects.create(
        indicator=indicator,
        period=str(wanted.period),
        first_day=period.first_day,
        last_day=period.last_day,
        comparator=wanted.comparator.value if held is None else held.comparator,
        value=value,
        since=on,
        change=change,
    )
