"""Days and periods as people and programs write them: none from which nothing can be counted.

Due days, reminders and lights are counted on from a day that somebody wrote. One slip of the keys
in a year (9999) must not end the day's work for everybody.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Field

from duban.plan import Period

FIRST, LAST = date(1950, 1, 1), date(2100, 12, 31)

#: of an operation over JSON
Day = Annotated[date, Field(ge=FIRST, le=LAST)]


def day_of(text: str) -> date:
    """2026-09-30; ValueError for anything else, and for what lies beyond."""
    found = date.fromisoformat(text.strip())
    if not FIRST <= found <= LAST:
        raise ValueError(text)
    return found


def period_of(text: str) -> Period:
    """2026, 2026-Q3 or 2026-M06; ValueError for anything else, and for what lies beyond."""
    found = Period.parse(text.strip())
    if not FIRST <= found.first_day <= found.last_day <= LAST:
        raise ValueError(text)
    return found
