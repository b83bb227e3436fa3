"""填报日历: how often a plan asks, its clocks, exceptions, and figures that serve two plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Min, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.tracking import reporting
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.handling.models import Indicator
from duban.web.handling.resolving import choices
from duban.web.ledger.models import Plan
from duban.web.refusals import ReasonMissing
from duban.web.reports.clocks import caution_of
from duban.web.reports.models import (
    LockException,
    ReportingCalendar,
    ReportingPeriod,
    Rhythm,
    SameFigure,
    State,
)
from duban.web.reports.scheduling import Settings, set_calendar, set_clocks, unlock
from duban.web.reports.twins import tie, untie
from duban.web.reports.working_days import calendar_of

#: rows for periods of a plan's own
OWN_ROWS, MOST_ROWS = 12, 60


@require_safe
def calendars(request: MemberRequest) -> HttpResponse:
    request.member.must(Right.SCHEDULE)
    plans = (
        Plan.objects.filter(request.member.where(Right.SCHEDULE))
        .select_related("calendar", "jurisdiction")
        .annotate(whole=Count("tasks"))
        .filter(whole__gt=0)
        .order_by("-year", "title", "pk")
    )
    return render(request, "reports/calendars.html", {"plans": plans})


def _plan(request: MemberRequest, pk: int) -> Plan:
    plan = get_object_or_404(Plan.objects.visible_to(request.member), pk=pk)
    request.member.must(Right.SCHEDULE, plan)
    return plan


@require_http_methods(["GET", "POST"])
def calendar(request: MemberRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    year = plan.year or asked.today().year
    if request.method == "POST":
        set_calendar(request.member, plan.pk, year, _settings(request, year))
        messages.success(request, _("填报日历已保存。"))
        return redirect("reports:calendar", pk)
    return render(request, "reports/calendar.html", _context(plan, year))


def _context(plan: Plan, year: int) -> dict[str, Any]:
    held = ReportingCalendar.objects.filter(plan=plan).first()
    periods: list[Any] = []
    if held is not None:
        counted = held.periods.annotate(
            sent=Count("reports", ~Q(reports__state=State.DRAFT)),
            accepted=Count("reports", Q(reports__state=State.ACCEPTED)),
        )
        periods = list(counted)
    return {
        "plan": plan,
        "year": year,
        "calendar": held,
        "periods": periods,
        "caution": _caution(plan, held),
        "rhythms": Rhythm.choices,
        "clocks": {
            "opens": held.opens if held else str(reporting.OPENS),
            "due": held.due if held else str(reporting.DUE),
            "closes": held.closes if held else str(reporting.CLOSES),
        },
        "own_rows": _own_rows(held, periods),
        # what was left out when the calendar was made is not asked for by changing it
        "since": min((period.first_day for period in periods), default=None),
        "exceptions": LockException.objects.filter(period__calendar__plan=plan).select_related(
            "organisation", "period", "granted_by"
        ),
        "units": choices(plan.jurisdiction),
        "on": asked.today(),
        "ties": _ties(plan),
        "alike": _alike(plan),
    }


def _own_rows(
    held: ReportingCalendar | None, periods: Sequence[ReportingPeriod]
) -> list[ReportingPeriod | None]:
    """The rows for periods of a plan's own: those there are, and empty ones."""
    if held is not None and held.rhythm != Rhythm.OWN:
        return []
    return [*periods, *[None] * max(OWN_ROWS - len(periods), 3)]


def _caution(plan: Plan, held: ReportingCalendar | None) -> str:
    """What to bear in mind of the working days that the clocks were counted by."""
    if held is None:
        return ""
    ends = held.periods.aggregate(first=Min("opens_on"), last=Max("closes_on"))
    if ends["first"] is None:
        return ""
    return caution_of(calendar_of(plan.jurisdiction_id), ends["first"], ends["last"])


def _settings(request: MemberRequest, year: int) -> Settings:
    words = request.POST
    if words.get("rhythm") not in Rhythm.values:
        raise ReasonMissing(_("请选择填报周期。"))
    rhythm = Rhythm(words["rhythm"])
    return Settings(
        rhythm=rhythm,
        opens=words.get("opens", "").strip() or str(reporting.OPENS),
        due=words.get("due", "").strip() or str(reporting.DUE),
        closes=words.get("closes", "").strip() or str(reporting.CLOSES),
        release=words.get("release") == "1",
        asks_parts=words.get("asks_parts") == "1",
        own=_own(request) if rhythm is Rhythm.OWN else (),
        since=asked.day(words.get("since", "")) or date(year, 1, 1),
    )


