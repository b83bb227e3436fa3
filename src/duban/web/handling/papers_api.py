"""Papers of change, draws and what was handed down, over JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.handling import asked, changing, closing
from duban.web.handling.api import seen_task
from duban.web.handling.api_forms import (
    ChangeIn,
    ChangeOut,
    ChangeWhole,
    DecideIn,
    DraftDownIn,
    DraftDownOut,
    DrawAgainOut,
    DrawIn,
    DrawOut,
    DrawRow,
    HandedOut,
    LookIn,
    ReasonIn,
    RenewalOut,
    TakeUpIn,
)
from duban.web.handling.drafting_down import draft
from duban.web.handling.draws import again, seen_draws
from duban.web.handling.files_api import file_of
from duban.web.handling.handing_down import decline, take_up
from duban.web.handling.models import Change, ChangeKind, HandedDown, Look, SpotCheck, Verdict
from duban.web.handling.renewing import ask_renewal, difference, plan_of
from duban.web.ledger.models import Edition

router = Router(tags=["handling"])
MOST = 200


def _change(held: Change) -> dict[str, Any]:
    return {
        "id": held.pk,
        "kind": held.kind,
        "task": held.task_id,
        "plan": held.plan_id,
        "reason": held.reason,
        "late": held.late,
        "ordinal": held.ordinal,
        "day": held.day,
        "level": held.level,
        "needs": held.needs,
        "outcome": held.outcome,
        "granted": held.granted,
        "approver": held.approver,
        "asked_by": held.asked_by.name,
        "asked_on": held.asked_on,
        "files": [file_of(file) for file in held.files.all()],
    }


@router.get("/changes", response=list[ChangeOut], summary="变更申请，新的在前")
def changes(request: MemberRequest) -> list[dict[str, Any]]:
    request.member.must(Right.SEE)
    seen = Change.objects.visible_to(request.member).select_related("asked_by")
    seen = seen.prefetch_related("files")
    return [_change(held) for held in seen[:MOST]]


@router.get("/changes/{key}", response=ChangeWhole, summary="一份变更申请，新旧并列")
def one_change(request: MemberRequest, key: int) -> dict[str, Any]:
    held = _seen(request, key)
    return _change(held) | {
        "progress": held.progress,
        "old_day": held.old_day,
        "lines": [
            {
                "indicator": line.indicator_id,
                "metric": line.indicator.metric,
                "unit": line.indicator.unit,
                "period": line.period,
                "old": None if line.was is None else f"{line.was:f}",
                "new": f"{line.becomes:f}",
            }
            for line in held.lines.select_related("indicator")
        ],
        "difference": held.differences or None,
        "decisions": [
            {
                "level": one.level,
                "verdict": one.verdict,
                "words": one.words,
                "speaker": one.speaker,
                "evidence": one.evidence,
                "by": one.by.name,
                "at": one.at,
            }
            for one in held.decisions.select_related("by")
        ],
    }


@router.get("/imports/{key}/renewal", response=RenewalOut, summary="新版与现行版的差异")
def renewal(request: MemberRequest, key: int) -> dict[str, Any]:
    edition = _renewing(request, key)
    plan = plan_of(edition)
    return {
        "plan": None if plan is None else plan.pk,
        "difference": None if plan is None else difference(edition, plan).form(),
    }


@router.post("/imports/{key}/renewal", response={201: ChangeOut}, summary="报批新版")
def renew(request: MemberRequest, key: int, body: ReasonIn) -> Status[dict[str, Any]]:
    edition = _renewing(request, key)
    made = ask_renewal(request.member, edition.pk, body.reason, asked.today())
    return Status(201, _change(made))


def _renewing(request: MemberRequest, key: int) -> Edition:
    seen = Edition.objects.visible_to(request.member)
    edition = get_object_or_404(seen, pk=asked.row_key(key))
    request.member.must(Right.CONFIRM, edition)
    return edition


@router.post("/tasks/{key}/changes", response={201: ChangeOut}, summary="提出变更申请")
def ask(request: MemberRequest, key: int, body: ChangeIn) -> Status[dict[str, Any]]:
    task = seen_task(request, key)
    lines = [
        changing.NewTarget(
            asked.row_key(line.indicator), asked.period(line.period), Decimal(line.value)
        )
        for line in body.lines
    ]
    paper = changing.Paper(ChangeKind(body.kind), body.reason, body.day, body.progress, lines)
    return Status(201, _change(changing.ask(request.member, task.pk, paper, asked.today())))


def _seen(request: MemberRequest, key: int) -> Change:
    request.member.must(Right.SEE)
    return get_object_or_404(Change.objects.visible_to(request.member), pk=asked.row_key(key))


@router.post("/changes/{key}/decide", response=ChangeOut, summary="答复变更申请")
def decide(request: MemberRequest, key: int, body: DecideIn) -> dict[str, Any]:
    held = _seen(request, key)
    answer = changing.Answer(
        Verdict(body.verdict), body.words, body.day, body.speaker, body.evidence
    )
    return _change(changing.decide(request.member, held.pk, answer, asked.today()))


@router.post("/changes/{key}/withdraw", response=ChangeOut, summary="撤回变更申请")
def withdraw(request: MemberRequest, key: int) -> dict[str, Any]:
    return _change(changing.withdraw(request.member, _seen(request, key).pk))


@router.post("/draws", response={201: DrawOut}, summary="随机抽取现场核查")
def draw(request: MemberRequest, body: DrawIn) -> Status[dict[str, Any]]:
    request.member.must(Right.CLOSE)
    places = Jurisdiction.objects.filter(request.member.where(Right.CLOSE, jurisdiction="pk"))
    place = get_object_or_404(places, pk=asked.row_key(body.jurisdiction))
    made = closing.draw(request.member, place, body.size)
    rows = made.checks.order_by("pk").values_list("pk", "task")
    facts = {"id": made.pk, "seed": made.seed, "pool": made.pool}
    lists = {"checks": [key for key, _task in rows], "tasks": [task for _key, task in rows]}
    return Status(201, facts | lists)


@router.get("/draws", response=list[DrawRow], summary="历次抽查，新的在前")
def past_draws(request: MemberRequest) -> list[dict[str, Any]]:
    return [_drawn(one) for one in seen_draws(request.member)[:MOST]]


@router.get("/draws/{key}", response=DrawAgainOut, summary="一次抽查，并按同一种子重抽")
def one_draw(request: MemberRequest, key: int) -> dict[str, Any]:
    held = get_object_or_404(seen_draws(request.member), pk=asked.row_key(key))
    found = again(held)
    checks = [
        {
            "id": check.pk,
            "task": check.task_id,
            "title": check.task.title,
            "result": check.result,
            "words": check.words,
            "checked_by": "" if check.checked_by is None else check.checked_by.name,
        }
        for check in found.checks
    ]
    proof = {"seed": held.seed, "keys": held.pool, "again": found.now, "agrees": found.agrees}
    return _drawn(held) | proof | {"checks": checks}


def _drawn(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "jurisdiction": one.jurisdiction.name,
        "at": one.at,
        "by": one.by.name,
        "pool": len(one.pool),
        "drawn": one.drawn,
        **{look.value: getattr(one, look.value) for look in Look},
    }


@router.post("/spot-checks/{key}", response={204: None}, summary="登记现场核查")
def look(request: MemberRequest, key: int, body: LookIn) -> Status[None]:
    request.member.must(Right.SEE)
    seen = SpotCheck.objects.visible_to(request.member)
    check = get_object_or_404(seen, pk=asked.row_key(key))
    closing.look(request.member, check.pk, true=body.true, words=body.words)
    return Status(204, None)


def _handed(row: HandedDown) -> dict[str, Any]:
    return {
        "id": row.pk,
        "jurisdiction": row.jurisdiction.name,
        "origin": row.origin,
        "title": row.title,
        "figures": row.figures,
        "due_day": row.due_day,
        "state": row.state,
        "task": row.task_id,
        "draft": row.draft_id,
        "reason": row.reason,
        "ended_on": row.assignment.ended_on,
    }


@router.get("/handed-down", response=list[HandedOut], summary="上级下达")
def handed_down(request: MemberRequest) -> list[dict[str, Any]]:
    request.member.must(Right.SEE)
    found = HandedDown.objects.filter(request.member.where(Right.SEE))
    return [_handed(row) for row in found.select_related("jurisdiction", "assignment")[:MOST]]


def _row(request: MemberRequest, key: int) -> HandedDown:
    request.member.must(Right.SEE)
    seen = HandedDown.objects.visible_to(request.member)
    return get_object_or_404(seen, pk=asked.row_key(key))


@router.post("/handed-down/{key}/take-up", response=HandedOut, summary="承接")
def take(request: MemberRequest, key: int, body: TakeUpIn) -> dict[str, Any]:
    return _handed(take_up(request.member, _row(request, key).pk, asked.row_key(body.task)))


@router.post("/handed-down/{key}/decline", response=HandedOut, summary="不予承接")
def refuse(request: MemberRequest, key: int, body: ReasonIn) -> dict[str, Any]:
    return _handed(decline(request.member, _row(request, key).pk, body.reason))


@router.post("/handed-down/draft", response={201: DraftDownOut}, summary="把下达任务写成清单草稿")
def draft_list(request: MemberRequest, body: DraftDownIn) -> Status[dict[str, Any]]:
    keys = [_row(request, key).pk for key in body.rows]
    edition = draft(request.member, keys, asked.today())
    return Status(201, {"edition": edition.pk, "file_name": edition.file_name})
