"""The reports that fall due within some days: sent in time, late, not at all, or not due yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from duban.web.boards.beats.line import Found, Line, Sort, tasks_of, with_leads
from duban.web.boards.rhythm import Look, Span
from duban.web.handling.models import Assignment, Part
from duban.web.reports.clocks import REPORTED_ON
from duban.web.reports.models import Report, ReportingPeriod
from duban.web.supervision.models import LightHistory

MISSING, LATE, IN_TIME, OPEN = "missing", "late", "in_time", "open"


def rounds(look: Look) -> Found:
    """Those whose day of reporting lies in the span, what is missing first."""
    return Found(reports_due(look, look.span))


def reports_due(look: Look, span: Span) -> tuple[Line, ...]:
    """Of the spans that are held the one that covers this, else gathered."""
    for held, lines in look.reports.items():
        if held.first <= span.first and span.last <= held.last:
            due: Iterator[Line] = (one for one in lines if span.first <= one.day <= span.last)
            return tuple(due)
    return _gathered(look, span)


def hold_reports(look: Look, span: Span) -> None:
    """Gather at once what the sections of a beat ask for span by span."""
    look.reports[span] = _gathered(look, span)


def _gathered(look: Look, span: Span) -> tuple[Line, ...]:
    order = (MISSING, LATE, OPEN, IN_TIME)
    lines = with_leads((*_past(look, span), *_open(look, span)))
    return tuple(sorted(lines, key=lambda line: (order.index(line.kind), line.day)))


def _past(look: Look, span: Span) -> Iterator[Line]:
    """Of periods that the day's work has written down."""
    rows = LightHistory.objects.visible_to(look.member).filter(
        task__jurisdiction=look.place.key, due_on__gte=span.first, due_on__lte=span.last
    )
    found = rows.order_by("due_on", "task__plan", "task__position", "pk")
    for task, period, due_on, filed_on in found.values_list("task", "period", "due_on", "filed_on"):
        yield _line(task, period, due_on, filed_on, LATE if filed_on else MISSING)


def _open(look: Look, span: Span) -> Iterator[Line]:
    """Of the others: each task that is reported on, and the report of it that the person sees."""
    written = LightHistory.objects.filter(
        task__plan=OuterRef("calendar__plan"), period=OuterRef("period")
    )
    due = ReportingPeriod.objects.visible_to(look.member).filter(
        ~Exists(written),
        calendar__plan__jurisdiction=look.place.key,
        due_on__gte=span.first,
        due_on__lte=span.last,
    )
    plans = due.order_by().values("calendar__plan")
    asked = tasks_of(look).filter(plan__in=plans, state__in=REPORTED_ON).order_by("position", "pk")
    tasks = list(asked.values_list("pk", "plan"))
    leads = Assignment.objects.held().filter(role=Part.LEAD, task__plan__in=plans)
    begun = dict(leads.order_by("-issued_at").values_list("task", "issued_at"))
    reports = Report.objects.visible_to(look.member).filter(
        period__in=due.order_by().values("pk"), part=Part.LEAD, corrects=None
    )
    rows = reports.exclude(submitted_on=None).values_list("task", "period", "submitted_on")
    sent = {(task, period): on for task, period, on in rows}
    periods = due.order_by("due_on", "pk").values_list(
        "pk", "period", "due_on", "closes_on", "calendar__plan"
    )
    for key, period, due_on, closes_on, plan in periods:
        for task, its_plan in tasks:
            if its_plan != plan or task not in begun:
                continue
            if timezone.localdate(begun[task]) <= closes_on:
                filed_on = sent.get((task, key))
                late = LATE if filed_on else MISSING if due_on < look.today else OPEN
                yield _line(task, period, due_on, filed_on, late)


def _line(task: int, period: str, due_on: date, filed_on: date | None, late: str) -> Line:
    in_time = filed_on is not None and filed_on <= due_on
    return Line(
        task,
        IN_TIME if in_time else late,
        sort=Sort.REPORT,
        day=due_on,
        period=period,
    )
