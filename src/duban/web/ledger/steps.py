"""The steps of an import: one table, and one door through which every act on an edition goes.

   ┌───── 重新读取 ─────┐  ┌─ 停止入账 ─┐
等待读取 → 正在读取 → 待核对 → 正在入账 → 已入账
              ↘ 未能读取   ⇅ 删除, 恢复
                         已删除    (取消, 不再保留, 清除: nothing remains)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.journal.record import record
from duban.web.ledger.filestore import discard
from duban.web.ledger.models import Edition, State
from duban.web.refusals import NotAllowed, OutOfTurn

# a lazy text's type differs between stubs and run time
Label = Any


@dataclass(frozen=True, slots=True)
class Step:
    """`enters` None: the state stays; `ends`: the edition is gone. `right` None: the machine's."""

    name: str
    label: Label
    leaves: tuple[State, ...]
    enters: State | None
    right: Right | None
    ends: bool = False


STEPS = {
    step.name: step
    for step in (
        Step(
            "begin", gettext_lazy("开始读取"), (State.UPLOADED, State.READING), State.READING, None
        ),
        Step("finish", gettext_lazy("读完"), (State.READING,), State.TO_CHECK, None),
        Step("fail", gettext_lazy("未能读取"), (State.READING,), State.FAILED, None),
        Step(
            "cancel",
            gettext_lazy("取消导入"),
            (State.UPLOADED, State.READING),
            None,
            Right.IMPORT,
            ends=True,
        ),
        Step(
            "delete",
            gettext_lazy("删除草稿"),
            (State.TO_CHECK,),
            State.REMOVED,
            Right.IMPORT,
        ),
        Step(
            "restore",
            gettext_lazy("恢复草稿"),
            (State.REMOVED,),
            State.TO_CHECK,
            Right.IMPORT,
        ),
        Step(
            "discard",
            gettext_lazy("不再保留"),
            (State.FAILED,),
            None,
            Right.IMPORT,
            ends=True,
        ),
        Step(
            "sweep",
            gettext_lazy("清除已删除的草稿"),
            (State.REMOVED,),
            None,
            None,
            ends=True,
        ),
        Step(
            "read_again",
            gettext_lazy("重新读取"),
            (State.TO_CHECK,),
            State.UPLOADED,
            Right.IMPORT,
        ),
        Step("describe", gettext_lazy("更正文件信息"), (State.TO_CHECK,), None, Right.CORRECT),
        Step("correct", gettext_lazy("更正"), (State.TO_CHECK,), None, Right.CORRECT),
        Step("add", gettext_lazy("补录任务"), (State.TO_CHECK,), None, Right.CORRECT),
        Step("split", gettext_lazy("拆分任务"), (State.TO_CHECK,), None, Right.CORRECT),
        Step("join", gettext_lazy("合并任务"), (State.TO_CHECK,), None, Right.CORRECT),
        Step("drop", gettext_lazy("删去任务"), (State.TO_CHECK,), None, Right.CORRECT),
        Step("undo", gettext_lazy("撤销更正"), (State.TO_CHECK,), None, Right.CORRECT),
        Step("accept", gettext_lazy("认可疑点"), (State.TO_CHECK,), None, Right.CORRECT),
        Step(
            "waive", gettext_lazy("豁免发现"), (State.TO_CHECK, State.CONFIRMED), None, Right.WAIVE
        ),
        Step(
            "unwaive",
            gettext_lazy("取消豁免"),
            (State.TO_CHECK, State.CONFIRMED),
            None,
            Right.WAIVE,
        ),
        Step(
            "confirm", gettext_lazy("确认入账"), (State.TO_CHECK,), State.CONFIRMING, Right.CONFIRM
        ),
        Step("settle", gettext_lazy("入账"), (State.CONFIRMING,), State.CONFIRMED, None),
        Step(
            "call_off",
            gettext_lazy("停止入账"),
            (State.CONFIRMING,),
            State.TO_CHECK,
            Right.CONFIRM,
        ),
    )
}


@dataclass(slots=True)
class Taken:
    """A step being taken: the locked edition, and what the journal shall say of it."""

    edition: Edition
    before: Any = None
    after: Any = None
    facts: dict[str, Any] = field(default_factory=dict)
    #: nothing came of it: the journal has nothing to say
    idle: bool = False


@contextmanager
def taking(name: str, edition_id: int, member: Member | None) -> Iterator[Taken]:
    """Take a step around the body: lock, right, state; then the new state and a journal line.

    Edition.DoesNotExist where it is gone. Whatever the body raises undoes everything.
    """
    step = STEPS[name]
    with transaction.atomic():
        edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition_id)
        if step.right is not None and (member is None or not member.may(step.right, edition)):
            raise NotAllowed.to(str(step.label))
        if edition.state not in step.leaves:
            raise OutOfTurn(
                _("“%(title)s”当前为“%(state)s”，不能%(act)s。")
                % {
                    "title": edition,
                    "state": edition.get_state_display(),
                    "act": step.label,
                }
            )
        taken = Taken(edition, before=edition.state)
        yield taken
        if step.enters is not None:
            taken.after = taken.after or step.enters
            edition.state = step.enters
            edition.save(update_fields=["state"])
        if taken.idle:
            return
        actor = None if member is None else member.user
        record(
            actor,
            f"edition.{name}",
            edition,
            before=taken.before,
            after=taken.after,
            **taken.facts,
        )
        if step.ends:
            _remove(edition)


def _remove(edition: Edition) -> None:
    """Everything of the edition goes, its file too unless another edition is the same file. Refused
    where a paper speaks of it."""
    sha256, name, path = edition.sha256, edition.file_name, edition.path
    try:
        edition.delete()
    except ProtectedError:
        raise OutOfTurn(
            _("已有公文或变更申请引用“%(title)s”，不能清除。") % {"title": edition}
        ) from None
    if path not in {other.path for other in Edition.objects.filter(sha256=sha256)}:
        transaction.on_commit(lambda: discard(sha256, name))


def steps_open_to(member: Member, edition: Edition) -> frozenset[str]:
    return frozenset(
        step.name
        for step in STEPS.values()
        if step.right is not None
        and edition.state in step.leaves
        and member.may(step.right, edition)
    )
