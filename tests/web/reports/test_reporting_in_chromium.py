"""In real Chromium, at a desk and on a phone: fill in, send, return, mend, accept by keys."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.web.reports.acting import IN_TIME, period_of

from duban.web.handling import asked
from duban.web.handling.models import Assignment
from duban.web.ledger.models import Plan
from duban.web.reports import (
    form_pages,
    grid_pages,
    owed_pages,
    panel,
    reading_pages,
    review_pages,
)
from duban.web.reports.models import Report, State

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = {"desk": (1366, 768), "phone": (390, 844)}


@pytest.fixture(autouse=True)
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (form_pages, grid_pages, owed_pages, panel, reading_pages, review_pages):
        monkeypatch.setattr(room, "today", lambda: IN_TIME)
    monkeypatch.setattr(asked, "today", lambda: IN_TIME)


@pytest.mark.parametrize("size", SIZES)
def test_from_the_form_to_the_acceptance(
    size: str, visit: Callable[..., Any], duty: Assignment, running: Plan, tmp_path: Path
) -> None:
    shot = tmp_path / "现场.png"
    Image.new("RGB", (320, 200), "#8fb38a").save(shot)
    [indicator] = duty.task.indicators.all()
    clerk = visit(*SIZES[size])
    page = clerk.page
    clerk.sign_in("liaison")
    clerk.go("/reports/")
    assert clerk.overflow() == 0
    clerk.picture(f"owed-{size}")
    page.click("text=建设美丽庭院200户")
    page.wait_for_selector("#report-form")
    page.wait_for_load_state("networkidle")
    assert clerk.overflow() == 0

    typed_and_attached(size, clerk, indicator.pk, shot)
    page.click("button[value=submit]")
    page.wait_for_url("**/reports/")
    report = Report.objects.get()
    assert report.state == State.SUBMITTED
    assert report.values.get().amount == Decimal(28)

    office = visit(*SIZES[size])
    returned_and_mended(size, clerk, office)
    judged_and_accepted(size, office, report)
    office.go(f"/ledger/tasks/{duty.task_id}/")
    assert "28户" in office.page.inner_text("#reports")
    office.go(f"/reports/calendars/{running.pk}/")
    assert office.overflow() == 0
    office.picture(f"calendar-{size}")
    clerk.go("/reports/grid/")
    assert clerk.overflow() == 0
    assert clerk.complaints == []
    assert office.complaints == []


def typed_and_attached(size: str, clerk: Any, key: int, shot: Path) -> None:
    """What the checker thinks comes while typing, and the draft saves itself."""
    page = clerk.page
    page.locator(f"#v-{key}").press_sequentially("2800")
    page.wait_for_selector(".remark:has-text('是总目标200户的1400%')")
    page.locator(f"#v-{key}").press("Control+A")
    page.locator(f"#v-{key}").press_sequentially("28")
    page.wait_for_selector(".remark", state="detached")
    assert page.input_value(f"#o-{key}") == "28"
    page.locator("#f-progress").press_sequentially("已建成28户，联系13800138000")
    page.wait_for_selector("#personal :text('手机号1处')")
    page.fill("#f-progress", "已建成28户，均通过验收。")
    page.wait_for_selector("#saved:has-text('草稿已自动保存')")
    page.wait_for_selector(".evidence input[type=file]")
    page.wait_for_selector("#personal :text('手机号1处')", state="detached")
    page.set_input_files(".evidence input[type=file]", str(shot))
    page.click(".evidence button:has-text('上传')")
    page.wait_for_selector(".evidence-name:has-text('现场.png')")
    page.click(".evidence summary")
    clerk.picture(f"form-{size}")
    assert clerk.overflow() == 0


def returned_and_mended(size: str, clerk: Any, office: Any) -> None:
    """Returned with a reason, which the author reads first."""
    page = clerk.page
    office.sign_in("office")
    office.go("/reports/review/")
    assert office.overflow() == 0
    office.picture(f"review-{size}")
    office.page.keyboard.press("r")
    office.page.keyboard.type("请写明是哪几个村")
    office.page.keyboard.press("Control+Enter")
    office.page.wait_for_selector("text=没有待审核的填报")
    clerk.go("/reports/")
    page.wait_for_selector(".finding:has-text('请写明是哪几个村')")
    page.click("text=继续填")
    page.wait_for_selector(".finding:has-text('请写明是哪几个村')")
    page.fill("#f-progress", "北塘村16户、南圩村12户，均通过验收。")
    page.click("button[value=submit]")
    page.wait_for_url("**/reports/")


def judged_and_accepted(size: str, office: Any, report: Report) -> None:
    """By keys."""
    office.go("/reports/review/")
    office.page.check("input[type=radio][value=partly]")
    office.page.keyboard.press("a")
    office.page.wait_for_selector("text=没有待审核的填报")
    report.refresh_from_db()
    assert report.state == State.ACCEPTED
    office.go(f"/reports/{report.pk}/")
    assert "部分达到" in office.page.inner_text("main")
    assert office.overflow() == 0
    office.picture(f"report-{size}")


def test_a_paste_from_excel_is_spread_over_the_cells(
    visit: Callable[..., Any], duty: Assignment, running: Plan
) -> None:
    window = visit(*SIZES["desk"])
    page = window.page
    window.sign_in("liaison")
    window.go("/reports/grid/")
    heads = "本期数值\t进展情况\r\n"
    pasted = heads + '28\t"已建成28户，\n含北塘村16户"\r\n\t已启动\r\n7\t没有这一行\r\n'
    page.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const how = {clipboardData: data, bubbles: true, cancelable: true};
            const cell = document.querySelector(".cell[data-column=value]");
            cell.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        pasted,
    )
    told = page.inner_text("#pasted")
    assert "已贴入3格" in told
    assert "表头一行没有贴" in told
    assert "另有2格没有对应的位置" in told
    window.picture("grid-desk")
    page.click("#grid .btn-main")
    page.wait_for_selector("text=已取用2行")
    first = Report.objects.get(task=duty.task, period=period_of(running))
    assert first.values.get().amount == Decimal(28)
    assert first.progress == "已建成28户，\n含北塘村16户"
    assert window.complaints == []


def test_two_windows_on_one_form_show_both_contents(
    visit: Callable[..., Any], duty: Assignment, running: Plan
) -> None:
    [indicator] = duty.task.indicators.all()
    path = f"/reports/fill/{duty.pk}/{period_of(running).pk}/"
    windows = [visit(*SIZES["desk"]) for _part in range(2)]
    for window, part in zip(windows, ("liaison", "colleague"), strict=True):
        window.sign_in(part)
        window.go(path)
    first, second = (window.page for window in windows)
    first.locator(f"#v-{indicator.pk}").press_sequentially("28")
    first.wait_for_selector("#saved:has-text('草稿已自动保存')")
    second.locator(f"#v-{indicator.pk}").press_sequentially("31")
    second.wait_for_selector("#saved .differences")
    assert "您填的是“31户”，对方保存的是“28户”" in second.inner_text("#saved")
    second.click("#report-form button:has-text('保存草稿')")
    second.wait_for_selector(".figure-row :text('另一人保存的')")
    windows[1].picture("conflict-desk")
    assert second.input_value(f"#v-{indicator.pk}") == "31"
    second.click("#report-form button:has-text('保存草稿')")
    second.wait_for_selector("#toasts :text('草稿已保存')")
    assert Report.objects.get().values.get().amount == 31
