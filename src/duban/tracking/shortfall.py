"""How far behind: in percentage points of the whole, in percent of what was due, as a ratio.

40 reached of 60 due by now, 100 in all: behind by 20 percentage points (60%－40%), by 33.3 percent
(20÷60), at a ratio of 0.67. A rule names which it means; they are never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from duban.plan.measures import Dimension, convert, dimension_of
from duban.tracking.expected import Expected
from duban.tracking.indicator import HUNDRED, Direction, Indicator
from duban.tracking.wording import amount, figure

ONE, NOTHING = Decimal(1), Decimal(0)
EVEN = "与计划持平"


@dataclass(frozen=True, slots=True)
class Measured:
    """A value a rule can be held against, and the arithmetic that gave it."""

    value: Decimal
    said: str


@dataclass(frozen=True, slots=True)
class Shortfall:
    """`actual` beside what was expected; `reported` is False where no value was accepted yet."""

    indicator: Indicator
    expected: Expected
    actual: Decimal
    reported: bool = True

    @property
    def gap(self) -> Decimal:
        """Above zero: worse than expected, whichever way is good; below: better."""
        match self.indicator.direction:
            case Direction.UP:
                return self.expected.value - self.actual
            case Direction.DOWN:
                return self.actual - self.expected.value
            case Direction.HOLD:
                return abs(self.actual - self.expected.value)

    @property
    def said(self) -> str:
        held = amount(self.actual, self.indicator.unit)
        reached = f"实际{held}" if self.reported else f"尚无审核通过的数值，按{held}计"
        return f"{self.indicator.metric}{self.expected.because}，{reached}"


def in_points(shortfall: Shortfall) -> Measured | None:
    """Percentage points behind; None where nothing is the whole, so that no share can be made."""
    indicator = shortfall.indicator
    if dimension_of(indicator.unit) in (Dimension.PROPORTION, Dimension.POINTS):
        known = convert(ONE, indicator.unit, "%")
        factor = ONE if known is None else known
    elif indicator.whole:
        factor = HUNDRED / abs(indicator.whole)
    else:
        return None
    points = shortfall.gap * factor
    wanted, reached = shortfall.expected.value * factor, shortfall.actual * factor
    sum_ = f"{figure(wanted)}%与{figure(reached)}%之差"
    return Measured(points, _behind(points, "个百分点", sum_))


def in_percent(shortfall: Shortfall) -> Measured:
    """Percent behind what was due; 100 where nothing at all was allowed and something came."""
    due, gap, unit = shortfall.expected.value, shortfall.gap, shortfall.indicator.unit
    if due == 0:
        word = f"计划为0，相差{amount(gap, unit)}" if gap > 0 else EVEN
        return Measured(HUNDRED if gap > 0 else NOTHING, word)
    percent = gap / abs(due) * HUNDRED
    return Measured(percent, _behind(percent, "%", f"{amount(abs(gap), unit)}÷{amount(due, unit)}"))


def as_ratio(shortfall: Shortfall) -> Measured:
    """1 where the plan is met; actual ÷ due where more is better, 2 － actual ÷ due where less."""
    ratio = ONE - in_percent(shortfall).value / HUNDRED
    unit = shortfall.indicator.unit
    over = f"{amount(shortfall.actual, unit)}÷{amount(shortfall.expected.value, unit)}"
    plain = shortfall.indicator.direction is Direction.UP and shortfall.expected.value > 0
    return Measured(ratio, f"完成比{figure(ratio)}{f'（{over}）' if plain else ''}")


def _behind(value: Decimal, unit: str, sum_: str) -> str:
    if value == 0:
        return EVEN
    return f"{'落后' if value > 0 else '超前'}{figure(abs(value))}{unit}（{sum_}）"
