"""`fill`: the sample year told up to a day, and the site left standing on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path

from django.utils import timezone

from duban.web import clock
from duban.web.config.data import sample_day
from duban.web.config.demo import (
    changing,
    chasing,
    closing,
    incidents,
    maps,
    months,
    opening,
    papers,
)
from duban.web.config.demo.standing import FIRST, chosen, refuse_real, stand_on
from duban.web.config.demo.story import Act, tell, told_until
from duban.web.reports.models import Report
from duban.web.supervision.models import Order
from duban.web.supervision.ticking import tick

Say = Callable[[str], None]


def year(folder: Path) -> Iterator[Act]:
    """Every act of the story; those of one day are done in this order."""
    yield from opening.acts(folder)
    for month in range(1, 13):
        yield from months.acts(month)
        yield from chasing.acts(month)
    yield from changing.acts()
    yield from closing.acts()
    yield from incidents.acts(folder)
    yield from papers.acts()
    yield from maps.acts()


def fill(folder: Path, wanted: date | None, say: Say) -> None:
    """Tell the story up to the day `wanted`, and let the site stand on it.

    Unfit, and nothing done, where that day or this folder will not do. What was told is not told
    again: the same day twice changes nothing, a later one goes on from there.
    """
    refuse_real(folder)
    until, told = chosen(folder, wanted), told_until()
    if sample_day(folder) is None:
        # a sample that was broken off is known for one, and goes on
        stand_on(folder, FIRST)
    tell(year(folder), until, _Progress(say))
    if told is None or told < until:
        noon = datetime.combine(until, time(12), timezone.get_default_timezone())
        with clock.telling(lambda: noon):
            tick(until)
    stand_on(folder, until)


class _Progress:
    """One line a month: what there is by then."""

    def __init__(self, say: Say) -> None:
        self.say, self.month = say, 0

    def __call__(self, day: date) -> None:
        if day.month == self.month:
            return
        self.month = day.month
        self.say(
            f"讲到{day.month}月{day.day}日，已有填报{Report.objects.count()}份、"
            f"督办单{Order.objects.count()}件"
        )
