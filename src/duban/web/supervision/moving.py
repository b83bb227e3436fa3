"""Movement since last month: the light of a task today beside the one it had when the month ended.

A task whose light stands since before the month's end has not moved. Of the others the light at
the month's end is that of the last period that had fallen due by then; where there is none the
task was not lit yet.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from duban.web.supervision.models import Colour, LightHistory, LightNow

#: how much a light calls for: what is finished, in order or not yet due calls for nothing
GRAVITY = {Colour.RED: 2, Colour.YELLOW: 1}


class Move(StrEnum):
    """`TURNED` is any other colour than before, that of a task that was not lit among them."""

    WORSE = "worse"
    BETTER = "better"
    TURNED = "turned"


def move(before: Colour | None, now: Colour) -> Move | None:
    """WORSE to yellow or red, BETTER away from it; None: neither, or not lit before."""
    if before is None:
        return None
    gap = GRAVITY.get(now, 0) - GRAVITY.get(before, 0)
    if gap == 0:
        return None
    return Move.WORSE if gap > 0 else Move.BETTER


def month_before(on: date) -> date:
    """The last day of the month before."""
    return on.replace(day=1) - timedelta(days=1)


def with_before(found: QuerySet[LightNow], on: date) -> QuerySet[LightNow, Any]:
    """Each light with `before`: the colour at the end of the month before; None where not lit."""
    end = month_before(on)
    held = LightHistory.objects.filter(task=OuterRef("task"), due_on__lte=end)
    last = Subquery(held.order_by("-last_day", "-pk").values("colour")[:1])
    return found.annotate(before=Case(When(since__lte=end, then=F("colour")), default=last))


def moved(found: QuerySet[LightNow], way: Move, on: date) -> QuerySet[LightNow, Any]:
    """The lights that turned that way since last month."""
    if way is Move.TURNED:
        # of nothing and a colour a database says neither that they are alike nor that they differ
        return with_before(found, on).filter(Q(before=None) | ~Q(before=F("colour")))
    pairs = Q(pk__in=())
    for now in Colour:
        before = [one for one in Colour if move(one, now) is way]
        if before:
            pairs |= Q(colour=now, before__in=before)
    return with_before(found, on).filter(pairs)
