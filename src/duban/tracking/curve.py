"""The year of a task as shares of its whole: what should be and what was reached, month by month.

Figures of different kinds (户, 亩, 元) can be laid over one another only as shares of their own
target. Shares are told of what grows from nothing towards a target, and more is better; a level
(合格率) or a limit has no part of it done in March, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duban.plan import Period
from duban.tracking.expected import expected
from duban.tracking.facts import Facts
from duban.tracking.indicator import Direction, Indicator, actual
from duban.tracking.rulebook import NEAR, Length
from duban.tracking.situation import today
from duban.tracking.working_days import Calendar

ONE, NOTHING = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True)
class Month:
    """Shares of the whole, 0 to 1, at the end of a month: `wanted`, and `reached` where a report of
    it could be asked for by the day asked about (None: not yet). What goes beyond the target
    counts as the target."""

    last_day: date
    wanted: Decimal
    reached: Decimal | None


def counted(facts: Facts) -> list[tuple[Indicator, Decimal]]:
    """The indicators of which shares can be told, each with its whole."""
    wholes = ((one, one.whole) for one in facts.indicators if _grows(one))
    return [(one, whole) for one, whole in wholes if whole is not None and whole > 0]


def _grows(indicator: Indicator) -> bool:
    return indicator.direction is Direction.UP and indicator.builds_up


def curve(
    facts: Facts, year: int, day: date, calendar: Calendar, near: Length = NEAR
) -> tuple[Month, ...]:
    """The twelve months of `year` as they are known on `day`, each indicator of the task weighing
    alike; none where the task has no figure of which shares can be told."""
    indicators = counted(facts)
    if not indicators:
        return ()
    until = today(facts, calendar, near, day).until
    ends = [Period.month(year, month).last_day for month in range(1, 13)]
    return tuple(
        Month(
            end,
            _mean(_wanted(one, whole, end) for one, whole in indicators),
            None
            if until is None or end > until
            else _mean(_reached(facts, one, whole, end, day) for one, whole in indicators),
        )
        for end in ends
    )


def _wanted(indicator: Indicator, whole: Decimal, end: date) -> Decimal:
    """Nothing is wanted before the first step has ended."""
    found = expected(indicator, end)
    return NOTHING if found is None else _share(found.value, whole)


def _reached(facts: Facts, indicator: Indicator, whole: Decimal, end: date, day: date) -> Decimal:
    """What was never reported counts as nothing done."""
    found = actual(indicator, facts.values_of(indicator), end, day)
    return NOTHING if found is None else _share(found, whole)


def _share(value: Decimal, whole: Decimal) -> Decimal:
    return min(max(value / whole, NOTHING), ONE)


def _mean(shares: Iterable[Decimal]) -> Decimal:
    held = list(shares)
    return sum(held, NOTHING) / len(held)
