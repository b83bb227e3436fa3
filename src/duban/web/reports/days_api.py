"""Working days over JSON: what a jurisdiction works by, and its office's changes, looked at before
they are done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router

from duban.tracking.day_list import DayListFaulty, read_text
from duban.tracking.working_days import DayKind, Force, Span
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling.asked import row_key, today
from duban.web.refusals import ReasonMissing
from duban.web.reports.api_forms import DaysChangedOut, DaysIn, DaysOut, UndoDaysIn
from duban.web.reports.day_changes import Wanted, change, foreseen, foreseen_undone, undo
from duban.web.reports.day_pages import places_of
from duban.web.reports.models import DayChange
from duban.web.reports.working_days import calendar_of

router = Router(tags=["reports"])


@router.get("/jurisdictions/{key}/working-days", response=DaysOut, summary="一年的放假与调休")
def working_days(request: MemberRequest, key: int, year: int | None = None) -> dict[str, Any]:
    place = get_object_or_404(places_of(request), pk=row_key(key))
    wanted = min(max(today().year if year is None else year, 2000), 2100)
    calendar = calendar_of(place.pk)
    return {
        "year": wanted,
        "working_days": calendar.working_days_between(
            date(wanted - 1, 12, 31), date(wanted, 12, 31)
        ),
        "provisional": calendar.force_of(wanted) is not Force.OFFICIAL,
        "spans": [
            {
                "first": one.first,
                "last": one.last,
                "kind": one.kind.name.lower(),
                "name": one.name,
                "basis": one.basis,
                "provisional": one.force is Force.PROVISIONAL,
            }
            for one in sorted(calendar.spans)
            if one.last.year == wanted
        ],
    }


def _wanted(body: DaysIn) -> Wanted:
    try:
        spans = (
            read_text(body.text, body.year)
            if body.text.strip()
            else [
                Span(one.first, one.last or one.first, DayKind[one.kind.upper()], one.name)
                for one in body.spans
            ]
        )
    except DayListFaulty as fault:
        raise ReasonMissing(str(fault)) from fault
    return Wanted(spans, body.reason, body.basis, body.year if body.whole_year else None)


@router.post(
    "/jurisdictions/{key}/working-days", response=DaysChangedOut, summary="调整工作日，可先看影响"
)
def change_days(request: MemberRequest, key: int, body: DaysIn) -> dict[str, Any]:
    place = get_object_or_404(places_of(request), pk=row_key(key))
    request.member.must(Right.SCHEDULE, place)
    if not body.apply:
        return {
            "change": None,
            "shifts": [one.form() for one in foreseen(place, _wanted(body), today())],
        }
    made, moved = change(request.member, place.pk, _wanted(body), today())
    return {"change": made.pk, "shifts": [one.form() for one in moved]}


@router.post("/day-changes/{key}/undo", response=DaysChangedOut, summary="撤销一次调整，可先看影响")
def undo_days(request: MemberRequest, key: int, body: UndoDaysIn) -> dict[str, Any]:
    request.member.must(Right.SEE)
    seen = DayChange.objects.visible_to(request.member).select_related("jurisdiction")
    held = get_object_or_404(seen, pk=row_key(key))
    request.member.must(Right.SCHEDULE, held)
    if not body.apply:
        return {"change": None, "shifts": [one.form() for one in foreseen_undone(held, today())]}
    _held, moved = undo(request.member, held.pk, body.reason, today())
    return {"change": held.pk, "shifts": [one.form() for one in moved]}
