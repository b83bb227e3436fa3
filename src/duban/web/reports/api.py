"""Reporting and review over JSON; every act calls the step function that the pages call."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Router, Status, UploadedFile

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling.asked import figure, row_key, today
from duban.web.handling.models import Assignment
from duban.web.ledger.models import Plan
from duban.web.refusals import ReasonMissing
from duban.web.reports.api_forms import (
    AnswerOut,
    BulkIn,
    CalendarIn,
    ConflictOut,
    EvidenceOut,
    OfferOut,
    OwedOut,
    OwnPartOut,
    PeriodOut,
    ReportOut,
    ReportRow,
    SaveIn,
    StepIn,
    UnlockIn,
)
from duban.web.reports.bulk import BULKS, Read, chosen
from duban.web.reports.correcting import ABOUT_CORRECTIONS
from duban.web.reports.evidence import attach, drop
from duban.web.reports.figures import known_of_report
from duban.web.reports.filling import Conflict, Entered, save
from duban.web.reports.form_pages import desk_of
from duban.web.reports.models import (
    WORDS,
    Evidence,
    Report,
    ReportingPeriod,
    Rhythm,
)
from duban.web.reports.owing import duties_of, owed
from duban.web.reports.own_parts import own_parts
from duban.web.reports.portions import as_rows, one_by_one
from duban.web.reports.roll_up import offers
from duban.web.reports.scheduling import Settings, set_calendar, unlock
from duban.web.reports.steps import STEPS, steps_open_to, take
from duban.web.reports.wholeness import indicators_of

router = Router(tags=["reports"])
MOST_ROWS = 500


@router.get("/reports/owed", response=list[OwedOut], summary="本单位要填报的")
def what_is_owed(request: MemberRequest) -> list[dict[str, Any]]:
    request.member.must(Right.FILE)
    return [
        {
            "assignment": row.assignment.pk,
            "period": row.period.pk,
            "period_label": row.period.label,
            "task": row.assignment.task_id,
            "title": row.assignment.task.title,
            "organisation": row.assignment.organisation.called(row.period.last_day),
            "files": row.files,
            "asked": row.asked,
            "standing": row.standing.value,
            "due_on": row.period.due_on,
            "open": row.open,
            "why": row.gate.reason,
            "report": None if row.report is None else row.report.pk,
        }
        for row in owed(duties_of(request.member), today())
    ]


@router.get("/reports/own-parts", response=list[OwnPartOut], summary="分解到本人名下的任务量")
def parts_of_one(request: MemberRequest) -> list[dict[str, Any]]:
    request.member.must(Right.FILE)
    return [
        {
            "task": row.share.task_id,
            "title": row.share.task.title,
            "state": row.share.task.state,
            "organisation": row.unit,
            "metric": row.share.indicator.metric,
            "unit": row.share.indicator.unit,
            "amount": f"{row.amount:f}",
            "due": row.due,
            "told": None if row.told is None else f"{row.told.amount:f}",
            "told_for": "" if row.told is None else row.told.report.period.period,
        }
        for row in own_parts(request.member, today())
    ]


@router.get("/reports", response=list[ReportRow], summary="看得到的填报，新的在前")
def reports(
    request: MemberRequest, task: int | None = None, state: str | None = None
) -> list[dict[str, Any]]:
    """The upper level finds here what was accepted below of the tasks it handed down."""
    found = (
        Report.objects.visible_to(request.member)
        .select_related("task", "period", "organisation")
        .prefetch_related("values__indicator")
    )
    if task is not None:
        found = found.filter(task=row_key(task))
    if state is not None:
        found = found.filter(state=state)
    return [_row(one) for one in found.order_by("-pk")[:MOST_ROWS]]


def _row(held: Report) -> dict[str, Any]:
    return {
        "id": held.pk,
        "task": held.task_id,
        "title": held.task.title,
        "period": held.period.period,
        "organisation": held.organisation.called(held.period.last_day),
        "part": held.part,
        "state": held.state,
        "state_label": str(held.get_state_display()),
        "late": held.late,
        "corrects": held.corrects_id,
        "submitted_on": held.submitted_on,
        "values": [
            {
                "indicator": one.indicator_id,
                "metric": one.indicator.metric,
                "unit": one.indicator.unit,
                "value": f"{one.amount:f}",
            }
            for one in held.values.all()
        ],
    }


@router.get("/reports/{key}", response=ReportOut, summary="一份填报")
def report(request: MemberRequest, key: int) -> dict[str, Any]:
    return _report(request, _seen(request, key))


@router.put(
    "/reports/of/{assignment}/{period}",
    response={200: ReportOut, 409: ConflictOut},
    summary="保存草稿；别人先改过时回答409，列出不同之处，不覆盖",
)
def save_draft(
    request: MemberRequest, assignment: int, period: int, body: SaveIn
) -> Status[dict[str, Any]]:
    own = request.member.where(Right.FILE, jurisdiction="task__jurisdiction", units="organisation")
    held = get_object_or_404(
        Assignment.objects.filter(own).select_related("task"), pk=row_key(assignment)
    )
    get_object_or_404(ReportingPeriod, pk=row_key(period), calendar__plan=held.task.plan_id)
    units = dict(held.task.indicators.filter(ended_on=None).values_list("pk", "unit"))
    adopts = frozenset(body.adopts)
    values = {
        key: None if text is None else figure(text, units.get(key, ""))
        for key, text in body.values.items()
    }
    words = {name: text for name in WORDS if (text := getattr(body, name)) is not None}
    entered = Entered(body.version, values, words, adopts)
    try:
        made = save(request.member, held.pk, period, entered, today())
    except Conflict as conflict:
        found = [asdict(one) for one in conflict.differences]
        version = conflict.report.version
        return Status(409, {"detail": str(conflict), "version": version, "differences": found})
    return Status(200, _report(request, _seen(request, made.pk)))


@router.get(
    "/reports/of/{assignment}/{period}/towns",
    response=list[OfferOut],
    summary="任务量分到街镇的指标：各街镇本期已通过的数及合计；采用时把指标编号写入adopts",
)
def from_towns(request: MemberRequest, assignment: int, period: int) -> list[dict[str, Any]]:
    desk = desk_of(request, row_key(assignment), row_key(period), today())
    if not desk.files:
        return []
    found = offers(desk.assignment.task_id, desk.indicators, desk.period)
    return [
        {
            "indicator": key,
            "metric": offer.indicator.metric,
            "unit": offer.indicator.unit,
            "total": f"{offer.total:f}",
            "shares": f"{offer.shares:f}",
            "counted": offer.counted,
            "towns": [
                row | {"why": line.why} for row, line in zip(offer.form(), offer.lines, strict=True)
            ],
        }
        for key, offer in found.items()
    ]


@router.post(
    "/reports/bulk/{act}", response=list[AnswerOut], summary="成批提交、审签、撤回、通过；逐份回答"
)
def bulk(
    request: MemberRequest, act: Literal["send", "release", "withdraw", "accept"], body: BulkIn
) -> list[dict[str, Any]]:
    """What the caller does not see is not answered."""
    wanted, on = BULKS[act], today()
    request.member.must(wanted.right)
    titles = chosen(request.member, map(row_key, body.reports))

    def take_one(key: int) -> object:
        return wanted.act(request.member, key, on, Read(body.versions.get(key), body.verdict))

    return as_rows(one_by_one(titles, take_one))


@router.post("/reports/{key}/evidence", response={201: EvidenceOut}, summary="上传佐证材料")
def add_evidence(
    request: MemberRequest, key: int, file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    held = _seen(request, key)
    return Status(201, _evidence(attach(request.member, held.pk, file, today())))


@router.delete("/reports/evidence/{key}", response={204: None}, summary="移除佐证材料")
def remove_evidence(request: MemberRequest, key: int) -> Status[None]:
    seen = Evidence.objects.visible_to(request.member)
    held = get_object_or_404(seen.distinct(), pk=row_key(key))
    drop(request.member, held.pk, today())
    return Status(204, None)


@router.post(
    "/reports/{key}/{step}", response=ReportOut, summary="走一步：提交、撤回、退回、通过等"
)
def step(request: MemberRequest, key: int, step: str, body: StepIn) -> dict[str, Any]:
    """`correct` answers with the new report that corrects the old one, `give_up` with the old one,
    which stands on."""
    held = _seen(request, key)
    if step not in STEPS:
        raise Http404
    if step in ABOUT_CORRECTIONS:
        made = ABOUT_CORRECTIONS[step](request.member, held.pk, body.reason, today())
        return _report(request, _seen(request, made.pk))
    moved = take(
        step,
        held.pk,
        request.member,
        today(),
        reason=body.reason,
        verdicts=body.verdicts,
        not_personal=body.not_personal,
        version=body.version,
    )
    return _report(request, moved)


@router.get("/plans/{key}/periods", response=list[PeriodOut], summary="计划的填报期")
def periods(request: MemberRequest, key: int) -> list[ReportingPeriod]:
    plan = get_object_or_404(Plan.objects.visible_to(request.member), pk=row_key(key))
    return list(ReportingPeriod.objects.filter(calendar__plan=plan))


@router.put("/plans/{key}/calendar", response=list[PeriodOut], summary="设置填报日历")
def calendar(request: MemberRequest, key: int, body: CalendarIn) -> list[ReportingPeriod]:
    plan = get_object_or_404(Plan.objects.visible_to(request.member), pk=row_key(key))
    if body.rhythm not in (Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.HALF_YEARLY):
        raise ReasonMissing(_("rhythm应为monthly、quarterly或half-yearly。"))
    wanted = Settings(
        rhythm=Rhythm(body.rhythm),
        opens=body.opens,
        due=body.due,
        closes=body.closes,
        release=body.release,
        asks_parts=body.asks_parts,
        since=body.since,
    )
    return list(set_calendar(request.member, plan.pk, body.year, wanted).periods.all())


@router.post("/periods/{key}/unlock", response=PeriodOut, summary="为一个单位解锁一期")
def unlock_one(request: MemberRequest, key: int, body: UnlockIn) -> ReportingPeriod:
    held = get_object_or_404(ReportingPeriod.objects.visible_to(request.member), pk=row_key(key))
    unlock(
        request.member,
        held.pk,
        row_key(body.organisation),
        until=body.until,
        reason=body.reason,
        on=today(),
    )
    return held


def _seen(request: MemberRequest, key: int) -> Report:
    found = Report.objects.visible_to(request.member).select_related(
        "task", "period__calendar", "organisation"
    )
    return get_object_or_404(found, pk=row_key(key))


def _report(request: MemberRequest, held: Report) -> dict[str, Any]:
    indicators = indicators_of(held)
    prefetch_related_objects([held], "values__indicator")
    taken = {one.indicator_id: one for one in held.adoptions.all()}
    known = known_of_report(held, indicators, held.submitted_on or today())
    plain = ("version", "progress", "problems", "next_steps", "help_needed", "reason")
    return (
        _row(held)
        | {name: getattr(held, name) for name in (*plain, "decided_at")}
        | {
            "values": [
                {
                    "indicator": one.indicator_id,
                    "metric": one.indicator.metric,
                    "unit": one.indicator.unit,
                    "cumulative": one.indicator.cumulative,
                    "value": f"{one.amount:f}",
                    "adopted": f"{taken[one.indicator_id].amount:f}"
                    if one.indicator_id in taken
                    else None,
                    "remarks": known[one.indicator_id].remarks(one.amount)
                    if one.indicator_id in known
                    else [],
                }
                for one in held.values.all()
            ],
            "evidence": [_evidence(one) for one in held.evidence.all()],
            "steps": [one.name for one in steps_open_to(request.member, held)],
        }
    )


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "kind": one.kind,
        "size": one.size,
        "sha256": one.sha256,
        "in_doubt": one.in_doubt,
    }
