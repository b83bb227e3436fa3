"""What holds on a day, beside what was first: the questions other apps ask of a task.

`indicators_of`, `due_of`, `target_of`, `responsible` and `tasks_of`; the plural forms ask once for
many rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from duban.plan import Period
from duban.web.accounts.models import Organisation
from duban.web.accounts.prepared import prepared
from duban.web.handling.models import Assignment, DueDay, Indicator, Part, Target
from duban.web.ledger.models import Task


@dataclass(frozen=True, slots=True)
class Due:
    """`now` is the date that holds, `first` the one the plan set; None: the plan names none."""

    now: date | None
    first: date | None

    @property
    def moved(self) -> bool:
        return self.now != self.first


@dataclass(frozen=True, slots=True)
class Targets:
    """`now` is the target that holds, `first` the plan's own; None where there is none."""

    now: Target | None
    first: Target | None

    @property
    def moved(self) -> bool:
        return self.now is not None and self.first is not None and self.now.pk != self.first.pk


def _held(on: date) -> Q:
    """Rows in force on a day; the day on which one ends belongs to the next."""
    begun = Q(since__isnull=True) | Q(since__lte=on)
    return begun & (Q(until__isnull=True) | Q(until__gt=on))


def indicators_of(task: Task) -> list[Indicator]:
    """Those in force, with their shares and who bears them; each share knows its task, by whose
    year its bearer is called."""
    held = list(
        task.indicators.filter(ended_on=None).prefetch_related(
            "shares__organisation", "shares__person"
        )
    )
    for one in held:
        for share in one.shares.all():
            share.task = task
    return held


def due_of(task: Task, on: date) -> Due:
    return dues_of([task], on)[task.pk]


def dues_of(tasks: Iterable[Task], on: date) -> Mapping[int, Due]:
    """By key of the task; one query. A task that was not handed out yet has its plan's date."""
    wanted = {task.pk: task for task in tasks}
    rows = list(DueDay.objects.filter(task__in=wanted))
    first = {row.task_id: row.day for row in rows if row.since is None}
    now = {
        row.task_id: row.day
        for row in rows
        if (row.since is None or row.since <= on) and (row.until is None or row.until > on)
    }
    return {
        key: Due(now.get(key, task.due_day), first.get(key, task.due_day))
        for key, task in wanted.items()
    }


def target_of(indicator: Indicator, period: Period | str, on: date) -> Targets:
    rows = indicator.targets.filter(period=str(period))
    return Targets(rows.filter(_held(on)).first(), rows.filter(since__isnull=True).first())


def targets_of(indicators: Iterable[Indicator], on: date) -> Mapping[int, Mapping[str, Targets]]:
    """By key of the indicator, then by period in order of its end; one query."""
    wanted = [indicator.pk for indicator in indicators]
    found: dict[int, dict[str, Targets]] = {key: {} for key in wanted}
    for row in _targets(wanted):
        known = found[row.indicator_id].get(row.period, Targets(None, None))
        begun = row.since is None or row.since <= on
        holds = begun and (row.until is None or row.until > on)
        found[row.indicator_id][row.period] = Targets(
            row if holds else known.now, row if row.since is None else known.first
        )
    return found


@prepared
def _targets(indicators: Sequence[int]) -> QuerySet[Target]:
    return Target.objects.filter(indicator__in=indicators)


def responsible(task: Task) -> QuerySet[Organisation]:
    """The organisations that lead the task today."""
    held = Assignment.objects.held().filter(task=task, role=Part.LEAD)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def tasks_of(organisation: Organisation, *roles: Part) -> QuerySet[Task]:
    """Tasks that stand with an organisation today, in the given roles (none given: in any)."""
    held = Assignment.objects.held().filter(organisation=organisation)
    if roles:
        held = held.filter(role__in=roles)
    return Task.objects.filter(pk__in=held.values("task"))
