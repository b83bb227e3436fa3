"""What a paper shall speak of, chosen in an address or a form: seen by whoever writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from duban.plan import Period
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.handling.models import Assignment
from duban.web.ledger.models import GONE, Edition, Plan
from duban.web.papers.kinds.sheet import Ask, Label, Sheet, Subject
from duban.web.papers.kinds.wording import office_of
from duban.web.papers.models import Paper
from duban.web.refusals import ReasonMissing
from duban.web.supervision.models import Order
from duban.writing.wording import clean

#: how many choices a select offers
CHOICES = 400
#: a paper is dated no further from today than this
BACK, AHEAD = timedelta(days=366), timedelta(days=31)
LONGEST_WORD = 4000
#: stands where the number of a draft will be
UNNUMBERED = "草稿，未编号"
LABELS: Mapping[Ask, Label] = {
    Ask.ORDER: gettext_lazy("督办单"),
    Ask.EDITION: pgettext_lazy("document", "文件"),
    Ask.PLAN: gettext_lazy("计划"),
    Ask.UNIT: gettext_lazy("单位"),
    Ask.PERIOD: gettext_lazy("时期"),
}


@dataclass(slots=True)
class Chosen:
    """What was chosen so far; rows of the database, a period, the words of the office.

    `mask`: personal data in the paper is covered.
    """

    sheet: Sheet
    day: date
    order: Order | None = None
    edition: Edition | None = None
    plan: Plan | None = None
    unit: Organisation | None = None
    period: Period | None = None
    words: dict[str, str] = field(default_factory=dict)
    mask: bool = True

    @property
    def missing(self) -> list[Ask]:
        return [ask for ask in self.sheet.asks if getattr(self, ask.value) is None]

    @property
    def place(self) -> Jurisdiction | None:
        for thing in (self.order, self.edition, self.plan):
            if thing is not None:
                return thing.jurisdiction
        return None

    def subject(self, member: Member, number: str = "") -> Subject:
        """ReasonMissing where something is still to be chosen. Without a number it is that of a
        draft; the paper of an order bears the order's own."""
        if self.missing or self.place is None:
            names = "、".join(str(LABELS[ask]) for ask in self.missing)
            raise ReasonMissing(_("请先选择%(what)s。") % {"what": names})
        return Subject(
            place=self.place,
            day=self.day,
            sender=office_of(member, self.place),
            number=number or (UNNUMBERED if self.order is None else self.order.label),
            words=self.words,
            plan=self.plan,
            edition=self.edition,
            order=self.order,
            unit=self.unit,
            period=self.period,
        )


def orders_of(member: Member) -> Any:
    own = Order.objects.filter(member.where(Right.WRITE))
    return own.select_related("task__plan", "organisation", "jurisdiction")


def plans_of(member: Member) -> Any:
    own = Plan.objects.visible_to(member).filter(member.where(Right.WRITE))
    return own.select_related("jurisdiction")


def editions_of(member: Member) -> Any:
    """What has been read, on its way in or confirmed."""
    read = Edition.objects.filter(member.where(Right.WRITE), read_at__isnull=False)
    return read.exclude(state__in=GONE).select_related("jurisdiction")


def units_of(plan: Plan) -> Any:
    held = Assignment.objects.held().filter(task__plan=plan)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def chosen_of(member: Member, sheet: Sheet, query: Mapping[str, Any], on: date) -> Chosen:
    """The choices of an address, a form or a request of the API.

    404 for what the person does not write papers about; ReasonMissing for a day or a period that
    is none.
    """
    found = Chosen(sheet, _day(str(query.get("day") or ""), on))
    if Ask.ORDER in sheet.asks:
        found.order = _one(orders_of(member), query.get("order"))
    if Ask.EDITION in sheet.asks:
        found.edition = _one(editions_of(member), query.get("edition"))
    if Ask.PLAN in sheet.asks:
        found.plan = _one(plans_of(member), query.get("plan"))
    if Ask.UNIT in sheet.asks and found.plan is not None:
        found.unit = _one(units_of(found.plan), query.get("unit"), strict=False)
    if Ask.PERIOD in sheet.asks and query.get("period"):
        found.period = asked.period(str(query["period"]))
    found.words = {
        word.name: text
        for word in sheet.words
        if (text := _plain(str(query.get(word.name) or ""))[:LONGEST_WORD])
    }
    found.mask = str(query.get("keep") or "") not in ("1", "on", "True")
    return found


def _plain(typed: str) -> str:
    """What was typed, without the signs that no file can hold."""
    return clean(typed.replace("\r\n", "\n")).strip()


def _one(rows: Any, key: Any, *, strict: bool = True) -> Any:
    """The row of a key; None for no key; 404 for one out of reach (None where not `strict`: the
    choice belonged to another one that has been changed)."""
    if key in (None, ""):
        return None
    row = rows.filter(pk=asked.key(str(key))).first()
    if row is None and strict:
        raise Http404
    return row


def _day(text: str, on: date) -> date:
    day = asked.day(text) or on
    if not on - BACK <= day <= on + AHEAD:
        raise ReasonMissing(_("成文日期应在今天前一年到后一个月之间。"))
    return day


def chosen_again(sheet: Sheet, paper: Paper) -> Chosen:
    """The choices that a draft was kept with."""
    return Chosen(
        sheet,
        paper.day,
        paper.order,
        paper.edition,
        paper.plan,
        paper.organisation,
        Period.parse(paper.period) if paper.period else None,
        dict(paper.choices.get("words", {})),
        bool(paper.choices.get("mask", True)),
    )


Option = tuple[str, str]
#: name, label, options, what is chosen
Select = tuple[str, Label, list[Option], str]


def selects(member: Member, chosen: Chosen, on: date) -> list[Select]:
    """What may be chosen, in the order in which it is asked."""
    found: list[Select] = []
    for ask in chosen.sheet.asks:
        held = getattr(chosen, ask.value)
        value = str(held) if isinstance(held, Period) else "" if held is None else str(held.pk)
        options = list(_options(ask, member, chosen, on))
        found.append((ask.value, LABELS[ask], options, value))
    return found


def _options(ask: Ask, member: Member, chosen: Chosen, on: date) -> Iterable[Option]:
    match ask:
        case Ask.ORDER:
            rows = orders_of(member)[:CHOICES]
            return [(str(one.pk), f"{one.label} {one.organisation}") for one in rows]
        case Ask.EDITION:
            return [(str(one.pk), str(one)) for one in editions_of(member)[:CHOICES]]
        case Ask.PLAN:
            return [(str(one.pk), one.title) for one in plans_of(member)[:CHOICES]]
        case Ask.UNIT if chosen.plan is not None:
            return [(str(one.pk), one.name) for one in units_of(chosen.plan)[:CHOICES]]
        case Ask.PERIOD:
            return [(str(one), one.label) for one in periods(chosen, on)]
    return []


def periods(chosen: Chosen, on: date) -> list[Period]:
    """Months and quarters of the plan's year that have begun, the last first."""
    year = on.year if chosen.plan is None or chosen.plan.year is None else chosen.plan.year
    every = [Period.month(year, month) for month in range(1, 13)]
    every += [Period.quarter(year, number) for number in range(1, 5)]
    begun = [one for one in every if one.first_day <= on]
    return sorted(begun, key=lambda one: (one.last, one.first), reverse=True)
