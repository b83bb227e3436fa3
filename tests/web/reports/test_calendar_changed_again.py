"""A calendar that is opened and saved again with one thing changed changes that one thing only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from lxml import html

from duban.plan import Period
from duban.tracking.reporting import Round
from duban.web.ledger.models import Plan
from duban.web.reports.models import Rhythm
from duban.web.reports.scheduling import Settings, set_calendar

pytestmark = pytest.mark.django_db


def saved_again(client: Any, plan: Plan, **changed: str) -> int:
    """The form of a plan's calendar as a browser sends it, with some fields changed."""
    path = f"/reports/calendars/{plan.pk}/"
    page: Any = html.document_fromstring(client.get(path).content.decode())
    [form] = [one for one in page.forms if "rhythm" in one.fields]
    return int(client.post(path, dict(form.form_values()) | changed).status_code)


def days_of(plan: Plan) -> list[tuple[Any, ...]]:
    return list(plan.calendar.periods.values_list("period", "opens_on", "due_on", "closes_on"))


def test_periods_left_out_at_first_are_not_asked_for_later(
    cast: Any, client_of: Any, issued: Plan
) -> None:
    wanted = Settings(Rhythm.MONTHLY, since=date(2026, 6, 1))
    set_calendar(cast["office"], issued.pk, 2026, wanted)
    before = days_of(issued)
    assert before[0][0] == "2026-M06"
    assert saved_again(client_of("office"), issued, asks_parts="1") == 302
    issued.calendar.refresh_from_db()
    assert issued.calendar.asks_parts
    assert days_of(issued) == before
    assert saved_again(client_of("office"), issued, since="2026-01-01") == 302
    assert days_of(issued)[0][0] == "2026-M01", "who asks for them gets them"


def test_periods_of_its_own_stand_in_the_form(cast: Any, client_of: Any, issued: Plan) -> None:
    rounds = [
        Round(
            Period.parse(f"2026-M{month:02}"),
            date(2026, month, 20),
            date(2026, month, 25),
            date(2026, month, 28),
        )
        for month in range(2, 12)
    ]
    set_calendar(cast["office"], issued.pk, 2026, Settings(Rhythm.OWN, own=tuple(rounds)))
    before = days_of(issued)
    assert len(before) == 10
    later = {"own-0-closes": "2026-03-02"}
    assert saved_again(client_of("office"), issued, release="1", **later) == 302
    issued.calendar.refresh_from_db()
    assert issued.calendar.release
    assert days_of(issued)[0][3] == date(2026, 3, 2)
    assert days_of(issued)[1:] == before[1:]


def test_a_clock_that_is_none_is_refused_and_the_rest_of_the_form_kept(
    cast: Any, client_of: Any, issued: Plan
) -> None:
    set_calendar(cast["office"], issued.pk, 2026, Settings(Rhythm.MONTHLY))
    path = f"/reports/calendars/{issued.pk}/"
    typed = {"rhythm": "quarterly", "opens": "期末前3日", "due": "每月五号", "asks_parts": "1"}
    came = {"Referer": f"http://testserver{path}"}
    answer = client_of("office").post(path, typed, headers=came)
    page: Any = html.document_fromstring(answer.content.decode())
    assert answer.status_code == 422
    assert "不是时点：每月五号" in answer.content.decode()
    [form] = [one for one in page.forms if "rhythm" in one.fields]
    kept = dict(form.form_values())
    assert {name: kept[name] for name in typed} == typed
    assert issued.calendar.rhythm == Rhythm.MONTHLY
