"""The map in a real browser, at each size: coloured, led on by mouse and keys, nothing overlaps."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from tests.web.boards.maps.drawn import upload
from tests.web.boards.test_boards_in_chromium import LOOK, SIZES, settled
from tests.web.boards.test_paper_in_chromium import faults_of, heads, printed
from tests.web.design.test_axe_on_every_page import AXE, GRAVE, RUN

from duban.web.accounts.models import Organisation, OrganisationKind
from duban.web.boards.maps import keeping
from duban.web.handling.models import Indicator, Share
from duban.web.ledger.models import Plan

pytestmark = pytest.mark.django_db(transaction=True)
#: one set of letters is seen, none too small, none over another, all on the map
LETTERS = Path(__file__).with_name("letters.js").read_text(encoding="utf-8").partition("\n")[2]
#: the first areas of the sample's file
NAMES = ("柳溪镇", "白鹭镇", "芦荡镇", "石桥镇", "桑园镇", "荷塘镇", "望湖镇")


@pytest.fixture
def mapped(cast: Any, lit: Plan) -> Plan:
    """Villages called as the towns of the sample, each with a share; four areas are nobody's."""
    indicator = Indicator.objects.get(task__plan=lit, metric="美丽庭院")
    for at, name in enumerate(NAMES):
        unit = Organisation.objects.create(
            jurisdiction=cast.town, name=name, kind=OrganisationKind.VILLAGE
        )
        Share.objects.create(
            task=indicator.task,
            indicator=indicator,
            organisation=unit,
            value=at + 1,
            position=10 + at,
        )
    content = resources.files("duban.samples").joinpath("towns.geojson").read_bytes()
    keeping.bring(cast["office"], cast.town, upload(content))
    return lit


PAGES = {
    "board": "/boards/towns/",
    "desk": "/boards/map/",
    "wall": "/boards/wall/",
    "light-wall": "/boards/wall/?look=light",
}


def test_the_map_at_every_size(mapped: Plan, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("office")
    found = {}
    for name, path in PAGES.items():
        for width, height in SIZES:
            window.page.set_viewport_size({"width": width, "height": height})
            settled(window, path)
            window.picture(f"map-{name}-{width}")
            faults = window.page.evaluate(LOOK) + letters(window)
            if faults:
                found[name, width] = faults
    assert found == {}
    assert window.complaints == []


def letters(window: Any) -> list[str]:
    """What is wrong with the names on a map."""
    found: list[str] = window.page.evaluate(LETTERS)
    return found


def test_an_area_leads_on_by_mouse_and_by_keys(mapped: Plan, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("office")
    settled(window, "/boards/towns/")
    page = window.page
    links = page.locator(".map-sheet a")
    assert links.count() == len(NAMES)
    links.first.focus()
    ring = "getComputedStyle(document.activeElement.querySelector('.area')).strokeWidth"
    assert page.evaluate(ring) == "60px"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("白鹭镇：")
    page.keyboard.press("Enter")
    page.wait_for_url("**/boards/towns/list/**")
    assert "白鹭镇" in page.inner_text("table")
    page.go_back()
    page.locator(".map-sheet a path").first.click()
    page.wait_for_url("**/boards/towns/list/**")
    assert "柳溪镇" in page.inner_text("table")


def test_the_map_is_coloured_as_the_tiles_are(mapped: Plan, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("office")
    settled(window, "/boards/towns/?shape=tiles")
    words = """all => Object.fromEntries(all.map(one =>
      [one.querySelector('.tile-name').textContent, one.className.split('tile-')[1]]))"""
    tiles = window.page.eval_on_selector_all(".tiles .tile", words)
    settled(window, "/boards/towns/")
    words = """all => Object.fromEntries(all.map(one =>
      [one.getAttribute('aria-label').split('：')[0],
       one.querySelector('path').className.baseVal.split('area-')[1]]))"""
    areas = window.page.eval_on_selector_all(".map-sheet a", words)
    assert len(areas) == len(NAMES)
    assert areas.items() <= tiles.items()


def test_the_map_goes_to_paper(mapped: Plan, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("office")
    document = printed(window, "/boards/towns/")
    assert faults_of(document, [*heads(window), *NAMES]) == []


def test_axe_finds_no_serious_fault_on_the_map(mapped: Plan, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("office")
    for path in PAGES.values():
        settled(window, path)
        window.page.evaluate(AXE.read_text(encoding="utf-8"))
        grave = [
            (one["id"], one["nodes"][0]["html"][:120])
            for one in window.page.evaluate(RUN)["violations"]
            if one["impact"] in GRAVE
        ]
        assert grave == [], path


def test_the_office_brings_a_map_in(cast: Any, lit: Plan, visit: Callable[..., Any]) -> None:
    window = visit()
    window.sign_in("office")
    window.go("/boards/map/")
    content = resources.files("duban.samples").joinpath("towns.geojson").read_bytes()
    file = {"name": "界线.geojson", "mimeType": "application/geo+json", "buffer": content}
    window.page.set_input_files("[name=file]", file)
    window.page.click("form[enctype] button")
    window.page.wait_for_selector(".map-seen .map-sheet")
    assert "还有11个区域没有对应的单位" in window.page.inner_text("main")
