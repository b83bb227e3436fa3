"""What a month asks of each unit and by whom: counted once, seen by the unit and by who watches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.handling.acting import signed, task_of
from tests.web.supervision.acting import ON

from duban.web.accounts.models import Organisation
from duban.web.handling.models import Assignment
from duban.web.handling.steps import take
from duban.web.ledger.models import Plan, Task
from duban.web.reports.models import ReportingCalendar, SameFigure
from duban.web.supervision import acting, ordering
from duban.web.supervision.burdens import Burden, burdens, units_of
from duban.web.supervision.models import Colour, Order

pytestmark = pytest.mark.django_db


def of(unit: Organisation, year: int = 2026, month: int = 5) -> Burden:
    rows = [one for one in burdens([unit], year, month) if one.unit == unit]
    return rows[0] if rows else Burden(unit)


def test_reports_due_in_the_month_are_counted_by_plan(cast: Any, running: Plan) -> None:
    """新农办 leads tasks 1 and 4: two reports for April, due on 11 May; task 1 has a figure."""
    held = of(cast.unit)
    [asked] = held.asked
    assert (asked.plan, asked.reports, asked.figures) == (running, 2, 1)
    assert asked.due == [date(2026, 5, 11)] * 2
    assert of(cast.unit, 2026, 1).reports == 0, "nothing falls due before the first month ends"


def test_parts_count_where_the_calendar_asks_for_them(cast: Any, running: Plan) -> None:
    before = of(cast.other_unit).reports
    ReportingCalendar.objects.update(asks_parts=True)
    assert of(cast.other_unit).reports > before


def test_a_figure_that_another_report_fills_is_not_asked_again(
    cast: Any, task: Task, running: Plan
) -> None:
    """新农办 helps with task 2: its figure is the one of task 1. 规建办 helps with task 1, but its
    own figure of task 2 is its own: nobody else's report fills it."""
    ReportingCalendar.objects.update(asks_parts=True)
    before = of(cast.unit)
    [own], [other] = task.indicators.all(), task_of(running, 2).indicators.all()
    SameFigure.objects.create(one=own, other=other, by=cast.people["office"])
    held = of(cast.unit)
    assert (held.figures, held.served) == (before.figures - 1, 1)
    Assignment.objects.filter(task=task, organisation=cast.other_unit).delete()
    assert of(cast.other_unit).served == 0


def test_orders_and_words_and_reminders_stand_with_who_asked(
    cast: Any, task: Task, order: Order
) -> None:
    acting.instruct(cast["leader"], task.pk, "抓紧", ON, answer_by=date(2026, 5, 20))
    acting.remind(cast["office"], task.pk, "请快", ON)
    held = of(cast.unit)
    assert [one.issued_by.username for one in held.orders] == ["office"]
    assert [one.speaker for one in held.instructions] == ["示例·leader"]
    assert held.reminders == 1, "once, though three people were told"
    assert of(cast.unit, 2026, 6).orders == []


def test_a_unit_sees_its_own_and_who_watches_sees_all(cast: Any, running: Plan) -> None:
    assert set(units_of(cast["liaison"])) == {cast.unit}
    assert cast.unit in set(units_of(cast["office"]))
    assert cast.unit not in set(units_of(cast["stranger"]))
    assert {one.jurisdiction for one in units_of(cast["auditor"])} >= {cast.town}


def test_a_town_s_office_sees_what_the_district_asks_of_its_town(
    cast: Any, district_plan: Plan
) -> None:
    town = Organisation.objects.get(jurisdiction=cast.district, governs=cast.town)
    assert town in set(units_of(cast["office"]))
    assert town not in set(units_of(cast["stranger"]))


def test_the_page_says_who_asked(
    cast: Any, task: Task, order: Order, client_of: Callable[[str], Client]
) -> None:
    page = client_of("liaison").get("/supervision/burden/?month=2026-05").content.decode()
    assert "2026年5月" in page
    assert "柳溪镇2026年目标任务清单" in page
    assert order.label in page
    assert "规建办" not in page.partition("<tbody>")[2]
    whole = client_of("office").get("/supervision/burden/?month=2026-05").content.decode()
    assert "规建办" in whole
    for wrong in ("", "x", "2026-13", "99999-1"):
        assert client_of("office").get(f"/supervision/burden/?month={wrong}").status_code == 200


def test_the_api_gives_the_same(
    cast: Any, running: Plan, client_of: Callable[[str], Client]
) -> None:
    rows = client_of("liaison").get("/api/burdens?month=2026-05").json()
    assert [(row["name"], row["reports"], row["figures"]) for row in rows] == [("新农办", 2, 1)]
    assert rows[0]["asked"][0]["title"] == running.title


def test_more_tasks_ask_no_more_queries(cast: Any, running: Plan) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            burdens(units_of(cast["office"]), 2026, 5)
        return len(asked)

    ordering.issue(cast["office"], task_of(running, 1).pk, ordering.Wanted(Colour.BLUE, "慢"), ON)
    before = count()
    take("start", signed(cast, task_of(running, 2)).pk, cast["other_head"])
    ordering.issue(cast["office"], task_of(running, 2).pk, ordering.Wanted(Colour.BLUE, "慢"), ON)
    assert count() == before
