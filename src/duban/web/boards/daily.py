"""The boards' part of the day's work: the course of each task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from duban.tracking.curve import Month, curve
from duban.web.boards.models import CoursePoint
from duban.web.boards.models.course import as_millionths
from duban.web.supervision.lighting import Lamp

POINT = ("wanted", "reached", "latest")


def write(lamps: Sequence[Lamp], day: date) -> None:
    """The courses of these tasks as known on `day`; a second run changes nothing."""
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
    months = curve(facts, year, day, lamp.calendar, lamp.book(day).near)
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


def _differs(row: object, held: object, names: Iterable[str]) -> bool:
    return any(getattr(row, name) != getattr(held, name) for name in names)
