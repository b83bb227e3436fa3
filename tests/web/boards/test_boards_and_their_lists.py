"""Every number of a board opens a list of as many rows; nobody sees what is not theirs."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from duban.web.boards.catalogue import BOARDS
from duban.web.ledger.models import Plan
from duban.web.supervision.models import LightNow

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a href="([^"]+)"[^>]*>(?:<b>)?([\d,]+)(?:</b>)?[^<]*<')
MOVES = re.compile(r'<a href="([^"]+)">转[入出](\d+)</a>')
COUNT = re.compile(r"共(\d+)项")


def figures(page: str) -> Iterator[tuple[str, int]]:
    """Every number of a page that leads somewhere: where, and how many."""
    for pattern in (LINK, MOVES):
        for address, number in pattern.findall(page):
            yield html.unescape(address), int(number.replace(",", ""))


def rows_behind(client: Client, address: str) -> int:
    """How many rows the list at an address says it has; none where it is empty."""
    response = client.get(address)
    assert response.status_code == 200, address
    found = COUNT.search(response.content.decode())
    return int(found[1]) if found else 0


@pytest.mark.parametrize("part", ["office", "leader", "unit_head", "principal", "auditor"])
def test_every_number_opens_as_many_rows(
    lit: Plan, client_of: Callable[[str], Client], part: str
) -> None:
    client = client_of(part)
    pages = ["/boards/", *(f"/boards/{name}/" for name in BOARDS)]
    seen = {figure for page in pages for figure in figures(client.get(page).content.decode())}
    assert len(seen) > 10
    assert {(address, rows_behind(client, address)) for address, _count in seen} == seen


def test_the_whole_is_told_with_its_movement(lit: Plan, client_of: Any) -> None:
    page = client_of("office").get("/boards/").content.decode()
    tallied = re.findall(
        r"<b>(\d+)</b> <span[^>]*>(.灯)</span></a><span class=\"moves\">([^<]*)", page
    )
    assert [(colour, count, net.strip()) for count, colour, net in tallied] == [
        ("红灯", "2", "与上月持平"),
        ("黄灯", "1", "与上月持平"),
        ("蓝灯", "1", "较上月 +1"),
        ("绿灯", "2", "与上月持平"),
        ("灰灯", "0", "与上月持平"),
    ]


def test_a_stranger_sees_nothing_of_it(lit: Plan, client_of: Any) -> None:
    stranger = client_of("stranger")
    assert "引进企业" not in stranger.get("/boards/").content.decode()
    assert "还没有亮灯的任务" in stranger.get("/boards/").content.decode()
    for name in BOARDS:
        page = stranger.get(f"/boards/{name}/").content.decode()
        assert "产业发展" not in page
        assert "新农办" not in page
        assert stranger.get(f"/boards/{name}/?at={lit.jurisdiction_id}").status_code == 404
        address = f"/boards/{name}/figures.csv?at={lit.jurisdiction_id}"
        assert stranger.get(address).status_code == 404
    assert stranger.get(f"/boards/?at={lit.jurisdiction_id}").status_code == 404


@pytest.mark.parametrize("address", ["/boards/", "/boards/unit/", "/boards/unit/figures.csv"])
def test_who_keeps_accounts_sees_no_board(lit: Plan, client_of: Any, address: str) -> None:
    assert client_of("administrator").get(address).status_code == 403


def test_the_level_above_sees_no_working_data(lit: Plan, client_of: Any) -> None:
    page = client_of("district_office").get("/boards/").content.decode()
    assert "还没有亮灯的任务" in page


@pytest.mark.parametrize("address", ["/boards/none/", "/boards/?at=x", "/boards/?at=999999"])
def test_what_is_not_there_is_not_there(lit: Plan, client_of: Any, address: str) -> None:
    assert client_of("office").get(address).status_code == 404


def test_last_year_is_another_board(lit: Plan, client_of: Any) -> None:
    year = timezone.localdate().year
    client = client_of("office")
    assert "还没有亮灯的任务" in client.get(f"/boards/?year={year - 1}").content.decode()
    assert f"{year}年</a>" in client.get(f"/boards/?year={year - 1}").content.decode()


@pytest.mark.parametrize("name", BOARDS)
def test_the_file_holds_the_figures_of_the_page(lit: Plan, client_of: Any, name: str) -> None:
    client = client_of("office")
    page = client.get(f"/boards/{name}/").content.decode()
    table = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    assert table
    shown = [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in table[1].split("</tr>")
        if row
    ]
    response = client.get(f"/boards/{name}/figures.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert [[html.unescape(cell) for cell in row] for row in shown] == rows[1:]
    assert len(rows) > 1


@pytest.mark.parametrize("name", ["", *(f"{name}/" for name in BOARDS)])
def test_more_tasks_ask_no_more_queries(lit: Plan, client_of: Any, name: str) -> None:
    client = client_of("office")
    client.get(f"/boards/{name}")
    with CaptureQueriesContext(connection) as many:
        client.get(f"/boards/{name}")
    keep = lit.tasks.filter(number__in=[1, 3]).values("pk")
    LightNow.objects.exclude(task__in=keep).delete()
    with CaptureQueriesContext(connection) as few:
        client.get(f"/boards/{name}")
    assert len(many) == len(few)
