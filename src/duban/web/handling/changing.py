"""Papers of change: asked for by a unit, passed up or decided, and then made true.

Which level may agree to what is one table, `NEEDS`; a second extension needs the leader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.models import Organisation
from duban.web.accounts.rights import Right
from duban.web.accounts.wording import tidy
from duban.web.evidence.keeping import refuse_doubtful
from duban.web.handling.holding import due_of, target_of
from duban.web.handling.making_true import make_true
from duban.web.handling.models import (
    Assignment,
    Change,
    ChangedTarget,
    ChangeKind,
    Decision,
    Indicator,
    Level,
    Outcome,
    Part,
    Verdict,
)
from duban.web.handling.steps import ENDED, HANDED_OUT, led_part
from duban.web.journal.record import record
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

#: the lowest level that may agree
NEEDS: Mapping[ChangeKind, Level] = {
    ChangeKind.EXTENSION: Level.OFFICE,
    ChangeKind.ADJUSTMENT: Level.LEADER,
    ChangeKind.SUSPENSION: Level.OFFICE,
    ChangeKind.RESUMPTION: Level.OFFICE,
    ChangeKind.CANCELLATION: Level.LEADER,
    ChangeKind.EDITION: Level.PRINCIPAL,
}
#: states of the task in which each may be asked for
ASKED_IN: Mapping[ChangeKind, tuple[TaskState, ...]] = {
    ChangeKind.EXTENSION: HANDED_OUT,
    ChangeKind.ADJUSTMENT: HANDED_OUT,
    # of what is suspended already: until another day of review
    ChangeKind.SUSPENSION: (TaskState.UNDER_WAY, TaskState.SUSPENDED),
    ChangeKind.RESUMPTION: (TaskState.SUSPENDED,),
    ChangeKind.CANCELLATION: (TaskState.REGISTERED, *HANDED_OUT, TaskState.SUSPENDED),
}
LADDER = (Level.OFFICE, Level.LEADER, Level.PRINCIPAL)
LEVEL_RIGHT: Mapping[Level, Right] = {
    Level.OFFICE: Right.DECIDE,
    Level.LEADER: Right.AGREE,
    Level.PRINCIPAL: Right.AGREE_ABOVE,
}


@dataclass(frozen=True, slots=True)
class NewTarget:
    indicator: int
    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class Paper:
    """What a unit writes. `day`: the new date, or the day of review of a suspension."""

    kind: ChangeKind
    reason: str
    day: date | None = None
    progress: str = ""
    lines: Sequence[NewTarget] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said on a paper. `day`: the date the answer names, an extension's; as asked where it
    names none. `speaker` and `evidence`: a leader's written word that the office enters."""

    verdict: Verdict
    words: str = ""
    day: date | None = None
    speaker: str = ""
    evidence: str = ""


def may_ask(member: Member, task: Task) -> bool:
    return member.may(Right.ASK, led_part(task))


@transaction.atomic
def ask(member: Member, task_id: int, paper: Paper, on: date) -> Change:
    """Hand in a paper for one task."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
    if not may_ask(member, task):
        raise NotAllowed.to(str(Right.ASK.label))
    kind = paper.kind
    _refuse_unfit(task, paper, on)
    old = due_of(task, on).now
    late = kind is ChangeKind.EXTENSION and old is not None and on > old
    ordinal = 1 + task.changes.filter(kind=kind, outcome=Outcome.APPROVED).count()
    second = kind is ChangeKind.EXTENSION and ordinal > 1
    change = Change.objects.create(
        jurisdiction_id=task.jurisdiction_id,
        kind=kind,
        task=task,
        plan_id=task.plan_id,
        organisation=_unit_of(member, task),
        asked_by=member.user,
        asked_on=on,
        reason=tidy(paper.reason),
        progress=tidy(paper.progress),
        late=late,
        ordinal=ordinal,
        old_day=old if kind is ChangeKind.EXTENSION else None,
        day=paper.day,
        needs=Level.LEADER if second else NEEDS[kind],
    )
    for line in paper.lines:
        _write_line(task, change, line, on)
    asked = None if paper.day is None else str(paper.day)
    facts = {"kind": kind.value, "late": late, "day": asked}
    record(member.user, "change.ask", change, after=facts, reason=change.reason)
    return change


def _refuse_unfit(task: Task, paper: Paper, on: date) -> None:
    kind, day = paper.kind, paper.day
    label = {"act": kind.label, "state": task.get_state_display()}
    if kind not in ASKED_IN:
        raise OutOfTurn(_("“%(act)s”不在任务上提出。") % label)
    if task.state not in ASKED_IN[kind]:
        raise OutOfTurn(_("任务当前为“%(state)s”，不能申请%(act)s。") % label)
    if task.changes.filter(kind=kind, outcome=Outcome.PENDING).exists():
        raise OutOfTurn(_("已有一份%(act)s申请待审定，不能重复提出。") % label)
    if not tidy(paper.reason):
        raise ReasonMissing.of(_("申请%(act)s") % label)
    if kind is ChangeKind.EXTENSION:
        now = due_of(task, on).now
        if now is None:
            raise OutOfTurn(_("这项任务没有完成时限，无须延期。"))
        if day is None or day <= now or day <= on:
            raise ReasonMissing(_("请写明新的完成时限，须晚于今天和现定时限。"))
        if not tidy(paper.progress):
            raise ReasonMissing(_("申请延期须写明目前进展。"))
    if kind is ChangeKind.SUSPENSION and (day is None or day <= on):
        raise ReasonMissing(_("挂账须写明复核日期，且须晚于今天。"))
    if kind is ChangeKind.ADJUSTMENT and not paper.lines:
        raise ReasonMissing(_("请写明要调整的指标、时期和新目标。"))


def _unit_of(member: Member, task: Task) -> Organisation | None:
    """The lead unit for which the person asks; None for the office's own paper."""
    posts = {key for post in member.posts_with(Right.ASK) for key in post.units}
    own = Assignment.objects.held().filter(task=task, role=Part.LEAD, organisation__in=posts)
    first = own.select_related("organisation").first()
    return None if first is None else first.organisation


