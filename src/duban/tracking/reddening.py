"""When a task will turn red under a rule-book, if it goes on as it does.

The days ahead are lived through with the reports that are to be expected: each on its due day, with
the figures foreseen, by a unit that sent its last report; none by one that did not. The rule-book
then says itself on which of these days the light is red. A deadline that passes is certain, unless
the task is finished before; all else is foreseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from duban.plan import Period
from duban.tracking.course import NOTHING, moment, piles_up
from duban.tracking.facts import Facts, Filing
from duban.tracking.forecast import EIGHT_IN_TEN, Grade, grain, rests
from duban.tracking.foresight import Foresight, foresight
from duban.tracking.indicator import Direction, Indicator, Rollup, Value
from duban.tracking.lights import Family, Verdict, light_on
from duban.tracking.reporting import Round
from duban.tracking.rulebook import Light, RuleBook
from duban.tracking.shortfall import Shortfall, in_percent
from duban.tracking.situation import Situation, today
from duban.tracking.wording import amount, said
from duban.tracking.working_days import Calendar

ONE_DAY = timedelta(days=1)
OVERDUE = "逾期天数"
_HOW = {Grade.SURE: "将", Grade.LIKELY: "很可能", Grade.EVEN: "可能"}


@dataclass(frozen=True, slots=True)
class Reddening:
    """The first red day, and why. `grade` is SURE where a deadline passes, LIKELY where even a good
    course comes to it, EVEN where the expected one does."""

    day: date
    family: Family
    grade: Grade
    cause: str


def turns_red_within(
    facts: Facts, book: RuleBook, day: date, calendar: Calendar, days: int = 30
) -> Reddening | None:
    """The first red day after `day`, `days` ahead at the most.

    None where it stays as it is, rests, or is red already, whatever a person made of its light.
    """
    if rests(facts, day) or light_on(facts, book, day, calendar).light is Light.RED:
        return None
    until = day + timedelta(days=days)
    seen = {one.key: foresight(facts, one, day) for one in facts.indicators}
    expected = _carried_on(facts, seen, day, until, NOTHING)
    for on in _turns(facts, book, day, until, calendar):
        found = light_on(expected, book, on, calendar)
        if found.light is not Light.RED:
            continue
        verdict = found.computed
        if facts.due is not None and on > facts.due and verdict.family is Family.DEADLINE:
            grade = Grade.SURE
        else:
            good = _carried_on(facts, seen, day, until, EIGHT_IN_TEN)
            anyhow = light_on(good, book, on, calendar).light is Light.RED
            grade = Grade.LIKELY if anyhow and _reports(facts, day) else Grade.EVEN
        then = today(expected, calendar, book.near, on)
        return Reddening(on, verdict.family, grade, _cause(facts, then, day, verdict, grade))
    return None


def _turns(
    facts: Facts, book: RuleBook, day: date, until: date, calendar: Calendar
) -> Iterator[date]:
    """The days on which a light can change, in order: the morrow of a report's due day and of the
    deadline, and what the book counts from there. Without periods every day may bring it."""
    days = {round_.due + ONE_DAY for round_ in facts.asked}
    if facts.due is not None:
        days |= {facts.due + ONE_DAY, book.near.before(facts.due, calendar)}
        days |= {facts.due + timedelta(days=count) for count in _counts(book)}
    if not facts.rounds:
        days |= {day + timedelta(days=count) for count in range(1, (until - day).days + 1)}
    yield from sorted(one for one in days if day < one <= until)


def _counts(book: RuleBook) -> Iterator[int]:
    for rule in book.deadline:
        for condition in rule.conditions:
            if condition.measure == OVERDUE:
                bounds = (condition.bounds.at_least, condition.bounds.over)
                yield from (ceil(bound) for bound in bounds if bound is not None)
                yield from (int(bound) + 1 for bound in bounds if bound is not None)


def _reports(facts: Facts, day: date) -> bool:
    """Whether the last report that was due has come, as far as one was."""
    due = [round_ for round_ in facts.asked if round_.due < day]
    return not due or bool(facts.sent(due[-1].period, day))


def _carried_on(
    facts: Facts,
    seen: Mapping[tuple[str, str], Foresight | None],
    day: date,
    until: date,
    better: Decimal,
) -> Facts:
    """The facts as they will be known at `until`; `better` by so many standard deviations."""
    waiting = {filing.period for filing in facts.filings if filing.decided_on is None}
    coming = [round_ for round_ in facts.asked if day <= round_.due <= until]
    fresh = [
        round_
        for round_ in coming
        if round_.period not in waiting
        and _reports(facts, day)
        and not facts.sent(round_.period, day)
    ]
    filings = [
        replace(filing, decided_on=day) if filing.period in waiting else filing
        for filing in facts.filings
    ]
    filings += [Filing(round_.period, round_.due, round_.due) for round_ in fresh]
    values = {key: list(held) for key, held in facts.values.items()}
    told = [(one.period, day) for one in facts.asked if one.period in waiting]
    told += [(one.period, one.due) for one in fresh]
    for indicator in facts.indicators:
        ahead = seen[indicator.key]
        if ahead is not None:
            held = values.setdefault(indicator.key, [])
            place = grain([ahead.mark.value, *(value.value for value in held)])
            for value in _figures(indicator, ahead, told, better):
                held.append(replace(value, value=value.value.quantize(place, ROUND_HALF_UP)))
    return replace(
        facts,
        filings=tuple(filings),
        values={key: tuple(held) for key, held in values.items()},
    )


def _figures(
    indicator: Indicator, ahead: Foresight, told: list[tuple[Period, date]], better: Decimal
) -> Iterator[Value]:
    """What the reports to come will say; nothing of an average, which hardly moves in a month."""
    if not indicator.cumulative and indicator.rollup is Rollup.AVERAGE:
        return
    adds, before = not indicator.cumulative and piles_up(indicator), ahead.now.value
    sign = -1 if indicator.direction is Direction.DOWN else 1
    for period, on in told:
        outcome = ahead.at(moment(period.last_day))
        value = outcome.value + sign * better * outcome.variance.sqrt()
        if piles_up(indicator):
            value = max(value, before)
        yield Value(period, value - before if adds else value, on, on)
        before = value


def _cause(facts: Facts, then: Situation, day: date, verdict: Verdict, grade: Grade) -> str:
    """`then` is the red day, seen from `day`."""
    on = then.day
    red = f"{said(on)}{_HOW[grade]}亮红灯"
    if verdict.family is Family.PROGRESS:
        short = _worst(then)
        if short is None:
            return f"按目前情况推算，{red}：{verdict.cause}"
        held = amount(short.actual, short.indicator.unit)
        wanted = f"{short.indicator.metric}{short.expected.because}"
        return f"{wanted}，按目前进度预计为{held}，{red}。"
    if facts.due is not None and on > facts.due:
        return f"应于{said(facts.due)}完成，届时仍未办结，{red}。"
    round_ = _silent(facts, day, on)
    if round_ is None:
        return f"按目前情况推算，{red}：{verdict.cause}"
    return f"最近一期进展未报送，如{round_.period.label}仍不报送，{red}。"


def _silent(facts: Facts, day: date, on: date) -> Round | None:
    """The report that will be wanting on `on` from a unit that has fallen silent."""
    due = [round_ for round_ in facts.asked if round_.due < on]
    return due[-1] if due and not _reports(facts, day) else None


def _worst(then: Situation) -> Shortfall | None:
    found = [one.shortfall for one in then.per_indicator()]
    short = [one for one in found if one is not None and one.gap > 0]
    return max(short, key=lambda one: in_percent(one).value, default=None)
