"""Lights that come again → acts: an order, a bulletin, a talk, marks taken off.

A trigger of n periods running fires when a run reaches n, and again at 2n, 3n …; one of n in all
fires at each nth. Only periods that have closed count: before that their colour can still change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal

from duban.tracking.history import Mark
from duban.tracking.proposal import Proposal, not_done
from duban.tracking.rulebook import ActKind, RuleBook, Trigger
from duban.tracking.working_days import Calendar


def triggered(
    book: RuleBook,
    task: str,
    marks: Sequence[Mark],
    day: date,
    calendar: Calendar,
    *,
    done: Collection[str] = (),
) -> tuple[Proposal, ...]:
    """All that the history of one task ever asked for by `day`, but for what was `done` by key."""
    closed = _closed(marks, day)
    found = (
        _proposal(trigger, task, last, day, calendar)
        for trigger in book.triggers
        for last in _fires(trigger, closed)
    )
    return not_done(found, done)


def pending(
    book: RuleBook, task: str, marks: Sequence[Mark], day: date, calendar: Calendar
) -> tuple[Proposal, ...]:
    """The acts that the history still asks for: of each trigger what fired last, and of a run only
    while it lasts. After a silence nobody is asked about the spring.

    Marks taken off are no acts of the office: see `deductions`.
    """
    closed = _closed(marks, day)
    found = []
    for trigger in book.triggers:
        fired = list(_fires(trigger, closed))
        if trigger.step.kind is ActKind.DEDUCTION or not fired:
            continue
        later = [mark for mark in closed if mark.round > fired[-1][-1].round]
        if not trigger.running or all(trigger.counts(mark.light.light) for mark in later):
            found.append(_proposal(trigger, task, fired[-1], day, calendar))
    return tuple(found)


def deductions(
    book: RuleBook, task: str, marks: Sequence[Mark], day: date, calendar: Calendar
) -> tuple[tuple[Proposal, Decimal], ...]:
    """What the lights of one task cost by the rules, each with its marks, first to last."""
    return tuple(
        (one, one.step.marks)
        for one in triggered(book, task, marks, day, calendar)
        if one.step.kind is ActKind.DEDUCTION and one.step.marks is not None
    )


def _closed(marks: Sequence[Mark], day: date) -> list[Mark]:
    return [mark for mark in marks if mark.round.closes < day]


def _fires(trigger: Trigger, marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """The marks that made the trigger fire, each time it did."""
    counted: list[Mark] = []
    for mark in marks:
        if trigger.counts(mark.light.light):
            counted.append(mark)
        elif trigger.running:
            counted = []
        if len(counted) == trigger.count:
            yield counted
            counted = []


def _proposal(
    trigger: Trigger, task: str, marks: list[Mark], day: date, calendar: Calendar
) -> Proposal:
    reply = trigger.step.reply
    periods = "、".join(mark.period.label for mark in marks)
    way = "连续" if trigger.running else "累计"
    worse = "及以上" if trigger.or_worse else ""
    verb = "发" if trigger.step.kind is ActKind.ORDER else ""
    return Proposal(
        key=f"{task}|触发|{trigger.name}|{marks[-1].period}",
        task=task,
        step=trigger.step,
        day=day,
        because=f"{way}{trigger.count}期{trigger.light}灯{worse}（{periods}），"
        f"按“{trigger.name}”规则{verb}{trigger.step.label}。",
        reply_by=None if reply is None else reply.after(day, calendar),
    )
