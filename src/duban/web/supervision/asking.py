"""What the pages and the API ask of the rows: seen by this person, narrowed by the address."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.http import QueryDict

from duban.web.accounts import keys
from duban.web.accounts.days import day_of
from duban.web.accounts.known_as import known_as
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.fields import PATH_JOINT
from duban.web.ledger.models import Plan, Task, TaskLeader
from duban.web.supervision.gathering import RESTING
from duban.web.supervision.models import (
    Colour,
    Instruction,
    InstructionState,
    LightNow,
    Order,
    OrderState,
    Proposal,
    ProposalState,
    Talk,
)
from duban.web.supervision.moving import Move, moved

#: the worse first
GRAVEST = Case(*(When(colour=colour, then=Value(at)) for at, colour in enumerate(Colour)))
#: a key written in an address; None for what can be none
number = keys.written_key
#: in an address: tasks that stand under no heading
NO_HEADING = "-"


def as_day(text: str) -> date | None:
    """A day as an address writes it; None for what is none."""
    try:
        return day_of(text)
    except ValueError:
        return None


def day_in(query: QueryDict) -> date | None:
    """The day that an address names by `day`; None where it names none, or nothing like a day."""
    return as_day(query.get("day", ""))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list of lights, as the address has them."""

    q: str = ""
    colour: str = ""
    plan: str = ""
    unit: str = ""
    late: str = ""
    # those that other pages lead here with
    at: str = ""
    year: str = ""
    heading: str = ""
    lead: str = ""
    leader: str = ""
    moved: str = ""
    was: str = ""
    day: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Wanted:
        return cls(**{one.name: query.get(one.name, "").strip()[:300] for one in fields(cls)})

    @property
    def any(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


def lights(member: Member) -> QuerySet[LightNow]:
    member.must(Right.SEE)
    return LightNow.objects.visible_to(member)


def narrowed(found: QuerySet[LightNow], wanted: Wanted, on: date) -> QuerySet[LightNow]:
    if wanted.colour in Colour.values:
        found = found.filter(colour=wanted.colour)
    for word in wanted.q.casefold().split()[:8]:
        found = found.filter(task__search__contains=word)
    if (plan := number(wanted.plan)) is not None:
        found = found.filter(task__plan=plan)
    if (unit := number(wanted.unit)) is not None:
        held = Assignment.objects.held().filter(organisation=unit)
        found = found.filter(task__in=held.values("task"))
    if wanted.late == "overdue":
        found = found.filter(due__lt=on).exclude(task__state__in=RESTING)
    elif wanted.late == "soon":
        soon = on + timedelta(days=14)
        found = found.filter(due__gte=on, due__lte=soon).exclude(task__state__in=RESTING)
    elif wanted.late == "turned":
        found = found.filter(since__gt=on - timedelta(days=7))
    if wanted.was in Colour.values:
        found = found.filter(before=wanted.was)
    if wanted.moved in tuple(Move):
        found = found.filter(moved(Move(wanted.moved)))
    return _placed(found, wanted)


def _placed(found: QuerySet[LightNow], wanted: Wanted) -> QuerySet[LightNow]:
    """Those of one ledger and year, heading, lead unit or leader."""
    if (at := number(wanted.at)) is not None:
        found = found.filter(task__jurisdiction=at)
    if (year := number(wanted.year)) is not None:
        found = found.filter(Q(task__year=year) | Q(task__year=None))
    if wanted.heading == NO_HEADING:
        found = found.filter(task__heading="")
    elif wanted.heading:
        below = Q(task__heading__startswith=wanted.heading + PATH_JOINT)
        found = found.filter(Q(task__heading=wanted.heading) | below)
    if (lead := number(wanted.lead)) is not None:
        held = Assignment.objects.held().filter(organisation=lead, role=Part.LEAD)
        found = found.filter(task__in=held.values("task"))
    if wanted.leader:
        named = TaskLeader.objects.filter(name=wanted.leader)
        found = found.filter(task__in=named.values("task"))
    return found


def gravest_first(found: QuerySet[LightNow]) -> QuerySet[LightNow]:
    rank = found.annotate(rank=GRAVEST)
    due = F("due").asc(nulls_last=True)
    return rank.order_by("rank", due, "task__plan_id", "task__position", "task_id")


def plans_of(member: Member) -> list[tuple[int, str]]:
    return list(Plan.objects.visible_to(member).values_list("pk", "title"))


def units_of(member: Member) -> list[tuple[int, str]]:
    """The units that hold a task this person sees."""
    held = Assignment.objects.held().filter(task__in=Task.objects.visible_to(member))
    rows = held.order_by("organisation__name", "organisation").values_list(
        "organisation", "organisation__name"
    )
    return list(rows.distinct())


def orders(member: Member) -> QuerySet[Order]:
    member.must(Right.SEE)
    return Order.objects.visible_to(member).select_related(
        "task", "organisation", "issued_by", "jurisdiction"
    )


def orders_narrowed(found: QuerySet[Order], query: QueryDict, on: date) -> QuerySet[Order]:
    state, colour = query.get("state", ""), query.get("colour", "")
    if state == "late":
        found = found.filter(state=OrderState.ISSUED, reply_by__lt=on)
    elif state in OrderState.values:
        found = found.filter(state=state)
    if colour in Colour.values:
        found = found.filter(colour=colour)
    words = query.get("q", "").strip()
    if words:
        found = found.filter(Q(task__title__icontains=words) | Q(organisation__in=known_as(words)))
    return found


def proposals(member: Member) -> QuerySet[Proposal]:
    member.must(Right.SEE)
    found = Proposal.objects.visible_to(member)
    return found.select_related("task", "raises", "order", "decided_by", "jurisdiction")


def waiting_proposals(member: Member) -> QuerySet[Proposal]:
    own = member.where(Right.SUPERVISE)
    return Proposal.objects.filter(own, state=ProposalState.WAITING)


def talks(member: Member) -> QuerySet[Talk]:
    member.must(Right.SEE)
    return Talk.objects.visible_to(member).select_related("task", "organisation", "by", "order")


def instructions(member: Member) -> QuerySet[Instruction]:
    member.must(Right.SEE)
    found = Instruction.objects.visible_to(member)
    return found.select_related("task", "by", "answered_by")


def open_instructions(member: Member) -> QuerySet[Instruction]:
    return instructions(member).filter(state=InstructionState.OPEN)


def orders_of(tasks: list[int], member: Member) -> dict[int, Order]:
    """By task, its open order that this person sees; one query."""
    found = Order.objects.visible_to(member).filter(task__in=tasks, closed_on=None)
    return {order.task_id: order for order in found.order_by("pk")}
