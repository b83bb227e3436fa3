"""The steps of supervision: one table, and one door through which every act goes.

督办单   (签发) → 待回复 ⇄ 已回复 → 已办结;  待回复 → 已作废;  升级 keeps the number
建议     待确认 → 已采纳, 待确认 ⇄ 未采纳;  by the day's work alone → 已失效
通报     (列入) → 待通报 → 已通报 | 已撤下
批示     (批示) → 待落实 → 已反馈
约谈、人工改灯、研判、催办 are acts on a task; rule-books on a jurisdiction
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Governed, Right
from duban.web.handling.steps import led_part
from duban.web.journal.record import record
from duban.web.ledger.models import Task
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.supervision.models import (
    Assessment,
    Book,
    BulletinItem,
    BulletinState,
    Instruction,
    InstructionState,
    LightOverride,
    Order,
    OrderState,
    Proposal,
    ProposalState,
)

# a lazy text's type differs between stubs and run time
Label = Any


class Whose(Enum):
    """What a right is asked of."""

    THING = "the thing itself"
    LEAD = "the units that lead its task"


@dataclass(frozen=True, slots=True)
class Step:
    """`on` is the row that is locked; `leaves` empty: it has no states. `also` is a second right
    that opens the step (the office enters a leader's word). `reasoned`: words are needed; `wants`
    says which, where they are no reason."""

    name: str
    label: Label
    on: type[models.Model]
    leaves: tuple[str, ...]
    enters: str | None
    right: Right
    whose: Whose = Whose.THING
    also: Right | None = None
    reasoned: bool = False
    wants: Label = None


O, P, I, B = OrderState, ProposalState, InstructionState, BulletinState  # noqa: E741
STEPS = {
    step.name: step
    for step in (
        Step("order.issue", gettext_lazy("签发督办单"), Task, (), None, Right.SUPERVISE),
        Step(
            "order.reply",
            gettext_lazy("回复督办单"),
            Order,
            (O.ISSUED,),
            O.REPLIED,
            Right.ANSWER,
            reasoned=True,
            wants=gettext_lazy("回复内容"),
        ),
        Step(
            "order.send_back",
            gettext_lazy("退回重复"),
            Order,
            (O.REPLIED,),
            O.ISSUED,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step(
            "order.raise",
            gettext_lazy("升级督办单"),
            Order,
            (O.ISSUED, O.REPLIED),
            O.ISSUED,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step(
            "order.close",
            gettext_lazy("办结督办单"),
            Order,
            (O.REPLIED,),
            O.CLOSED,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step(
            "order.void",
            gettext_lazy("作废督办单"),
            Order,
            (O.ISSUED,),
            O.VOID,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step(
            "proposal.confirm",
            gettext_lazy("采纳建议"),
            Proposal,
            (P.WAITING,),
            P.CONFIRMED,
            Right.SUPERVISE,
        ),
        Step(
            "proposal.dismiss",
            gettext_lazy("不采纳建议"),
            Proposal,
            (P.WAITING,),
            P.DISMISSED,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step(
            "proposal.reopen",
            gettext_lazy("撤销不采纳"),
            Proposal,
            (P.DISMISSED,),
            P.WAITING,
            Right.SUPERVISE,
        ),
        Step("task.remind", gettext_lazy("催办"), Task, (), None, Right.SUPERVISE),
        Step(
            "bulletin.list",
            gettext_lazy("列入通报"),
            Task,
            (),
            None,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step(
            "bulletin.issue",
            gettext_lazy("登记通报"),
            BulletinItem,
            (B.LISTED,),
            B.ISSUED,
            Right.SUPERVISE,
        ),
        Step(
            "bulletin.drop",
            gettext_lazy("撤下通报事项"),
            BulletinItem,
            (B.LISTED,),
            B.DROPPED,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step("talk.hold", gettext_lazy("登记约谈"), Task, (), None, Right.SUPERVISE),
        Step(
            "instruction.write",
            pgettext_lazy("act", "批示"),
            Task,
            (),
            None,
            Right.INSTRUCT,
            also=Right.SUPERVISE,
            reasoned=True,
            wants=gettext_lazy("批示内容"),
        ),
        Step(
            "instruction.answer",
            gettext_lazy("反馈批示"),
            Instruction,
            (I.OPEN,),
            I.ANSWERED,
            Right.ANSWER,
            Whose.LEAD,
            also=Right.SUPERVISE,
            reasoned=True,
            wants=gettext_lazy("反馈内容"),
        ),
        Step(
            "light.override",
            gettext_lazy("人工改灯"),
            Task,
            (),
            None,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step(
            "light.lift",
            gettext_lazy("恢复按规则亮灯"),
            LightOverride,
            (),
            None,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step(
            "assessment.give",
            gettext_lazy("研判"),
            Task,
            (),
            None,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step(
            "assessment.take_back",
            gettext_lazy("撤回研判"),
            Assessment,
            (),
            None,
            Right.SUPERVISE,
            reasoned=True,
        ),
        Step("book.adopt", gettext_lazy("启用亮灯规则"), Jurisdiction, (), None, Right.SUPERVISE),
        Step("book.edit", gettext_lazy("修改亮灯规则"), Book, (), None, Right.SUPERVISE),
        Step(
            "book.withdraw",
            gettext_lazy("撤回亮灯规则"),
            Book,
            (),
            None,
            Right.SUPERVISE,
            reasoned=True,
        ),
    )
}


@dataclass(slots=True)
class Taken:
    """A step being taken: the locked row, its fields to save beside the state, what the line in
    the journal shall name and say."""

    row: Any
    before: str | None
    subject: models.Model | None = None
    saves: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def _governed(step: Step, row: Any) -> Governed:
    if step.whose is Whose.LEAD:
        return led_part(row.task)
    thing: Governed = row
    return thing


def may_take(step: Step, row: Any, member: Member) -> bool:
    if member.may(step.right, _governed(step, row)):
        return True
    return step.also is not None and member.may(step.also, row)


def _words_missing(step: Step) -> ReasonMissing:
    if step.wants is None:
        return ReasonMissing.of(str(step.label))
    told = {"act": step.label, "what": step.wants}
    return ReasonMissing(_("%(act)s须写明%(what)s。") % told)


@contextmanager
def stepping(step: Step, key: int, member: Member, *, reason: str = "") -> Iterator[Taken]:
    """Take a step around the body: lock, right, state, reason; then the state and a journal line.

    The model's DoesNotExist where there is no such row. Whatever the body raises undoes all.
    """
    reason = reason.strip()
    with transaction.atomic():
        manager: Any = step.on._default_manager
        row = manager.select_for_update(of=("self",)).get(pk=key)
        if not may_take(step, row, member):
            raise NotAllowed.to(str(step.label))
        if step.leaves and row.state not in step.leaves:
            raise OutOfTurn(
                _("“%(thing)s”当前为“%(state)s”，不能%(act)s。")
                % {"thing": row, "state": row.get_state_display(), "act": step.label}
            )
        if step.reasoned and not reason:
            raise _words_missing(step)
        taken = Taken(row, row.state if step.leaves else None)
        if reason:
            taken.facts["reason"] = reason
        if step.enters is not None:
            row.state = step.enters
        yield taken
        changed = [*taken.saves, *(["state"] if step.enters is not None else [])]
        if changed:
            row.save(update_fields=changed)
        record(
            member.user,
            step.name,
            row if taken.subject is None else taken.subject,
            before=taken.before,
            after=step.enters,
            **taken.facts,
        )


def taking(
    name: str, key: int, member: Member, *, reason: str = ""
) -> AbstractContextManager[Taken]:
    """`stepping` by the name of a step of supervision."""
    return stepping(STEPS[name], key, member, reason=reason)


def open_steps(table: Mapping[str, Step], member: Member, row: models.Model) -> frozenset[str]:
    """The steps of a table on this row that the person may take now."""
    return frozenset(
        step.name
        for step in table.values()
        if isinstance(row, step.on)
        and (not step.leaves or getattr(row, "state", None) in step.leaves)
        and may_take(step, row, member)
    )


def steps_open_to(member: Member, row: models.Model) -> frozenset[str]:
    return open_steps(STEPS, member, row)
