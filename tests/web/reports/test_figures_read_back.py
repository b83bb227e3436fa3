"""A long figure is read back in words that can be checked at a glance, in both senses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.web.reports.acting import IN_TIME, period_of
from tests.web.reports.test_pages_of_reporting import form_of

from duban.web.handling.models import Assignment, Indicator
from duban.web.ledger.models import Plan
from duban.web.reports import form_pages, owed_pages
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report, Value
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (form_pages, owed_pages):
        monkeypatch.setattr(room, "today", lambda: IN_TIME)


@pytest.fixture
def money(cast: Any, duty: Assignment, accepted: Any) -> Indicator:
    """A second figure of task 1, of which 1.5亿元 were accepted for February."""
    before = accepted("20", "2026-M02", IN_TIME.replace(day=2))
    made = Indicator.objects.create(
        task=duty.task,
        metric="投资额",
        unit="元",
        direction="up",
        cumulative=True,
        position=9,
        confirmed_by=cast["office"].user,
    )
    Value.objects.create(report=before, indicator=made, value=Decimal(150_000_000))
    return made


def test_what_a_period_left_out_does_to_the_other_sense_is_said(
    cast: Any, client_of: Any, duty: Assignment, running: Plan, accepted: Any
) -> None:
    """February was not reported: 8 of March alone are 8 since January."""
    accepted("20", "2026-M01", IN_TIME.replace(month=2, day=2))
    path, sentence = form_of(duty, running), "2026年1月以后没有报过，“本期”从那以后算起"
    assert sentence in client_of("liaison").get(path).content.decode()
    [indicator] = duty.task.indicators.all()
    entered = Entered(0, {indicator.pk: Decimal(28)}, {"progress": "已建成28户。"})
    march = save(cast["liaison"], duty.pk, period_of(running).pk, entered, IN_TIME)
    take("submit", march.pk, cast["liaison"], IN_TIME)
    assert sentence in client_of("office").get(f"/reports/{march.pk}/").content.decode()
    accepted("25", "2026-M02", IN_TIME.replace(month=3, day=2))
    assert sentence not in client_of("office").get(f"/reports/{march.pk}/").content.decode()


@pytest.mark.parametrize(
    ("text", "shown", "other"),
    [
        ("12.8亿", "累计12.8亿元，本期11.3亿元", "1130000000"),
        ("1,280,000,000", "累计12.8亿元，本期11.3亿元", "1130000000"),
        ("900", "", "-149999100"),
    ],
)
def test_a_figure_is_read_back_while_it_is_typed(
    *,
    text: str,
    shown: str,
    other: str,
    client_of: Any,
    duty: Assignment,
    running: Plan,
    money: Indicator,
) -> None:
    sent = {"only": str(money.pk), "side": "v", f"v-{money.pk}": text, f"o-{money.pk}": ""}
    path = form_of(duty, running) + "check/"
    page = client_of("liaison").post(path, sent | {"version": "0"}).content.decode()
    assert f'value="{other}"' in page
    assert shown in page
    assert ("本期" in page) == bool(shown), "short figures need no words"


def test_how_many_were_accepted_is_told_though_few_are_listed(
    client_of: Any, accepted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owed_pages, "DONE_SHOWN", 1)
    for month in (2, 3):
        accepted("20", f"2026-M{month:02}", IN_TIME.replace(month=month, day=27))
    assert Report.objects.count() == 2
    page = client_of("liaison").get("/reports/").content.decode()
    assert '已通过 <small class="muted">2</small>' in page
    assert "只列最近1份" in page