def _write_line(task: Task, change: Change, line: NewTarget, on: date) -> None:
    indicator = Indicator.objects.filter(task=task, pk=line.indicator, ended_on=None).first()
    if indicator is None:
        raise ReasonMissing(_("请写明要调整的指标、时期和新目标。"))
    held = target_of(indicator, line.period, on).now
    if held is not None and held.amount == line.value:
        raise ReasonMissing(_("%(metric)s的新目标与现行目标相同。") % {"metric": indicator.metric})
    ChangedTarget.objects.create(
        change=change,
        indicator=indicator,
        period=str(line.period),
        old=None if held is None else held.value,
        new=line.value,
    )


@transaction.atomic
def withdraw(member: Member, change_id: int) -> Change:
    """The one who asked takes the paper back while nobody has answered it."""
    change = _locked(change_id)
    if change.asked_by_id != member.user.pk:
        raise NotAllowed.to(_("撤回他人的申请"))
    _refuse_decided(change)
    change.outcome = Outcome.WITHDRAWN
    change.save(update_fields=["outcome"])
    record(member.user, "change.withdraw", change)
    return change


@transaction.atomic
def decide(member: Member, change_id: int, answer: Answer, on: date) -> Change:
    """Agree, refuse, or pass the paper up from where it lies."""
    change = _locked(change_id)
    _refuse_decided(change)
    level, verdict = Level(change.level), answer.verdict
    words, evidence = tidy(answer.words), tidy(answer.evidence, 300)
    name = _speaker(member, change, level, answer)
    if verdict is Verdict.REFUSE and not words:
        raise ReasonMissing.of(_("不同意"))
    Decision.objects.create(
        change=change,
        level=level,
        verdict=verdict,
        words=words,
        speaker=name,
        evidence=evidence,
        by=member.user,
    )
    if verdict is Verdict.PASS_UP:
        _pass_up(change, level)
    else:
        _conclude(member, change, answer, name, on)
    record(
        member.user,
        f"change.{verdict.value}",
        change,
        before=level,
        after=change.level if verdict is Verdict.PASS_UP else change.outcome,
        reason=words,
        speaker=name,
        evidence=evidence,
    )
    return change


def _locked(change_id: int) -> Change:
    """The paper, locked after its task, as every act on the task does."""
    found = Change.objects.get(pk=change_id)
    if found.task_id is not None:
        Task.objects.select_for_update(of=("self",)).get(pk=found.task_id)
    return Change.objects.select_for_update(of=("self",)).get(pk=change_id)


def _refuse_decided(change: Change) -> None:
    if change.outcome != Outcome.PENDING:
        raise OutOfTurn(
            _("这份申请已是“%(outcome)s”，不能再办。") % {"outcome": change.get_outcome_display()}
        )


def _speaker(member: Member, change: Change, level: Level, answer: Answer) -> str:
    """Whose word counts: the person's own, or in writing that of a leader above."""
    if member.may(LEVEL_RIGHT[level], change):
        return member.name
    if level is Level.OFFICE or not member.may(Right.DECIDE, change):
        raise NotAllowed.to(str(LEVEL_RIGHT[level].label))
    if not tidy(answer.speaker) or not tidy(answer.evidence):
        raise ReasonMissing(_("代录领导批示须写明批示人和批示件。"))
    return tidy(answer.speaker, 60)


def _pass_up(change: Change, level: Level) -> None:
    if level is LADDER[-1]:
        raise OutOfTurn(_("已在最高一级，请审定。"))
    change.level = LADDER[LADDER.index(level) + 1]
    change.save(update_fields=["level"])


def _conclude(member: Member, change: Change, answer: Answer, name: str, on: date) -> None:
    level = Level(change.level)
    change.answer = tidy(answer.words)
    change.decided_by, change.decided_at, change.decided_on = member.user, clock.now(), on
    change.outcome = Outcome.REFUSED
    if answer.verdict is Verdict.APPROVE:
        if LADDER.index(level) < LADDER.index(Level(change.needs)):
            raise OutOfTurn(
                _("这份申请须由%(level)s审定，请报请上级。") % {"level": Level(change.needs).label}
            )
        if change.task is not None and change.task.state in ENDED:
            raise OutOfTurn(
                _("任务已“%(state)s”，这份申请不能再同意，请答复不同意。")
                % {"state": change.task.get_state_display()}
            )
        refuse_doubtful(change.files.all())
        change.outcome = Outcome.APPROVED
        change.approver, change.evidence = name, tidy(answer.evidence, 300)
        if change.kind == ChangeKind.EXTENSION:
            change.granted = _granted(change, answer.day)
    change.save(
        update_fields=[
            *("answer", "decided_by", "decided_at", "decided_on", "outcome"),
            *("approver", "evidence", "granted"),
        ]
    )
    if answer.verdict is Verdict.APPROVE:
        make_true(change, member, on)


def _granted(change: Change, day: date | None) -> date:
    """The date the answer names: as asked, or another one after the date that held."""
    granted = change.day if day is None else day
    if granted is None or (change.old_day is not None and granted <= change.old_day):
        raise ReasonMissing(_("答复须写明新的完成时限，且须晚于原定时限。"))
    return granted
