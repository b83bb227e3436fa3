"""What is foreseen of tasks, and written down by the day's work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duban.tracking.forecast import Forecast, forecast
from duban.tracking.reddening import Reddening, turns_red_within
from duban.web.handling.models.indicators import DIGITS, PLACES
from duban.web.ledger.models import Task
from duban.web.supervision.lighting import Lamp
from duban.web.supervision.models import Chance, Foreseen

#: a task is looked at so many days ahead for its next red light
AHEAD = 30
#: a column holds no more than this, and nothing finer
LARGEST, FINEST = Decimal(10) ** (DIGITS - PLACES), Decimal(1).scaleb(-PLACES)
FIELDS = (
    *("day", "miss", "grade", "settled", "mark_day", "metric", "unit", "wanted", "value"),
    *("low", "high", "said", "red_on", "red_grade", "red_cause"),
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The milestone most likely missed next, and the next red day within a month."""

    forecast: Forecast | None
    reddening: Reddening | None


def outlook(lamp: Lamp, day: date) -> Outlook:
    facts = lamp.record.facts(day)
    found = forecast(facts, day)
    if found is not None and max(abs(found.low), abs(found.high), abs(found.value)) >= LARGEST:
        found = None
    return Outlook(found, turns_red_within(facts, lamp.book(day), day, lamp.calendar, AHEAD))


def write_foreseen(outlooks: Sequence[tuple[Lamp, Outlook]], day: date) -> None:
    """A row for each task; nothing is written where nothing has changed."""
    tasks = [lamp.task for lamp, _outlook in outlooks]
    known = {row.task_id: row for row in Foreseen.objects.filter(task__in=tasks)}
    fresh, changed = [], []
    for lamp, found in outlooks:
        row, held = _row(lamp.task, found, day), known.get(lamp.task.pk)
        if held is None:
            fresh.append(row)
        elif any(getattr(row, name) != getattr(held, name) for name in FIELDS):
            row.pk = held.pk
            changed.append(row)
    Foreseen.objects.bulk_create(fresh, ignore_conflicts=True)
    Foreseen.objects.bulk_update(changed, FIELDS, batch_size=200)


def _row(task: Task, found: Outlook, day: date) -> Foreseen:
    row = Foreseen(task=task, day=day)
    ahead, red = found.forecast, found.reddening
    if ahead is not None:
        row.miss, row.grade = int(ahead.miss * 100), Chance.of(ahead.grade)
        row.settled, row.mark_day = ahead.settled, ahead.mark.day
        row.metric, row.unit = ahead.indicator.metric, ahead.indicator.unit
        row.wanted, row.value = ahead.mark.value.quantize(FINEST), ahead.value
        row.low, row.high, row.said = ahead.low, ahead.high, ahead.said
    if red is not None:
        row.red_on, row.red_grade, row.red_cause = red.day, Chance.of(red.grade), red.cause
    return row
