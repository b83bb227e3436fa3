"""Where an indicator will stand: its own course, held together with the plan's.

What piles up goes on at its own pace, a multiple of what the plan asks for. That pace is learnt
from the reports, the late ones counting more, beginning from what is commonly seen; a task that is
behind is expected to make up a part of it. A level goes on from where it was last, with its drift.
How wide the range is comes from how unevenly the task has gone so far.

docs/decisions/0017 has the arithmetic, where the constants come from, and how it fares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from duban.plan.measures import Dimension, dimension_of
from duban.tracking.course import (
    NOTHING,
    Course,
    Mark,
    Point,
    marks_of,
    piles_up,
    planned,
    taken,
)
from duban.tracking.facts import Facts
from duban.tracking.indicator import HUNDRED, Direction, Indicator, Rollup

ONE = Decimal(1)
#: the pace before a report is known, as a multiple of the plan's, and its variance
USUAL_PACE, PACE_VARIES = Decimal("1.2"), Decimal("0.35") ** 2
#: limits are commonly kept with the same margin
USUAL_USE = ONE / USUAL_PACE
#: of what is missing today a task makes up so much, at no more than so many times the plan's pace
MADE_UP, FASTEST = Decimal("0.35"), Decimal(3)
#: a report a month older than another counts so much of it
MEMORY = Decimal("0.65")
#: a month's work is off by so much of a month's plan, until the task shows how even it is;
#: that counts as much as so many reports
UNEVEN, UNEVEN_WEIGHS = Decimal("0.7"), Decimal(3)
#: the pace itself changes by so much in a month
PACE_TURNS = Decimal("0.2") ** 2
#: a level is off by so much of itself
LEVEL_VARIES = Decimal("0.05")
#: as good as nothing, so that nothing is divided by it
TINY = Decimal("1e-12")
#: half of a drift is gone after some months; a drift is believed after so many reports
DRIFT_LASTS, DRIFT_WEIGHS = Decimal(3), Decimal(2)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is expected at a time, and the variance of it."""

    value: Decimal
    variance: Decimal


class Foresight(Protocol):
    """Where an indicator will stand. `mark` is its next milestone, `now` its last known point."""

    @property
    def mark(self) -> Mark: ...

    @property
    def now(self) -> Point: ...

    def at(self, when: Decimal) -> Outcome: ...


def foresight(facts: Facts, indicator: Indicator, day: date) -> Foresight | None:
    """By what is known on `day`; None where nothing is, or where nothing is asked any more."""
    marks = marks_of(indicator)
    mark = next((one for one in marks if one.day >= day), None)
    own = None if mark is None else taken(facts, indicator, day)
    if mark is None or own is None:
        return None
    if not piles_up(indicator):
        return Level.of(indicator, mark, own)
    return Pace.of(indicator, mark, planned(indicator, marks, facts.starts), own)


