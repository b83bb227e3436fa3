"""Lights written down: today's for lists and counts, one line a period for history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duban.tracking.history import Mark
from duban.tracking.lights import TaskLight
from duban.web.ledger.models import Task
from duban.web.supervision.gathering import day_of
from duban.web.supervision.lighting import Lamp, lamps_of
from duban.web.supervision.models import Colour, LightHistory, LightNow, Outcome
from duban.web.supervision.moving import month_before

NOW_FIELDS = (
    *("colour", "progress", "deadline", "cause", "overridden", "due", "day", "since", "before"),
)
HISTORY_FIELDS = (
    *("due_on", "closes_on", "colour", "cause", "outcome", "late", "filed_on", "edition"),
    "written_on",
)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turned:
    """A task whose colour is another one than before (None: it had none)."""

    task: Task
    before: Colour | None
    light: TaskLight


def write_lights(tasks: Iterable[Task], day: date) -> list[Turned]:
    return write_now(lamps_of(tasks), day)


def light_anew(task: Task, day: date) -> None:
    """The lists show what was decided at once, not only after the next day's work."""
    if LightNow.objects.filter(task=task).exists():
        write_lights([task], day)


def write_now(lamps: Sequence[Lamp], day: date) -> list[Turned]:
    """Today's light of each task, and which of them turned."""
    known = {row.task_id: row for row in LightNow.objects.filter(task__in=[x.task for x in lamps])}
    fresh, changed, turned = [], [], []
    for lamp in lamps:
        light, held = lamp.light(day), known.get(lamp.task.pk)
        row = LightNow(
            task=lamp.task,
            colour=Colour.of(light.light),
            progress=Colour.of(light.progress.light),
            deadline=Colour.of(light.deadline.light),
            cause=light.cause,
            overridden=light.override is not None,
            due=lamp.record.due_on(day),
            day=day,
            since=day,
            before=_before(lamp, held, day),
        )
        if held is not None:
            row.pk = held.pk
            row.since = _since(lamp, held, row)
            if _differs(row, held, NOW_FIELDS):
                changed.append(row)
        else:
            fresh.append(row)
        if held is None or held.colour != row.colour:
            before = None if held is None else Colour(held.colour)
            turned.append(Turned(lamp.task, before, light))
    LightNow.objects.bulk_create(fresh, ignore_conflicts=True)
    LightNow.objects.bulk_update(changed, NOW_FIELDS, batch_size=200)
    return turned


def _since(lamp: Lamp, held: LightNow, row: LightNow) -> date:
    """The first day of the colour: days on which the work was not done are looked at too, and one
    that has not come (the clock of the machine went wrong) is none."""
    if held.colour == row.colour and held.since <= row.day:
        return held.since
    first = row.day
    while first - ONE_DAY > held.day and _colour(lamp, first - ONE_DAY) == row.colour:
        first -= ONE_DAY
    return first


def _colour(lamp: Lamp, day: date) -> Colour:
    return Colour.of(lamp.light(day).light)


def _before(lamp: Lamp, held: LightNow | None, day: date) -> str:
    """The colour when the month before `day` ended: what was written then, else what the facts of
    that day give; empty where the task was not handed out by then."""
    end = month_before(day)
    if held is not None and end < held.day <= day:
        return held.before
    if held is not None and held.day.replace(day=1) == end.replace(day=1):
        return held.colour
    handed_out = any(day_of(one.issued_at) <= end for one in lamp.record.assignments)
    return _colour(lamp, end).value if handed_out else ""


def write_history(marks: Sequence[tuple[Lamp, Sequence[Mark]]], day: date) -> int:
    """A line for each period that has fallen due; how many lines are new or changed.

    What was late stays late; the colour first written stays beside the present one.
    """
    keys = [lamp.task.pk for lamp, _marks in marks]
    known = {(row.task_id, row.period): row for row in LightHistory.objects.filter(task__in=keys)}
    fresh, changed = [], []
    for lamp, held_marks in marks:
        for mark in held_marks:
            row = _line(lamp.task, mark, day)
            held = known.get((row.task_id, row.period))
            if held is None:
                fresh.append(row)
                continue
            row.pk, row.first, row.late = held.pk, held.first, held.late or row.late
            if _differs(row, held, HISTORY_FIELDS[:-1]):
                changed.append(row)
    LightHistory.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    LightHistory.objects.bulk_update(changed, HISTORY_FIELDS, batch_size=200)
    return len(fresh) + len(changed)


def _line(task: Task, mark: Mark, day: date) -> LightHistory:
    colour = Colour.of(mark.light.light)
    return LightHistory(
        task=task,
        period=str(mark.period),
        last_day=mark.period.last_day,
        due_on=mark.round.due,
        closes_on=mark.round.closes,
        colour=colour,
        first=colour,
        cause=mark.light.cause,
        outcome=Outcome.of(mark.outcome),
        late=mark.late,
        filed_on=mark.filed_on,
        edition=mark.edition[:200],
        written_on=day,
    )


def _differs(row: object, held: object, fields: Iterable[str]) -> bool:
    return any(getattr(row, name) != getattr(held, name) for name in fields)
