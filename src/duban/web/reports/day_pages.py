"""工作日历: the working days of a jurisdiction by year, and the changes of its office."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.tracking.day_list import DayListFaulty, read_rows, read_text
from duban.tracking.holidays import YEARS
from duban.tracking.working_days import Calendar, DayKind, Force, Span
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.refusals import ReasonMissing, Refusal
from duban.web.reports import models
from duban.web.reports.clocks import caution_of
from duban.web.reports.day_changes import Wanted, change, foreseen, foreseen_undone, undo
from duban.web.reports.models import DayChange
from duban.web.reports.sheet import rows_of
from duban.web.reports.working_days import calendar_of

WEEK = months.Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Day:
    """One cell of the year: `span` where the day is another one than its week says."""

    day: date
    inside: bool
    worked: bool
    span: Span | None


def places_of(request: MemberRequest) -> Any:
    """The jurisdictions in which this person works."""
    request.member.must(Right.SEE)
    held = {post.jurisdiction_id for post in request.member.posts_with(Right.SEE)}
    return Jurisdiction.objects.filter(pk__in=held)


@require_safe
def days(request: MemberRequest, place: int | None = None) -> HttpResponse:
    """The year of one jurisdiction; without one, of the person's first."""
    if place is None:
        return redirect("reports:days", places_of(request).order_by("code").first().pk)
    held = get_object_or_404(places_of(request), pk=place)
    return render(request, "reports/days.html", context_of(request, held))


def year_in(request: MemberRequest) -> int:
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else asked.today().year
    return min(max(year, 2000), 2100)


def context_of(request: MemberRequest, place: Jurisdiction, **more: Any) -> dict[str, Any]:
    year, calendar = year_in(request), calendar_of(place.pk)
    first, last = date(year, 1, 1), date(year, 12, 31)
    changes = DayChange.objects.filter(jurisdiction=place).order_by("-pk")
    return {
        "place": place,
        "places": places_of(request),
        "year": year,
        "years": sorted({*YEARS, year - 1, year, year + 1}),
        "months": [_month(calendar, year, number) for number in range(1, 13)],
        "spans": sorted(span for span in calendar.spans if first <= span.last <= last),
        "force": calendar.force_of(year),
        "official": Force.OFFICIAL,
        "caution": caution_of(calendar, first, last),
        "worked": calendar.working_days_between(date(year - 1, 12, 31), last),
        "changes": changes.select_related("by", "undone_by").prefetch_related("days"),
        "kinds": models.DayKind.choices,
        "may_change": request.member.may(Right.SCHEDULE, place),
        "typed": request.POST,
        **more,
    }


def _month(calendar: Calendar, year: int, number: int) -> tuple[int, list[list[Day]]]:
    weeks = [
        [
            Day(
                day,
                day.month == number,
                calendar.is_working_day(day),
                calendar.span_of(day),
            )
            for day in week
        ]
        for week in WEEK.monthdatescalendar(year, number)
    ]
    return number, weeks


def _spans(request: MemberRequest, year: int) -> Sequence[Span]:
    """A single run from its fields, or a list that was pasted or chosen."""
    body, file = request.POST, request.FILES.get("file")
    try:
        if file is not None:
            return read_rows(rows_of(file.read(), file.name or ""), year)
        if body.get("list", "").strip():
            return read_text(body["list"], year)
    except DayListFaulty as fault:
        raise ReasonMissing(str(fault)) from fault
    first = asked.day(body.get("first", ""))
    if first is None:
        return ()
    last = asked.day(body.get("last", "")) or first
    if body.get("kind") not in models.DayKind.values:
        raise ReasonMissing(_("请选择放假或上班。"))
    kind = models.DayKind(body["kind"])
    return (Span(first, last, DayKind[kind.name], body.get("name", "").strip() or str(kind.label)),)


def _wanted(request: MemberRequest, year: int) -> Wanted:
    body = request.POST
    whole = year if body.get("whole") == "1" else None
    return Wanted(_spans(request, year), body.get("reason", ""), body.get("basis", ""), whole)


@require_POST
def lay_over(request: MemberRequest, place: int) -> HttpResponse:
    """Show what a change would move; `act` apply does it. A list that came as a file comes back
    as text, so that it can be applied without being chosen again."""
    held = get_object_or_404(places_of(request), pk=place)
    request.member.must(Right.SCHEDULE, held)
    year, on = year_in(request), asked.today()
    try:
        wanted = _wanted(request, year)
        if request.POST.get("act") == "apply":
            _made, moved = change(request.member, held.pk, wanted, on)
            messages.success(
                request,
                _("工作日已调整，%(count)s个填报期的日子跟着变了。") % {"count": len(moved)},
            )
            return redirect(f"{reverse('reports:days', args=[held.pk])}?year={year}")
        moved = foreseen(held, wanted, on)
    except Refusal as refusal:
        context = context_of(request, held, refusal=refusal)
        return render(request, "reports/days.html", context, status=refusal.status)
    context = context_of(request, held, wanted=wanted, moved=moved, list=_as_text(wanted.spans))
    return render(request, "reports/days.html", context)


def _as_text(spans: Sequence[Span]) -> str:
    return "\n".join(f"{one.first}\t{one.last}\t{one.kind}\t{one.name}" for one in spans)


@require_POST
def take_off(request: MemberRequest, pk: int) -> HttpResponse:
    """Show what undoing a change would move; `act` apply does it."""
    request.member.must(Right.SEE)
    seen = DayChange.objects.visible_to(request.member).select_related("jurisdiction")
    held = get_object_or_404(seen, pk=pk)
    request.member.must(Right.SCHEDULE, held)
    on, reason = asked.today(), request.POST.get("reason", "")
    try:
        if request.POST.get("act") == "apply":
            _held, moved = undo(request.member, held.pk, reason, on)
            messages.success(
                request, _("已撤销，%(count)s个填报期的日子跟着变了。") % {"count": len(moved)}
            )
            return redirect("reports:days", held.jurisdiction_id)
        moved = foreseen_undone(held, on)
    except Refusal as refusal:
        context = context_of(request, held.jurisdiction, refusal=refusal)
        return render(request, "reports/days.html", context, status=refusal.status)
    context = context_of(request, held.jurisdiction, undoing=held, moved=moved)
    return render(request, "reports/days.html", context)
