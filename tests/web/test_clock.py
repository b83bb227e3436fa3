"""The site's one clock: the machine's, a day that stands still, a story's moment, one a request."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

import duban.web
from duban.web import clock

ZONE = ZoneInfo("Asia/Shanghai")
#: what guards doors or measures how long something takes goes by the machine's clock
BY_THE_MACHINE = {"clock.py", "supervision/digests.py", "supervision/jobs.py"}
READS_A_CLOCK = re.compile(r"timezone\.now\b|localdate\(\)|date\.today\(|datetime\.now\(")


def test_a_real_site_goes_by_the_machine() -> None:
    before = timezone.now()
    assert before <= clock.now() <= timezone.now()
    assert clock.today() == timezone.localdate()


def test_a_day_stands_still_at_the_time_of_day_that_it_is(settings: Any) -> None:
    settings.DAY = date(2026, 9, 18)
    before = timezone.localtime()
    found = clock.now()
    assert clock.today() == date(2026, 9, 18)
    assert timezone.localdate(found) == date(2026, 9, 18)
    if timezone.localtime().date() == before.date():
        assert before.time() <= timezone.localtime(found).time() <= timezone.localtime().time()


def test_a_story_says_what_moment_it_is_and_ends(settings: Any) -> None:
    settings.DAY = date(2026, 9, 18)
    told = datetime(2026, 3, 5, 23, 59, tzinfo=ZONE)
    with clock.telling(lambda: told):
        assert clock.now() == told
        assert clock.today() == date(2026, 3, 5)
    assert clock.today() == date(2026, 9, 18)


def test_a_request_keeps_the_day_it_began_on() -> None:
    moments = iter(
        [
            datetime(2026, 3, 5, 23, 59, tzinfo=ZONE),
            datetime(2026, 3, 6, 0, 1, tzinfo=ZONE),
        ]
    )
    seen: list[date] = []

    def view(_request: HttpRequest) -> HttpResponse:
        seen.append(clock.today())
        seen.append(timezone.localdate(clock.now()))
        return HttpResponse()

    with clock.telling(lambda: next(moments)):
        clock.one_day(view)(HttpRequest())
    assert seen == [date(2026, 3, 5), date(2026, 3, 6)]


def test_nothing_of_the_web_reads_another_clock() -> None:
    root = Path(duban.web.__file__).parent
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if READS_A_CLOCK.search(path.read_text(encoding="utf-8"))
    }
    assert found == BY_THE_MACHINE


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "told"), [(date(2026, 9, 18), True), (None, False)])
def test_every_page_says_so_where_the_day_stands_still(
    settings: Any, *, day: date | None, told: bool
) -> None:
    settings.DAY = day
    # a year that is not the sample's would be written out
    with clock.telling(lambda: datetime(2026, 9, 18, 9, tzinfo=ZONE)):
        page = Client().get("/login/").content.decode()
    assert ("示范站点，日期按9月18日" in page) is told
