"""The office changes the working days of its jurisdiction: laid over, or a whole year's list taken
in, or undone. What that moves of the clocks of reporting is told before it is done.

A clock that has struck stays where it was, and no period becomes due before today: nobody is late
by an order of things that came afterwards. Periods whose days a person set stay too, as do papers
that went out with their limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from duban.tracking import reporting
from duban.tracking.clocks import Clock
from duban.tracking.working_days import Calendar, CalendarError, Span
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.journal.record import record
from duban.web.refusals import OutOfTurn, ReasonMissing
from duban.web.reports.models import (
    ChangedDay,
    DayChange,
    ReportingCalendar,
    ReportingPeriod,
    Rhythm,
)
from duban.web.reports.working_days import calendar_of, calendars_of, changed, days_of

#: days that one run may have
LONGEST = 60
CLOCKS = ("opens_on", "due_on", "closes_on")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change as it is asked for; `whole_year`: `spans` are all that is known of that year."""

    spans: Sequence[Span]
    reason: str
    basis: str
    whole_year: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """One period whose clocks move, and to which days: opens, due, closes."""

    period: ReportingPeriod
    before: tuple[date, ...]
    after: tuple[date, ...]

    @property
    def pairs(self) -> list[tuple[date, date]]:
        return list(zip(self.before, self.after, strict=True))

    def form(self) -> dict[str, Any]:
        return {
            "period": self.period.pk,
            "plan": self.period.calendar.plan.title,
            "label": self.period.label,
            "before": [day.isoformat() for day in self.before],
            "after": [day.isoformat() for day in self.after],
        }


def foreseen(place: Jurisdiction, wanted: Wanted, on: date) -> list[Shift]:
    """What the change would move, as things stand; nothing is written."""
    _refuse_half(wanted)
    return shifts(place, changed(calendar_of(place.pk), wanted.spans, wanted.whole_year), on)


def foreseen_undone(held: DayChange, on: date) -> list[Shift]:
    place = held.jurisdiction
    return shifts(place, calendars_of([place.pk], without=held)[place.pk], on)


def _refuse_half(wanted: Wanted) -> None:
    if not wanted.spans:
        raise ReasonMissing(_("请写明放假或上班的日子。"))
    if not wanted.basis.strip():
        raise ReasonMissing(_("请写明依据，如某号通知。"))
    if not wanted.reason.strip():
        raise ReasonMissing.of(_("调整工作日"))
    for span in wanted.spans:
        if span.last < span.first or (span.last - span.first).days > LONGEST:
            raise ReasonMissing(
                _("末日不能早于首日，也不能相隔%(days)s天以上。") % {"days": LONGEST}
            )
    try:
        Calendar(tuple(wanted.spans))
    except CalendarError as error:
        raise ReasonMissing(_("%(fault)s，请只留一处。") % {"fault": error}) from error
    years = {span.last.year for span in wanted.spans}
    if wanted.whole_year is not None and years != {wanted.whole_year}:
        raise ReasonMissing(
            _("整年的放假安排里只能有%(year)s年的日子。") % {"year": wanted.whole_year}
        )


def change(
    member: Member, place_id: int, wanted: Wanted, on: date
) -> tuple[DayChange, list[Shift]]:
    """Lay a change over the days of a jurisdiction and move the clocks that follow them."""
    with transaction.atomic():
        place = _locked(member, place_id)
        moved = foreseen(place, wanted, on)
        made = DayChange.objects.create(
            jurisdiction=place,
            whole_year=wanted.whole_year,
            basis=wanted.basis.strip()[:200],
            reason=wanted.reason.strip()[:300],
            by=member.user,
            on=on,
        )
        ChangedDay.objects.bulk_create(days_of(made, wanted.spans))
        _move(moved)
        days = [f"{span.first}..{span.last} {span.kind.value} {span.name}" for span in wanted.spans]
        record(
            member.user,
            "days.change",
            made,
            after=days,
            reason=made.reason,
            basis=made.basis,
            whole_year=made.whole_year,
            periods=[one.form() for one in moved],
        )
    return made, moved


def undo(member: Member, key: int, reason: str, on: date) -> tuple[DayChange, list[Shift]]:
    """Take a change away again; the clocks follow."""
    with transaction.atomic():
        held = DayChange.objects.select_related("jurisdiction").get(pk=key)
        _locked(member, held.jurisdiction_id)
        held.refresh_from_db(fields=["undone_on"])
        if held.undone_on is not None:
            raise OutOfTurn(_("这次调整已经撤销。"))
        if not reason.strip():
            raise ReasonMissing.of(_("撤销调整"))
        moved = foreseen_undone(held, on)
        held.undone_by, held.undone_on, held.undone_why = member.user, on, reason.strip()[:300]
        held.save(update_fields=["undone_by", "undone_on", "undone_why"])
        _move(moved)
        forms = [one.form() for one in moved]
        record(member.user, "days.undo", held, reason=held.undone_why, periods=forms)
    return held, moved


def _locked(member: Member, place_id: int) -> Jurisdiction:
    """The jurisdiction, held so that two changes follow each other."""
    place = Jurisdiction.objects.select_for_update(no_key=True).get(pk=place_id)
    member.must(Right.SCHEDULE, place)
    return place


def shifts(place: Jurisdiction, calendar: Calendar, on: date) -> list[Shift]:
    """The periods of the jurisdiction whose clocks strike on other days by `calendar`."""
    periods = (
        ReportingPeriod.objects.filter(
            calendar__plan__jurisdiction=place, closes_on__gte=on, moved=False
        )
        .exclude(calendar__rhythm=Rhythm.OWN)
        .select_related("calendar__plan")
        .order_by("calendar__plan", "last_day", "pk")
    )
    found = []
    for period in periods:
        before = tuple(getattr(period, clock) for clock in CLOCKS)
        after = _struck(period, calendar, before, on)
        if after != before:
            found.append(Shift(period, before, after))
    return found


def _struck(
    period: ReportingPeriod, calendar: Calendar, before: tuple[date, ...], on: date
) -> tuple[date, ...]:
    """Where the three clocks stand: those to come by the calendar, but none before today, and none
    before the one that strikes first."""
    fresh = plain(period.calendar).round_of(period.when, calendar)
    days: list[date] = []
    for old, new in zip(before, (fresh.opens, fresh.due, fresh.closes), strict=True):
        day = old if old < on else max(new, on)
        days.append(max([day, *days]))
    return tuple(days)


def plain(held: ReportingCalendar) -> reporting.ReportingCalendar:
    """The calendar as the pure rules know it; not for one with dates of its own."""
    return reporting.ReportingCalendar(
        reporting.Rhythm(held.rhythm),
        opens=Clock.parse(held.opens),
        due=Clock.parse(held.due),
        closes=Clock.parse(held.closes),
    )


def _move(moved: Sequence[Shift]) -> None:
    for shift in moved:
        for name, day in zip(CLOCKS, shift.after, strict=True):
            setattr(shift.period, name, day)
    ReportingPeriod.objects.bulk_update([shift.period for shift in moved], CLOCKS)
