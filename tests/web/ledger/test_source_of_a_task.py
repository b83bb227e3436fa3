"""Whoever sees a task sees where it stands in its source, and nothing of its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from duban.web.ledger import confirming
from duban.web.ledger.models import Edition, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def yards(draft: Edition, cast: Any) -> Task:
    """Led by the liaison's own unit."""
    confirming.confirm(cast["office"], draft.pk)
    return Task.objects.get(title__contains="美丽庭院")


def test_a_liaison_sees_the_row_and_the_cell(
    yards: Task, client_of: Callable[[str], Client]
) -> None:
    client = client_of("liaison")
    assert client.get(yards.edition.get_absolute_url()).status_code == 404
    page = client.get(yards.get_absolute_url()).content.decode()
    way = f"/ledger/tasks/{yards.pk}/source/"
    assert f"{way}?at=milestone%3A2026-Q1#hit" in page
    source = client.get(way, {"at": "milestone:2026-Q1"}).content.decode()
    assert 'id="hit"' in source
    assert source.count('class="hit"') == 1
    assert "建设美丽庭院200户" in source
    assert "盘活闲置厂房" not in source


def test_the_office_is_led_to_the_whole_paper(yards: Task, client_of: Any) -> None:
    page = client_of("office").get(yards.get_absolute_url()).content.decode()
    assert f"{yards.edition.get_absolute_url()}?at=" in page


@pytest.mark.parametrize("part", ["stranger", "other_liaison", "administrator"])
def test_who_does_not_see_the_task_does_not_see_its_source(
    yards: Task, client_of: Any, part: str
) -> None:
    asked = client_of(part).get(f"/ledger/tasks/{yards.pk}/source/")
    assert asked.status_code == client_of(part).get(yards.get_absolute_url()).status_code
    assert asked.status_code in (403, 404)


@pytest.mark.parametrize("name", ["", "nothing", "milestone:x", "<b>"])
def test_an_unknown_field_shows_the_task(yards: Task, client_of: Any, name: str) -> None:
    page = client_of("liaison").get(f"/ledger/tasks/{yards.pk}/source/", {"at": name})
    assert page.status_code == 200
    assert 'id="hit"' in page.content.decode()
