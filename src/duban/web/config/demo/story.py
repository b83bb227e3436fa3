"""How the sample year is told: acts on their days, in order, each at a moment of its own.

A day is told whole or not at all, and leaves lines in the journal that say so; what is told is
never told again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from duban.web import clock
from duban.web.config.demo.cast import Cast
from duban.web.journal.models import Entry

#: an office opens, and so long passes between two things that are written down
OPENS, BETWEEN = time(8, 45), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Act:
    """`do` gets the people of the story and the day."""

    day: date
    do: Callable[[Cast, date], None]


class OfficeHours:
    """The clock of one day of the story: every look at it finds it a second later."""

    def __init__(self, day: date) -> None:
        self.moment = datetime.combine(day, OPENS, timezone.get_default_timezone())

    def __call__(self) -> datetime:
        self.moment += BETWEEN
        return self.moment


def told_until() -> date | None:
    """The last day that left lines in the journal."""
    last = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    return None if last is None else timezone.localdate(last)


def tell(acts: Iterable[Act], until: date, done: Callable[[date], None]) -> None:
    """Everything up to and with `until` that was not told yet; `done` hears of each day."""
    told, cast = told_until(), Cast()
    fresh = [act for act in acts if act.day <= until and (told is None or act.day > told)]
    for day, held in groupby(sorted(fresh, key=_day), key=_day):
        with transaction.atomic(), clock.telling(OfficeHours(day)):
            for act in held:
                act.do(cast, day)
        done(day)


def _day(act: Act) -> date:
    return act.day
