"""Signs that a database cannot hold fail no page and no operation: the door leaves them out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from tests.web.handling.conftest import draft_of, files_apart, issued, more_people, plan  # noqa: F401
from tests.web.reports.conftest import running  # noqa: F401

from duban.web.config.typed import fit
from duban.web.ledger.models import Plan, SavedFilter
from duban.web.supervision.models import Instruction

UNFIT = ["\x00", "\ud800", "\udfff"]


@pytest.mark.parametrize("sign", UNFIT)
def test_they_are_left_out_wherever_they_stand(sign: str) -> None:
    typed = {f"甲{sign}": [f"乙{sign}丙", {"丁": f"{sign}"}, 1, None, True]}
    assert fit(typed) == {"甲": ["乙丙", {"丁": ""}, 1, None, True]}


@pytest.mark.parametrize("text", ["汉字", "𠮷", "👍🏽", "\t\n", "\x0b", ""])
def test_all_else_stays(text: str) -> None:
    assert fit(text) == text


@pytest.mark.django_db
def test_addresses_and_forms_with_them_are_answered(
    running: Plan,  # noqa: F811
    client_of: Callable[[str], Client],
) -> None:
    client = client_of("office")
    for address in ("/ledger/tasks/?q=%00", "/papers/?q=a%00b", "/?x=%00", "/api/tasks?q=%00"):
        assert client.get(address).status_code == 200, address
    form = {"name": "常用\x00筛选", "address": f"plan={running.pk}"}
    assert client.post("/ledger/tasks/filters/", form).status_code == 302
    assert "\x00" not in SavedFilter.objects.get().name


@pytest.mark.django_db
@pytest.mark.parametrize("sign", UNFIT)
def test_bodies_of_the_api_with_them_are_taken(
    sign: str,
    running: Plan,  # noqa: F811
    client_of: Callable[[str], Client],
) -> None:
    task = running.tasks.get(number=1)
    body = json.dumps({"words": f"抓紧{sign}办理", "on": "2026-05-11"})
    answer = client_of("leader").post(
        f"/api/tasks/{task.pk}/instructions", body, content_type="application/json"
    )
    assert answer.status_code == 201, answer.content.decode()
    assert Instruction.objects.get().words == "抓紧办理"


def test_what_is_fit_is_not_even_copied() -> None:
    from duban.web.config import typed  # noqa: PLC0415

    query: Any = QueryDict("a=1&b=2")
    assert typed._fit(query) is query
