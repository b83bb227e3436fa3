"""Which tasks will miss their next milestone, how sure that is, and from what it is told.

A forecast is of the next milestone that has a figure, for a task that is under way and of which
something is known. It is never an answer to how a task stands: that is its light.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from duban.tracking.course import NOTHING, Mark, moment, piles_up
from duban.tracking.facts import Facts
from duban.tracking.foresight import ONE, Foresight, Outcome, Pace, foresight
from duban.tracking.indicator import Direction, Indicator, Value, standing
from duban.tracking.wording import amount, figure, said

#: a chance is told in hundredths, and nothing foreseen is told as certain
HUNDREDTH, LEAST = Decimal("0.01"), Decimal("0.01")
#: turns a distance in standard deviations into a chance (the logistic curve nearest the normal one)
STEEPNESS = Decimal("1.702")
#: people push when a date is near: marks are met a little oftener than the work until then says,
#: by so many standard deviations
PUSH = Decimal("0.2")
#: eight in ten outcomes lie within so many standard deviations, as found on generated years
EIGHT_IN_TEN = Decimal("0.9")


class Grade(StrEnum):
    """How likely a milestone is missed; the value is said of the task."""

    SURE = "基本达不到"
    LIKELY = "很可能达不到"
    EVEN = "能否达到尚难判断"
    UNLIKELY = "预计能够达到"

    @classmethod
    def of(cls, chance: Decimal) -> Grade:
        return next(grade for grade, least in _GRADES if chance >= least)


_GRADES = (
    (Grade.SURE, Decimal("0.9")),
    (Grade.LIKELY, Decimal("0.6")),
    (Grade.EVEN, Decimal("0.4")),
    (Grade.UNLIKELY, NOTHING),
)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`value` is expected at the end of `mark`, eight times in ten within `low` and `high`.

    `miss` is the chance, 0 to 1, that the mark is not met; `settled`: it is known already.
    `reports` are the figures it is made from, in order; none where none came although due.
    `recent` and `needed`, where the work piles up, are the pace seen and the one that just meets
    the mark, as multiples of the plan's.
    """

    indicator: Indicator
    mark: Mark
    value: Decimal
    low: Decimal
    high: Decimal
    miss: Decimal
    reports: tuple[Value, ...]
    settled: bool = False
    recent: Decimal | None = None
    needed: Decimal | None = None

    @property
    def grade(self) -> Grade:
        return Grade.of(self.miss)

    @property
    def gap(self) -> Decimal:
        """Above zero: what is expected to be wanting, or too much where less is better."""
        short = self.mark.value - self.value
        return -short if self.indicator.direction is Direction.DOWN else short

    @property
    def said(self) -> str:
        """One sentence: what is foreseen beside what is wanted, how likely, from what."""
        unit = self.indicator.unit
        limit = self.indicator.direction is Direction.DOWN
        wanted = f"{self.mark.period.label}{'不超过' if limit else '应达到'}"
        wanted += amount(self.mark.value, unit)
        if self.settled:
            met = "已经达到" if self.miss == 0 else ("已经超过" if limit else "未达到")
            return f"{self.indicator.metric}现为{amount(self.value, unit)}，{wanted}，{met}。"
        span = f"{amount(self.low, unit)}至{amount(self.high, unit)}之间"
        return (
            f"{self.indicator.metric}预计到{said(self.mark.day)}为{amount(self.value, unit)}"
            f"（八成可能在{span}），{wanted}，{self._verdict}。{self.because}"
        )

    @property
    def _verdict(self) -> str:
        grade, percent = self.grade, f"{figure(self.miss * 100)}%"
        if self.indicator.direction is not Direction.DOWN:
            return f"{grade}（达不到的可能性{percent}）"
        over = grade.replace("达不到", "守不住").replace("达到", "守住")
        return f"{over}（超过的可能性{percent}）"

    @property
    def because(self) -> str:
        """What it is made from, as a sentence of its own."""
        if not self.reports:
            return "依据：到期的进展均未报送，按尚未启动推算。"
        first, last = self.reports[0], self.reports[-1]
        when = last.period.label
        if len(self.reports) > 1:
            when = f"{first.period.label}至{when}"
        told = f"依据：{when}已审核的{len(self.reports)}期数据"
        if self.recent is None:
            return f"{told}，最近一期为{amount(last.value, self.indicator.unit)}。"
        told += f"，近期进度为计划的{figure(self.recent)}倍"
        if self.needed is None:
            return f"{told}。"
        low = self.indicator.direction is Direction.DOWN
        return f"{told}，{'守住须不超过' if low else '按期达到须为'}{figure(self.needed)}倍。"