def _own(request: MemberRequest) -> tuple[reporting.Round, ...]:
    rounds = []
    for number in range(MOST_ROWS):
        name = request.POST.get(f"own-{number}", "").strip()
        if not name:
            continue
        days = [
            asked.day(request.POST.get(f"own-{number}-{clock}", ""))
            for clock in ("opens", "due", "closes")
        ]
        if None in days:
            raise ReasonMissing(_("自定填报期须写全开放、报送期限、关闭三个日期。"))
        try:
            rounds.append(reporting.Round(asked.period(name), *days))  # type: ignore[arg-type]
        except ValueError as error:
            raise ReasonMissing(str(error)) from error
    return tuple(rounds)


@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponse:
    """Move the clocks of one period."""
    period = get_object_or_404(ReportingPeriod.objects.visible_to(request.member), pk=pk)
    days = [asked.day(request.POST.get(clock, "")) for clock in ("opens", "due", "closes")]
    if None in days:
        raise ReasonMissing(_("开放、报送期限、关闭三个日期都要填。"))
    opens, due, closes = days
    set_clocks(
        request.member,
        period.pk,
        opens=opens,  # type: ignore[arg-type]
        due=due,  # type: ignore[arg-type]
        closes=closes,  # type: ignore[arg-type]
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("填报期已调整。"))
    return redirect("reports:calendar", period.calendar.plan_id)


@require_POST
def grant(request: MemberRequest, pk: int) -> HttpResponse:
    """Unlock one closed period for one unit."""
    period = get_object_or_404(ReportingPeriod.objects.visible_to(request.member), pk=pk)
    until = asked.day(request.POST.get("until", ""))
    if until is None:
        raise ReasonMissing(_("请写明解锁至哪一天。"))
    unlock(
        request.member,
        period.pk,
        asked.key(request.POST.get("unit", "")),
        until=until,
        reason=request.POST.get("reason", ""),
        on=asked.today(),
    )
    messages.success(request, _("已解锁。"))
    return redirect("reports:calendar", period.calendar.plan_id)


def _ties(plan: Plan) -> list[SameFigure]:
    tied = SameFigure.objects.filter(Q(one__task__plan=plan) | Q(other__task__plan=plan))
    return list(tied.select_related("one__task__plan", "other__task__plan"))


def _alike(plan: Plan) -> list[tuple[Indicator, Indicator]]:
    """Pairs that may be one figure: the same metric, unit and sense in another plan of the
    jurisdiction, not tied yet."""
    own = {
        (one.metric, one.unit, one.cumulative): one
        for one in Indicator.objects.filter(task__plan=plan, ended_on=None).select_related(
            "task__plan"
        )
    }
    tied = {(pair.one_id, pair.other_id) for pair in _ties(plan)}
    others = Indicator.objects.filter(
        task__jurisdiction=plan.jurisdiction_id,
        ended_on=None,
        metric__in={metric for metric, _unit, _sense in own},
    ).exclude(task__plan=plan)
    pairs = []
    for other in others.select_related("task__plan"):
        one = own.get((other.metric, other.unit, other.cumulative))
        if one is not None and (min(one.pk, other.pk), max(one.pk, other.pk)) not in tied:
            pairs.append((one, other))
    return pairs


@require_POST
def tie_figures(request: MemberRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    match request.POST.get("act"):
        case "tie":
            keys = [asked.key(request.POST.get(name, "")) for name in ("one", "other")]
            for key in keys:
                get_object_or_404(Indicator.objects.visible_to(request.member), pk=key)
            tie(request.member, *keys)
            messages.success(request, _("两份计划的这个数今后只填一次。"))
        case "untie":
            held = get_object_or_404(
                SameFigure.objects.visible_to(request.member),
                pk=asked.key(request.POST.get("tie", "")),
            )
            untie(request.member, held.pk)
            messages.success(request, _("已解除，两份计划分别填报。"))
        case _:
            raise Http404
    return redirect("reports:calendar", plan.pk)
