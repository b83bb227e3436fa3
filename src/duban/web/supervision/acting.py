"""Acts on a task beside orders: a reminder by hand, a talk, an instruction, another light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right, Role
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn, ReasonMissing
from duban.web.supervision.gathering import RESTING, UNASKED
from duban.web.supervision.models import (
    Act,
    Colour,
    Instruction,
    LightOverride,
    NoticeKind,
    Order,
    Proposal,
    ProposalState,
    Talk,
)
from duban.web.supervision.people import People, people_of
from duban.web.supervision.standing import light_anew
from duban.web.supervision.steps import taking
from duban.web.supervision.telling import Matter, tell


def lead_units(task: Task) -> list[Assignment]:
    held = Assignment.objects.held().filter(task=task, role=Part.LEAD)
    return list(held.select_related("organisation").order_by("pk"))


def _lead_people(task: Task, people: People, *roles: Role) -> list[int]:
    return [
        user for one in lead_units(task) for user in people.of_unit(one.organisation_id, *roles)
    ]


def remind(member: Member, task_id: int, words: str, on: date) -> int:
    """Remind the units that lead a task; how many people were told. Once a day is enough."""
    with taking("task.remind", task_id, member, reason=words) as taken:
        task: Task = taken.row
        if task.state in RESTING:
            raise OutOfTurn(
                _("任务当前为“%(state)s”，不需要催办。") % {"state": task.get_state_display()}
            )
        people = people_of([task.jurisdiction_id])
        wanted = _lead_people(task, people)
        if not wanted:
            raise OutOfTurn(_("牵头单位还没有联络员和负责人的账号，无法催办。"))
        text = words.strip() or _("请抓紧办理，按期填报。")
        matter = Matter(
            NoticeKind.REMINDER,
            f"{task.pk}|人工催办|{on}",
            _("%(office)s催办“%(task)s”：%(words)s")
            % {"office": member.name, "task": task.title, "words": text},
            on,
            task,
        )
        told = tell(matter, wanted)
        if not told:
            raise OutOfTurn(_("今天已催办过这项任务。"))
        taken.facts["told"] = told
    return told


@dataclass(frozen=True, slots=True)
class Talked:
    """What is recorded of a talk. `organisation` None: the unit that leads the task first."""

    held_on: date
    present: str
    words: str
    promised: str = ""
    organisation: int | None = None
    order: int | None = None


def awaited_talks() -> QuerySet[Proposal]:
    """Talks that were decided on and not yet recorded, the oldest first."""
    decided = Proposal.objects.filter(act=Act.TALK, state=ProposalState.CONFIRMED, talk=None)
    return decided.order_by("decided_on", "pk")


def hold_talk(member: Member, task_id: int, talked: Talked, on: date) -> Talk:
    with taking("talk.hold", task_id, member) as taken:
        task: Task = taken.row
        if not talked.words.strip() or not talked.present.strip():
            raise ReasonMissing(_("请写明参加人和约谈内容。"))
        if talked.held_on > on:
            raise ReasonMissing(_("约谈日期不能晚于今天。"))
        held = Assignment.objects.held().filter(task=task).select_related("organisation")
        if talked.organisation is None:
            unit = held.filter(role=Part.LEAD).order_by("pk").first()
        else:
            unit = held.filter(organisation=talked.organisation).first()
        if unit is None:
            raise ReasonMissing(_("请从任务的责任单位里选一个约谈单位。"))
        talk = Talk.objects.create(
            jurisdiction_id=task.jurisdiction_id,
            task=task,
            organisation=unit.organisation,
            order=Order.objects.filter(task=task, pk=talked.order or 0).first(),
            held_on=talked.held_on,
            present=talked.present.strip()[:300],
            words=talked.words.strip(),
            promised=talked.promised.strip(),
            by=member.user,
            proposal=awaited_talks().filter(task=task).first(),
        )
        taken.subject = talk
    return talk


def instruct(
    member: Member,
    task_id: int,
    words: str,
    on: date,
    *,
    answer_by: date | None = None,
    speaker: str = "",
    evidence: str = "",
) -> Instruction:
    """A leader's word on a task; the office enters one with the leader's name and the paper."""
    with taking("instruction.write", task_id, member, reason=words) as taken:
        task: Task = taken.row
        name = member.name
        if not member.may(Right.INSTRUCT, task):
            name = speaker.strip()[:60]
            if not name or not evidence.strip():
                raise ReasonMissing(_("代录领导批示须写明批示人和批示件。"))
        if answer_by is not None and answer_by < on:
            raise ReasonMissing(_("反馈期限不能早于今天。"))
        made = Instruction.objects.create(
            task=task,
            words=words.strip(),
            speaker=name,
            evidence=evidence.strip()[:300],
            by=member.user,
            on=on,
            answer_by=answer_by,
        )
        taken.subject = made
        taken.facts["speaker"] = name
        people = people_of([task.jurisdiction_id])
        text = _("%(who)s对“%(task)s”批示：%(words)s")
        said = {"who": name, "task": task.title, "words": made.words}
        offices = people.offices.get(task.jurisdiction_id, [])
        matter = Matter(NoticeKind.INSTRUCTION, f"批示|{made.pk}", text % said, on, task)
        tell(matter, [*offices, *_lead_people(task, people)])
    return made


def answer(member: Member, key: int, words: str, on: date) -> Instruction:
    with taking("instruction.answer", key, member, reason=words) as taken:
        held: Instruction = taken.row
        held.answer, held.answered_by, held.answered_on = words.strip(), member.user, on
        taken.saves += ["answer", "answered_by", "answered_on"]
        text = _("“%(task)s”的批示已反馈：%(words)s")
        said = {"task": held.task.title, "words": held.answer}
        matter = Matter(NoticeKind.REPLY, f"反馈|{held.pk}", text % said, on, held.task)
        tell(matter, [held.by_id])
    return held


def override(
    member: Member, task_id: int, colour: Colour, reason: str, on: date, *, until: date | None
) -> LightOverride:
    """Another light than the rules give, from today until a day that still counts."""
    with taking("light.override", task_id, member, reason=reason) as taken:
        task: Task = taken.row
        if task.state in UNASKED:
            raise OutOfTurn(_("任务尚未交办，没有亮灯。"))
        if until is None or until < on:
            raise ReasonMissing(_("人工改灯须写明止日，且不早于今天。"))
        made = LightOverride.objects.create(
            task=task,
            colour=colour,
            reason=reason.strip()[:300],
            by=member.user,
            since=on,
            until=until,
        )
        taken.facts |= {"colour": colour.value, "until": str(until)}
        taken.subject = made
        light_anew(task, on)
    return made


def lift(member: Member, key: int, reason: str, on: date) -> LightOverride:
    """End an override before its day."""
    with taking("light.lift", key, member, reason=reason) as taken:
        held: LightOverride = taken.row
        if held.lifted_on is not None or held.until < on:
            raise OutOfTurn(_("这次人工改灯已经结束。"))
        held.lifted_on = on
        held.save(update_fields=["lifted_on"])
        light_anew(held.task, on)
    return held
