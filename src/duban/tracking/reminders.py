"""Reminders before and after a report or a task is due.

A day on which nobody ran the rules is made up for: a reminder holds from its day until the next one
takes its place. Only the newest is proposed, so that a week of silence ends in one message.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
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


def _all(book: RuleBook, facts: Facts, day: date, calendar: Calendar) -> Iterator[Proposal]:
    for round_ in facts.rounds:
        if facts.sent(round_.period, day) or not round_.opens <= day <= round_.closes:
            continue
        yield from _newest(
            book,
            facts.key,
            f"{round_.period.label}进展",
            str(round_.period),
            round_.due,
            day,
            calendar,
        )
    if facts.due is not None:
        # the date is in the key: after an extension the new date is reminded of anew
        what = f"任务“{facts.title}”"
        yield from _newest(book, facts.key, what, f"期限{facts.due}", facts.due, day, calendar)


def _newest(
    book: RuleBook, task: str, what: str, subject: str, due: date, day: date, calendar: Calendar
) -> Iterator[Proposal]:
    days = [(_day_of(reminder, due, calendar), reminder) for reminder in book.reminders]
    come = [(when, reminder) for when, reminder in days if when <= day]
    if not come:
        return
    when, reminder = max(come, key=lambda pair: pair[0])
    side = "后" if reminder.after else "前"
    yield Proposal(
        key=f"{task}|催办|{subject}|到期{side}{reminder.length}",
        task=task,
        step=REMIND,
        day=day,
        because=_because(what, due, day),
    )


def _day_of(reminder: Reminder, due: date, calendar: Calendar) -> date:
    if reminder.after:
        return reminder.length.after(due, calendar)
    return reminder.length.before(due, calendar)


def _because(what: str, due: date, day: date) -> str:
    left = (due - day).days
    if left > 0:
        return f"{what}应于{said(due)}前完成，还有{left}日。"
    if left == 0:
        return f"{what}今日到期。"
    return f"{what}应于{said(due)}完成，已超过{-left}日。"


def _at_rest(facts: Facts, day: date) -> bool:
    ends = (facts.finished_on, facts.ended_on)
    over = any(end is not None and end <= day for end in ends)
    return over or any(pause.covers(day) for pause in facts.pauses)
