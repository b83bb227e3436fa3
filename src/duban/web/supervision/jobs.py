"""The day's work by the clock: the job process does it every half hour, mostly finding none.

Digests go out from a set hour of the day on: none between midnight and that hour, nor one that
failed the evening before. What a robot would not take in one minute is sent minute by minute after
it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from duban.web import clock
from duban.web.supervision.digests import held_back, send_digests
from duban.web.supervision.ticking import tick

NAME, REST = "每日督办", "其余提醒"
MINUTES = 30
#: as the job process calls them: every so many minutes, and once
EVERY, ONCE = "I", "O"
#: a little more than the minute in which a robot counts
LATER = timedelta(seconds=65)


def tick_today() -> dict[str, int]:
    awake = _awake()
    counts = tick(clock.today(), digests=awake).form()
    if awake:
        _come_again()
    return counts


def send_rest() -> int:
    """What failed is left to the next half hour: minute by minute, its tries would soon be used up
    by one outage."""
    if not _awake():
        return 0
    sent = send_digests(again=False)
    _come_again()
    return sent


def _awake() -> bool:
    hour: int = timezone.localtime(clock.now()).hour
    return hour >= settings.DIGEST_HOUR


def keep_time() -> None:
    """See to it that the schedule stands, once, and begins now."""
    _schedule(
        NAME,
        func="duban.web.supervision.jobs.tick_today",
        schedule_type=EVERY,
        minutes=MINUTES,
        repeats=-1,
        next_run=timezone.now(),
    )


def _come_again() -> None:
    if held_back():
        _schedule(
            REST,
            func="duban.web.supervision.jobs.send_rest",
            schedule_type=ONCE,
            repeats=-1,
            next_run=timezone.now() + LATER,
        )


def _schedule(name: str, **wanted: Any) -> None:
    from django_q.models import Schedule  # noqa: PLC0415

    Schedule.objects.update_or_create(name=name, defaults=wanted)
