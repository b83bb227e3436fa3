"""What waits for a person today: each matter as the home page shows it, with the way on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.plan import Period
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.boards import waiting_rows as rows_of
from duban.web.boards.waiting_rows import GRAVE, SHOWN, found_in
from duban.web.design.periods import period_words
from duban.web.reports.owing import OpenNow, Standing, open_now
from duban.web.reports.working_days import calendar_of
from duban.web.supervision.models import Colour, OrderState
from duban.web.supervision.reviewing import to_review
from duban.web.supervision.saying import told

# a lazy text's type differs between stubs and run time
Label = Any
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Item:
    """One line under a matter: what it is, where it stands, by when, whether it is late."""

    text: str
    address: str
    note: str = ""
    day: date | None = None
    late: bool = False
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that waits: how many, the first few, and the page on which it is done."""

    label: Label
    count: int
    address: str
    items: tuple[Item, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks have a light; `net`: how many more than at the end of last month, None where
    nothing is known of it."""

    count: int
    net: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A person on a day: what every matter is asked of, and the lights the person sees."""

    member: Member
    on: date
    lights: Mapping[Colour, Tally]


def _imports(asked: Asked) -> Matter | None:
    rows, count = found_in(rows_of.imports(asked.member))
    items = [Item(str(row), row.get_absolute_url()) for row in rows]
    return _matter(_("待核对的导入"), count, "ledger:plans", items)


def _to_issue(asked: Asked) -> Matter | None:
    return _matter(_("待交办的任务"), sum(rows_of.to_issue(asked.member)), "handling:plans")


def _reviews(asked: Asked) -> Matter | None:
    items = [
        Item(
            row.task.title,
            f"{reverse('reports:review')}?at={row.pk}",
            f"{row.organisation.name} {period_words(row.period.when)}",
            row.submitted_on,
            row.late,
        )
        for row in rows_of.first_in_review(asked.member)
    ]
    count = sum(rows_of.in_review(asked.member)) if items else 0
    return _matter(_("待审核的填报"), count, "reports:review", items)


def _changes(asked: Asked) -> Matter | None:
    rows, count = found_in(rows_of.changes(asked.member))
    items = [
        Item(
            f"{row.get_kind_display()}：{row.task or row.plan}",
            row.get_absolute_url(),
            row.reason[:40],
            row.asked_on,
            row.late,
        )
        for row in rows
    ]
    return _matter(_("待您审定的变更"), count, "handling:changes", items, "outcome=mine")


def _suspensions(asked: Asked) -> Matter | None:
    """Those to be looked at again, until somebody has decided."""
    rows = to_review(asked.member, asked.on)
    items = [
        Item(
            row.task.title,
            f"{row.task.get_absolute_url()}#handling",
            row.reason[:60],
            row.day,
            row.day is not None and row.day < asked.on,
        )
        for row in rows[:SHOWN]
        if row.task is not None
    ]
    query = "kind=suspension&outcome=approved"
    return _matter(_("挂账待复核"), len(rows), "handling:changes", items, query)


def _verifications(asked: Asked) -> Matter | None:
    rows, count = found_in(rows_of.verifications(asked.member))
    items = [Item(row.task.title, row.task.get_absolute_url(), day=row.reported_on) for row in rows]
    return _matter(_("待核查的办结"), count, "handling:closing", items)


def _proposals(asked: Asked) -> Matter | None:
    address = reverse("supervision:proposals")
    items = [
        Item(f"{row.label}：{row.task}", address, told(row.because)[:120], row.day)
        for row in rows_of.first_proposals(asked.member)
    ]
    count = sum(rows_of.proposals(asked.member)) if items else 0
    return _matter(_("待决定的督办建议"), count, "supervision:proposals", items)


def _replies(asked: Asked) -> Matter | None:
    rows, count = found_in(rows_of.replies(asked.member, asked.on))
    items = [_order_item(row, asked.on) for row in rows]
    return _matter(_("督办单：已回复待办结、逾期未回复"), count, "supervision:orders", items)


def _orders_to_answer(asked: Asked) -> Matter | None:
    rows, count = found_in(rows_of.orders_to_answer(asked.member))
    items = [_order_item(row, asked.on) for row in rows]
    return _matter(
        _("待回复的督办单"), count, "supervision:orders", items, "state=issued", urgent=True
    )


def _order_item(row: Any, on: date) -> Item:
    late = row.state == OrderState.ISSUED and row.reply_by < on
    return Item(
        f"{row.label} {row.task}",
        row.get_absolute_url(),
        f"{row.organisation.name} {row.get_state_display()}",
        row.reply_by,
        late,
        row.shade,
    )


def _receipts(asked: Asked) -> Matter | None:
    rows, count = found_in(rows_of.receipts(asked.member))
    items = [Item(row.task.title, row.task.get_absolute_url(), row.name) for row in rows]
    return _matter(_("待签收的任务"), count, "handling:to-sign", items)


def _releases(asked: Asked) -> Matter | None:
    rows, count = found_in(rows_of.releases(asked.member))
    items = [
        Item(
            row.task.title, row.get_absolute_url(), period_words(row.period.when), row.period.due_on
        )
        for row in rows
    ]
    return _matter(_("待审签的填报"), count, "reports:owed", items)


def _instructions(asked: Asked) -> Matter | None:
    """Those a head answers, and the office sees to."""
    rows, count = found_in(rows_of.instructions(asked.member))
    items = [
        Item(
            f"{row.speaker}：{row.words[:50]}",
            f"{row.task.get_absolute_url()}#supervision",
            row.task.title[:40],
            row.answer_by,
            row.answer_by is not None and row.answer_by < asked.on,
        )
        for row in rows
    ]
    return _matter(_("待落实的批示"), count, "supervision:instructions", items, "state=open")


def _owed(asked: Asked) -> Matter | None:
    """Reports of the person's units: what is due this week first, then what is late."""
    due = open_now(asked.member, asked.on)
    due.sort(key=lambda row: (_rank(row, asked.on), row.period.due_on))
    first = due[: SHOWN * 2]
    named = {row.pk: row for row in rows_of.named(sorted({row.assignment for row in first}))}
    items = [
        Item(
            named[row.assignment].task.title,
            reverse("reports:form", args=[row.assignment, row.period.pk]),
            f"{period_words(row.period.when)} {named[row.assignment].organisation.name}",
            row.period.due_on,
            row.period.due_on < asked.on,
        )
        for row in first
    ]
    return _matter(_("要报的进度"), len(due), "reports:owed", items, urgent=True)


def _rank(row: OpenNow, on: date) -> int:
    this_week = on <= row.period.due_on <= on + WEEK
    return 0 if this_week or row.standing is Standing.RETURNED else 1


def _gravest(asked: Asked) -> Matter | None:
    items = [
        Item(row.task.title, row.task.get_absolute_url(), told(row.cause), row.due, shade=row.shade)
        for row in rows_of.gravest(asked.member)
    ]
    count = sum(asked.lights[colour].count for colour in GRAVE if colour in asked.lights)
    return _matter(_("红灯、黄灯的任务"), count, "supervision:lights", items)


#: right that opens it → the matter, in the order of the page
MATTERS: tuple[tuple[Right, Callable[[Asked], Matter | None]], ...] = (
    (Right.FILE, _owed),
    (Right.ANSWER, _orders_to_answer),
    (Right.SIGN, _receipts),
    (Right.RELEASE, _releases),
    (Right.CONFIRM, _imports),
    (Right.ISSUE, _to_issue),
    (Right.REVIEW, _reviews),
    (Right.AGREE, _changes),
    (Right.DECIDE, _changes),
    (Right.ASK, _suspensions),
    (Right.SUPERVISE, _proposals),
    (Right.SUPERVISE, _replies),
    (Right.VERIFY, _verifications),
    (Right.ANSWER, _instructions),
    (Right.SUPERVISE, _instructions),
    (Right.SEE, _gravest),
)


def _matter(
    label: Label,
    count: int,
    view: str,
    items: list[Item] | None = None,
    query: str = "",
    *,
    urgent: bool = False,
) -> Matter | None:
    if not count:
        return None
    address = reverse(view) + (f"?{query}" if query else "")
    return Matter(label, count, address, tuple(items or ()), urgent)


def matters(member: Member, on: date, lights: Mapping[Colour, Tally]) -> Iterator[Matter]:
    """What waits, each matter once; nothing of what this person may not do. `lights`: `tallies`."""
    asked_of = Asked(member, on, lights)
    asked: set[Callable[[Asked], Matter | None]] = set()
    for right, find in MATTERS:
        if find in asked or not member.may(right):
            continue
        asked.add(find)
        found = find(asked_of)
        if found is not None:
            yield found


def tallies(member: Member) -> dict[Colour, Tally]:
    """How many of the tasks a person sees have which light; empty for who sees no task."""
    if not member.may(Right.SEE):
        return {}
    counted = rows_of.lights(member)
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for colour, last, count in counted:
        now[colour] += count
        before[last] += count
    known = any(before[colour.value] for colour in Colour)
    return {
        colour: Tally(
            now[colour.value], now[colour.value] - before[colour.value] if known else None
        )
        for colour in Colour
        if counted
    }


def unread(member: Member) -> int:
    return sum(rows_of.unread(member))


def days_left(member: Member, on: date) -> int | None:
    """Working days left of the quarter where the person works; None for who sees no task."""
    places = [post.jurisdiction_id for post in member.posts_with(Right.SEE)]
    if not places:
        return None
    quarter = Period.quarter(on.year, (on.month + 2) // 3)
    return calendar_of(places[0]).working_days_between(on, quarter.last_day)
