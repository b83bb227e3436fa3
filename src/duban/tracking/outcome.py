"""How one period came out: done on time, made good later, missed, or still open.

A period is done on time when its report was sent by the due day and what was wanted by its end had
been reached in reports sent before it closed, or when the whole task was finished by the due day.
It is made good when both came true later. Nothing turns a period that was made good into one that
was on time.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from duban.tracking.expected import expected
from duban.tracking.facts import Facts, Reached
from duban.tracking.indicator import Direction, Indicator, actual
from duban.tracking.reporting import Round


class Outcome(StrEnum):
    OPEN = "未到期"
    IN_REVIEW = "待审核"
    ON_TIME = "按时完成"
    MADE_GOOD = "逾期补齐"
    MISSED = "未完成"

    @property
    def late(self) -> bool:
        """Late for its own period, for good."""
        return self in (Outcome.MADE_GOOD, Outcome.MISSED)


def outcome(facts: Facts, round_: Round, day: date) -> Outcome:
    """How `round_` had come out by `day`."""
    if facts.finished_on is not None and facts.finished_on <= min(day, round_.due):
        return Outcome.ON_TIME
    sent = facts.sent(round_.period, day)
    in_time = bool(sent) and sent[0].sent_on <= round_.due
    if facts.in_review(round_.period, day) and in_time:
        return Outcome.IN_REVIEW
    accepted = any(filing.accepted_by(day) for filing in sent)
    if in_time and accepted and _reached_in_time(facts, round_, day):
        return Outcome.ON_TIME
    if day <= round_.due:
        return Outcome.OPEN
    made_good = accepted and _reached_by(facts, round_, day)
    return Outcome.MADE_GOOD if made_good else Outcome.MISSED


def _reached_in_time(facts: Facts, round_: Round, day: date) -> bool:
    end = round_.period.last_day
    judged = [j for j in facts.judgements if j.period == round_.period and j.on <= day]
    first = min(judged, key=lambda judgement: judgement.on, default=None)
    if first is not None and first.reached is not Reached.YES:
        return False
    return all(
        _meets(facts, indicator, end, until=end, day=day, sent_by=round_.closes)
        for indicator in facts.indicators
    )


def _reached_by(facts: Facts, round_: Round, day: date) -> bool:
    judged = [j for j in facts.judgements if j.period == round_.period and j.on <= day]
    last = max(judged, key=lambda judgement: judgement.on, default=None)
    if last is not None and last.reached is not Reached.YES:
        return False
    end = round_.period.last_day
    return all(
        _meets(facts, indicator, end, until=day, day=day, sent_by=day)
        for indicator in facts.indicators
    )


def _meets(
    facts: Facts, indicator: Indicator, end: date, *, until: date, day: date, sent_by: date
) -> bool:
    """Whether values of periods up to `until` reach what was wanted at `end`."""
    wanted = expected(indicator, end)
    if wanted is None:
        return True
    held = actual(indicator, facts.values_of(indicator), until, day, sent_by)
    if held is None:
        return False
    match indicator.direction:
        case Direction.UP:
            return held >= wanted.value
        case Direction.DOWN:
            return held <= wanted.value
        case Direction.HOLD:
            return held == wanted.value


def unmet_run(facts: Facts, day: date, last: Round | None) -> int:
    """How many periods running, back from `last`, were late when they closed."""
    count = 0
    for round_ in reversed(facts.asked):
        if last is None or round_ > last:
            continue
        if not outcome(facts, round_, day).late:
            break
        count += 1
    return count
