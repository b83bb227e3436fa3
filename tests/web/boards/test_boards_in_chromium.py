"""Every board in a real browser at three sizes: nothing overlaps, is cut, or complains."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duban.web.boards.catalogue import BOARDS
from duban.web.ledger.models import Plan

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = ((1366, 768), (1920, 1080), (390, 844))
#: what is wrong with a page as it is seen
LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8").partition("\n")[2]


def settled(window: Any, path: str) -> None:
    """The page with all that it asks for by itself, drawn."""
    window.go(path)
    waiting = "[hx-trigger^=intersect]"
    while window.page.locator(waiting).count():
        window.page.evaluate(f"document.querySelector('{waiting}')?.scrollIntoView()")
        window.page.wait_for_timeout(50)
    window.page.wait_for_load_state("networkidle")
    window.page.evaluate("scrollTo(0, 0)")
    window.page.wait_for_timeout(150)


def looked_at(window: Any, path: str, sizes: Any, name: str) -> dict[tuple[str, int], list[str]]:
    found = {}
    for width, height in sizes:
        window.page.set_viewport_size({"width": width, "height": height})
        settled(window, path)
        window.picture(f"boards-{name}-{width}")
        faults = window.page.evaluate(LOOK)
        if faults:
            found[path, width] = faults
    return found


@pytest.mark.long
def test_every_board_at_every_size(lit: Plan, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("office")
    found = looked_at(window, "/boards/", SIZES, "glance")
    for name in BOARDS:
        found |= looked_at(window, f"/boards/{name}/", SIZES, name)
    for name in ("towns", "heat"):
        found |= looked_at(window, f"/boards/{name}/list/", SIZES, f"{name}-list")
    task = lit.tasks.get(number=3)
    found |= looked_at(window, f"/boards/tasks/{task.pk}/", SIZES, "course")
    walls = (*SIZES, (3840, 2160))
    for look in ("dark", "light"):
        found |= looked_at(window, f"/boards/wall/?look={look}", walls, f"wall-{look}")
    assert found == {}
    assert window.complaints == []


def test_charts_are_drawn_and_their_figures_stand_in_a_table(
    lit: Plan, visit: Callable[..., Any]
) -> None:
    window = visit()
    window.sign_in("office")
    settled(window, "/boards/")
    page = window.page
    assert page.locator(".panel-chart svg").count() >= 4
    panel = page.locator("#board-heading")
    assert not panel.locator("table").is_visible()
    panel.locator("[data-flip]").click()
    assert panel.locator("table").is_visible()
    assert not panel.locator(".panel-chart").is_visible()


#: what the wall does by itself every minute, now
ASK = """() => { htmx.ajax('GET', '/boards/wall/now/', {source: '#wall', target: '#wall',
  swap: 'outerHTML'}).catch(() => {}); }"""


def test_a_wall_keeps_standing_when_the_network_fails(lit: Plan, visit: Callable[..., Any]) -> None:
    window = visit(1920, 1080)
    window.sign_in("office")
    settled(window, "/boards/wall/")
    window.window.set_offline(True)
    window.page.evaluate(ASK)
    window.page.wait_for_selector(".wall-lost:not([hidden])")
    shown = window.page.inner_text(".wall-lost")
    clock = re.search(r"(\d\d:\d\d)刷新", window.page.inner_text(".wall-head"))
    assert clock
    assert shown == f"连接中断，显示的是 {clock[1]} 的数据"
    assert window.page.locator(".panel-heading svg").is_visible()
    window.window.set_offline(False)
    window.page.evaluate(ASK)
    window.page.wait_for_selector(".wall-lost", state="hidden")


@pytest.mark.parametrize("fault", ["the site breaks", "nothing comes back"])
def test_a_wall_says_so_when_the_site_does_not_answer(
    lit: Plan, visit: Callable[..., Any], fault: str
) -> None:
    window = visit(1920, 1080)
    window.sign_in("office")
    settled(window, "/boards/wall/")
    assert window.page.get_attribute("#wall", "hx-request") == '{"timeout": 20000}'
    if fault == "the site breaks":
        window.page.route("**/boards/wall/now/**", lambda route: route.fulfill(status=502))
    else:
        window.page.route("**/boards/wall/now/**", lambda _route: None)
        sooner = """wall => wall.setAttribute("hx-request", '{"timeout": 300}')"""
        window.page.eval_on_selector("#wall", sooner)
    window.page.evaluate(ASK)
    window.page.wait_for_selector(".wall-lost:not([hidden])")
    assert "连接中断，显示的是" in window.page.inner_text(".wall-lost")
    assert window.page.locator(".panel-heading svg").is_visible()
