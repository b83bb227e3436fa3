"""In real Chromium: hand in, press a value, correct by keyboard, confirm, filter the ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.ledger.lists import ROWS, sheet

from duban.web.ledger.models import Correction, Edition, Task

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = {"desk": (1366, 768), "phone": (390, 844)}


@pytest.fixture
def list_path(tmp_path: Path) -> Path:
    path = tmp_path / "柳溪镇清单.xlsx"
    path.write_bytes(sheet(ROWS))
    return path


def hand_in(window: Any, path: Path) -> Edition:
    window.go("/ledger/import/")
    window.page.set_input_files("#files", str(path))
    assert "柳溪镇清单.xlsx" in window.page.inner_text("#chosen-files")
    window.page.click("#upload .btn-main")
    window.page.wait_for_selector("#review")
    # keys are heard from then on
    window.page.wait_for_load_state("load")
    return Edition.objects.get()


@pytest.mark.parametrize("size", SIZES)
def test_from_the_file_to_the_ledger(
    size: str, cast: Any, visit: Callable[..., Any], list_path: Path
) -> None:
    window = visit(*SIZES[size])
    page = window.page
    window.sign_in("office")
    window.go("/ledger/import/")
    assert window.overflow() == 0
    edition = hand_in(window, list_path)
    assert window.overflow() == 0
    window.picture(f"import-{size}")

    # a value shows its cell, the cell its value
    page.click('#review [data-at="t3:milestone:2026-Q2"]')
    page.wait_for_selector("#source .hit")
    assert page.inner_text("#source .hit").strip() == "完成30%"
    assert "第7行 第7列" in page.inner_text("#source .source-where")
    page.click('#source [data-ref="t1:lead_units"]')
    page.wait_for_selector("#source .hit:has-text('招商办')")
    assert page.inner_text("#review .value-hit") == "招商办"
    assert "at=t1" in page.url
    page.reload()
    assert page.inner_text("#review .value-hit") == "招商办"
    window.picture(f"value-{size}")

    # corrected in place, by keyboard
    page.keyboard.press("e")
    page.wait_for_selector("#review [data-editor]:focus")
    page.keyboard.press("Control+A")
    page.keyboard.type("招商办、经发中心")
    page.keyboard.press("Enter")
    page.wait_for_selector("#review .value-mended")
    assert page.inner_text("#review .value-hit") == "招商办、经发中心"
    assert Correction.objects.get().before == "招商办"

    page.on("dialog", lambda dialog: dialog.accept())
    page.click("text=确认入账")
    page.wait_for_url("**/ledger/tasks/**")
    assert window.overflow() == 0
    assert Task.objects.count() == 4
    window.picture(f"ledger-{size}")
    page.select_option("select[name=lead]", "新农办")
    page.wait_for_url("**lead=**")
    assert "建设美丽庭院200户" in page.inner_text(".tasks")
    assert "引进企业" not in page.inner_text(".tasks")
    page.click(".tasks .title a")
    page.wait_for_url("**/tasks/*/")
    assert window.overflow() == 0
    window.picture(f"task-{size}")
    page.click(".pin >> nth=0")
    page.wait_for_selector("#source .hit")
    assert edition.get_absolute_url() in page.url
    assert window.complaints == []


def test_keys_move_cancel_split_and_undo(
    cast: Any, visit: Callable[..., Any], list_path: Path
) -> None:
    window = visit()
    page = window.page
    window.sign_in("office")
    hand_in(window, list_path)

    def chosen() -> str:
        return str(page.get_attribute("#review .value-hit", "data-at"))

    page.keyboard.press("j")
    assert chosen() == "t1:title"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert chosen() == "t2:title"
    page.keyboard.press("ArrowRight")
    assert chosen() == "t2:leaders"
    page.wait_for_selector("#source .hit")

    page.keyboard.press("e")
    page.wait_for_selector("[data-editor]:focus")
    page.keyboard.type("多写的字")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-editor]", state="detached")
    assert not Correction.objects.exists()

    page.keyboard.press("k")
    assert chosen() == "t1:title"
    page.keyboard.press("s")
    page.wait_for_selector(".cut:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-entry="t1-1"]')
    assert page.inner_text('[data-entry="t1-1"] .entry-title .value') == "其中规上企业8家"
    window.picture("split-desk")
    page.keyboard.press("u")
    page.wait_for_selector('[data-entry="t1-1"]', state="detached")
    assert page.locator("#review .entry").count() == 4
    assert window.complaints == []


def test_a_refusal_is_read_where_the_person_is(
    cast: Any, visit: Callable[..., Any], list_path: Path
) -> None:
    window = visit()
    page = window.page
    window.sign_in("office")
    edition = hand_in(window, list_path)
    window.go(f"{edition.get_absolute_url()}?edit=t1:due#chosen")
    page.fill("[data-editor]", "年底")
    page.keyboard.press("Enter")
    page.wait_for_selector("#notices .error")
    assert "完成时限请写成 2026-10" in page.inner_text("#notices")
    assert page.input_value("[data-editor]") == "年底"
    assert [line for line in window.complaints if "422" not in line] == []


DROP = """([name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name, {type: "text/plain"}));
  const drop = document.getElementById("drop");
  drop.dispatchEvent(new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true}));
}"""


def test_a_file_is_dropped_and_its_fault_is_told(cast: Any, visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.page
    window.sign_in("office")
    window.go("/ledger/import/")
    page.evaluate(DROP, ["机密.txt", "机密★1年\n云泽区2026年工作清单\n一、建公园2个。"])
    assert "机密.txt" in page.inner_text("#chosen-files")
    page.click("#upload .btn-main")
    page.wait_for_selector(".reading .error")
    assert "密级" in page.inner_text(".reading .error")
    window.picture("refused-desk")
    page.click("text=不再保留")
    page.wait_for_url("**/ledger/")
    assert not Edition.objects.exists()
    assert window.complaints == []


def test_without_script_links_and_forms_do_the_same(
    cast: Any, chromium: Any, live_server: Any, list_path: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/login/")
    page.fill("[name=username]", "office")
    page.fill("[name=password]", "Sample-pass-2026")
    page.click("form .btn-main")
    page.goto(f"{live_server.url}/ledger/import/")
    page.set_input_files("#files", str(list_path))
    page.click("#upload .btn-main")
    page.click('#review [data-at="t3:title"]')
    assert page.inner_text("#source .hit").strip() == "建设美丽庭院200户"
    page.goto(f"{page.url.partition('?')[0]}?edit=t3:title")
    page.fill("[data-editor]", "建设美丽庭院210户")
    page.click("#review .editor .btn-main")
    assert page.inner_text('#review [data-at="t3:title"]').startswith("建设美丽庭院210户")
    page.click("text=撤销上一步")
    assert page.inner_text('#review [data-at="t3:title"]') == "建设美丽庭院200户"
    page.click("text=确认入账")
    assert "共4项任务" in page.inner_text("main")
    context.close()
