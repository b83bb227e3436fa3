"""The boards' part of the day's work: the course of each task, and which will turn red."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from duban.tracking.ahead import red_by_deadline
from duban.tracking.curve import Month, curve
from duban.tracking.holidays import mainland
from duban.tracking.rulebook import Light
from duban.web.boards.models import Ahead, Basis, CoursePoint
from duban.web.boards.models.course import as_millionths
from duban.web.supervision.lighting import Lamp

#: so far ahead is looked
DAYS_AHEAD = 30
POINT = ("wanted", "reached", "latest")
TURN = ("on", "basis", "why")


def write(lamps: Sequence[Lamp], day: date) -> None:
    """What is known on `day` of these tasks; a second run changes nothing."""
    _write_courses(lamps, day)
    _write_ahead(lamps, day)


def _write_courses(lamps: Sequence[Lamp], day: date) -> None:
    wanted = [point for lamp in lamps for point in _points(lamp, day)]
    rows = CoursePoint.objects.filter(task__in=[lamp.task.pk for lamp in lamps])
    known = {(row.task_id, row.last_day): row for row in rows}
    fresh, changed = [], []
    for point in wanted:
        held = known.pop((point.task_id, point.last_day), None)
        if held is None:
            fresh.append(point)
        elif _differs(point, held, POINT):
            point.pk = held.pk
            changed.append(point)
    CoursePoint.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    # one month of a task is the latest: none may be while they change places
    moving = [row.pk for row in changed]
    CoursePoint.objects.filter(pk__in=moving, latest=True).update(latest=False)
    CoursePoint.objects.bulk_update(changed, POINT, batch_size=200)
    CoursePoint.objects.bulk_create(fresh, batch_size=500)


def _points(lamp: Lamp, day: date) -> Iterator[CoursePoint]:
    facts = lamp.record.facts(day)
    year = lamp.task.year or day.year
    months = curve(facts, year, day, mainland(), lamp.book(day).near)
    latest = max((one.last_day for one in months if one.reached is not None), default=None)
    for month in months:
        yield CoursePoint(
            task=lamp.task,
            last_day=month.last_day,
            wanted=as_millionths(month.wanted),
            reached=_reached(month),
            latest=month.last_day == latest,
        )


def _reached(month: Month) -> int | None:
    return None if month.reached is None else as_millionths(month.reached)


def _write_ahead(lamps: Sequence[Lamp], day: date) -> None:
    found = [turn for lamp in lamps for turn in _turns(lamp, day)]
    rows = Ahead.objects.filter(task__in=[lamp.task.pk for lamp in lamps])
    known = {row.task_id: row for row in rows}
    fresh, changed = [], []
    for turn in found:
        held = known.pop(turn.task_id, None)
        if held is None:
            fresh.append(turn)
        elif _differs(turn, held, TURN):
            turn.pk = held.pk
            changed.append(turn)
    Ahead.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    Ahead.objects.bulk_update(changed, TURN, batch_size=200)
    Ahead.objects.bulk_create(fresh, batch_size=500)


def _turns(lamp: Lamp, day: date) -> Iterator[Ahead]:
    """Nothing of a task that is red already, or that a person has taken out of the rules."""
    light = lamp.light(day)
    if light.light is Light.RED or light.override is not None:
        return
    turn = red_by_deadline(lamp.record.facts(day), lamp.book(day), day, mainland(), DAYS_AHEAD)
    if turn is not None:
        yield Ahead(task=lamp.task, on=turn.on, basis=Basis.DEADLINE, why=turn.cause)


def _differs(row: object, held: object, names: Iterable[str]) -> bool:
    return any(getattr(row, name) != getattr(held, name) for name in names)