def forecast(facts: Facts, day: date) -> Forecast | None:
    """Of the next milestones of a task the one most likely missed; None where nothing is foreseen:
    the task rests, has no milestone with a figure ahead, or nothing is known of it yet."""
    return max(forecasts(facts, day), key=lambda one: one.miss, default=None)


def forecasts(facts: Facts, day: date) -> tuple[Forecast, ...]:
    """One for each indicator of which something can be foreseen."""
    return () if rests(facts, day) else tuple(_foreseen(facts, day))


def rests(facts: Facts, day: date) -> bool:
    """Whether nobody works on the task: finished, cancelled, suspended, not begun."""
    over = (facts.finished_on, facts.ended_on)
    return (
        any(end is not None and end <= day for end in over)
        or any(pause.covers(day) for pause in facts.pauses)
        or (facts.starts is not None and day < facts.starts)
    )


def _foreseen(facts: Facts, day: date) -> Iterator[Forecast]:
    for indicator in facts.indicators:
        ahead = foresight(facts, indicator, day)
        if ahead is not None:
            reports = tuple(standing(facts.values_of(indicator), day).values())
            yield _of_mark(indicator, ahead, reports)


def _of_mark(indicator: Indicator, ahead: Foresight, reports: tuple[Value, ...]) -> Forecast:
    mark, now = ahead.mark, ahead.now
    end = moment(mark.day)
    settled = _settled(indicator, mark, ahead)
    if settled is not None:
        chance = ONE if settled else NOTHING
        known = now.value
        return Forecast(indicator, mark, known, known, known, chance, reports, settled=True)
    outcome = ahead.at(end)
    spread = EIGHT_IN_TEN * outcome.variance.sqrt()
    low, high = outcome.value - spread, outcome.value + spread
    if piles_up(indicator):
        low = max(low, now.value)
    chance = _chance(indicator, mark, outcome)
    if mark.value == 0 and piles_up(indicator):
        chance = _first_slip(ahead, end)
    place = grain([mark.value, *(report.value for report in reports)])
    value, low, high = (one.quantize(place, ROUND_HALF_UP) for one in (outcome.value, low, high))
    chance = min(max(chance.quantize(HUNDREDTH, ROUND_HALF_UP), LEAST), ONE - LEAST)
    found = Forecast(indicator, mark, value, low, high, chance, reports)
    if isinstance(ahead, Pace):
        return replace(found, recent=ahead.recent, needed=ahead.needed)
    return found


def _settled(indicator: Indicator, mark: Mark, ahead: Foresight) -> bool | None:
    """Whether the mark is missed, where that is known: its own figure has come, or what piles up
    has reached it already; None while it is open."""
    now = ahead.now
    if now.at >= moment(mark.day):
        return _misses(indicator, mark, now.value)
    if not piles_up(indicator):
        return None
    if indicator.direction is Direction.UP:
        return False if now.value >= mark.value else None
    return True if now.value > mark.value else None


def _misses(indicator: Indicator, mark: Mark, value: Decimal) -> bool:
    match indicator.direction:
        case Direction.UP:
            return value < mark.value
        case Direction.DOWN:
            return value > mark.value
        case Direction.HOLD:
            return value != mark.value


def _chance(indicator: Indicator, mark: Mark, outcome: Outcome) -> Decimal:
    """Of missing `mark`."""
    distance = (outcome.value - mark.value) / outcome.variance.sqrt()
    match indicator.direction:
        case Direction.UP:
            return _falls(distance + PUSH)
        case Direction.DOWN:
            return _falls(PUSH - distance)
        case Direction.HOLD:
            return ONE - 2 * _falls(abs(distance))


def _falls(distance: Decimal) -> Decimal:
    """The chance to fall below what lies `distance` standard deviations under the expected."""
    return ONE / (ONE + (STEEPNESS * max(min(distance, Decimal(20)), Decimal(-20))).exp())


def _first_slip(ahead: Foresight, end: Decimal) -> Decimal:
    """The chance that something comes where nothing may: after so many months without, as Laplace
    counted it."""
    first = ahead.plan.points[0].at if isinstance(ahead, Pace) else ahead.now.at
    coming, gone = end - ahead.now.at, ahead.now.at - first
    return coming / (coming + gone + ONE)


def grain(figures: Iterable[Decimal]) -> Decimal:
    """The finest place that any of `figures` is written in, two places at the most."""
    places = max(-int(one.normalize().as_tuple().exponent) for one in figures)
    return ONE.scaleb(-min(max(places, 0), 2))
