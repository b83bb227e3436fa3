"""A task's date and an indicator's target move: rows end and follow each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from duban.plan import Period
from duban.web.handling.models import Change, DueDay, Indicator, Target
from duban.web.handling.proposing import Wanted
from duban.web.ledger.models import Task


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
