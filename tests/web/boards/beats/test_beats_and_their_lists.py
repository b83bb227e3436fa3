"""Every number of a beat opens a list of as many lines; nobody sees what is not theirs."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Iterable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.boards.conftest import TODAY
from tests.web.boards.test_boards_and_their_lists import figures, rows_behind

from duban.web.boards.beats.catalogue import LISTS, SECTIONS
from duban.web.boards.beats.line import Sort
from duban.web.boards.models import CoursePoint
from duban.web.boards.rhythm import LABELS, Beat
from duban.web.handling.models import Assignment, Change
from duban.web.ledger.models import Plan
from duban.web.reports.models import Report, State
from duban.web.supervision.models import Instruction, LightHistory, LightNow

pytestmark = pytest.mark.django_db
#: days that lie in spans with something to tell
DAYS = (TODAY, date(2026, 9, 8))


def pages(days: Iterable[date] = DAYS) -> list[str]:
    return [f"/rhythm/{beat.value}/?on={day}" for beat in Beat for day in days]


@pytest.mark.parametrize(
    ("part", "days"),
    [
        ("office", DAYS),
        ("leader", [TODAY]),
        ("principal", [TODAY]),
        ("unit_head", [TODAY]),
        ("auditor", [TODAY]),
    ],
)
def test_every_number_opens_as_many_lines(
    told: Plan, client_of: Callable[[str], Client], part: str, days: list[date]
) -> None:
    client = client_of(part)
    seen = {one for page in pages(days) for one in figures(client.get(page).content.decode())}
    assert len({count for _address, count in seen if count}) > 2
    assert {(address, rows_behind(client, address)) for address, _count in seen} == seen


def test_every_section_has_something_to_tell(told: Plan, client_of: Any) -> None:
    client = client_of("office")
    counts = {
        name: max(rows_behind(client, f"/rhythm/lists/{name}/?on={day}") for day in DAYS)
        for name in LISTS
    }
    assert not [where for where, count in counts.items() if not count]


@pytest.mark.parametrize("beat", Beat)
def test_a_stranger_sees_nothing_of_it(told: Plan, client_of: Any, beat: Beat) -> None:
    stranger = client_of("stranger")
    names = [name for name, (its_beat, _section) in LISTS.items() if its_beat is beat]
    ways = [f"lists/{name}/{end}" for name in names for end in ("", "lines.csv")]
    for way in (f"{beat.value}/", *ways):
        address = f"/rhythm/{way}"
        page = stranger.get(address).content.decode()
        assert not [word for word in ("引进企业", "新农办", "口袋公园") if word in page]
        assert stranger.get(f"{address}?at={told.jurisdiction_id}").status_code == 404


def test_a_leader_sees_the_tasks_led_alone(told: Plan, client_of: Any) -> None:
    """沈示例 leads 2, 4 and 6; they are nobody's who has an account."""
    client, whole = client_of("leader"), client_of("office")
    page = client.get("/rhythm/month/").content.decode()
    assert "引进企业" in page
    assert "停车场" not in page
    assert "停车场" in whole.get("/rhythm/lists/month-agenda/").content.decode()


def test_a_unit_sees_the_tasks_it_holds_alone(told: Plan, client_of: Any) -> None:
    told.tasks.get(number=6).assignments.exclude(organisation__name="规建办").delete()
    for part in ("liaison", "unit_head"):
        page = client_of(part).get("/rhythm/lists/month-agenda/").content.decode()
        assert "引进企业" in page
        assert "停车场" not in page


@pytest.mark.parametrize("beat", Beat)
def test_who_keeps_accounts_sees_no_beat(told: Plan, client_of: Any, beat: Beat) -> None:
    client = client_of("administrator")
    assert client.get(f"/rhythm/{beat.value}/").status_code == 403
    assert client.get(f"/rhythm/lists/{beat.value}-{SECTIONS[beat][0].name}/").status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/rhythm/year/",
        "/rhythm/lists/day-none/",
        "/rhythm/lists/day-agenda/",
        "/rhythm/lists/month-agenda/lines.txt",
        "/rhythm/day/?at=x",
        "/rhythm/day/?at=999999",
    ],
)
def test_what_is_not_there_is_not_there(told: Plan, client_of: Any, address: str) -> None:
    assert client_of("office").get(address).status_code == 404


@pytest.mark.parametrize("beat", Beat)
def test_a_span_without_data_says_so(told: Plan, client_of: Any, beat: Beat) -> None:
    page = client_of("office").get(f"/rhythm/{beat.value}/?on=2025-10-15").content.decode()
    for section in SECTIONS[beat]:
        assert str(section.empty) in page, section.name
    assert {count for _address, count in figures(page)} == {0}


