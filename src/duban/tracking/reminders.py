"""Reminders before and after a report or a task is due.

A day on which nobody ran the rules is made up for: a reminder holds from its day until the next one
takes its place. Only the newest is proposed, so that a week of silence ends in one message.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from duban.tracking.facts import Facts
from duban.tracking.proposal import Proposal, not_done
from duban.tracking.rulebook import ActKind, Reminder, RuleBook, Step
from duban.tracking.wording import said
from duban.tracking.working_days import Calendar

REMIND = Step(ActKind.REMINDER)


def reminders(
    book: RuleBook, facts: Facts, day: date, calendar: Calendar, done: Collection[str] = ()
) -> tuple[Proposal, ...]:
    """What to remind the unit of on `day`: reports not sent, and the task's own date."""
    if _at_rest(facts, day):
        return ()
    return not_done(_all(book, facts, day, calendar), done)


def reviews(
    book: RuleBook, facts: Facts, day: date, calendar: Calendar, done: Collection[str] = ()
) -> tuple[Proposal, ...]:
    """That a suspension is to be looked at again: once ahead, as the book says, and once when the
    day has come."""
    return not_done(_reviews(book, facts, day, calendar), done)


def _reviews(book: RuleBook, facts: Facts, day: date, calendar: Calendar) -> Iterator[Proposal]:
    for pause in facts.pauses:
        if pause.review is None or not pause.covers(day):
            continue
        side = review_side(book, pause.review, day, calendar)
        if side:
            key = f"{facts.key}|复核|{pause.review}|{side}"
            yield Proposal(key, facts.key, REMIND, day, _review_because(facts, pause.review, day))


def review_side(book: RuleBook, review: date, day: date, calendar: Calendar) -> str:
    """Whether a review lies ahead or its day has come; empty before either is said."""
    if day >= review:
        return "到期"
    return "到期前" if day >= book.review.before(review, calendar) else ""


def _review_because(facts: Facts, review: date, day: date) -> str:
    what = f"挂账任务“{facts.title}”"
    left = (review - day).days
    if left > 0:
        return f"{what}应于{said(review)}复核，还有{left}日：恢复办理、继续挂账，还是撤销。"
    if left == 0:
        return f"{what}今日复核：恢复办理、继续挂账，还是撤销。"
    return f"{what}应于{said(review)}复核，已超过{-left}日，仍未决定。"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is due: `name` as it is said, `key` as it is kept."""

    task: str
    name: str
    key: str
    due: date


def _all(book: RuleBook, facts: Facts, day: date, calendar: Calendar) -> Iterator[Proposal]:
    for matter in _matters(facts, day):
        reminder = _newest(book, matter.due, day, calendar)
        if reminder is not None:
            side = "后" if reminder.after else "前"
            key = f"{matter.task}|催办|{matter.key}|到期{side}{reminder.length}"
            yield Proposal(key, matter.task, REMIND, day, _because(matter, day))


def _matters(facts: Facts, day: date) -> Iterator[Matter]:
    for round_ in facts.asked:
        if round_.opens <= day <= round_.closes and not facts.sent(round_.period, day):
            period = round_.period
            yield Matter(facts.key, f"{period.label}进展报送", str(period), round_.due)
    if facts.due is not None:
        # the date is in the key: after an extension the new date is reminded of anew
        yield Matter(facts.key, f"任务“{facts.title}”", f"期限{facts.due}", facts.due)


def _newest(book: RuleBook, due: date, day: date, calendar: Calendar) -> Reminder | None:
    """The reminder whose day came last; None before the first."""
    come = [
        (when, reminder)
        for reminder in book.reminders
        if (when := _day_of(reminder, due, calendar)) <= day
    ]
    return max(come, key=lambda pair: pair[0])[1] if come else None


def _day_of(reminder: Reminder, due: date, calendar: Calendar) -> date:
    if reminder.after:
        return reminder.length.after(due, calendar)
    return reminder.length.before(due, calendar)


def _because(matter: Matter, day: date) -> str:
    left = (matter.due - day).days
    if left > 0:
        return f"{matter.name}应于{said(matter.due)}前完成，还有{left}日。"
    if left == 0:
        return f"{matter.name}今日到期。"
    return f"{matter.name}应于{said(matter.due)}前完成，已超过{-left}日。"


def _at_rest(facts: Facts, day: date) -> bool:
    ends = (facts.finished_on, facts.ended_on)
    over = any(end is not None and end <= day for end in ends)
    return over or any(pause.covers(day) for pause in facts.pauses)
