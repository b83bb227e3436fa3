"""Lights, assessments and notices over JSON: the same steps as the pages, the same four answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from duban.web.accounts.days import Day
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.ledger.models import Task
from duban.web.supervision import acting, asking
from duban.web.supervision.api_forms import (
    AssessmentIn,
    AssessmentOut,
    BurdenOut,
    ContactOut,
    LightOut,
    LightsQuery,
    NoticeOut,
    OverrideIn,
    OverrideOut,
    Page,
    TaskLightOut,
    ToldOut,
    WordsIn,
)
from duban.web.supervision.assessing import Judged, assess, take_back
from duban.web.supervision.burden_pages import month_of
from duban.web.supervision.burdens import burdens, units_of
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.models import (
    Assessment,
    Colour,
    Contact,
    LightNow,
    LightOverride,
    Notice,
)
from duban.web.supervision.of_day import lights_of_day, sorted_out
from duban.web.supervision.telling import reach_by, read_all

router = Router(tags=["supervision"])
LIGHT_FIELDS = tuple(name for name in LightOut.model_fields if name not in ("task", "title", "day"))


def seen_task(request: MemberRequest, key: int) -> Task:
    request.member.must(Right.SEE)
    return get_object_or_404(Task.objects.visible_to(request.member), pk=asked.row_key(key))


@router.get("/lights", response=list[LightOut], summary="各任务今天或某天的灯，重的在前")
def lights(request: MemberRequest, query: Query[LightsQuery]) -> list[Any]:
    """Another day than today is computed: it has no `since`."""
    member, on, day = request.member, asked.today(), query.day
    wanted = asking.Wanted.of(request.GET)
    rows: Iterable[Any]
    if day is None or day == on:
        found = asking.narrowed(asking.lights(member), wanted, on)
        rows = query.of(asking.gravest_first(found).select_related("task"))
    else:
        rows = query.of(sorted_out(lights_of_day(member, wanted, day), wanted)[0])
    return [
        {
            "task": row.task_id,
            "title": row.task.title,
            "day": row.day if isinstance(row, LightNow) else day,
            **{name: getattr(row, name) for name in LIGHT_FIELDS},
        }
        for row in rows
    ]


@router.get("/tasks/{key}/light", response=TaskLightOut, summary="一项任务某天的灯与各期的灯")
def light(request: MemberRequest, key: int, day: Day | None = None) -> dict[str, Any]:
    """`day` not given: today."""
    task, on = seen_task(request, key), day or asked.today()
    lamps = lamps_of([task])
    if not lamps:
        raise Http404
    found = lamps[0].light(on)
    return {
        "day": on,
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
        "assessments": list(task.assessments.all()),
    }


@router.post("/tasks/{key}/assessments", response={201: AssessmentOut}, summary="研判")
def give_word(request: MemberRequest, key: int, body: AssessmentIn) -> Status[Assessment]:
    judged = Judged(body.word, body.reason, body.period)
    return Status(201, assess(request.member, seen_task(request, key).pk, judged, asked.today()))


@router.post("/assessments/{key}/take-back", response=AssessmentOut, summary="撤回研判")
def take_word_back(request: MemberRequest, key: int, body: WordsIn) -> Assessment:
    request.member.must(Right.SEE)
    seen = Assessment.objects.visible_to(request.member)
    held = get_object_or_404(seen, pk=asked.row_key(key))
    return take_back(request.member, held.pk, body.words, asked.today())


@router.post("/tasks/{key}/override", response={201: OverrideOut}, summary="人工改灯")
def override(request: MemberRequest, key: int, body: OverrideIn) -> Status[LightOverride]:
    task, colour = seen_task(request, key), Colour(body.colour)
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


@router.get("/burdens", response=list[BurdenOut], summary="一个月向各单位要了什么")
def all_burdens(request: MemberRequest, month: str = "") -> list[dict[str, Any]]:
    """`month` such as 2026-09; not given: this month."""
    request.member.must(Right.SEE)
    year, number = month_of(month, asked.today())
    names = ("reports", "figures", "served", "reminders")
    return [
        {
            "unit": one.unit.pk,
            "name": one.unit.name,
            "orders": len(one.orders),
            "instructions": len(one.instructions),
            **{name: getattr(one, name) for name in names},
            "asked": [
                {
                    "plan": held.plan.pk,
                    "title": held.plan.title,
                    **{name: getattr(held, name) for name in names[:3]},
                }
                for held in one.asked
            ],
        }
        for one in burdens(units_of(request.member), year, number)
    ]


@router.get("/notices", response=list[NoticeOut], summary="我的通知，新的在前")
def notices(request: MemberRequest, query: Query[Page]) -> list[dict[str, Any]]:
    found = query.of(Notice.objects.visible_to(request.member))
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


def _contact(held: Contact | None) -> dict[str, Any]:
    return {"email": "" if held is None else held.email, "robots": held is None or held.robots}


@router.get("/me/contact", response=ContactOut, summary="我的提醒方式")
def contact(request: MemberRequest) -> dict[str, Any]:
    return _contact(Contact.objects.filter(user=request.member.user).first())


@router.put("/me/contact", response=ContactOut, summary="设置我的提醒方式")
def set_contact(request: MemberRequest, body: ContactOut) -> dict[str, Any]:
    """`email` empty: no mail. `robots`: whether the robots of the groups name this person."""
    return _contact(reach_by(request.member, body.email, robots=body.robots))
