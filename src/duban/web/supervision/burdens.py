"""How much each unit is asked for in a month, and by whom: reports, figures, orders, words of
leaders, reminders. What was asked is counted, never what anybody did or how often he signed in.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from duban.web.accounts.member import Member
from duban.web.accounts.models import Organisation
from duban.web.accounts.rights import Right
from duban.web.handling.models import Assignment, Indicator, Part
from duban.web.ledger.models import Plan, TaskState
from duban.web.reports.models import ReportingPeriod, SameFigure
from duban.web.reports.owing import with_order
from duban.web.supervision.gathering import UNASKED, day_of
from duban.web.supervision.models import Instruction, Notice, NoticeKind, Order


@dataclass(slots=True)
class Asked:
    """What one plan asked of one unit in a month. `figures` are to be filled in, `served` come from
    another plan's report by themselves."""

    plan: Plan
    reports: int = 0
    figures: int = 0
    served: int = 0
    due: list[date] = field(default_factory=list)


@dataclass(slots=True)
class Burden:
    """All that one unit was asked for in a month."""

    unit: Organisation
    plans: dict[int, Asked] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)
    instructions: list[Instruction] = field(default_factory=list)
    reminders: int = 0

    @property
    def asked(self) -> list[Asked]:
        return sorted(self.plans.values(), key=lambda one: (-one.reports, one.plan.pk))

    @property
    def reports(self) -> int:
        return sum(one.reports for one in self.plans.values())

    @property
    def figures(self) -> int:
        return sum(one.figures for one in self.plans.values())

    @property
    def served(self) -> int:
        return sum(one.served for one in self.plans.values())

    @property
    def any(self) -> bool:
        return bool(self.plans or self.orders or self.instructions or self.reminders)


def units_of(member: Member) -> QuerySet[Organisation]:
    """The units whose burden a person sees: his own; all of a jurisdiction, and what stands for it
    at the level above, where he watches over it."""
    own = {post.organisation_id for post in member.posts_with(Right.SEE)}
    watched = member.where(Right.SEE) | member.where(Right.SEE, jurisdiction="governs")
    return Organisation.objects.filter(Q(pk__in=own) | watched, active=True)


def burdens(units: Iterable[Organisation], year: int, month: int) -> list[Burden]:
    """By unit, the most asked first; a constant number of queries."""
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    found = {unit.pk: Burden(unit) for unit in units}
    _reports(found, first, last)
    _papers(found, first, last)
    rows = [one for one in found.values() if one.any]
    return sorted(rows, key=lambda one: (-one.reports, -len(one.orders), one.unit.pk))


def _reports(found: Mapping[int, Burden], first: date, last: date) -> None:
    rows = with_order(
        Assignment.objects.filter(organisation__in=found)
        .exclude(task__state__in=[*UNASKED, TaskState.CANCELLED])
        .filter(Q(ended_on=None) | Q(ended_on__gt=first))
        .select_related("task__plan")
        .order_by("task__plan", "task__position", "pk")
    )
    held = list(rows)
    plans = {one.task.plan_id for one in held}
    periods: dict[int, list[ReportingPeriod]] = defaultdict(list)
    due = ReportingPeriod.objects.filter(
        calendar__plan__in=plans, due_on__gte=first, due_on__lte=last
    )
    for period in due.select_related("calendar"):
        periods[period.calendar.plan_id].append(period)
    counts, ties = _figures({one.task_id for one in held if periods[one.task.plan_id]})
    duties = {(one.organisation_id, one.task_id) for one in held}
    for one in held:
        served = sum((one.organisation_id, near) in duties for near in ties[one.task_id])
        files = one.role == Part.LEAD and not getattr(one, "behind", False)
        for period in periods[one.task.plan_id]:
            late = day_of(one.issued_at) > period.closes_on
            if late or not (files or period.calendar.asks_parts):
                continue
            asked = found[one.organisation_id].plans.setdefault(
                one.task.plan_id, Asked(one.task.plan)
            )
            asked.reports += 1
            asked.figures += counts[one.task_id] - served
            asked.served += served
            asked.due.append(period.due_on)


def _figures(tasks: Iterable[int]) -> tuple[Counter[int], Mapping[int, list[int]]]:
    """By task: how many figures a report has; and for each of those that stand in another task's
    report too, that task. A unit that reports on both fills it in there."""
    wanted = list(tasks)
    rows = Indicator.objects.filter(task__in=wanted, ended_on=None).values_list("task")
    counts = Counter(dict(rows.annotate(count=Count("pk")).order_by()))
    ties: dict[int, list[int]] = defaultdict(list)
    # of two that are one figure, the one that was there first is filled in
    pairs = SameFigure.objects.filter(other__task__in=wanted, other__ended_on=None)
    for near, far in pairs.order_by("pk").values_list("one__task", "other__task"):
        ties[far].append(near)
    return counts, ties


def _papers(found: Mapping[int, Burden], first: date, last: date) -> None:
    orders = Order.objects.filter(organisation__in=found, reply_by__gte=first, reply_by__lte=last)
    for order in orders.select_related("task", "issued_by").order_by("reply_by", "pk"):
        found[order.organisation_id].orders.append(order)
    leads = Assignment.objects.held().filter(organisation__in=found, role=Part.LEAD)
    words = Instruction.objects.filter(
        task__in=leads.values("task"), answer_by__gte=first, answer_by__lte=last
    )
    whose: dict[int, list[int]] = defaultdict(list)
    for task, unit in leads.values_list("task", "organisation"):
        whose[task].append(unit)
    for word in words.select_related("task").order_by("answer_by", "pk"):
        for unit in whose[word.task_id]:
            found[unit].instructions.append(word)
    # one reminder to a unit is one, however many of its people it was told
    told = Notice.objects.filter(
        kind=NoticeKind.REMINDER, day__gte=first, day__lte=last, task__in=leads.values("task")
    )
    for task, _key in told.order_by().values_list("task", "key").distinct():
        for unit in whose[task or 0]:
            found[unit].reminders += 1
