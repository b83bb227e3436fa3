"""In a real browser: chosen, looked at, released; read by anybody, on desk and phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.boards.public.acting import PAGE
from tests.web.reports.acting import IN_TIME, Filled

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = {"desk": (1366, 768), "phone": (390, 844)}


def shown(window: Any, path: str, name: str) -> None:
    """The page fits both sizes, complains of nothing, and keeps nobody out."""
    for size, (width, height) in SIZES.items():
        window.page.set_viewport_size({"width": width, "height": height})
        window.go(path)
        assert window.overflow() <= 0, (path, size)
        window.picture(f"public-{name}-{size}")
    found = Axe().run(window.page).response["violations"]
    assert not [one["id"] for one in found if one["impact"] in ("serious", "critical")]
    assert window.complaints == []


def test_a_page_is_released_and_read(
    cast: Any, accepted: Filled, visit: Callable[..., Any], settings: Any
) -> None:
    settings.DAY = IN_TIME
    accepted()
    office, anybody = visit(), visit()
    office.sign_in("office")
    office.go("/publishing/choose/?q=庭院")
    shown(office, "/publishing/choose/?q=庭院", "choosing")
    office.page.check("input[name=task]")
    office.page.click("text=选入所选")
    office.page.wait_for_selector("text=1项待公开")
    shown(office, "/publishing/preview/", "preview")
    office.go("/publishing/")
    office.page.fill("#release-reason", "经同意")
    office.page.click("form[action='/publishing/release'] button")
    office.page.wait_for_selector("text=公开中")
    shown(office, "/publishing/", "desk")

    shown(anybody, PAGE, "page")
    assert anybody.page.locator(".share").inner_text() == "14%"
    assert anybody.window.cookies() == []
    anybody.page.fill("[name=q]", "没有这样的任务")
    anybody.page.click("text=查找")
    anybody.page.wait_for_selector("text=没有名称含“没有这样的任务”的任务")
