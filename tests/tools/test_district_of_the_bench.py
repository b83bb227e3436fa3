"""The district of the bench is whole, and the site answers what its people ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tools.bench.district import PAGES, Page
from tools.bench.ledgers.make import make
from tools.bench.ledgers.size import DISTRICT, MONTHS, Size

from duban.web.handling.models import Assignment, Indicator, Part, Receipt
from duban.web.reports.models import Report, State, Value
from duban.web.supervision.models import LightHistory, LightNow

SMALL = Size(ledgers=2, tasks=6, units=12)


def test_the_district_has_72000_parts() -> None:
    assert DISTRICT.parts == 72_000


@pytest.fixture
def district(db: None, settings: Any, tmp_path: Path) -> dict[str, Any]:
    settings.MEDIA_ROOT = tmp_path
    return make(SMALL, timezone.localdate())


def test_every_row_is_there_and_fits_the_others(district: dict[str, Any]) -> None:
    tasks = SMALL.ledgers * SMALL.tasks
    reports = Report.objects.all()
    assert reports.filter(part=Part.CO).count() == SMALL.parts
    assert reports.filter(part=Part.LEAD).count() == tasks * (MONTHS - 1)
    assert Assignment.objects.filter(receipt=Receipt.RECEIVED).count() == tasks * 6
    assert LightNow.objects.count() == tasks
    assert LightHistory.objects.count() == tasks * (MONTHS - 1)
    metrics = Indicator.objects.values_list("task").distinct()
    assert metrics.count() == tasks
    last = Value.objects.filter(report__period__period__endswith=f"M{MONTHS - 1}")
    for task in set(metrics.values_list("task", flat=True)):
        whole = last.filter(report__task=task, report__part=Part.LEAD)
        for said in whole:
            parts = last.filter(indicator=said.indicator, report__part=Part.CO)
            figures = list(parts.values_list("value", flat=True))
            assert len(figures) == 5
            assert sum(figures) == said.value > 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_site_answers_what_the_crowd_asks(page: Page, district: dict[str, Any]) -> None:
    before = Report.objects.filter(state=State.SUBMITTED).count()
    asked = [asks[0] for asks in page.asks(district, 0) if asks]
    assert len(asked) >= min(SMALL.units, len(district["filers"]))
    for ask in asked[:: max(1, len(asked) // 12)]:
        client = Client()
        client.cookies["sessionid"] = ask.session
        if ask.body is None:
            answer = client.get(ask.path)
            assert ask.shows in answer.content.decode()
        else:
            answer = client.post(
                ask.path, ask.body, content_type="application/x-www-form-urlencoded"
            )
            assert f"Location: {answer.headers['Location']}\r\n" == ask.shows
            before += 1
        assert answer.status_code == ask.status
    assert Report.objects.filter(state=State.SUBMITTED).count() == before


def test_no_report_is_sent_twice(district: dict[str, Any]) -> None:
    [sending] = [page for page in PAGES if page.name == "sending a report"]
    paths = [
        ask.path for number in (0, 1) for asks in sending.asks(district, number) for ask in asks
    ]
    assert len(paths) == len(set(paths)) > 0


def test_a_year_does_not_hang_on_the_day_it_is_made(
    db: None, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = make(Size(ledgers=1, tasks=2, units=12), date(2028, 2, 29))
    assert sum(len(filer["duties"]) for filer in made["filers"]) == 2
