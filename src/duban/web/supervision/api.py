"""Supervision over JSON: the same steps as the pages, the same rights, the same four answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.ledger.models import Task
from duban.web.supervision import acting, asking, ordering, proposing, rulebooks
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.models import (
    Book,
    Colour,
    Instruction,
    LightOverride,
    Notice,
    Order,
    Proposal,
    Talk,
)
from duban.web.supervision.telling import read_all

router = Router(tags=["supervision"])
MOST = 200
OrderColour = Literal["blue", "yellow", "red"]
AnyColour = Literal["blue", "yellow", "red", "green", "grey"]


class LightOut(Schema):
    task: int
    title: str
    colour: str
    progress: str
    deadline: str
    cause: str
    overridden: bool
    due: date | None
    since: date
    day: date


LIGHT_FIELDS = tuple(name for name in LightOut.model_fields if name not in ("task", "title"))


class VerdictOut(Schema):
    family: str
    colour: str
    cause: str
    basis: str


class PastOut(Schema):
    period: str
    colour: str
    first: str
    outcome: str
    late: bool
    filed_on: date | None
    cause: str
    edition: str


class TaskLightOut(Schema):
    colour: str
    cause: str
    families: list[VerdictOut]
    history: list[PastOut]


class OrderOut(Schema):
    id: int
    number: str
    colour: str
    state: str
    task: int
    organisation: str
    because: str
    demand: str
    issued_on: date
    reply_by: date
    replied_on: date | None
    closed_on: date | None
    late: bool


class OrderIn(Schema):
    colour: OrderColour
    because: str
    demand: str = ""
    organisation: int | None = None
    reply_by: date | None = None


class WordsIn(Schema):
    words: str = ""
    day: date | None = None


class ProposalOut(Schema):
    id: int
    act: str
    colour: str
    task: int
    because: str
    day: date
    state: str
    order: int | None


class InstructionOut(Schema):
    id: int
    task: int
    words: str
    speaker: str
    evidence: str
    on: date
    answer_by: date | None
    state: str
    answer: str


class InstructionIn(Schema):
    words: str
    answer_by: date | None = None
    speaker: str = ""
    evidence: str = ""


class TalkOut(Schema):
    id: int
    task: int
    organisation: str
    held_on: date
    present: str
    words: str
    promised: str


class TalkIn(Schema):
    held_on: date
    present: str
    words: str
    promised: str = ""
    organisation: int | None = None


class OverrideIn(Schema):
    colour: AnyColour
    reason: str
    until: date | None = None


class OverrideOut(Schema):
    id: int
    colour: str
    reason: str
    since: date
    until: date
    lifted_on: date | None


class BookOut(Schema):
    id: int
    jurisdiction: int
    name: str
    edition: str
    since: date
    until: date | None
    withdrawn_on: date | None
    text: str


class BookIn(Schema):
    text: str


class NoticeOut(Schema):
    id: int
    kind: str
    text: str
    day: date
    read: bool
    task: int | None
    order: int | None


class ToldOut(Schema):
    told: int


def _task(request: MemberRequest, key: int) -> Task:
    request.member.must(Right.SEE)
    return get_object_or_404(Task.objects.visible_to(request.member), pk=asked.row_key(key))


@router.get("/lights", response=list[LightOut], summary="各任务现亮灯，重的在前")
def lights(request: MemberRequest, colour: str = "", plan: int | None = None) -> list[Any]:
    wanted = asking.Wanted(colour=colour, plan="" if plan is None else str(plan))
    found = asking.narrowed(asking.lights(request.member), wanted, asked.today())
    rows = asking.gravest_first(found).select_related("task")[:MOST]
    return [
        {
            "task": row.task_id,
            "title": row.task.title,
            **{name: getattr(row, name) for name in LIGHT_FIELDS},
        }
        for row in rows
    ]


@router.get("/tasks/{key}/light", response=TaskLightOut, summary="一项任务今天的灯与各期的灯")
def light(request: MemberRequest, key: int) -> dict[str, Any]:
    task = _task(request, key)
    lamps = lamps_of([task])
    if not lamps:
        raise Http404
    found = lamps[0].light(asked.today())
    return {
        "colour": Colour.of(found.light),
        "cause": found.cause,
        "families": [
            {
                "family": one.family,
                "colour": Colour.of(one.light),
                "cause": one.cause,
                "basis": one.basis,
            }
            for one in (found.progress, found.deadline)
        ],
        "history": list(task.light_history.all()),
    }


@router.post("/tasks/{key}/remind", response=ToldOut, summary="催办")
def remind(request: MemberRequest, key: int, body: WordsIn) -> dict[str, int]:
    task = _task(request, key)
    return {"told": acting.remind(request.member, task.pk, body.words, asked.today())}


@router.post("/tasks/{key}/override", response={201: OverrideOut}, summary="人工改灯")
def override(request: MemberRequest, key: int, body: OverrideIn) -> Status[LightOverride]:
    task, colour = _task(request, key), Colour(body.colour)
    on = asked.today()
    return Status(
        201, acting.override(request.member, task.pk, colour, body.reason, on, until=body.until)
    )


@router.post("/overrides/{key}/lift", response=OverrideOut, summary="恢复按规则亮灯")
def lift(request: MemberRequest, key: int, body: WordsIn) -> LightOverride:
    request.member.must(Right.SEE)
    seen = LightOverride.objects.visible_to(request.member)
    held = get_object_or_404(seen, pk=asked.row_key(key))
    return acting.lift(request.member, held.pk, body.words, asked.today())


def _order(order: Order) -> dict[str, Any]:
    return {
        "id": order.pk,
        "number": order.label,
        "task": order.task_id,
        "organisation": order.organisation.name,
        **{
            name: getattr(order, name)
            for name in (
                *("colour", "state", "because", "demand", "issued_on", "reply_by"),
                *("replied_on", "closed_on", "late"),
            )
        },
    }


@router.get("/orders", response=list[OrderOut], summary="督办单，新的在前")
def orders(request: MemberRequest) -> list[dict[str, Any]]:
    found = asking.orders_narrowed(asking.orders(request.member), request.GET, asked.today())
    return [_order(order) for order in found[:MOST]]


@router.post("/tasks/{key}/orders", response={201: OrderOut}, summary="签发督办单")
def issue(request: MemberRequest, key: int, body: OrderIn) -> Status[dict[str, Any]]:
    task = _task(request, key)
    wanted = ordering.Wanted(
        Colour(body.colour), body.because, body.demand, body.organisation, body.reply_by
    )
    return Status(201, _order(ordering.issue(request.member, task.pk, wanted, asked.today())))


ORDER_STEPS: dict[str, Callable[[MemberRequest, int, WordsIn], Order]] = {
    "reply": lambda request, key, body: ordering.reply(
        request.member, key, body.words, asked.today()
    ),
    "send-back": lambda request, key, body: ordering.send_back(
        request.member, key, body.words, asked.today(), body.day
    ),
    "raise": lambda request, key, body: ordering.raise_colour(
        request.member, key, body.words, asked.today(), day=body.day
    ),
    "close": lambda request, key, body: ordering.close(
        request.member, key, body.words, asked.today()
    ),
    "void": lambda request, key, body: ordering.void(
        request.member, key, body.words, asked.today()
    ),
}


@router.post(
    "/orders/{key}/{step}",
    response=OrderOut,
    summary="回复、退回、升级、办结、作废督办单",
)
def order_step(
    request: MemberRequest,
    key: int,
    step: Literal["reply", "send-back", "raise", "close", "void"],
    body: WordsIn,
) -> dict[str, Any]:
    held = get_object_or_404(asking.orders(request.member), pk=asked.row_key(key))
    return _order(ORDER_STEPS[step](request, held.pk, body))


def _proposal(held: Proposal) -> dict[str, Any]:
    names = ("act", "colour", "because", "day", "state")
    values = {name: getattr(held, name) for name in names}
    return {"id": held.pk, "task": held.task_id, "order": held.order_id, **values}


@router.get("/proposals", response=list[ProposalOut], summary="督办建议，新的在前")
def proposals(request: MemberRequest, state: str = "") -> list[dict[str, Any]]:
    found = asking.proposals(request.member)
    if state:
        found = found.filter(state=state)
    return [_proposal(held) for held in found[:MOST]]


@router.post("/proposals/{key}/{verdict}", response=ProposalOut, summary="采纳或不采纳督办建议")
def decide(
    request: MemberRequest, key: int, verdict: Literal["confirm", "dismiss"], body: WordsIn
) -> dict[str, Any]:
    held = get_object_or_404(asking.proposals(request.member), pk=asked.row_key(key))
    if verdict == "confirm":
        return _proposal(proposing.confirm(request.member, held.pk, asked.today(), body.words))
    return _proposal(proposing.dismiss(request.member, held.pk, asked.today(), body.words))


def _instruction(held: Instruction) -> dict[str, Any]:
    names = ("words", "speaker", "evidence", "on", "answer_by", "state", "answer")
    return {"id": held.pk, "task": held.task_id, **{name: getattr(held, name) for name in names}}


@router.get("/instructions", response=list[InstructionOut], summary="批示，新的在前")
def instructions(request: MemberRequest) -> list[dict[str, Any]]:
    return [_instruction(held) for held in asking.instructions(request.member)[:MOST]]


@router.post("/tasks/{key}/instructions", response={201: InstructionOut}, summary="批示")
def instruct(request: MemberRequest, key: int, body: InstructionIn) -> Status[dict[str, Any]]:
    made = acting.instruct(
        request.member,
        _task(request, key).pk,
        body.words,
        asked.today(),
        answer_by=body.answer_by,
        speaker=body.speaker,
        evidence=body.evidence,
    )
    return Status(201, _instruction(made))


@router.post("/instructions/{key}/answer", response=InstructionOut, summary="反馈批示")
def answer(request: MemberRequest, key: int, body: WordsIn) -> dict[str, Any]:
    held = get_object_or_404(asking.instructions(request.member), pk=asked.row_key(key))
    return _instruction(acting.answer(request.member, held.pk, body.words, asked.today()))


def _talk(talk: Talk) -> dict[str, Any]:
    names = ("held_on", "present", "words", "promised")
    values = {name: getattr(talk, name) for name in names}
    return {
        "id": talk.pk,
        "task": talk.task_id,
        "organisation": talk.organisation.name,
        **values,
    }


@router.get("/talks", response=list[TalkOut], summary="约谈，新的在前")
def talks(request: MemberRequest) -> list[dict[str, Any]]:
    return [_talk(talk) for talk in asking.talks(request.member)[:MOST]]


@router.post("/tasks/{key}/talks", response={201: TalkOut}, summary="登记约谈")
def hold_talk(request: MemberRequest, key: int, body: TalkIn) -> Status[dict[str, Any]]:
    talked = acting.Talked(body.held_on, body.present, body.words, body.promised, body.organisation)
    task = _task(request, key)
    return Status(201, _talk(acting.hold_talk(request.member, task.pk, talked, asked.today())))


def _books(request: MemberRequest) -> Any:
    request.member.must(Right.SEE)
    return Book.objects.visible_to(request.member)


def _book(held: Book) -> dict[str, Any]:
    names = ("name", "edition", "since", "until", "withdrawn_on", "text")
    values = {name: getattr(held, name) for name in names}
    return {"id": held.pk, "jurisdiction": held.jurisdiction_id, **values}


@router.get("/rule-books", response=list[BookOut], summary="亮灯规则各版")
def books(request: MemberRequest) -> list[dict[str, Any]]:
    return [_book(held) for held in _books(request)[:MOST]]


@router.post("/jurisdictions/{key}/rule-books", response={201: BookOut}, summary="启用一版亮灯规则")
def adopt(request: MemberRequest, key: int, body: BookIn) -> Status[dict[str, Any]]:
    request.member.must(Right.SUPERVISE)
    place = asked.row_key(key)
    if place not in {post.jurisdiction_id for post in request.member.posts_with(Right.SUPERVISE)}:
        raise Http404
    return Status(201, _book(rulebooks.adopt(request.member, place, body.text, asked.today())))


@router.post("/rule-books/{key}/withdraw", response=BookOut, summary="撤回尚未施行的一版")
def withdraw(request: MemberRequest, key: int, body: WordsIn) -> dict[str, Any]:
    held = get_object_or_404(_books(request), pk=asked.row_key(key))
    return _book(rulebooks.withdraw(request.member, held.pk, body.words, asked.today()))


@router.get("/notices", response=list[NoticeOut], summary="我的通知，新的在前")
def notices(request: MemberRequest) -> list[dict[str, Any]]:
    found = Notice.objects.visible_to(request.member)[:MOST]
    return [
        {
            "id": one.pk,
            "kind": one.kind,
            "text": one.text,
            "day": one.day,
            "read": one.read_at is not None,
            "task": one.task_id,
            "order": one.order_id,
        }
        for one in found
    ]


@router.post("/notices/read", response=ToldOut, summary="全部标为已读")
def read_notices(request: MemberRequest) -> dict[str, int]:
    return {"told": read_all(request.member)}
