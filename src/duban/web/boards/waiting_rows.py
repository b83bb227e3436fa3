"""What waits for a person, asked of the facts: one question a matter, whatever its size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Model, Q, QuerySet, Value, Window

from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.handling.change_pages import on_my_desk
from duban.web.handling.models import Assignment, Change, Completion, Finish, Receipt
from duban.web.ledger.models import Edition, State, Task, TaskState
from duban.web.ledger.models.tasks import wording_of
from duban.web.reports import models as reports
from duban.web.supervision import asking
from duban.web.supervision.models import (
    Colour,
    Instruction,
    LightNow,
    Notice,
    Order,
    OrderState,
    Proposal,
)

SHOWN = 5
GRAVE = (Colour.RED, Colour.YELLOW)
#: a task whose wording nobody reads here
LEAN_TASK = wording_of("task")

Row = TypeVar("Row", bound=Model)


def first_of(found: QuerySet[Row]) -> QuerySet[Row]:
    """The first few rows of not many, each with how many there are (`found_in`). Where there may be
    hundreds, to count them by themselves is quicker than to lay them all out for it."""
    counted: Any = found.annotate(of=Window(Count("pk")))
    few: QuerySet[Row] = counted[:SHOWN]
    return few


def found_in(rows: Sequence[Row]) -> tuple[Sequence[Row], int]:
    """The rows that `first_of` gave, and how many there are."""
    return rows, rows[0].of if rows else 0  # type: ignore[attr-defined]


def in_one(found: QuerySet[Any]) -> QuerySet[Any, Any]:
    """All rows as one group: what is counted of them comes as one row."""
    one: QuerySet[Any, Any] = found.order_by().annotate(one=Value(1)).values("one")
    return one


def count_of(found: QuerySet[Any]) -> QuerySet[Any, int]:
    """One number: how many rows there are."""
    counted = in_one(found).annotate(count=Count("pk"))
    number: QuerySet[Any, int] = counted.values_list("count", flat=True)
    return number


@prepared
def imports(member: Member) -> QuerySet[Edition]:
    found = Edition.objects.filter(member.where(Right.CONFIRM), state=State.TO_CHECK)
    return first_of(found.only("title", "file_name"))


@prepared
def to_issue(member: Member) -> QuerySet[Any, int]:
    own = member.where(Right.ISSUE)
    return count_of(Task.objects.filter(own, state=TaskState.REGISTERED))


def _in_review(member: Member) -> QuerySet[reports.Report]:
    own = member.where(Right.REVIEW, jurisdiction="task__jurisdiction")
    return reports.Report.objects.filter(own, state=reports.State.SUBMITTED, part="lead")


@prepared
def in_review(member: Member) -> QuerySet[Any, int]:
    return count_of(_in_review(member))


@prepared
def first_in_review(member: Member) -> QuerySet[reports.Report]:
    found = _in_review(member).select_related("task", "organisation", "period")
    return found.defer(*LEAN_TASK, *reports.WORDS).order_by("submitted_on", "pk")[:SHOWN]


@prepared
def changes(member: Member) -> QuerySet[Change]:
    mine = Change.objects.filter(on_my_desk(member)).values("pk")
    found = Change.objects.filter(pk__in=mine).select_related("task", "plan")
    return first_of(found.defer(*LEAN_TASK))


@prepared
def verifications(member: Member) -> QuerySet[Completion]:
    """Where the person is named, or is the office that names one."""
    own = member.where(Right.CLOSE, jurisdiction="task__jurisdiction")
    mine = Q(verifier=member.user) | (own & Q(verifier=None))
    found = Completion.objects.filter(mine, state=Finish.REPORTED).select_related("task")
    return first_of(found.defer(*LEAN_TASK))


@prepared
def proposals(member: Member) -> QuerySet[Any, int]:
    return count_of(asking.waiting_proposals(member))


@prepared
def first_proposals(member: Member) -> QuerySet[Proposal]:
    found = asking.waiting_proposals(member).select_related("task")
    return found.defer(*LEAN_TASK)[:SHOWN]


@prepared
def replies(member: Member, on: date) -> QuerySet[Order]:
    """Orders the office has to look at: answered ones, and those late without an answer."""
    late = Q(state=OrderState.ISSUED, reply_by__lt=on)
    own = asking.orders(member).filter(member.where(Right.SUPERVISE))
    found = own.filter(late | Q(state=OrderState.REPLIED))
    return first_of(found.defer(*LEAN_TASK).order_by("reply_by", "pk"))


@prepared
def orders_to_answer(member: Member) -> QuerySet[Order]:
    own = member.where(Right.ANSWER, units="organisation")
    found = asking.orders(member).filter(own, state=OrderState.ISSUED)
    return first_of(found.defer(*LEAN_TASK).order_by("reply_by", "pk"))


@prepared
def receipts(member: Member) -> QuerySet[Assignment]:
    own = member.where(Right.SIGN, jurisdiction="task__jurisdiction", units="organisation")
    states = (TaskState.ISSUED, TaskState.RECEIVED, TaskState.UNDER_WAY)
    found = Assignment.objects.held().filter(own, receipt=Receipt.WAITING, task__state__in=states)
    lean = found.select_related("task").defer(*LEAN_TASK)
    return first_of(lean.order_by("issued_at", "pk"))


@prepared
def releases(member: Member) -> QuerySet[reports.Report]:
    own = member.where(Right.RELEASE, jurisdiction="task__jurisdiction", units="organisation")
    found = reports.Report.objects.filter(own, state=reports.State.TO_RELEASE)
    return first_of(found.select_related("task", "period").defer(*LEAN_TASK, *reports.WORDS))


@prepared
def instructions(member: Member) -> QuerySet[Instruction]:
    units = member.where(Right.ANSWER, jurisdiction="task__jurisdiction", units="organisation")
    led = Assignment.objects.held().filter(units, role="lead").values("task")
    office = member.where(Right.SUPERVISE, jurisdiction="task__jurisdiction")
    found = asking.open_instructions(member).filter(Q(task__in=led) | office)
    return first_of(found.defer(*LEAN_TASK))


@prepared
def named(keys: Sequence[int]) -> QuerySet[Assignment]:
    """Of assignments that the person holds: the task and the unit."""
    found = Assignment.objects.filter(pk__in=keys).select_related("task", "organisation")
    return found.order_by().only("task__title", "organisation__name")


@prepared
def gravest(member: Member) -> QuerySet[LightNow]:
    found = asking.lights(member).filter(colour__in=GRAVE)
    lean = found.select_related("task").only("colour", "cause", "due", "task__title")
    return asking.gravest_first(lean)[: SHOWN + 3]


@prepared
def lights(member: Member) -> QuerySet[Any, tuple[str, str, int]]:
    """How many of the tasks a person sees have which light, and had at the end of last month."""
    seen = LightNow.objects.visible_to(member).order_by().values_list("colour", "before")
    return seen.annotate(count=Count("pk"))


@prepared
def unread(member: Member) -> QuerySet[Any, int]:
    return count_of(Notice.objects.visible_to(member).filter(read_at=None))
