"""One's own due dates, and the private address that opens them and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.handling.acting import task_of
from tests.web.papers.acting import ON

from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan
from duban.web.papers.calendar_keys import make_key
from duban.web.papers.due_dates import Kind, due_dates
from duban.web.papers.models import CalendarKey
from duban.web.reports.models import ReportingPeriod
from duban.web.supervision import acting as chasing
from duban.web.supervision import ordering
from duban.web.supervision.models import Colour, Order

pytestmark = pytest.mark.django_db


def test_a_liaison_gets_what_the_unit_owes(cast: Any, running: Plan, order: Order) -> None:
    found = due_dates(cast["liaison"], ON)
    reports = [one for one in found if one.kind is Kind.REPORT]
    may = ReportingPeriod.objects.get(calendar__plan=running, period="2026-M05")
    assert may.due_on in [one.day for one in reports]
    assert "2026年5月填报截止" in " ".join(one.summary for one in reports)
    tasks = [one.summary for one in found if one.kind is Kind.TASK]
    assert any("建设美丽庭院" in summary for summary in tasks)
    # an order is answered by the head of the unit
    assert not [one for one in found if one.kind is Kind.ORDER]
    assert [one.day for one in found] == sorted(one.day for one in found)


def test_orders_and_instructions_go_to_those_who_answer(
    cast: Any, running: Plan, order: Order
) -> None:
    due = date(2026, 5, 20)
    chasing.instruct(cast["leader"], order.task_id, "抓紧", ON, answer_by=due)
    head = {one.kind: one.day for one in due_dates(cast["unit_head"], ON)}
    assert head[Kind.ORDER] == order.reply_by
    assert head[Kind.INSTRUCTION] == due
    office = [one for one in due_dates(cast["office"], ON) if one.kind is Kind.ORDER]
    assert [one.day for one in office] == [order.reply_by]
    for part in ("stranger", "auditor", "principal", "administrator"):
        assert due_dates(cast[part], ON) == [], part


def test_a_leader_gets_the_tasks_he_leads(cast: Any, running: Plan) -> None:
    task = task_of(running, 1)
    led = {one.key for one in due_dates(cast["leader"], ON) if one.kind is Kind.TASK}
    assert led == {str(one.pk) for one in running.tasks.filter(led_by=cast.people["leader"])} & led
    task.led_by.clear()
    after = {one.key for one in due_dates(cast["leader"], ON)}
    assert str(task.pk) not in after


def test_more_tasks_ask_no_more_queries(cast: Any, running: Plan) -> None:
    def queries(part: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            due_dates(cast[part], ON)
        return len(asked)

    before = {part: queries(part) for part in ("unit_head", "office", "leader")}
    for number in (1, 2, 4):
        task = task_of(running, number)
        ordering.issue(cast["office"], task.pk, ordering.Wanted(Colour.BLUE, "滞后"), ON)
        office = cast["office"]
        chasing.instruct(office, task.pk, "抓紧", ON, answer_by=ON, speaker="示例", evidence="3号")
    assert {part: queries(part) for part in before} == before


def test_the_page_makes_shows_renews_and_ends_an_address(
    running: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("liaison")
    assert "生成订阅地址" in client.get("/papers/calendar/").content.decode()
    assert client.get("/papers/calendar/mine.ics").content.startswith(b"BEGIN:VCALENDAR")

    def made() -> str:
        shown = client.post("/papers/calendar/renew/").content.decode()
        address = shown.partition("http://testserver")[2].partition("<")[0]
        assert address.startswith("/papers/calendar/of/")
        return address

    first = made()
    assert first not in client.get("/papers/calendar/").content.decode()
    outside = Client()
    answer = outside.get(first)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.content == client.get("/papers/calendar/mine.ics").content
    second = made()
    assert outside.get(first).status_code == 404
    assert outside.get(second).status_code == 200
    client.post("/papers/calendar/end/")
    assert outside.get(second).status_code == 404
    verbs = list(
        Entry.objects.filter(verb__startswith="calendar_key").values_list("verb", flat=True)
    )
    assert sorted(verbs) == ["calendar_key.end", "calendar_key.make", "calendar_key.make"]


def test_the_address_leaks_nothing_else(
    cast: Any, running: Plan, client_of: Callable[[str], Client]
) -> None:
    key = make_key(cast.people["liaison"])
    assert key not in str(CalendarKey.objects.values_list())
    path = reverse("papers:subscription", args=[key])
    outside = Client()
    answer = outside.get(path)
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    # the key opens no page and no operation
    for other in ("/papers/", "/papers/calendar/", "/api/papers", "/api/me"):
        got = outside.get(other, headers={"Authorization": f"Bearer {key}"})
        assert got.status_code in (302, 401), other
    assert outside.get(reverse("papers:subscription", args=["x" * 43])).status_code == 404
    assert outside.post(path).status_code == 405
    cast.people["liaison"].is_active = False
    cast.people["liaison"].save()
    assert outside.get(path).status_code == 404
