"""In a real browser: the door, the first page, the keys, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = {"desk": (1366, 768), "phone": (390, 844)}


@pytest.mark.parametrize("size", SIZES)
def test_a_person_signs_in_and_looks_round(size: str, cast: Any, visit: Callable[..., Any]) -> None:
    window = visit(*SIZES[size])
    window.go("/")
    assert window.overflow() == 0
    assert window.page.locator(".door-form h2").inner_text() == "登录"
    window.picture(f"door-{size}")
    window.sign_in("administrator")
    assert "今天有什么要您办" in window.page.inner_text("main")
    for path, name in (
        ("/", "today"),
        ("/people/", "people"),
        ("/people/add/", "person-add"),
        (f"/people/{cast.people['liaison'].pk}/", "person"),
        ("/organisations/", "organisations"),
        ("/organisations/tree/", "organisation-tree"),
        ("/organisations/import/", "organisation-import"),
        (f"/organisations/{cast.unit.pk}/", "organisation"),
        ("/me/", "profile"),
        ("/me/second-factor/", "enrol"),
    ):
        window.go(path)
        assert window.overflow() == 0, path
        window.picture(f"{name}-{size}")
    assert window.complaints == []


def test_keys_lead_to_rooms_search_and_help(cast: Any, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("administrator")
    page = window.page
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/people/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    window.picture("keys-desk")
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    assert window.complaints == []


def test_the_auditor_reads_the_journal(cast: Any, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("auditor")
    window.go("/journal/")
    assert "登录" in window.page.inner_text("tbody")
    window.picture("journal-desk")
    assert window.complaints == []
