"""The API tells of a beat what its page, its lists and their files tell."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.boards.beats.test_beats_and_their_lists import DAYS
from tests.web.boards.conftest import TODAY
from tests.web.boards.test_boards_and_their_lists import figures, rows_behind

from duban.web.boards.beats.catalogue import LISTS, SECTIONS
from duban.web.boards.rhythm import LABELS, Beat
from duban.web.handling.models import Assignment
from duban.web.ledger.models import Plan
from duban.web.supervision.models import LightHistory, LightNow

pytestmark = pytest.mark.django_db


def test_it_names_the_four_beats(told: Plan, client_of: Callable[[str], Client]) -> None:
    found = client_of("office").get("/api/beats").json()
    assert [one["name"] for one in found] == ["day", "week", "month", "quarter"]
    assert [one["title"] for one in found] == [str(words[0]) for words in LABELS.values()]


@pytest.mark.parametrize("part", ["office", "leader"])
@pytest.mark.parametrize("beat", Beat)
def test_every_figure_is_that_of_the_page(
    told: Plan, client_of: Any, beat: Beat, part: str
) -> None:
    client = client_of(part)
    for day in DAYS:
        on_page = set(figures(client.get(f"/rhythm/{beat.value}/?on={day}").content.decode()))
        found = client.get(f"/api/beats/{beat.value}?on={day}").json()
        assert [one["name"] for one in found["sections"]] == [
            f"{beat.value}-{section.name}" for section in SECTIONS[beat]
        ]
        tops = {(one["list"], one["count"]) for one in found["figures"]}
        cells = {
            (cell["list"], cell["value"])
            for table in (*found["sections"], *filter(None, [found["course"]]))
            for row in (*table["rows"], *filter(None, [table.get("total")]))
            for cell in row
            if cell["list"]
        }
        assert tops | cells <= on_page
        assert {one["section"] for one in found["figures"]} <= {
            one["name"] for one in found["sections"]
        }
        assert all(rows_behind(client, way) == count for way, count in tops if count)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_the_lines_of_the_file(told: Plan, client_of: Any, name: str) -> None:
    client = client_of("office")
    for narrow in ("", f"&kind={LISTS[name][1].kinds[0].name}"):
        query = f"?on={TODAY}{narrow}"
        content = client.get(f"/rhythm/lists/{name}/lines.csv{query}").content.decode("utf-8-sig")
        lines = list(csv.reader(StringIO(content)))[1:]
        found: list[list[str]] = []
        page, pages = 0, 1
        while page < pages:
            answer = client.get(f"/api/beats/lists/{name}{query}&size=2&page={page + 1}").json()
            page, pages = answer["page"], answer["pages"]
            assert answer["count"] == len(lines)
            values = [[cell["value"] for cell in row] for row in answer["rows"]]
            found += [["" if one is None else str(one) for one in row] for row in values]
        assert found == lines


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("beats/year", 404),
        ("beats/lists/day-none", 404),
        ("beats/day?at=999999", 404),
        ("beats/day?on=none", 422),
        ("beats/lists/month-agenda?on=none", 422),
        ("beats/lists/month-agenda?page=0", 422),
    ],
)
def test_what_is_not_there_is_not_there(
    told: Plan, client_of: Any, address: str, status: int
) -> None:
    assert client_of("office").get(f"/api/{address}").status_code == status


def test_strangers_and_keepers_of_accounts_see_none(told: Plan, client_of: Any) -> None:
    for beat in Beat:
        address = f"/api/beats/{beat.value}?at={told.jurisdiction_id}"
        assert client_of("stranger").get(address).status_code == 404
        assert client_of("administrator").get(address).status_code == 403
    for name in LISTS:
        address = f"/api/beats/lists/{name}?at={told.jurisdiction_id}"
        assert client_of("stranger").get(address).status_code == 404
        assert client_of("administrator").get(address).status_code == 403


def test_more_lines_ask_no_more_queries(told: Plan, client_of: Any) -> None:
    client = client_of("office")
    every = [*(f"beats/{beat.value}" for beat in Beat), *(f"beats/lists/{name}" for name in LISTS)]

    def asked() -> dict[str, int]:
        found = {}
        for one in every:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/api/{one}?on={TODAY}").status_code == 200
            found[one] = len(queries)
        return found

    asked()  # what a process asks for once
    many = asked()
    others = told.tasks.exclude(number__in=[1, 2, 4, 5])
    for rows in (LightNow, LightHistory, Assignment):
        rows.objects.filter(task__in=others).delete()
    assert asked() == many
