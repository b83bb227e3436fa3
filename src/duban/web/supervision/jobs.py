"""The day's work by the clock: the job process does it every half hour, mostly finding none."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from duban.web import clock
from duban.web.supervision.ticking import tick

NAME = "每日督办"
MINUTES = 30


def tick_today() -> dict[str, int]:
    return tick(clock.today()).form()


def keep_time() -> None:
    """See to it that the schedule stands, once, and begins now."""
    from django_q.models import Schedule  # noqa: PLC0415

    wanted: dict[str, Any] = {
        "func": "duban.web.supervision.jobs.tick_today",
        "schedule_type": Schedule.MINUTES,
        "minutes": MINUTES,
        "repeats": -1,
        "next_run": timezone.now(),
    }
    Schedule.objects.update_or_create(name=NAME, defaults=wanted)
