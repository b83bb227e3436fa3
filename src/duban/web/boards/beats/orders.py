"""督办单 of a span: issued, answered, and those whose reply is overdue when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from duban.web.boards.beats.line import Found, Line, Sort
from duban.web.boards.panel import Cell
from duban.web.boards.rhythm import Look
from duban.web.supervision import asking
from duban.web.supervision.models import Order, OrderState, OrderTurn

OVERDUE, ISSUED, ANSWERED = "overdue", "issued", "answered"


def orders(look: Look) -> Found:
    """An order that was issued and answered within the span stands there twice."""
    own = asking.orders(look.member).filter(jurisdiction=look.place.key)
    return Found((*_overdue(look, own), *_issued(look, own), *_answered(look, own)))


def _overdue(look: Look, own: QuerySet[Order]) -> Iterator[Line]:
    day = look.until
    waiting = Q(replied_on=None) | Q(replied_on__gt=day)
    running = Q(closed_on=None) | Q(closed_on__gt=day)
    rows = own.filter(waiting, running, issued_on__lte=day, reply_by__lt=day)
    for one in rows.exclude(state=OrderState.VOID).order_by("reply_by", "pk"):
        yield _line(one, OVERDUE, one.reply_by)


def _issued(look: Look, own: QuerySet[Order]) -> Iterator[Line]:
    rows = own.filter(issued_on__gte=look.span.first, issued_on__lte=look.until)
    for one in rows.order_by("issued_on", "pk"):
        yield _line(one, ISSUED, one.issued_on)


def _answered(look: Look, own: QuerySet[Order]) -> Iterator[Line]:
    """Once for each order, by the last reply within the span."""
    turns = OrderTurn.objects.filter(
        order__in=own, step="reply", on__gte=look.span.first, on__lte=look.until
    )
    replies: dict[int, date] = dict(turns.order_by("on", "pk").values_list("order", "on"))
    for one in own.filter(pk__in=replies).order_by("pk"):
        yield _line(one, ANSWERED, replies[one.pk])


def _line(one: Order, kind: str, day: date) -> Line:
    return Line(
        one.task_id,
        kind,
        one.organisation_id,
        Sort.ORDER,
        day,
        thing=Cell(one.label, one.get_absolute_url(), shade=one.shade),
        words=one.because,
    )
