"""A refused act without script leads back to the page it was tried on, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("came_from", "led_back"),
    [
        ("http://testserver/ledger/?page=2", True),
        ("https://elsewhere.example/ledger/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_it_leads_back(
    client_of: Callable[[str], Client], came_from: str, *, led_back: bool
) -> None:
    page = client_of("liaison").get("/ledger/import/", headers={"referer": came_from})
    assert page.status_code == 403
    words = page.content.decode()
    assert ("返回上一页" in words) == led_back
    assert (f'href="{came_from}"' in words) == led_back
