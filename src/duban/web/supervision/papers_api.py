"""Reminders, orders, proposals, bulletins, instructions, talks over JSON: the same step functions
as the pages call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.reports.api_forms import AnswerOut
from duban.web.reports.portions import as_rows, one_by_one
from duban.web.supervision import acting, asking, bulletins, ordering, proposing
from duban.web.supervision.api import seen_task
from duban.web.supervision.api_forms import (
    BulletinIn,
    BulletinOut,
    DecideIn,
    InstructionIn,
    InstructionOut,
    OrderIn,
    OrderOut,
    OrderTurnsOut,
    Page,
    ProposalOut,
    SendOutIn,
    TalkIn,
    TalkOut,
    ToldOut,
    WordsIn,
)
from duban.web.supervision.models import (
    BulletinItem,
    Colour,
    Instruction,
    Order,
    Proposal,
    Talk,
)

router = Router(tags=["supervision"])


@router.post("/tasks/{key}/remind", response=ToldOut, summary="催办")
def remind(request: MemberRequest, key: int, body: WordsIn) -> dict[str, int]:
    task = seen_task(request, key)
    return {"told": acting.remind(request.member, task.pk, body.words, asked.today())}


def _order(order: Order) -> dict[str, Any]:
    return {
        "id": order.pk,
        "number": order.label,
        "task": order.task_id,
        "organisation": order.organisation.called(order.issued_on),
        **{
            name: getattr(order, name)
            for name in (
                *("colour", "state", "because", "demand", "issued_on", "reply_by"),
                *("replied_on", "closed_on", "late"),
            )
        },
    }


@router.get("/orders", response=list[OrderOut], summary="督办单，新的在前")
def orders(request: MemberRequest, query: Query[Page]) -> list[dict[str, Any]]:
    found = asking.orders_narrowed(asking.orders(request.member), request.GET, asked.today())
    return [_order(order) for order in query.of(found)]


@router.get("/orders/{key}", response=OrderTurnsOut, summary="一份督办单与其往来")
def one_order(request: MemberRequest, key: int) -> dict[str, Any]:
    """The turns from the first to the last."""
    held = get_object_or_404(asking.orders(request.member), pk=asked.row_key(key))
    return _order(held) | {"turns": list(held.turns.order_by("pk"))}


@router.post("/tasks/{key}/orders", response={201: OrderOut}, summary="签发督办单")
def issue(request: MemberRequest, key: int, body: OrderIn) -> Status[dict[str, Any]]:
    task = seen_task(request, key)
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
def proposals(request: MemberRequest, query: Query[Page], state: str = "") -> list[dict[str, Any]]:
    found = asking.proposals(request.member)
    if state:
        found = found.filter(state=state)
    return [_proposal(held) for held in query.of(found)]


@router.post(
    "/proposals/{key}/{verdict}", response=ProposalOut, summary="采纳、不采纳督办建议，或撤销不采纳"
)
def decide(
    request: MemberRequest,
    key: int,
    verdict: Literal["confirm", "dismiss", "reopen"],
    body: WordsIn,
) -> dict[str, Any]:
    """`reopen`: one that was dismissed waits again."""
    held = get_object_or_404(asking.proposals(request.member), pk=asked.row_key(key))
    act = proposing.VERDICTS[verdict]
    return _proposal(act(request.member, held.pk, asked.today(), body.words))


@router.post(
    "/proposals/decide", response=list[AnswerOut], summary="成批采纳、不采纳督办建议，或撤销不采纳"
)
def decide_many(request: MemberRequest, body: DecideIn) -> list[dict[str, Any]]:
    """Each is answered for itself."""
    request.member.must(Right.SUPERVISE)
    act = proposing.VERDICTS[body.verdict]
    seen = (
        asking.proposals(request.member)
        .filter(pk__in=map(asked.row_key, body.proposals))
        .order_by("pk")
    )
    titles = {one.pk: str(one) for one in seen}
    return as_rows(
        one_by_one(titles, lambda key: act(request.member, key, asked.today(), body.words))
    )


def _items(request: MemberRequest) -> QuerySet[BulletinItem]:
    request.member.must(Right.SEE)
    return BulletinItem.objects.visible_to(request.member)


def _item(held: BulletinItem) -> dict[str, Any]:
    names = ("because", "colour", "units", "state", "number", "title", "listed_on", "issued_on")
    return {"id": held.pk, "task": held.task_id, **{name: getattr(held, name) for name in names}}


@router.get("/bulletin-items", response=list[BulletinOut], summary="通报事项，新的在前")
def bulletin_items(
    request: MemberRequest, query: Query[Page], state: str = ""
) -> list[dict[str, Any]]:
    found = _items(request)
    return [_item(held) for held in query.of(found.filter(state=state) if state else found)]


@router.post("/tasks/{key}/bulletin", response={201: BulletinOut}, summary="列入通报")
def put_on_bulletin(request: MemberRequest, key: int, body: BulletinIn) -> Status[dict[str, Any]]:
    task = seen_task(request, key)
    held = bulletins.put_on(request.member, task.pk, body.because, asked.today())
    return Status(201, _item(held))


@router.post("/bulletin-items/send-out", response=list[BulletinOut], summary="登记已通报")
def send_out(request: MemberRequest, body: SendOutIn) -> list[dict[str, Any]]:
    """All of the items or none."""
    request.member.must(Right.SUPERVISE)
    seen = _items(request).filter(pk__in=map(asked.row_key, body.items)).order_by("pk")
    keys = list(seen.values_list("pk", flat=True))
    if len(keys) < len(set(body.items)):
        raise Http404
    day = body.on or asked.today()
    sent = bulletins.send_out(request.member, keys, body.number, day, body.title)
    return [_item(held) for held in sent]


@router.post("/bulletin-items/{key}/drop", response=BulletinOut, summary="撤下通报事项")
def drop_item(request: MemberRequest, key: int, body: WordsIn) -> dict[str, Any]:
    held = get_object_or_404(_items(request), pk=asked.row_key(key))
    return _item(bulletins.drop(request.member, held.pk, body.words, asked.today()))


def _instruction(held: Instruction) -> dict[str, Any]:
    names = ("words", "speaker", "evidence", "on", "answer_by", "state", "answer")
    return {"id": held.pk, "task": held.task_id, **{name: getattr(held, name) for name in names}}


@router.get("/instructions", response=list[InstructionOut], summary="批示，新的在前")
def instructions(request: MemberRequest, query: Query[Page]) -> list[dict[str, Any]]:
    return [_instruction(held) for held in query.of(asking.instructions(request.member))]


@router.post("/tasks/{key}/instructions", response={201: InstructionOut}, summary="批示")
def instruct(request: MemberRequest, key: int, body: InstructionIn) -> Status[dict[str, Any]]:
    made = acting.instruct(
        request.member,
        seen_task(request, key).pk,
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
        "organisation": talk.organisation.called(talk.held_on),
        **values,
    }


@router.get("/talks", response=list[TalkOut], summary="约谈，新的在前")
def talks(request: MemberRequest, query: Query[Page]) -> list[dict[str, Any]]:
    return [_talk(talk) for talk in query.of(asking.talks(request.member))]


@router.post("/tasks/{key}/talks", response={201: TalkOut}, summary="登记约谈")
def hold_talk(request: MemberRequest, key: int, body: TalkIn) -> Status[dict[str, Any]]:
    talked = acting.Talked(body.held_on, body.present, body.words, body.promised, body.organisation)
    task = seen_task(request, key)
    return Status(201, _talk(acting.hold_talk(request.member, task.pk, talked, asked.today())))
