"""What came in: reports, replies to orders, answers to instructions, papers that ask for a change,
tasks reported done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from duban.web.boards.beats.line import Found, Line, Sort, with_leads
from duban.web.boards.panel import Cell
from duban.web.boards.rhythm import Look
from duban.web.design.periods import period_words
from duban.web.handling.models import Change, Completion, Finish, Outcome, Part
from duban.web.reports.models import Report
from duban.web.supervision import asking

LATE, IN_TIME = "late", "in_time"


def came_in(look: Look) -> Found:
    """From the working day before up to the day, the latest first."""
    held = [*_reports(look), *_orders(look), *with_leads(_instructions(look))]
    held += [*_changes(look), *_completions(look)]
    return Found(tuple(sorted(held, key=lambda line: (line.day, line.kind), reverse=True)))


def _between(rows: QuerySet[Any], day: str, look: Look) -> QuerySet[Any]:
    within = {f"{day}__gte": look.since, f"{day}__lte": look.until}
    return rows.filter(**within).order_by(day, "pk")


def _kind(late: bool) -> str:
    return LATE if late else IN_TIME


def _reports(look: Look) -> Iterator[Line]:
    own = Report.objects.visible_to(look.member).filter(
        part=Part.LEAD, task__jurisdiction=look.place.key
    )
    for one in _between(own.select_related("period"), "submitted_on", look):
        yield Line(
            one.task_id,
            _kind(one.late),
            one.organisation_id,
            Sort.REPORT,
            one.submitted_on,
            thing=Cell(period_words(one.period.when), one.get_absolute_url()),
            words=one.progress,
        )


def _orders(look: Look) -> Iterator[Line]:
    for one in _between(
        asking.orders(look.member).filter(jurisdiction=look.place.key), "replied_on", look
    ):
        yield Line(
            one.task_id,
            _kind(one.replied_on > one.reply_by),
            one.organisation_id,
            Sort.ORDER,
            one.replied_on,
            thing=Cell(one.label, one.get_absolute_url(), shade=one.shade),
            words=one.because,
        )


def _instructions(look: Look) -> Iterator[Line]:
    own = asking.instructions(look.member).filter(task__jurisdiction=look.place.key)
    for one in _between(own, "answered_on", look):
        yield Line(
            one.task_id,
            _kind(one.answer_by is not None and one.answered_on > one.answer_by),
            sort=Sort.INSTRUCTION,
            day=one.answered_on,
            thing=Cell(one.speaker, reverse("supervision:instructions")),
            words=one.answer,
        )


def _changes(look: Look) -> Iterator[Line]:
    own = Change.objects.visible_to(look.member).filter(
        jurisdiction=look.place.key, task__isnull=False
    )
    for one in _between(own.exclude(outcome=Outcome.WITHDRAWN), "asked_on", look):
        yield Line(
            one.task_id,
            _kind(one.late),
            one.organisation_id,
            Sort.CHANGE,
            one.asked_on,
            thing=Cell(one.get_kind_display(), one.get_absolute_url()),
            words=one.reason,
        )


def _completions(look: Look) -> Iterator[Line]:
    """Late where the task was due before it was reported done."""
    own = Completion.objects.visible_to(look.member).filter(task__jurisdiction=look.place.key)
    rows = own.exclude(state=Finish.RECALLED).select_related("task__light_now")
    for one in _between(rows, "reported_on", look):
        light = getattr(one.task, "light_now", None)
        due = one.task.due_day if light is None else light.due
        yield Line(
            one.task_id,
            _kind(due is not None and one.reported_on > due),
            one.organisation_id,
            Sort.COMPLETION,
            one.reported_on,
            thing=Cell(one.get_state_display()),
            words=one.statement,
        )