@pytest.mark.parametrize("beat", Beat)
def test_the_file_holds_the_lines_of_the_list(told: Plan, client_of: Any, beat: Beat) -> None:
    client = client_of("office")
    for section in SECTIONS[beat]:
        for kind in ("", section.kinds[0].name):
            way = f"/rhythm/lists/{beat.value}-{section.name}/"
            query = f"?on={TODAY}&kind={kind}"
            content = client.get(f"{way}lines.csv{query}").content.decode("utf-8-sig")
            head, *rows = csv.reader(StringIO(content))
            assert len(head) == len(section.columns)
            assert len(rows) == rows_behind(client, way + query)


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_more_lines_ask_no_more_queries(told: Plan, client_of: Any) -> None:
    client = client_of("office")
    lists = [f"/rhythm/lists/{name}/{way}" for name in LISTS for way in ("", "lines.csv")]
    every = [*pages([TODAY]), *lists]
    client.get(every[0])  # what a process asks for once
    many = {page: queries(client, page) for page in every}
    others = told.tasks.exclude(number__in=[1, 2, 4, 5])
    for rows in (LightNow, LightHistory, CoursePoint, Assignment):
        rows.objects.filter(task__in=others).delete()
    few = {page: queries(client, page) for page in every}
    assert few == many


def test_a_narrowed_list_says_by_what_and_lets_go_of_it(told: Plan, client_of: Any) -> None:
    page = client_of("office").get("/rhythm/lists/month-agenda/?kind=red").content.decode()
    assert re.search(r'<option value="red" selected>', page)
    assert f'name="on" value="{TODAY}"' in page


@pytest.mark.parametrize("beat", Beat)
def test_pages_turn_back_and_forward(told: Plan, client_of: Any, beat: Beat) -> None:
    """Back from today and forward again is today; a year ago nothing more lies behind."""
    client, address = client_of("office"), f"/rhythm/{beat.value}/"

    def way(page: str, rel: str) -> str:
        found = re.search(rf'rel="{rel}" href="([^"]+)"', client.get(page).content.decode())
        return "" if found is None else address + html.unescape(found[1])

    back = way(address, "prev")
    assert back
    assert not way(address, "next")
    assert not way(way(back, "next"), "next")
    assert way(f"{address}?on=2025-12-31", "prev")
    assert not way(f"{address}?on=1999-01-01", "prev")


def test_a_day_that_cannot_be_looked_at_gives_the_nearest(told: Plan, client_of: Any) -> None:
    client = client_of("office")
    for day in ("2027-01-01", "none", "", "9999-99-99"):
        assert "9月18日" in client.get(f"/rhythm/day/?on={day}").content.decode()
    assert "2025年9月17日" in client.get("/rhythm/day/?on=1999-01-01").content.decode()


@pytest.mark.parametrize(("part", "offered"), [("office", True), ("leader", False)])
def test_who_writes_is_led_to_the_papers(
    told: Plan, client_of: Any, part: str, offered: bool
) -> None:
    client = client_of(part)
    for beat, period in ((Beat.MONTH, "2026-M08"), (Beat.QUARTER, "2026-Q3")):
        page = client.get(f"/rhythm/{beat.value}/?on=2026-08-12").content.decode()
        assert (f"?period={period}" in page) is offered
    assert "?period=" not in client.get("/rhythm/week/").content.decode()


def test_the_beats_lead_to_each_other_on_the_same_day(told: Plan, client_of: Any) -> None:
    page = client_of("office").get("/rhythm/week/?on=2026-08-12").content.decode()
    for beat in LABELS:
        assert f"/rhythm/{beat.value}/?at={told.jurisdiction_id}&amp;on=2026-08-12" in page


def test_everything_that_came_in_is_told_apart(told: Plan, client_of: Any) -> None:
    """From the 17th to the 18th: a report, a reply, a task reported done."""
    client = client_of("office")
    way = "/rhythm/lists/day-came/?sort="
    told_of = {one.value: rows_behind(client, way + one.value) for one in Sort}
    assert told_of == {
        "task": 0,
        "report": 1,
        "order": 1,
        "instruction": 0,
        "change": 0,
        "completion": 1,
    }
    Instruction.objects.update(answered_by=F("by"), answered_on=TODAY, answer="已办。")
    Change.objects.update(asked_on=TODAY)
    assert rows_behind(client, way + "instruction") == 1
    assert rows_behind(client, way + "change") == 1
    assert rows_behind(client, "/rhythm/lists/day-came/") == 5


def test_a_report_that_was_sent_is_led_to(told: Plan, client_of: Any) -> None:
    """Of the six of August three were sent; a leader does not read one that waits for review."""
    way = "/rhythm/lists/month-reports/"
    page = client_of("office").get(way).content.decode()
    assert len(re.findall(r'href="/reports/\d+/"', page)) == 3
    Report.objects.filter(period__first_day__month=8).update(state=State.SUBMITTED)
    assert not re.findall(r'href="/reports/\d+/"', client_of("leader").get(way).content.decode())
