"""What one person has to mind on which day: reports, tasks, orders, instructions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right, Role
from duban.web.handling.holding import dues_of
from duban.web.handling.models import Assignment
from duban.web.ledger.models import Task, TaskState
from duban.web.reports.models import ReportingPeriod
from duban.web.reports.owing import Owed, Standing, owed_for, with_rank
from duban.web.supervision.models import (
    Instruction,
    InstructionState,
    Order,
    OrderState,
)
from duban.writing.calendar import Event

#: so far back and ahead of a day
BACK, AHEAD = timedelta(days=30), timedelta(days=400)
#: nothing is to be done about these any more
ENDED = frozenset(
    {
        *(TaskState.DRAFT, TaskState.REGISTERED, TaskState.CLOSED, TaskState.STRUCK_OFF),
        *(TaskState.ARCHIVED, TaskState.CANCELLED, TaskState.SUSPENDED),
    }
)
LONGEST_TITLE = 60


class Kind(Enum):
    """What is due: its word, and how many days before a program reminds of it."""

    REPORT = "report", (2, 0)
    TASK = "task", (7, 1)
    ORDER = "order", (1, 0)
    INSTRUCTION = "instruction", (1, 0)

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def alarms(self) -> tuple[int, ...]:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class DueDate:
    """`key` tells it from all others of its kind; `since` is when it was put on the person."""

    kind: Kind
    key: str
    day: date
    summary: str
    path: str
    since: datetime
    note: str = ""

    def event(self) -> Event:
        address = f"{settings.SITE_ADDRESS.rstrip('/')}{self.path}" if settings.SITE_ADDRESS else ""
        return Event(
            uid=f"{self.kind.word}-{self.key}@duban",
            day=self.day,
            summary=self.summary,
            changed=self.since,
            description=self.note,
            address=address,
            kind=str(labels()[self.kind]),
            alarms=self.kind.alarms,
        )


def labels() -> Mapping[Kind, str]:
    return {
        Kind.REPORT: _("填报"),
        Kind.TASK: _("任务时限"),
        Kind.ORDER: _("督办单"),
        Kind.INSTRUCTION: _("批示"),
    }


def due_dates(member: Member, on: date) -> list[DueDate]:
    """In order of time; a constant number of queries. Nobody else's: a unit's people get what the
    unit owes, a leader the tasks he leads, the office the replies it waits for."""
    found = [*_reports(member, on), *_tasks(member, on), *_orders(member), *_instructions(member)]
    near = [one for one in found if on - BACK <= one.day <= on + AHEAD]
    return sorted(near, key=lambda one: (one.day, list(Kind).index(one.kind), one.key))


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE] + "…"


def _reports(member: Member, on: date) -> Iterator[DueDate]:
    """One line for all reports of a plan that are due for a period and not sent yet."""
    own = member.where(Right.FILE, jurisdiction="task__jurisdiction", units="organisation")
    held = list(with_rank(Assignment.objects.held().filter(own)))
    plans = {one.task.plan_id for one in held}
    periods = ReportingPeriod.objects.filter(
        calendar__plan__in=plans, due_on__gte=on - BACK, due_on__lte=on + AHEAD
    ).select_related("calendar__plan")
    waiting: dict[ReportingPeriod, list[Owed]] = {}
    for one in owed_for(held, periods, on):
        sent = one.standing in (Standing.DONE, Standing.WAITING)
        if one.asked and not sent:
            waiting.setdefault(one.period, []).append(one)
    for period, rows in waiting.items():
        yield DueDate(
            Kind.REPORT,
            f"{period.pk}",
            period.due_on,
            _("%(period)s填报截止（%(count)s项）") % {"period": period.label, "count": len(rows)},
            reverse("reports:owed"),
            min(row.assignment.issued_at for row in rows),
            _title(period.calendar.plan.title),
        )


def _tasks(member: Member, on: date) -> Iterator[DueDate]:
    """The tasks of the person's units, and those that the person leads."""
    units = {unit for post in member.posts_with(Right.FILE) for unit in post.units}
    held = Assignment.objects.held().filter(organisation__in=units)
    # of several the first comes last, and stays
    since = dict(held.order_by("-pk").values_list("task", "issued_at"))
    if Role.LEADER in member.roles:
        led = Assignment.objects.held().filter(task__led_by=member.user)
        for task, issued_at in led.order_by("-pk").values_list("task", "issued_at"):
            since.setdefault(task, issued_at)
    seen = Task.objects.visible_to(member).filter(pk__in=since).exclude(state__in=ENDED)
    tasks = list(seen.select_related("plan"))
    dues = dues_of(tasks, on)
    for one in tasks:
        due = dues[one.pk].now
        if due is not None:
            yield DueDate(
                Kind.TASK,
                f"{one.pk}",
                due,
                _("完成时限：%(task)s") % {"task": _title(one.title)},
                one.get_absolute_url(),
                since[one.pk],
                _title(one.plan.title),
            )


def _orders(member: Member) -> Iterator[DueDate]:
    """To those who answer them, and to the office that waits for the answer."""
    own = member.where(Right.ANSWER, units="organisation") | member.where(Right.SUPERVISE)
    held = Order.objects.filter(own, state=OrderState.ISSUED)
    for one in held.select_related("task", "organisation"):
        yield DueDate(
            Kind.ORDER,
            f"{one.pk}",
            one.reply_by,
            _("%(number)s回复期限（%(unit)s）")
            % {"number": one.label, "unit": one.organisation.name},
            one.get_absolute_url(),
            _morning(one.issued_on),
            _title(one.task.title),
        )


def _instructions(member: Member) -> Iterator[DueDate]:
    units = {unit for post in member.posts_with(Right.ANSWER) for unit in post.units}
    held = Assignment.objects.held().filter(organisation__in=units)
    rows: Any = Instruction.objects.visible_to(member).filter(
        task__in=held.values("task"), state=InstructionState.OPEN, answer_by__isnull=False
    )
    for one in rows.select_related("task"):
        yield DueDate(
            Kind.INSTRUCTION,
            f"{one.pk}",
            one.answer_by,
            _("批示反馈期限：%(task)s") % {"task": _title(one.task.title)},
            one.task.get_absolute_url(),
            _morning(one.on),
        )


def _morning(day: date) -> datetime:
    """A moment for what is known by its day."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time().replace(hour=9)))
