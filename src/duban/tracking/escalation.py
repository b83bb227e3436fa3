"""Orders that were not answered in time → the next step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from duban.tracking.proposal import Proposal, not_done
from duban.tracking.rulebook import Light, RuleBook
from duban.tracking.wording import said
from duban.tracking.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Order:
    """A numbered paper as it stands; `number` names it for good, `reply_by` counts as in time."""

    number: str
    task: str
    colour: Light
    issued_on: date
    reply_by: date
    replied_on: date | None = None
    closed_on: date | None = None

    def waits(self, day: date) -> bool:
        ends = (self.replied_on, self.closed_on)
        return self.issued_on <= day and not any(end is not None and end <= day for end in ends)


def escalations(
    book: RuleBook,
    orders: Iterable[Order],
    day: date,
    calendar: Calendar,
    done: Collection[str] = (),
) -> tuple[Proposal, ...]:
    """What follows on `day` from orders that wait beyond their limit, once for each order."""
    return not_done(_all(book, orders, day, calendar), done)


def _all(
    book: RuleBook, orders: Iterable[Order], day: date, calendar: Calendar
) -> Iterator[Proposal]:
    for order in orders:
        for rule in book.escalations:
            if order.colour is not rule.colour or not order.waits(day):
                continue
            if day < rule.length.after(order.reply_by, calendar):
                continue
            reply = rule.step.reply
            yield Proposal(
                key=f"{order.task}|升级|{order.number}|{rule.step.label}",
                task=order.task,
                step=rule.step,
                day=day,
                because=f"{order.colour}色督办单{order.number}应于{said(order.reply_by)}前回复，"
                f"至今未回复，升级为{rule.step.label}。",
                reply_by=None if reply is None else reply.after(day, calendar),
            )
