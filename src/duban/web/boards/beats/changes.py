"""Papers that were agreed to, and tasks that slipped: put off by a paper, or past their day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.web.boards.beats.dues import tasks_due
from duban.web.boards.beats.line import Found, Line, Sort, with_leads
from duban.web.boards.panel import Cell
from duban.web.boards.rhythm import ONE_DAY, Look, Span
from duban.web.design.templatetags.design import day
from duban.web.handling.models import Change, ChangeKind, Outcome
from duban.web.ledger.models import Task
from duban.web.supervision.gathering import FINISHED

PUT_OFF, MADE_GOOD, OVERDUE = "put_off", "made_good", "overdue"


def approved(look: Look) -> Found:
    """By the day on which they were decided, the latest first."""
    return Found(with_leads(_papers(_agreed(look))))


def _agreed(look: Look) -> QuerySet[Change]:
    found = Change.objects.visible_to(look.member).filter(
        jurisdiction=look.place.key,
        task__isnull=False,
        outcome=Outcome.APPROVED,
        decided_on__gte=look.span.first,
        decided_on__lte=look.until,
    )
    return found.order_by("-decided_on", "-pk")


def _papers(rows: QuerySet[Change]) -> Iterator[Line]:
    for one in rows:
        if one.task_id is not None:
            yield Line(
                one.task_id,
                one.kind,
                sort=Sort.CHANGE,
                day=one.decided_on,
                thing=Cell(one.get_kind_display(), one.get_absolute_url()),
                words=_told(one),
            )


def _told(one: Change) -> str:
    if one.kind != ChangeKind.EXTENSION or one.granted is None:
        return one.reason
    days = {"old": day(one.old_day), "new": day(one.granted), "reason": one.reason}
    if one.old_day is None:
        return _("定为%(new)s：%(reason)s") % days
    return _("由%(old)s延至%(new)s：%(reason)s") % days


def slipped(look: Look) -> Found:
    """Tasks put off within the span; tasks due within it that were closed later, or not yet."""
    put_off = _papers(_agreed(look).filter(kind=ChangeKind.EXTENSION))
    late = tasks_due(look, Span(look.span.first, min(look.span.last, look.today - ONE_DAY)))
    closed = set(
        Task.objects.filter(pk__in=[line.task for line in late], state__in=FINISHED).values_list(
            "pk", flat=True
        )
    )
    past = [replace(one, kind=MADE_GOOD if one.task in closed else OVERDUE) for one in late]
    past.sort(key=lambda line: line.kind != OVERDUE)
    moved = (replace(line, kind=PUT_OFF) for line in with_leads(put_off))
    return Found((*past, *moved))
