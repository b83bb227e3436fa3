"""What falls due within some days and was not done in time: tasks, reports, replies to orders,
answers to instructions. What was done by its day is no longer due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import F, Q
from django.urls import reverse

from duban.web.boards.beats.line import Found, Line, Sort, with_leads
from duban.web.boards.beats.rounds import IN_TIME, reports_due
from duban.web.boards.panel import Cell
from duban.web.boards.rhythm import ONE_DAY, Look, Span
from duban.web.handling.models import Completion, Finish
from duban.web.ledger.models import TaskState
from duban.web.supervision import asking
from duban.web.supervision.gathering import FINISHED
from duban.web.supervision.models import LightNow, OrderState
from duban.web.supervision.saying import told

#: states in which nobody works on a task
AT_REST = (TaskState.CANCELLED, TaskState.SUSPENDED)
LATE, TODAY, NEXT = "late", "today", "next"
SORTED = tuple(Sort)


def around_day(look: Look) -> Found:
    """What became late since the working day before, what is due on the day, and on the next."""
    spans = {
        LATE: Span(look.since, look.on - ONE_DAY),
        TODAY: look.span,
        NEXT: look.next_span,
    }
    whole = Span(look.since, look.next_span.last)
    kinds = {
        day: kind
        for kind, span in spans.items()
        for day in (
            span.first + ONE_DAY * count for count in range((span.last - span.first).days + 1)
        )
    }
    lines = tuple(replace(line, kind=kinds[line.day]) for line in due(look, whole) if line.day)
    return Found(lines)


def in_next_span(look: Look) -> Found:
    """What is due in the span that follows, told apart by what it is."""
    return Found(tuple(replace(one, kind=one.sort.value) for one in due(look, look.next_span)))


def due(look: Look, span: Span) -> list[Line]:
    reports = (line for line in reports_due(look, span) if line.kind != IN_TIME)
    lines = [*tasks_due(look, span), *reports, *_orders(look, span), *_instructions(look, span)]
    return sorted(lines, key=lambda line: (line.day, SORTED.index(line.sort)))


def tasks_due(look: Look, span: Span) -> tuple[Line, ...]:
    """Tasks whose day of completion lies within the span, not closed by then."""
    rows = LightNow.objects.visible_to(look.member).filter(
        task__jurisdiction=look.place.key, due__gte=span.first, due__lte=span.last
    )
    in_time = Completion.objects.filter(
        state=Finish.PASSED, task__state__in=FINISHED, verified_on__lte=F("task__light_now__due")
    )
    found = rows.exclude(task__state__in=AT_REST).exclude(task__in=in_time.values("task"))
    ordered = found.order_by("due", "task__plan", "task__position", "pk")
    return with_leads(
        Line(task, "", day=day, now=colour, words=told(cause))
        for task, day, colour, cause in ordered.values_list("task", "due", "colour", "cause")
    )


def _orders(look: Look, span: Span) -> Iterator[Line]:
    """To be answered within the span, and neither answered nor ended by the day named."""
    rows = asking.orders(look.member).filter(
        jurisdiction=look.place.key, reply_by__gte=span.first, reply_by__lte=span.last
    )
    open_then = (Q(replied_on=None) | Q(replied_on__gt=F("reply_by"))) & (
        Q(closed_on=None) | Q(closed_on__gt=F("reply_by"))
    )
    for order in rows.filter(open_then).exclude(state=OrderState.VOID).order_by("reply_by", "pk"):
        yield Line(
            order.task_id,
            "",
            order.organisation_id,
            Sort.ORDER,
            order.reply_by,
            thing=Cell(order.label, order.get_absolute_url(), shade=order.shade),
            words=order.because,
        )


def _instructions(look: Look, span: Span) -> tuple[Line, ...]:
    rows = asking.instructions(look.member).filter(
        task__jurisdiction=look.place.key, answer_by__gte=span.first, answer_by__lte=span.last
    )
    waiting = rows.filter(Q(answered_on=None) | Q(answered_on__gt=F("answer_by")))
    return with_leads(
        Line(
            one.task_id,
            "",
            sort=Sort.INSTRUCTION,
            day=one.answer_by,
            thing=Cell(one.speaker, reverse("supervision:instructions")),
            words=one.words,
        )
        for one in waiting.order_by("answer_by", "pk")
    )
