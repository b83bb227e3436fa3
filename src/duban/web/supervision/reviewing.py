"""Suspensions whose day of review comes near or has passed: they wait for somebody to decide."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from duban.tracking.reminders import review_side
from duban.tracking.rulebook import edition_on
from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.handling.models import Assignment, Change, ChangeKind, Outcome, Part
from duban.web.ledger.models import TaskState
from duban.web.ledger.models.tasks import wording_of
from duban.web.reports.working_days import calendars_of
from duban.web.supervision.lighting import books_of

#: no rule-book reminds longer ahead than this is looked for
FARTHEST = timedelta(days=92)


def suspensions(member: Member) -> QuerySet[Change]:
    """By the paper that holds: of tasks that this person may ask or decide something for."""
    own = member.where(Right.ASK, jurisdiction="task__jurisdiction", units="organisation")
    led = Assignment.objects.held().filter(own, role=Part.LEAD)
    mine = Change.objects.filter(member.where(Right.DECIDE)) | Change.objects.filter(
        task__in=led.values("task")
    )
    agreed = Change.objects.filter(kind=ChangeKind.SUSPENSION, outcome=Outcome.APPROVED)
    later = agreed.filter(task=OuterRef("task"), pk__gt=OuterRef("pk"))
    held = mine.filter(
        ~Exists(later),
        kind=ChangeKind.SUSPENSION,
        outcome=Outcome.APPROVED,
        task__state=TaskState.SUSPENDED,
    )
    return held.select_related("task").defer(*wording_of("task")).order_by("day", "pk")


@prepared
def _near(member: Member, until: date) -> QuerySet[Change]:
    return suspensions(member).filter(day__lte=until)


def to_review(member: Member, on: date) -> list[Change]:
    """Those of which the rule-book of their place reminds by `on`; the earliest day first."""
    near = _near(member, on + FARTHEST)
    if not near:
        return []
    places = {change.jurisdiction_id for change in near}
    books, calendars = books_of(places), calendars_of(places)
    return [
        change
        for change in near
        if change.day is not None
        and review_side(
            edition_on(books[change.jurisdiction_id], on),
            change.day,
            on,
            calendars[change.jurisdiction_id],
        )
    ]
