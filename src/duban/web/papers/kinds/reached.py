"""What was accepted for one figure of a plan: the figure itself, its source, since when it held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duban.plan import Period, Quantity
from duban.tracking.indicator import (
    Direction,
    Indicator,
    Rollup,
    Value,
    actual,
    roll_up,
    standing,
)
from duban.web.handling.models.indicators import plain
from duban.web.papers.kinds.standing import lead_of
from duban.web.supervision.lighting import Lamp
from duban.writing.commitment import Each, Figure, Source
from duban.writing.restating import restated

#: words that ask for a figure anew each time, and how long one time is in months
EACH = {"每月": ("月", 1), "每季": ("季度", 3), "每半年": ("半年", 6)}


@dataclass(frozen=True, slots=True)
class Promise:
    """What a task promises for the year in one sentence, with the figures in it."""

    text: str
    place: str
    quantities: Sequence[Quantity]


def reached_of(
    quantity: Quantity, promise: Promise, lamp: Lamp | None, until: date, on: date
) -> Figure:
    """The figure as it stands at the end of `until`, by what had been accepted on `on`."""
    indicator = None if lamp is None else _indicator(lamp, quantity, on)
    if lamp is None or indicator is None:
        return Figure(quantity, promise.place)
    values = lamp.record.facts(on).values_of(indicator)
    held = {
        period: value for period, value in standing(values, on).items() if period.last_day <= until
    }
    if not held:
        return Figure(quantity, promise.place)
    last = list(held.values())[-1]
    reached = actual(indicator, values, until, on)
    less = indicator.direction is Direction.DOWN
    return Figure(
        quantity,
        promise.place,
        None if reached is None else plain(reached),
        Source(last.period.label, lead_of(lamp), last.accepted_on),
        less_is_better=less,
        since=None if less else since_of(quantity, indicator, held),
        each=each_of(quantity, promise.text, indicator, held, until),
    )


def _indicator(lamp: Lamp, quantity: Quantity, on: date) -> Indicator | None:
    """The indicator that tracks a quantity: of its unit and name, or the only one of its unit."""
    alike = [one for one in lamp.record.facts(on).indicators if one.unit == quantity.unit]
    named = [one for one in alike if one.metric == quantity.metric]
    if named:
        return named[0]
    return alike[0] if len(alike) == 1 else None


def since_of(quantity: Quantity, indicator: Indicator, held: Mapping[Period, Value]) -> date | None:
    """The last day of the first period from which on the target was never below again."""
    if not indicator.builds_up:
        return None
    rollup = Rollup.LAST if indicator.cumulative else indicator.rollup
    figures, since = [], None
    for period, value in held.items():
        figures.append(value.value)
        reached = roll_up(figures, rollup)
        if reached is None or not restated(quantity, reached).met:
            since = None
        elif since is None:
            since = period.last_day
    return since


def each_of(
    quantity: Quantity,
    text: str,
    indicator: Indicator,
    held: Mapping[Period, Value],
    until: date,
) -> Each | None:
    """How often a figure was reached that the sentence asks for each month, quarter or half."""
    before = text[: quantity.start].rpartition("，")[2]
    asked = next((EACH[word] for word in EACH if word in before), None)
    if asked is None or indicator.cumulative or indicator.rollup is not Rollup.SUM:
        return None
    word, months = asked
    times: dict[int, list[Value]] = {}
    for period, value in held.items():
        times.setdefault((period.last[1] - 1) // months, []).append(value)
    over = until.month // months if _ends_month(until) else (until.month - 1) // months
    sums = [sum(one.value for one in times.get(at, ())) for at in range(over)]
    return Each(word, over, sum(one >= quantity.value for one in sums)) if over else None


def _ends_month(day: date) -> bool:
    return Period.month(day.year, day.month).last_day == day
