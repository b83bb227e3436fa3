"""The steps of a task: one table, and one door through which every act on a task goes.

拟办 → 立项 → 交办 → 签收 → 办理 → 报办结 → 办结 → 销号 → 归档
                              ↑  └─ 退办、撤回 ┘   │
                              ├──── 复查不实 ───────┘
                              ⇅ 挂账                     (撤销 from 立项 to 挂账)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Governed, Right, Scope
from duban.web.accounts.wording import tidy
from duban.web.handling.models import Assignment, Look, Part
from duban.web.journal.record import record
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

# a lazy text's type differs between stubs and run time
Label = Any
S = TaskState

#: states in which somebody owes work
OPEN = frozenset({S.ISSUED, S.RECEIVED, S.UNDER_WAY})
#: states nothing leaves
ENDED = frozenset({S.ARCHIVED, S.CANCELLED})


class Whose(Enum):
    """What a right is asked of."""

    TASK = "the whole task"
    LEAD = "the units that lead the task"
    OWN = "one unit's own part, which the act names"


@dataclass(frozen=True, slots=True)
class Step:
    """`enters` None: the body says, or the state stays. `right` None: taken by a decided paper."""

    name: str
    label: Label
    leaves: tuple[TaskState, ...]
    enters: TaskState | None
    right: Right | None
    whose: Whose = Whose.TASK
    reasoned: bool = False


HANDED_OUT = (S.ISSUED, S.RECEIVED, S.UNDER_WAY)
STEPS = {
    step.name: step
    for step in (
        Step("register", gettext_lazy("立项"), (S.DRAFT,), S.REGISTERED, Right.ISSUE),
        Step(
            "indicate",
            gettext_lazy("确认指标"),
            (S.DRAFT, S.REGISTERED, *HANDED_OUT),
            None,
            Right.ISSUE,
        ),
        Step("issue", gettext_lazy("交办"), (S.REGISTERED,), S.ISSUED, Right.ISSUE),
        Step("assign", gettext_lazy("调整责任单位"), HANDED_OUT, None, Right.ISSUE),
        Step("sign", gettext_lazy("签收"), HANDED_OUT, None, Right.SIGN, Whose.OWN),
        Step(
            "break_down",
            gettext_lazy("分解"),
            (S.RECEIVED, S.UNDER_WAY),
            None,
            Right.WORK,
            Whose.OWN,
        ),
        Step("start", gettext_lazy("开始办理"), (S.RECEIVED,), S.UNDER_WAY, Right.WORK, Whose.LEAD),
        Step(
            "report_done",
            gettext_lazy("报办结"),
            (S.UNDER_WAY,),
            S.REPORTED,
            Right.FINISH,
            Whose.LEAD,
            reasoned=True,
        ),
        Step(
            "recall_done",
            gettext_lazy("撤回报办结"),
            (S.REPORTED,),
            S.UNDER_WAY,
            Right.FINISH,
            Whose.LEAD,
        ),
        Step("name_verifier", gettext_lazy("指定核查人"), (S.REPORTED,), None, Right.CLOSE),
        Step(
            "send_back",
            gettext_lazy("退办"),
            (S.REPORTED,),
            S.UNDER_WAY,
            Right.VERIFY,
            reasoned=True,
        ),
        Step("close", gettext_lazy("办结"), (S.REPORTED,), S.CLOSED, Right.VERIFY, reasoned=True),
        Step("draw", gettext_lazy("抽取现场核查"), (S.CLOSED, S.STRUCK_OFF), None, Right.CLOSE),
        Step(
            "look",
            gettext_lazy("登记现场核查"),
            (S.CLOSED, S.STRUCK_OFF),
            None,
            Right.VERIFY,
            reasoned=True,
        ),
        Step(
            "reopen",
            gettext_lazy("重新办理"),
            (S.CLOSED, S.STRUCK_OFF),
            S.UNDER_WAY,
            Right.VERIFY,
            reasoned=True,
        ),
        Step("strike_off", gettext_lazy("销号"), (S.CLOSED,), S.STRUCK_OFF, Right.CLOSE),
        Step("archive", gettext_lazy("归档"), (S.STRUCK_OFF,), S.ARCHIVED, Right.CLOSE),
        Step(
            "suspend",
            gettext_lazy("挂账"),
            (S.UNDER_WAY, S.SUSPENDED),
            S.SUSPENDED,
            None,
            reasoned=True,
        ),
        Step("resume", gettext_lazy("恢复办理"), (S.SUSPENDED,), S.UNDER_WAY, None, reasoned=True),
        Step(
            "cancel",
            gettext_lazy("撤销"),
            (S.REGISTERED, *HANDED_OUT, S.SUSPENDED),
            S.CANCELLED,
            None,
            reasoned=True,
        ),
    )
}
#: steps that need no more than a reason: `take` alone
PLAIN = ("register", "start", "strike_off", "archive")


@dataclass(frozen=True, slots=True)
class Led:
    """The part of a task that belongs to the units that lead it."""

    jurisdiction: int
    units: frozenset[int]
    people: frozenset[int] = frozenset()

    def scope(self) -> Scope:
        return Scope(self.jurisdiction, self.units, self.people)


def led_part(task: Task) -> Led:
    leads = Assignment.objects.held().filter(task=task, role=Part.LEAD)
    return Led(task.jurisdiction_id, frozenset(leads.values_list("organisation", flat=True)))


@dataclass(slots=True)
class Taken:
    """A step being taken: the locked task, the state it enters, what the journal shall say."""

    task: Task
    before: Any
    enters: TaskState | None
    facts: dict[str, Any] = field(default_factory=dict)


@contextmanager
def taking(
    name: str,
    task_id: int,
    member: Member | None,
    *,
    reason: str = "",
    own: Governed | None = None,
) -> Iterator[Taken]:
    """Take a step around the body: lock, right, state, reason; then state and a journal line.

    `own` is what the right is asked of where the step is of one unit's own part. Task.DoesNotExist
    where there is none. Whatever the body raises undoes everything.
    """
    step = STEPS[name]
    with transaction.atomic():
        task = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
        _may_take(step, task, member, own)
        if task.state not in step.leaves:
            raise OutOfTurn(
                _("任务当前为“%(state)s”，不能%(act)s。")
                % {"state": task.get_state_display(), "act": step.label}
            )
        reason = tidy(reason)
        if step.reasoned and not reason:
            raise ReasonMissing.of(str(step.label))
        taken = Taken(task, task.state, step.enters)
        if reason:
            taken.facts["reason"] = reason
        yield taken
        if taken.enters is not None:
            task.state = taken.enters
            task.save(update_fields=["state"])
        record(
            None if member is None else member.user,
            f"task.{name}",
            task,
            before=taken.before,
            after=task.state,
            **taken.facts,
        )


def _may_take(step: Step, task: Task, member: Member | None, own: Governed | None) -> None:
    if step.right is None:
        return
    thing: Governed | None = {Whose.TASK: task, Whose.LEAD: None, Whose.OWN: own}[step.whose]
    if step.whose is Whose.LEAD:
        thing = led_part(task)
    if member is None or thing is None or not member.may(step.right, thing):
        raise NotAllowed.to(str(step.label))


def take(name: str, task_id: int, member: Member, reason: str = "") -> Task:
    """A step that needs no more than a reason."""
    if name not in PLAIN:
        raise KeyError(name)
    with taking(name, task_id, member, reason=reason) as taken:
        if name in ("strike_off", "archive"):
            _refuse_while_drawn(taken.task)
    return taken.task


def _refuse_while_drawn(task: Task) -> None:
    if task.spot_checks.filter(result=Look.PENDING).exists():
        raise OutOfTurn(_("任务已抽中现场核查，登记结果后才能销号归档。"))


def steps_open_to(member: Member, task: Task) -> frozenset[str]:
    """The steps on the whole task that this person may take now; those of parts come with them."""
    # asked once: every look at a task's scope costs two queries
    scope = task.scope()
    whole = Led(scope.jurisdiction, scope.units, scope.people)
    things: dict[Whose, Governed] = {Whose.TASK: whole, Whose.LEAD: led_part(task)}
    return frozenset(
        step.name
        for step in STEPS.values()
        if step.right is not None
        and step.whose in things
        and task.state in step.leaves
        and member.may(step.right, things[step.whose])
    )
