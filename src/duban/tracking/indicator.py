"""An indicator: a quantity of a task that is followed, what is wanted of it, what was reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from duban.plan import Period

HUNDRED = Decimal(100)


class Direction(StrEnum):
    """Which way is good; HOLD: the figure is to stay where the target is."""

    UP = "up"
    DOWN = "down"
    HOLD = "hold"


class Rollup(StrEnum):
    """How the figures of parts (places, periods) make the figure of the whole."""

    SUM = "sum"
    AVERAGE = "average"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Target:
    """What must be reached in `period`; `of_total`: `value` is a percentage of the whole target."""

    period: Period
    value: Decimal
    of_total: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """An accepted figure. Of two for one period the one accepted later holds.

    `sent_on` is the day its report was sent; None: the day it was accepted.
    """

    period: Period
    value: Decimal
    accepted_on: date
    sent_on: date | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """`cumulative`: targets and values count from the start; else each period counts for itself.

    `steps` are the targets on the way, `total` the one for the whole span. `baseline` is where a
    level stood at the start (合格率 from 86% to 95%). All figures are in `unit`.
    """

    metric: str
    unit: str = ""
    direction: Direction = Direction.UP
    cumulative: bool = True
    rollup: Rollup = Rollup.SUM
    steps: tuple[Target, ...] = ()
    total: Target | None = None
    baseline: Decimal | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Names the indicator within its task; its values are kept by it."""
        return self.metric, self.unit

    @property
    def builds_up(self) -> bool:
        """Whether the figure grows from nothing, so that a part of the time makes a part of it."""
        return self.direction is not Direction.HOLD and (
            self.cumulative or self.rollup is Rollup.SUM
        )

    @property
    def holds_throughout(self) -> bool:
        """Whether the target is asked of every day of its span, not of the end alone."""
        return self.direction is Direction.HOLD or (
            not self.cumulative and self.rollup is Rollup.AVERAGE
        )

    @property
    def whole(self) -> Decimal | None:
        """The figure that counts as 100 percent; None where the plan gives no absolute target."""
        if self.total is not None:
            return self.total.value
        steps = sorted(step_order(step) for step in self.steps if not step.of_total)
        if not steps:
            return None
        if self.cumulative:
            return steps[-1][1]
        return roll_up([value for _, value in steps], self.rollup)


def step_order(step: Target) -> tuple[tuple[int, int], Decimal]:
    return step.period.last, step.value


def parted(targets: Sequence[Target]) -> tuple[tuple[Target, ...], Target | None]:
    """Targets as a plan lists them → steps and total.

    The total is the target whose period covers all others. A target that stands alone is a total
    only where its period is longer than a quarter: 三季度完成30个 is a step, not a line from July.
    """
    for one in sorted(targets, key=lambda target: target.period.last_day, reverse=True):
        others = tuple(target for target in targets if target is not one)
        covers = all(one.period.covers(other.period) for other in others)
        alone = not others and (one.period.last_day - one.period.first_day).days < 93
        if covers and not alone and not one.of_total:
            return tuple(sorted(others, key=step_order)), one
    return tuple(sorted(targets, key=step_order)), None


def roll_up(figures: Iterable[Decimal], rollup: Rollup) -> Decimal | None:
    """One figure of many, given in order; None of none."""
    known = list(figures)
    if not known:
        return None
    match rollup:
        case Rollup.SUM:
            return sum(known, Decimal(0))
        case Rollup.AVERAGE:
            return sum(known, Decimal(0)) / len(known)
        case Rollup.LAST:
            return known[-1]


def standing(
    values: Iterable[Value], known_by: date, sent_by: date | None = None
) -> dict[Period, Value]:
    """Per period, in order of its end, the figure that had been accepted last by a day.

    `sent_by` leaves out what was sent later: a period is judged by what came before it closed.
    """
    found: dict[Period, Value] = {}
    for value in sorted(values, key=lambda value: value.accepted_on):
        sent_on = value.accepted_on if value.sent_on is None else value.sent_on
        if value.accepted_on <= known_by and (sent_by is None or sent_on <= sent_by):
            found[value.period] = value
    return dict(sorted(found.items(), key=lambda item: item[0].last_day))


def actual(
    indicator: Indicator,
    values: Iterable[Value],
    until: date,
    known_by: date,
    sent_by: date | None = None,
) -> Decimal | None:
    """Where the indicator stands at the end of `until`; None where nothing was accepted yet."""
    known = standing(values, known_by, sent_by).values()
    figures = [value.value for value in known if value.period.last_day <= until]
    return roll_up(figures, Rollup.LAST if indicator.cumulative else indicator.rollup)


def counterpart(
    indicator: Indicator, values: Iterable[Value], period: Period, figure: Decimal
) -> Decimal | None:
    """A figure typed for `period`, told the other way: what the period alone brought where figures
    count from the start, and what stands from the start where each period counts for itself.

    None where the two are no sums of each other (averages, levels). `values` are those accepted.
    """
    held = standing(values, date.max)
    before = [held[one].value for one in held if one.last_day < period.first_day]
    if indicator.cumulative:
        return figure - (before[-1] if before else Decimal(0))
    if indicator.rollup is not Rollup.SUM:
        return None
    return sum(before, Decimal(0)) + figure
