"""The day on which a task turns red by its deadline alone, if it is not finished before.

Says nothing of progress, and nothing of reports that may stay away: only what the rules make of a
date that is known today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from duban.tracking.facts import Facts
from duban.tracking.lights import judged
from duban.tracking.rulebook import Light, RuleBook
from duban.tracking.situation import today
from duban.tracking.working_days import Calendar

#: what a rule asks of days beyond the deadline
OVERDUE = "逾期天数"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """The task turns red `on` this day; `cause` is the rule's sentence of that day."""

    on: date
    cause: str


def red_by_deadline(
    facts: Facts, book: RuleBook, day: date, calendar: Calendar, days: int
) -> Turn | None:
    """The first day after `day`, and at most so many `days` after it, on which the deadline's light
    turns red; None where it does not, or is red already."""
    if facts.due is None:
        return None
    # reports that will be asked for meanwhile are taken to come
    alone = replace(facts, rounds=(), indicators=())
    last = day + days * DAY
    for on in (day, *sorted(one for one in _turning(facts.due, book, calendar) if day < one)):
        if on > last:
            return None
        verdict = judged(book, today(alone, calendar, book.near, on))[1]
        if verdict.light is Light.RED:
            return None if on == day else Turn(on, verdict.cause)
    return None


def _turning(due: date, book: RuleBook, calendar: Calendar) -> Iterator[date]:
    """The days on which a rule about the deadline may begin to hold."""
    yield book.near.before(due, calendar)
    yield due + DAY
    for rule in book.deadline:
        for condition in rule.conditions:
            if condition.measure != OVERDUE:
                continue
            for bound in (condition.bounds.over, condition.bounds.at_least):
                if bound is not None:
                    yield due + int(bound) * DAY
                    yield due + (int(bound) + 1) * DAY
