"""The course a plan sets for an indicator, and the course it took: both as points in time.

Time is counted in months, as expected progress counts it: the end of the sixth month is half a
year. Between two milestones a plan's course is taken to be even. That serves looking ahead only;
nobody is held to a point between two milestones (see `expected`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from duban.plan import Period
from duban.tracking.expected import expected
from duban.tracking.facts import Facts
from duban.tracking.indicator import Direction, Indicator, Rollup, standing

NOTHING = Decimal(0)


def moment(day: date) -> Decimal:
    """The end of `day`, in months since the year 0."""
    last = Period.month(day.year, day.month).last_day.day
    return day.year * 12 + day.month - 1 + Decimal(day.day) / last


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone that has a figure: `value`, counted from the start, at the end of `period`."""

    period: Period
    value: Decimal

    @property
    def day(self) -> date:
        return self.period.last_day


def marks_of(indicator: Indicator) -> tuple[Mark, ...]:
    """The milestones of an indicator in order; of two that end on one day the longer names it."""
    targets = (*indicator.steps, *(() if indicator.total is None else (indicator.total,)))
    longest = sorted(targets, key=lambda target: target.period.first, reverse=True)
    by_end = {target.period.last_day: target.period for target in longest}
    found = []
    for day, period in sorted(by_end.items()):
        wanted = expected(indicator, day)
        if wanted is not None:
            found.append(Mark(period, wanted.value))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Point:
    at: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True)
class Course:
    """Points in order of time, one at least."""

    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        return self.points[-1]

    def at(self, when: Decimal) -> Decimal:
        """Even between two points, level before the first and behind the last."""
        after = bisect_left(self.points, when, key=lambda point: point.at)
        if after == len(self.points):
            return self.last.value
        if after == 0:
            return self.points[0].value
        left, right = self.points[after - 1], self.points[after]
        part = (when - left.at) / (right.at - left.at)
        return left.value + (right.value - left.value) * part


def planned(indicator: Indicator, marks: Sequence[Mark], starts: date | None) -> Course:
    """Through the `marks`, one at least, from the start of the work.

    A level has no start unless its baseline is known: it is where it is.
    """
    points = [Point(moment(mark.day), mark.value) for mark in marks]
    begins = marks[0].period.first_day
    if starts is not None and begins < starts <= marks[0].day:
        begins = starts
    if indicator.baseline is not None:
        points.insert(0, Point(_eve(begins), indicator.baseline))
    elif piles_up(indicator):
        points.insert(0, Point(_eve(begins), NOTHING))
    return Course(tuple(points))


def taken(facts: Facts, indicator: Indicator, day: date) -> Course | None:
    """What was accepted by `day`, counted from the start where it piles up; None where nothing was.

    Work that piles up and of which no report came that was due counts as not begun, as it does for
    its light.
    """
    points = list(_accepted(facts, indicator, day))
    if not points and indicator.direction is Direction.UP and piles_up(indicator):
        due = [round_ for round_ in facts.asked if round_.due < day]
        points = [Point(moment(due[-1].period.last_day), NOTHING)] if due else []
    return Course(tuple(points)) if points else None


def piles_up(indicator: Indicator) -> bool:
    """Whether the work of each period adds to the figure. A rate is had anew each time, even where
    its targets count from the start of the year."""
    return indicator.builds_up and indicator.rollup is Rollup.SUM


def _accepted(facts: Facts, indicator: Indicator, day: date) -> Iterator[Point]:
    held = standing(facts.values_of(indicator), day)
    by_end = {period.last_day: value.value for period, value in held.items()}
    adds = not indicator.cumulative and piles_up(indicator)
    stands = NOTHING
    for end, value in by_end.items():
        stands = stands + value if adds else value
        yield Point(moment(end), stands)


def _eve(day: date) -> Decimal:
    return moment(day - timedelta(days=1))
