"""Movement since last month: the light of a task beside the one it had when the month ended."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.db.models import F, Q

from duban.web.supervision.models import Colour

#: how much a light calls for: what is finished, in order or not yet due calls for nothing
GRAVITY = {Colour.RED: 2, Colour.YELLOW: 1}


class Move(StrEnum):
    """`TURNED` is any other colour than before, that of a task that was not lit among them."""

    WORSE = "worse"
    BETTER = "better"
    TURNED = "turned"


def move(before: str, now: str) -> Move | None:
    """WORSE to yellow or red, BETTER away from it; None: neither, or not lit before."""
    if not before:
        return None
    gap = GRAVITY.get(Colour(now), 0) - GRAVITY.get(Colour(before), 0)
    if gap == 0:
        return None
    return Move.WORSE if gap > 0 else Move.BETTER


def month_before(on: date) -> date:
    """The last day of the month before."""
    return on.replace(day=1) - timedelta(days=1)


def moved(way: Move) -> Q:
    """The lights (LightNow) that turned that way since last month."""
    if way is Move.TURNED:
        return ~Q(before=F("colour"))
    pairs = Q(pk__in=())
    for now in Colour:
        before = [one for one in Colour if move(one, now) is way]
        if before:
            pairs |= Q(colour=now, before__in=before)
    return pairs
