"""One act on many tasks at once: each task is answered for itself, done or why not.

Every act calls the step that a single task goes through, in a transaction of its own: what is
refused leaves the others as they were done, and each has its own line in the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.handling import closing, issuing, steps
from duban.web.handling.models import Assignment, Part, Receipt
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn, ReasonMissing, Refusal

# a lazy text's type differs between stubs and run time
Label = Any
#: tasks one request may name
MOST = 200


@dataclass(frozen=True, slots=True)
class Given:
    """What the acts that ask for more are told. `leads`, `helpers`, `unit`, `user` are keys."""

    on: date
    words: str = ""
    leads: tuple[int, ...] = ()
    helpers: tuple[int, ...] = ()
    confirm: bool = False
    unit: int | None = None
    role: Part = Part.CO
    user: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one task; `sentence` says why not, or how far it came."""

    task: Task
    done: bool
    sentence: str


Body = Callable[[Member, Task, Given], None]


@dataclass(frozen=True, slots=True)
class Act:
    """`right`: who is offered it at all. `asks`: the fields of Given it cannot do without, or may
    be told; a page asks for them first."""

    name: str
    label: Label
    right: Right
    body: Body
    asks: tuple[str, ...] = ()


def _plain(name: str) -> Body:
    def body(member: Member, task: Task, given: Given) -> None:
        steps.take(name, task.pk, member, given.words)

    return body


def _issue(member: Member, task: Task, given: Given) -> None:
    issuing.issue_one(
        member, task, leads=given.leads, helpers=given.helpers, confirm_rest=given.confirm
    )


def _assign(member: Member, task: Task, given: Given) -> None:
    if given.unit is None:
        raise ReasonMissing(_("请选要增加的单位。"))
    issuing.add_unit(member, task.pk, given.unit, given.role)


def _sign(member: Member, task: Task, given: Given) -> None:  # noqa: ARG001
    held = Assignment.objects.held().filter(task=task, receipt=Receipt.WAITING)
    own = [row for row in held if member.may(Right.SIGN, row)]
    if not own:
        raise OutOfTurn(_("没有等您签收的部分。"))
    for row in own:
        issuing.sign(member, row.pk)


def _name_verifier(member: Member, task: Task, given: Given) -> None:
    if given.user is None:
        raise ReasonMissing(_("请选核查人。"))
    closing.name_verifier(member, task.pk, given.user)


def _close(member: Member, task: Task, given: Given) -> None:
    closing.close(member, task.pk, given.words, given.on)


ACTS = {
    act.name: act
    for act in (
        Act("sign", gettext_lazy("签收"), Right.SIGN, _sign),
        Act("register", gettext_lazy("立项"), Right.ISSUE, _plain("register")),
        Act("issue", gettext_lazy("交办"), Right.ISSUE, _issue, ("leads", "helpers", "confirm")),
        Act("assign", gettext_lazy("增加责任单位"), Right.ISSUE, _assign, ("unit", "role")),
        Act("start", gettext_lazy("开始办理"), Right.WORK, _plain("start")),
        Act("name_verifier", gettext_lazy("指定核查人"), Right.CLOSE, _name_verifier, ("user",)),
        Act("close", gettext_lazy("核查办结"), Right.VERIFY, _close, ("words",)),
        Act("strike_off", gettext_lazy("销号"), Right.CLOSE, _plain("strike_off")),
        Act("archive", gettext_lazy("归档"), Right.CLOSE, _plain("archive")),
    )
}


def open_to(member: Member) -> list[Act]:
    """The acts a person is offered for ticked tasks."""
    return [act for act in ACTS.values() if member.may(act.right)]


def seen(member: Member, keys: Iterable[int]) -> list[Task]:
    """The tasks named that this person sees, in the ledger's order; 404 where that is none."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        raise ReasonMissing(_("请先勾选任务。"))
    if len(wanted) > MOST:
        raise ReasonMissing(_("一次最多办%(most)s项。") % {"most": MOST})
    found = Task.objects.visible_to(member).filter(pk__in=wanted)
    rows = found.select_related("plan", "edition", "jurisdiction")
    tasks = list(rows.order_by("plan", "position"))
    if not tasks:
        raise Http404
    return tasks


def do(name: str, member: Member, keys: Iterable[int], given: Given) -> list[Answered]:
    """Take the act on every task; KeyError for an act that is none."""
    act = ACTS[name]
    member.must(act.right)
    return [_answer(act, member, task, given) for task in seen(member, keys)]


def _answer(act: Act, member: Member, task: Task, given: Given) -> Answered:
    try:
        with transaction.atomic():
            act.body(member, task, given)
    except Refusal as refusal:
        return Answered(task, False, str(refusal))
    task.refresh_from_db(fields=["state"])
    return Answered(task, True, _("现为“%(state)s”。") % {"state": task.get_state_display()})
