"""Every number of a board opens a list of as many rows; nobody sees what is not theirs."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.boards.conftest import TODAY

from duban.web.boards.catalogue import BOARDS
from duban.web.boards.models import CoursePoint
from duban.web.design.templatetags.design import day
from duban.web.handling.models import Assignment
from duban.web.ledger.models import Plan, TaskLeader
from duban.web.supervision.models import LightHistory, LightNow

pytestmark = pytest.mark.django_db
#: a number that leads somewhere: of a table, of the lights on top, of what came and went
LINK = re.compile(r'<a href="([^"]+)"[^>]*>(?:<b>|转[入出])?([\d,]+)(?:</a>|</b> <span)')
#: that stand in the list of the town
WORDS = ("产业发展", "新农办", "美丽庭院", "北塘村")
COUNT = re.compile(r"共(\d+)项")


def figures(page: str) -> Iterator[tuple[str, int]]:
    """Every number of a page that leads somewhere: where, and how many."""
    for address, number in LINK.findall(page):
        yield html.unescape(address), int(number.replace(",", ""))


def rows_behind(client: Client, address: str) -> int:
    """How many rows the list at an address says it has; none where it is empty."""
    response = client.get(address)
    assert response.status_code == 200, address
    found = COUNT.search(response.content.decode())
    return int(found[1]) if found else 0


@pytest.mark.parametrize("part", ["office", "leader", "unit_head"])
def test_every_number_opens_as_many_rows(
    lit: Plan, client_of: Callable[[str], Client], part: str
) -> None:
    client = client_of(part)
    pages = ["/boards/", *(f"/boards/{name}/" for name in BOARDS)]
    seen = {figure for page in pages for figure in figures(client.get(page).content.decode())}
    assert len(seen) > 20
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
        for way in ("", "list/", "figures.csv"):
            page = stranger.get(f"/boards/{name}/{way}").content.decode()
            assert not [
                word for word in ("产业发展", "新农办", "美丽庭院", "北塘村") if word in page
            ]
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
    year, client = TODAY.year, client_of("office")
    assert "还没有亮灯的任务" in client.get(f"/boards/?year={year - 1}").content.decode()
    assert f"{year}年</a>" in client.get(f"/boards/?year={year - 1}").content.decode()


def text_of(cell: str) -> str:
    """The words of a cell; those of a meter are in its label. Units stand in columns of a file."""
    cell = re.sub(r"<small>[^<]*</small>", "", cell)
    told = re.search(r'class="meter" role="img" aria-label="([^"]*)"', cell)
    words = told[1] if told else re.sub(r"<[^>]+>", "", cell)
    return tidied(html.unescape(words).replace(",", "")) if words != "—" else ""


def tidied(text: str) -> str:
    """A figure without the zeros behind it, a date as a page says it."""
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        pass
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def test_the_file_holds_the_figures_of_the_page(lit: Plan, client_of: Any) -> None:
    client = client_of("office")
    for name in BOARDS:
        page = client.get(f"/boards/{name}/").content.decode()
        table = re.search(r"<tbody>(.*?)</table>", page, re.DOTALL)
        assert table, name
        shown = [
            [text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in table[1].split("</tr>")
            if "<t" in row
        ]
        response = client.get(f"/boards/{name}/figures.csv")
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
        assert shown == [[tidied(cell) for cell in row] for row in rows[1:]], name
        assert len(rows) > 1, name


def test_more_tasks_ask_no_more_queries(lit: Plan, client_of: Any) -> None:
    client = client_of("office")
    pages = ["/boards/"]
    pages += [f"/boards/{name}/{way}" for name in BOARDS for way in ("", "list/")]
    pages = [page for page in pages if client.get(page).status_code == 200]
    assert len(pages) == 1 + len(BOARDS) + sum(one.listed is not None for one in BOARDS.values())
    many = {page: queries(client, page) for page in pages}
    few = lit.tasks.filter(number__in=[3, 6])
    others = lit.tasks.exclude(pk__in=few)
    for rows in (LightNow, LightHistory, CoursePoint, Assignment, TaskLeader):
        rows.objects.filter(task__in=others).delete()
    others.update(investment=None)
    assert {page: queries(client, page) for page in pages} == many


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)


def test_the_api_tells_what_the_file_tells(lit: Plan, client_of: Any) -> None:
    client = client_of("office")
    assert [one["name"] for one in client.get("/api/boards").json()] == list(BOARDS)
    for name in BOARDS:
        told = client.get(f"/api/boards/{name}?at={lit.jurisdiction_id}&year=2026").json()
        assert (told["jurisdiction"], told["year"], told["day"]) == ("柳溪镇", 2026, "2026-09-18")
        content = client.get(f"/boards/{name}/figures.csv").content.decode("utf-8-sig")
        rows = list(csv.reader(StringIO(content)))[1:]
        every = told["rows"] + ([told["total"]] if told["total"] else [])
        values = [[cell["value"] for cell in row] for row in every]
        assert [["" if one is None else str(one) for one in row] for row in values] == rows


def test_the_api_leads_to_the_same_lists(lit: Plan, client_of: Any) -> None:
    client = client_of("office")
    told = client.get("/api/boards/unit").json()
    red = next(at for at, one in enumerate(told["columns"]) if one["name"] == "red")
    found = [(row[red]["value"], row[red]["list"]) for row in told["rows"] if row[red]["list"]]
    assert found
    assert all(rows_behind(client, address) == count for count, address in found)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/boards/none", 404), ("/api/boards/unit?at=999", 404), ("/api/boards/unit?at=x", 422)],
)
def test_the_api_declines_as_the_pages_do(
    lit: Plan, client_of: Any, address: str, status: int
) -> None:
    assert client_of("office").get(address).status_code == status
