"""Expected progress: what the plan says should be reached by a day.

A plan that names steps is taken at its word: the last step that has ended holds until the next
one ends. A straight line is drawn only where the plan names nothing but the end, and only for
what grows from nothing or from a known baseline: a level such as 合格率 does not start at zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from duban.plan import Period
from duban.tracking.indicator import HUNDRED, Indicator, Target, roll_up, step_order
from duban.tracking.wording import amount, figure, said


class Basis(StrEnum):
    STEP = "step"
    LINE = "line"
    HELD = "held"
    END = "end"


@dataclass(frozen=True, slots=True)
class Expected:
    """`because` tells the arithmetic, as a clause that can stand in a sentence."""

    value: Decimal
    basis: Basis
    because: str


def expected(indicator: Indicator, day: date) -> Expected | None:
    """What should be reached at the end of `day`; None where nothing is due yet, or ever."""
    if indicator.steps:
        return _by_steps(indicator, day)
    if indicator.total is None or indicator.total.of_total:
        return None
    total = indicator.total
    if day < total.period.first_day:
        return None
    wanted = amount(total.value, indicator.unit)
    if day >= total.period.last_day:
        return Expected(total.value, Basis.END, f"{total.period.label}目标{wanted}")
    start = Decimal(0) if indicator.builds_up else None
    if indicator.baseline is not None:
        start = indicator.baseline
    if indicator.holds_throughout:
        return Expected(total.value, Basis.HELD, f"全期保持{wanted}")
    return None if start is None else _on_the_line(indicator, total, start, day)


def _by_steps(indicator: Indicator, day: date) -> Expected | None:
    steps = indicator.steps if indicator.total is None else (*indicator.steps, indicator.total)
    ended = sorted((step for step in steps if step.period.last_day <= day), key=step_order)
    if not ended:
        return None
    last = ended[-1]
    # a total says it all; so does the last step of a figure that counts from the start
    if indicator.cumulative or last is indicator.total:
        value = _in_unit(last, indicator)
        if value is None:
            return None
        return Expected(value, Basis.STEP, f"{last.period.label}应{_said(last, indicator, value)}")
    figures = [value for step in ended if (value := _in_unit(step, indicator)) is not None]
    value = roll_up(figures, indicator.rollup)
    if value is None:
        return None
    parts = amount(value, indicator.unit)
    return Expected(value, Basis.STEP, f"截至{last.period.label}{len(figures)}期应完成{parts}")


def _in_unit(step: Target, indicator: Indicator) -> Decimal | None:
    if not step.of_total:
        return step.value
    whole = indicator.whole
    return None if whole is None else whole * step.value / HUNDRED


def _said(step: Target, indicator: Indicator, value: Decimal) -> str:
    reached = f"达到{amount(value, indicator.unit)}"
    whole = indicator.whole
    if not step.of_total or whole is None:
        return reached
    return f"{reached}（{amount(whole, indicator.unit)}×{figure(step.value)}%）"


def _on_the_line(indicator: Indicator, total: Target, start: Decimal, day: date) -> Expected:
    passed, all_months = months_passed(total.period, day), months_in(total.period)
    value = start + (total.value - start) * passed / all_months
    gone = f"{figure(passed)}/{all_months}"
    whole = amount(total.value, indicator.unit)
    sum_ = (
        f"{whole}×{gone}"
        if start == 0
        else (
            f"{amount(start, indicator.unit)}＋（{whole}－{amount(start, indicator.unit)}）×{gone}"
        )
    )
    return Expected(
        value,
        Basis.LINE,
        f"按时间进度至{said(day)}应达到{amount(value, indicator.unit)}（{sum_}）",
    )


def months_in(period: Period) -> int:
    (first_year, first), (last_year, last) = period.first, period.last
    return (last_year - first_year) * 12 + last - first + 1


def months_passed(period: Period, day: date) -> Decimal:
    """Months of `period` gone at the end of `day`: whole ones, and days of the one under way.

    Months, not days, so that half the year is half the target: 6/12, never 181/365.
    """
    month = Period.month(day.year, day.month)
    whole = (day.year - period.first[0]) * 12 + day.month - period.first[1]
    return whole + Decimal(day.day) / month.last_day.day
