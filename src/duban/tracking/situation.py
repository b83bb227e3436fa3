"""A task on a day, or at the end of one period: what the measures are read from.

Today is judged by the last period whose report could be asked for. Between two reports nobody has
to say anything, so nobody falls behind by the mere passing of days; and a report that waits for
review is not held against the unit that sent it.

A past period is judged by what was sent before it closed, whenever the question is asked. What came
later makes it good, but does not make it timely.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from duban.tracking.expected import expected
from duban.tracking.facts import Facts
from duban.tracking.indicator import Direction, Indicator, actual
from duban.tracking.reporting import Round
from duban.tracking.rulebook import Length
from duban.tracking.shortfall import Shortfall
from duban.tracking.working_days import Calendar


@dataclass(frozen=True)
class Situation:
    """`day` is the day asked about, `as_of` the one that deadlines are counted to.

    Progress is measured at the end of `until` (None: no report could be asked for yet), from values
    sent by `sent_by`. `round` is the period judged, `indicator` the quantity, where there is one.
    """

    facts: Facts
    calendar: Calendar
    near: Length
    day: date
    as_of: date
    until: date | None
    sent_by: date
    round: Round | None
    indicator: Indicator | None = None

    def per_indicator(self) -> Iterator[Situation]:
        """One situation for each quantity; the task itself where it has none."""
        if not self.facts.indicators:
            yield self
        for indicator in self.facts.indicators:
            yield replace(self, indicator=indicator)

    @cached_property
    def shortfall(self) -> Shortfall | None:
        """The indicator held against its plan; None where nothing is due, or nothing can be said.

        What builds up and was never reported counts as nothing done; a level that was never
        reported, or a limit, is unknown.
        """
        indicator = self.indicator
        if indicator is None or self.until is None:
            return None
        wanted = expected(indicator, self.until)
        if wanted is None:
            return None
        values = self.facts.values_of(indicator)
        reached = actual(indicator, values, self.until, self.day, self.sent_by)
        if reached is not None:
            return Shortfall(indicator, wanted, reached)
        if indicator.builds_up and indicator.direction is Direction.UP:
            return Shortfall(indicator, wanted, Decimal(0), reported=False)
        return None


def today(facts: Facts, calendar: Calendar, near: Length, day: date) -> Situation:
    """The task as it stands on `day`."""
    due = [r for r in facts.asked if r.due < day and not facts.in_review(r.period, day)]
    round_ = due[-1] if due else None
    return Situation(facts, calendar, near, day, day, _measured_to(facts, round_, day), day, round_)


def of_round(facts: Facts, calendar: Calendar, near: Length, round_: Round, day: date) -> Situation:
    """One period of the task as it is seen on `day`."""
    as_of, until = min(day, round_.closes), round_.period.last_day
    return Situation(facts, calendar, near, day, as_of, until, round_.closes, round_)


def _measured_to(facts: Facts, round_: Round | None, day: date) -> date | None:
    """The end of the last period that was due, or that was accepted before it was; `day` itself
    where a task is not reported by periods."""
    if not facts.rounds:
        return day
    ends = [] if round_ is None else [round_.period.last_day]
    ends += [
        value.period.last_day
        for values in facts.values.values()
        for value in values
        if value.accepted_on <= day and value.period.last_day <= day
    ]
    return max(ends, default=None)
