"""The first lines of the home page: how the reports now due come in, and headings that lag."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.web.boards.conftest import TODAY, accept

from duban.web.boards.at_home import Round, headings, round_of
from duban.web.ledger.models import Plan, TaskState
from duban.web.reports.models import Report, ReportingPeriod, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def august(lit: Plan) -> ReportingPeriod:
    """A month with five tasks under way; the sixth is suspended."""
    lit.tasks.update(state=TaskState.UNDER_WAY)
    lit.tasks.filter(number=6).update(state=TaskState.SUSPENDED)
    return ReportingPeriod.objects.get(calendar__plan=lit, first_day__month=8)


def test_what_is_asked_was_sent_and_waits(cast: Any, lit: Plan, august: ReportingPeriod) -> None:
    day = august.due_on
    assert round_of(cast["office"], day) == Round(asked=5, sent=0, waiting=0)
    for number, state in ((1, State.ACCEPTED), (2, State.SUBMITTED), (3, State.DRAFT)):
        made = accept(cast, lit.tasks.get(number=number), {}, month=8)
        Report.objects.filter(pk=made.pk).update(state=state)
    assert round_of(cast["office"], day) == Round(asked=5, sent=2, waiting=1)


def test_other_periods_do_not_count(cast: Any, lit: Plan, august: ReportingPeriod) -> None:
    accept(cast, lit.tasks.get(number=1), {}, month=5)
    assert round_of(cast["office"], august.due_on) == Round(asked=5, sent=0, waiting=0)


@pytest.mark.parametrize("who", ["liaison", "unit_head", "leader", "auditor", "stranger"])
def test_only_who_reviews_is_told(cast: Any, august: ReportingPeriod, who: str) -> None:
    assert round_of(cast[who], august.due_on) is None


def test_nothing_is_said_while_no_period_is_open(cast: Any, lit: Plan) -> None:
    assert round_of(cast["office"], date(2028, 6, 1)) is None


@pytest.mark.parametrize("who", ["office", "leader", "principal"])
def test_who_directs_sees_the_headings(cast: Any, lit: Plan, who: str) -> None:
    panel = headings(cast[who], TODAY)
    assert panel is not None
    assert [str(row[0].value) for row in panel.rows] == ["一、产业发展", "二、乡村建设"]


@pytest.mark.parametrize("who", ["liaison", "auditor"])
def test_others_do_not(cast: Any, lit: Plan, who: str) -> None:
    assert headings(cast[who], TODAY) is None


def test_the_page_shows_both(client_of: Any, settings: Any, august: ReportingPeriod) -> None:
    settings.DAY = august.due_on
    page = client_of("office").get("/").content.decode()
    assert "本期应报5项，已报0项，待审0项" in page
    assert "序时进度与实际" in page
