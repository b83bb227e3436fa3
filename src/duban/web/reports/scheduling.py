"""What the office does with the calendar of a plan: set it, move a clock, unlock for one unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from duban.tracking import reporting
from duban.tracking.clocks import Clock
from duban.tracking.working_days import Calendar
from duban.web.accounts.member import Member
from duban.web.accounts.models import Organisation
from duban.web.accounts.rights import Right
from duban.web.journal.record import record
from duban.web.ledger.models import Plan
from duban.web.refusals import OutOfTurn, ReasonMissing
from duban.web.reports.models import (
    LockException,
    ReportingCalendar,
    ReportingPeriod,
    Rhythm,
)
from duban.web.reports.working_days import calendar_of


@dataclass(frozen=True, slots=True)
class Settings:
    """How a calendar shall be; `own` are the rounds of a plan with dates of its own. Periods that
    end before `since` are left out."""

    rhythm: Rhythm
    opens: str = str(reporting.OPENS)
    due: str = str(reporting.DUE)
    closes: str = str(reporting.CLOSES)
    release: bool = False
    asks_parts: bool = False
    own: tuple[reporting.Round, ...] = ()
    since: date | None = None


def rounds_of(wanted: Settings, year: int, days: Calendar) -> tuple[reporting.Round, ...]:
    """The rounds a calendar would have; a sentence where its clocks make no sense."""
    try:
        calendar = reporting.ReportingCalendar(
            reporting.Rhythm(wanted.rhythm.value),
            opens=Clock.parse(wanted.opens),
            due=Clock.parse(wanted.due),
            closes=Clock.parse(wanted.closes),
            own=wanted.own,
        )
        rounds = calendar.rounds(year, days)
    except ValueError as error:
        raise ReasonMissing(str(error)) from error
    if wanted.since is not None:
        rounds = tuple(one for one in rounds if one.period.last_day >= wanted.since)
    if not rounds:
        raise ReasonMissing(_("自定日期的日历至少要有一个填报期。"))
    return rounds


@transaction.atomic
def set_calendar(member: Member, plan_id: int, year: int, wanted: Settings) -> ReportingCalendar:
    """Make or change a plan's calendar. Periods that somebody reported on stay as they are."""
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan_id)
    member.must(Right.SCHEDULE, plan)
    rounds = rounds_of(wanted, year, calendar_of(plan.jurisdiction_id))
    held = ReportingCalendar.objects.filter(plan=plan).first()
    before = None if held is None else facts_of(held)
    calendar, _made = ReportingCalendar.objects.update_or_create(
        plan=plan,
        defaults={
            "rhythm": wanted.rhythm,
            "opens": wanted.opens,
            "due": wanted.due,
            "closes": wanted.closes,
            "release": wanted.release,
            "asks_parts": wanted.asks_parts,
        },
    )
    calendar.periods.filter(
        reports__isnull=True, last_day__year=year, exceptions__isnull=True
    ).delete()
    kept = set(calendar.periods.values_list("period", flat=True))
    ReportingPeriod.objects.bulk_create(
        ReportingPeriod(
            calendar=calendar,
            period=str(one.period),
            first_day=one.period.first_day,
            last_day=one.period.last_day,
            opens_on=one.opens,
            due_on=one.due,
            closes_on=one.closes,
        )
        for one in rounds
        if str(one.period) not in kept
    )
    record(member.user, "calendar.set", calendar, before=before, after=facts_of(calendar))
    return calendar


@transaction.atomic
def set_clocks(
    member: Member, period_id: int, *, opens: date, due: date, closes: date, reason: str
) -> ReportingPeriod:
    """Open, close or move one period, with a reason. What was late stays late."""
    period = (
        ReportingPeriod.objects.select_for_update(of=("self",), no_key=True)
        .select_related("calendar__plan")
        .get(pk=period_id)
    )
    member.must(Right.SCHEDULE, period)
    if not opens <= due <= closes:
        raise ReasonMissing(_("开放、报送期限、关闭三个日期须依次不早于前一个。"))
    if not reason.strip():
        raise ReasonMissing.of(_("调整填报期"))
    before = _days(period)
    period.opens_on, period.due_on, period.closes_on = opens, due, closes
    period.moved = True
    period.save(update_fields=["opens_on", "due_on", "closes_on", "moved"])
    record(
        member.user,
        "period.move",
        period,
        before=before,
        after=_days(period),
        reason=reason.strip(),
    )
    return period


@transaction.atomic
def unlock(
    member: Member, period_id: int, organisation_id: int, *, until: date, reason: str, on: date
) -> LockException:
    """Let one unit fill in one closed period until a day that still counts."""
    period = ReportingPeriod.objects.select_related("calendar__plan").get(pk=period_id)
    member.must(Right.SCHEDULE, period)
    unit = Organisation.objects.filter(
        pk=organisation_id, jurisdiction=period.calendar.plan.jurisdiction_id
    ).first()
    if unit is None:
        raise OutOfTurn(_("请从名录里选一个单位。"))
    if not reason.strip():
        raise ReasonMissing.of(_("解锁"))
    if until < on or on <= period.closes_on:
        raise OutOfTurn(_("只有已关闭的填报期才需要解锁，解锁至的日期不能早于今天。"))
    made = LockException.objects.create(
        period=period,
        organisation=unit,
        reason=reason.strip(),
        since=on,
        until=until,
        granted_by=member.user,
    )
    record(member.user, "period.unlock", made, after=until.isoformat(), reason=made.reason)
    return made


def facts_of(calendar: ReportingCalendar) -> dict[str, Any]:
    return {
        "rhythm": calendar.rhythm,
        "opens": calendar.opens,
        "due": calendar.due,
        "closes": calendar.closes,
        "release": calendar.release,
        "asks_parts": calendar.asks_parts,
    }


def _days(period: ReportingPeriod) -> list[str]:
    return [day.isoformat() for day in (period.opens_on, period.due_on, period.closes_on)]