@dataclass(frozen=True, slots=True)
class Pace:
    """`pace` is the one to come, a multiple of the plan's, `doubt` its variance; `recent` the one
    seen, None where nothing was planned until now. `unrest` is the variance of a month's work.
    """

    mark: Mark
    plan: Course
    now: Point
    pace: Decimal
    doubt: Decimal
    unrest: Decimal
    recent: Decimal | None

    @classmethod
    def of(cls, indicator: Indicator, mark: Mark, plan: Course, own: Course) -> Pace:
        first = plan.points[0]
        if own.points[0].at > first.at:
            own = Course((first, *own.points))
        monthly = (plan.last.value - first.value) / (plan.last.at - first.at)
        usual = USUAL_USE if indicator.direction is Direction.DOWN else USUAL_PACE
        usual_unrest = max((UNEVEN * monthly) ** 2, TINY)
        stretches = list(_stretches(plan, own))
        pace, doubt = _learnt(stretches, usual, usual_unrest)
        unrest = _unrest(stretches, pace, usual_unrest)
        # once more, now that the task has shown how even it is
        pace, doubt = _learnt(stretches, usual, unrest)
        unrest = _unrest(stretches, pace, usual_unrest)
        if indicator.direction is Direction.UP:
            pace = _hurried(pace, mark, plan, own.last)
        return cls(mark, plan, own.last, max(pace, NOTHING), doubt, unrest, _seen(stretches))

    @property
    def needed(self) -> Decimal | None:
        """The pace at which the mark is just reached; None where the plan asks for no more work."""
        ahead = self.mark.value - self.plan.at(self.now.at)
        return (self.mark.value - self.now.value) / ahead if ahead > 0 else None

    def at(self, when: Decimal) -> Outcome:
        months = max(when - self.now.at, NOTHING)
        planned_work = self.plan.at(when) - self.plan.at(self.now.at)
        pace_varies = self.doubt + PACE_TURNS * months
        variance = self.unrest * months + planned_work**2 * pace_varies
        return Outcome(self.now.value + self.pace * planned_work, variance)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From one report to the next: months, work planned and done, and how much it counts."""

    months: Decimal
    planned: Decimal
    done: Decimal
    weight: Decimal


def _stretches(plan: Course, own: Course) -> Iterator[_Stretch]:
    for left, right in zip(own.points, own.points[1:], strict=False):
        yield _Stretch(
            right.at - left.at,
            plan.at(right.at) - plan.at(left.at),
            right.value - left.value,
            MEMORY ** (own.last.at - right.at),
        )


def _hurried(pace: Decimal, mark: Mark, plan: Course, now: Point) -> Decimal:
    """What is behind is chased: a part of it is made up until the mark."""
    behind, ahead = plan.at(now.at) - now.value, mark.value - plan.at(now.at)
    if behind <= 0 or ahead <= 0:
        return pace
    return max(pace, min(pace + MADE_UP * behind / ahead, FASTEST))


def _learnt(stretches: list[_Stretch], usual: Decimal, unrest: Decimal) -> tuple[Decimal, Decimal]:
    """The pace, and its variance: least squares, begun from the usual pace."""
    weight = ONE / PACE_VARIES
    total = usual * weight
    for one in stretches:
        counts = one.weight * one.planned / (unrest * one.months)
        weight += counts * one.planned
        total += counts * one.done
    return total / weight, ONE / weight


def _seen(stretches: list[_Stretch]) -> Decimal | None:
    planned_work = sum((one.weight * one.planned for one in stretches), NOTHING)
    done = sum((one.weight * one.done for one in stretches), NOTHING)
    return done / planned_work if planned_work > 0 else None


def _unrest(stretches: list[_Stretch], pace: Decimal, usual: Decimal) -> Decimal:
    off = sum(
        (one.weight * (one.done - pace * one.planned) ** 2 / one.months for one in stretches),
        UNEVEN_WEIGHS * usual,
    )
    return off / sum((one.weight for one in stretches), UNEVEN_WEIGHS)


@dataclass(frozen=True, slots=True)
class Level:
    """`drift` is what it rises by in a month, `unrest` the variance of a report.

    Where the whole is the average of its periods, `known` of them average to `mean`.
    """

    mark: Mark
    now: Point
    level: Decimal
    drift: Decimal
    unrest: Decimal
    spacing: Decimal
    known: int
    mean: Decimal | None = None

    @classmethod
    def of(cls, indicator: Indicator, mark: Mark, own: Course) -> Level:
        values = [point.value for point in own.points]
        weights = [MEMORY ** (own.last.at - point.at) for point in own.points]
        level = sum((w * v for w, v in zip(weights, values, strict=True)), NOTHING) / sum(weights)
        steps = [
            (right.value - left.value, right.at - left.at)
            for left, right in zip(own.points, own.points[1:], strict=False)
        ]
        months = own.last.at - own.points[0].at
        drift = (values[-1] - values[0]) / (months + DRIFT_WEIGHS) if steps else NOTHING
        usual = _usual_spread(indicator.unit, mark.value) ** 2
        off = sum(((step - drift * gap) ** 2 / 2 for step, gap in steps), UNEVEN_WEIGHS * usual)
        spacing = months / len(steps) if steps else ONE
        averages = not indicator.cumulative and indicator.rollup is Rollup.AVERAGE
        mean = sum(values, NOTHING) / len(values) if averages else None
        # the last report is the best guess of where a level is, its fellows steady it
        level = (level + values[-1]) / 2
        return cls(
            mark,
            own.last,
            level,
            drift,
            off / (UNEVEN_WEIGHS + len(steps)),
            spacing,
            len(values),
            mean,
        )

    def at(self, when: Decimal) -> Outcome:
        months = max(when - self.now.at, NOTHING)
        drifted = self.drift * months / (ONE + months / DRIFT_LASTS)
        value, variance = self.level + drifted, self.unrest * (ONE + months / DRIFT_LASTS)
        if self.mean is None:
            return Outcome(value, variance)
        coming = months / self.spacing
        share = coming / (coming + self.known)
        return Outcome(self.mean + (value - self.mean) * share, variance * share**2 + TINY)


def _usual_spread(unit: str, target: Decimal) -> Decimal:
    """A twentieth of the target; of a percentage, of what lies between nothing and all."""
    percent = dimension_of(unit) in (Dimension.PROPORTION, Dimension.POINTS)
    if percent and 0 < target < HUNDRED:
        return LEVEL_VARIES * (target * (HUNDRED - target)).sqrt()
    return LEVEL_VARIES * abs(target) or LEVEL_VARIES
