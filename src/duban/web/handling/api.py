"""Handling over JSON; every act calls the step function that the pages call."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from duban.plan import Comparator
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked, bulk, closing, issuing, naming, resolving, steps, taking_back
from duban.web.handling.api_forms import (
    AssignmentOut,
    BreakDownIn,
    BulkIn,
    BulkOut,
    HandlingOut,
    IndicatorsIn,
    IssuedOut,
    IssueIn,
    IssuePlanIn,
    MatchIn,
    ReasonIn,
    ReplaceIn,
    UnitIn,
    UnknownOut,
    VerifierIn,
    WordsIn,
)
from duban.web.handling.breaking_down import Line, break_down
from duban.web.handling.files_api import file_of
from duban.web.handling.holding import due_of, indicators_of, targets_of
from duban.web.handling.indicating import confirm_indicators, proposals
from duban.web.handling.models import Assignment, Completion, Direction, Indicator, Part, Rollup
from duban.web.handling.proposing import Proposal, Wanted
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Plan, Task

router = Router(tags=["handling"])


def seen_task(request: MemberRequest, key: int) -> Task:
    request.member.must(Right.SEE)
    seen = Task.objects.visible_to(request.member).select_related("edition", "jurisdiction")
    return get_object_or_404(seen, pk=asked.row_key(key))


def _seen_plan(request: MemberRequest, key: int) -> Plan:
    request.member.must(Right.SEE)
    seen = Plan.objects.visible_to(request.member).select_related("jurisdiction")
    return get_object_or_404(seen, pk=asked.row_key(key))


def _seen_part(request: MemberRequest, key: int) -> Assignment:
    request.member.must(Right.SEE)
    return get_object_or_404(Assignment.objects.visible_to(request.member), pk=asked.row_key(key))


def handling_of(request: MemberRequest, task: Task) -> dict[str, Any]:
    on = asked.today()
    task.refresh_from_db(fields=["state"])
    indicators = indicators_of(task)
    targets, due = targets_of(indicators, on), due_of(task, on)
    return {
        "task": task.pk,
        "title": task.title,
        "state": task.state,
        "due": due.now,
        "first_due": due.first,
        "steps": sorted(steps.steps_open_to(request.member, task)),
        "assignments": [_part(row) for row in task.assignments.filter(ended_on=None)],
        "indicators": [_indicator(one, targets[one.pk]) for one in indicators],
        "completions": [
            _completion(one)
            for one in task.completions.select_related("organisation", "verifier").prefetch_related(
                "files"
            )
        ],
    }


def _completion(one: Completion) -> dict[str, Any]:
    return {
        "id": one.pk,
        "organisation": one.organisation.called(one.reported_on),
        "statement": one.statement,
        "state": one.state,
        "verifier": None if one.verifier is None else one.verifier.name,
        "words": one.words,
        "files": [file_of(file) for file in one.files.all()],
    }


def _part(row: Assignment) -> dict[str, Any]:
    return {
        "id": row.pk,
        "organisation": row.organisation_id,
        "name": row.name,
        "role": row.role,
        "receipt": row.receipt,
        "received_at": row.received_at,
    }


def _indicator(one: Indicator, targets: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "metric": one.metric,
        "unit": one.unit,
        "direction": one.direction,
        "cumulative": one.cumulative,
        "rollup": one.rollup,
        "targets": [
            {
                "period": period,
                "comparator": (held.now or held.first).comparator,
                "value": None if held.now is None else f"{held.now.amount:f}",
                "first": None if held.first is None else f"{held.first.amount:f}",
            }
            for period, held in targets.items()
            if held.now is not None or held.first is not None
        ],
        "shares": [
            {
                "bearer": share.bearer,
                "organisation": share.organisation_id,
                "person": share.person_id,
                "value": f"{share.amount:f}",
            }
            for share in one.shares.all()
        ],
    }


@router.get("/tasks/{key}/handling", response=HandlingOut, summary="一项任务的办理情况")
def handling(request: MemberRequest, key: int) -> dict[str, Any]:
    return handling_of(request, seen_task(request, key))


@router.post(
    "/tasks/{key}/steps/{step}", response=HandlingOut, summary="立项、开始办理、销号、归档"
)
def take(request: MemberRequest, key: int, step: str, body: ReasonIn) -> dict[str, Any]:
    task = seen_task(request, key)
    if step not in steps.PLAIN:
        raise Http404
    steps.take(step, task.pk, request.member, body.reason)
    return handling_of(request, task)


@router.post("/tasks/{key}/indicators", response=HandlingOut, summary="确认指标")
def indicators(request: MemberRequest, key: int, body: IndicatorsIn) -> dict[str, Any]:
    task = seen_task(request, key)
    wanted = (
        list(proposals(task))
        if body.indicators is None
        else [
            Proposal(
                metric=one.metric,
                unit=one.unit,
                targets=tuple(
                    Wanted(
                        asked.period(target.period),
                        Decimal(target.value),
                        Comparator(target.comparator),
                    )
                    for target in one.targets
                ),
                direction=Direction(one.direction),
                cumulative=one.cumulative,
                rollup=Rollup(one.rollup),
            )
            for one in body.indicators
        ]
    )
    confirm_indicators(request.member, task.pk, wanted)
    return handling_of(request, task)


@router.get("/plans/{key}/unknown-names", response=list[UnknownOut], summary="还没对应的单位名称")
def unknown_names(request: MemberRequest, key: int) -> list[dict[str, Any]]:
    plan = _seen_plan(request, key)
    request.member.must(Right.ISSUE, plan)
    return [
        {"name": one.name, "leads": one.leads, "helps": one.helps, "shares": one.shares}
        for one in resolving.unknown_names(plan, Directory(plan.jurisdiction_id))
    ]


@router.post("/plans/{key}/names", response={204: None}, summary="对应单位名称")
def match(request: MemberRequest, key: int, body: MatchIn) -> Status[None]:
    plan = _seen_plan(request, key)
    unit = asked.row_key(body.organisation)
    naming.match(request.member, plan.jurisdiction, body.name, unit)
    return Status(204, None)


@router.post("/plans/{key}/issue", response=IssuedOut, summary="整份交办")
def issue_plan(request: MemberRequest, key: int, body: IssuePlanIn) -> dict[str, Any]:
    plan = _seen_plan(request, key)
    result = issuing.issue_plan(request.member, plan.pk, confirm_rest=body.confirm_rest)
    return {
        "done": [task.pk for task in result.done],
        "left": [{"task": task.pk, "reason": why} for task, why in result.left],
    }


@router.post("/tasks/{key}/issue", response=HandlingOut, summary="交办一项")
def issue(request: MemberRequest, key: int, body: IssueIn) -> dict[str, Any]:
    task = seen_task(request, key)
    leads = [asked.row_key(unit) for unit in body.leads]
    helpers = [asked.row_key(unit) for unit in body.helpers]
    issuing.issue(request.member, task.pk, leads=leads, helpers=helpers)
    return handling_of(request, task)


@router.post("/tasks/{key}/units", response=HandlingOut, summary="增加责任单位")
def add_unit(request: MemberRequest, key: int, body: UnitIn) -> dict[str, Any]:
    task = seen_task(request, key)
    issuing.add_unit(request.member, task.pk, asked.row_key(body.organisation), Part(body.role))
    return handling_of(request, task)


@router.post("/acts/{act}", response=list[BulkOut], summary="一次办多项任务，逐项答复")
def many(request: MemberRequest, act: str, body: BulkIn) -> list[dict[str, Any]]:
    if act not in bulk.ACTS:
        raise Http404
    given = bulk.Given(
        on=asked.today(),
        words=body.words,
        leads=tuple(body.leads),
        helpers=tuple(body.helpers),
        confirm=body.confirm,
        unit=body.organisation,
        role=Part(body.role),
        user=body.user,
    )
    return [
        {
            "task": answer.task.pk,
            "title": answer.task.title,
            "state": answer.task.state,
            "done": answer.done,
            "sentence": answer.sentence,
        }
        for answer in bulk.do(act, request.member, body.tasks, given)
    ]


@router.post("/assignments/{key}/sign", response=AssignmentOut, summary="签收")
def sign(request: MemberRequest, key: int) -> dict[str, Any]:
    return _part(issuing.sign(request.member, _seen_part(request, key).pk))


@router.post("/assignments/{key}/replace", response=HandlingOut, summary="责任转给别的单位")
def replace_unit(request: MemberRequest, key: int, body: ReplaceIn) -> dict[str, Any]:
    part = _seen_part(request, key)
    unit = asked.row_key(body.organisation)
    issuing.replace_unit(request.member, part.pk, unit, body.reason, asked.today())
    return handling_of(request, seen_task(request, part.task_id))


@router.post("/assignments/{key}/take-back", response=HandlingOut, summary="收回增加的责任单位")
def take_unit_back(request: MemberRequest, key: int, body: ReasonIn) -> dict[str, Any]:
    """Only a unit added by hand, while nothing of it was accepted."""
    part = _seen_part(request, key)
    taking_back.take_back(request.member, part.pk, asked.today(), body.reason)
    return handling_of(request, seen_task(request, part.task_id))


@router.post("/assignments/{key}/shares", response=HandlingOut, summary="分解")
def shares(request: MemberRequest, key: int, body: BreakDownIn) -> dict[str, Any]:
    part = _seen_part(request, key)
    lines = [
        Line(
            Decimal(line.value),
            None if line.organisation is None else asked.row_key(line.organisation),
            None if line.person is None else asked.row_key(line.person),
        )
        for line in body.lines
    ]
    break_down(request.member, part.pk, asked.row_key(body.indicator), lines, asked.today())
    return handling_of(request, seen_task(request, part.task_id))


@router.post("/tasks/{key}/report-done", response=HandlingOut, summary="报办结")
def report_done(request: MemberRequest, key: int, body: WordsIn) -> dict[str, Any]:
    task = seen_task(request, key)
    closing.report_done(request.member, task.pk, body.words, asked.today())
    return handling_of(request, task)


@router.post("/tasks/{key}/recall-done", response=HandlingOut, summary="核查前撤回报办结")
def recall_done(request: MemberRequest, key: int) -> dict[str, Any]:
    task = seen_task(request, key)
    closing.recall(request.member, task.pk)
    return handling_of(request, task)


@router.post("/tasks/{key}/verifier", response=HandlingOut, summary="指定核查人")
def verifier(request: MemberRequest, key: int, body: VerifierIn) -> dict[str, Any]:
    task = seen_task(request, key)
    closing.name_verifier(request.member, task.pk, asked.row_key(body.user))
    return handling_of(request, task)


@router.post("/tasks/{key}/close", response=HandlingOut, summary="核查属实，办结")
def close(request: MemberRequest, key: int, body: WordsIn) -> dict[str, Any]:
    task = seen_task(request, key)
    closing.close(request.member, task.pk, body.words, asked.today())
    return handling_of(request, task)


@router.post("/tasks/{key}/send-back", response=HandlingOut, summary="退办")
def send_back(request: MemberRequest, key: int, body: WordsIn) -> dict[str, Any]:
    task = seen_task(request, key)
    closing.send_back(request.member, task.pk, body.words, asked.today())
    return handling_of(request, task)
