"""In a real browser: a plan goes out, is signed for, broken down, moved, closed; desk and phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.handling.acting import Draft, task_of
from tests.web.handling.papers import TOWN_LIST

from duban.web import clock
from duban.web.handling.holding import due_of
from duban.web.ledger.models import Plan, Task, TaskState

pytestmark = pytest.mark.django_db(transaction=True)


def shown(window: Any, path: str, name: str) -> None:
    """The page fits both sizes and complains of nothing."""
    for size, (width, height) in {"desk": (1366, 768), "phone": (390, 844)}.items():
        window.page.set_viewport_size({"width": width, "height": height})
        window.go(path)
        assert window.overflow() <= 0, (path, size)
        window.picture(f"handling-{name}-{size}")
    window.page.set_viewport_size({"width": 1366, "height": 768})


def hand_out(office: Any, plan: Plan, task: Task) -> None:
    shown(office, "/handling/", "desk")
    shown(office, "/handling/plans/", "plans")
    shown(office, f"/handling/plans/{plan.pk}/", "issue")
    office.page.locator(".names-sheet select[name=unit]").select_option(label="规建办")
    office.page.click(".names-sheet button")
    shown(office, f"/handling/tasks/{task.pk}/indicators/", "indicators")
    office.go(f"/handling/plans/{plan.pk}/")
    office.page.on("dialog", lambda dialog: dialog.accept())
    office.page.click("text=整份交办")
    office.page.wait_for_selector("text=已交办4项")
    shown(office, "/handling/handed-down/", "handed-down")


def sign_and_break_down(head: Any, task: Task) -> None:
    shown(head, "/handling/sign/", "to-sign")
    head.page.click("text=签收勾选的任务")
    head.page.wait_for_selector("text=勾选4项，办成4项")
    head.go(task.get_absolute_url())
    head.page.click("button:has-text('开始办理')")
    head.page.wait_for_selector(".way-here:text-is('办理')")
    head.page.click("a:has-text('新农办分解')")
    head.page.fill("label:has-text('北塘村') input", "120")
    head.page.fill("label:has-text('南圩村') input", "80")
    head.picture("handling-breakdown-desk")
    head.page.click("text=保存分解")
    head.page.wait_for_selector(".chip-unit:has-text('北塘村')")


def ask_and_agree(head: Any, office: Any, task: Task) -> None:
    head.page.click("a:has-text('申请延期')")
    head.page.fill("[name=day]", "2027-01-31")
    head.page.fill("[name=progress]", "已建成80户")
    head.page.fill("[name=reason]", "汛期停工")
    head.picture("handling-new-change-desk")
    head.page.click("text=提交申请")
    head.page.wait_for_selector("text=撤回申请")
    shown(office, "/handling/changes/", "changes")
    shown(office, task.changes.get().get_absolute_url(), "change")
    office.page.fill("[name=words]", "同意延期")
    office.page.click("button[value=approve]")
    office.page.wait_for_selector("text=已答复：同意")


def report_and_close(head: Any, office: Any, task: Task) -> None:
    head.go(task.get_absolute_url())
    head.page.click("summary:has-text('报办结')")
    head.page.fill("#done-words", "200户全部验收")
    head.page.click(".more button:has-text('报办结')")
    head.page.wait_for_selector(".way-here:text-is('报办结')")
    shown(office, "/handling/closing/", "closing")
    office.go(task.get_absolute_url())
    office.page.select_option("[name=user]", label="示例·office")
    office.page.click("button:has-text('指定核查人')")
    office.page.wait_for_selector("#verify-words")
    shown(office, task.get_absolute_url(), "task")
    office.page.fill("#verify-words", "资料齐全，现场属实")
    office.page.click("button:has-text('属实，办结')")
    office.page.click("button:has-text('销号')")
    office.page.click("button:has-text('归档')")
    office.page.wait_for_selector(".way-here:text-is('归档')")


def test_a_task_from_the_office_to_the_archive(
    cast: Any, plan: Plan, district_plan: Plan, visit: Callable[..., Any]
) -> None:
    task = task_of(plan, 1)
    office, head = visit(), visit()
    office.sign_in("office")
    head.sign_in("unit_head")
    hand_out(office, plan, task)
    sign_and_break_down(head, task)
    ask_and_agree(head, office, task)
    report_and_close(head, office, task)
    task.refresh_from_db()
    assert task.state == TaskState.ARCHIVED
    assert office.complaints == []
    assert head.complaints == []


def test_a_refusal_is_said_above_the_panel(
    cast: Any, issued: Plan, visit: Callable[..., Any]
) -> None:
    task = task_of(issued, 1)
    head = visit()
    head.sign_in("unit_head")
    head.go(task.get_absolute_url())
    task.state = TaskState.SUSPENDED
    task.save(update_fields=["state"])
    head.page.click("button:has-text('新农办签收')")
    head.page.wait_for_selector("#notices :text('任务当前为“挂账”，不能签收')")
    assert [line for line in head.complaints if "409 (Conflict)" not in line] == []


def test_a_new_edition_is_looked_at_as_a_difference_and_agreed_to(
    cast: Any, issued: Plan, draft_of: Draft, visit: Callable[..., Any]
) -> None:
    """One task changed, one left out, one new: seen beside the ledger, on paper, and made true."""
    last = TOWN_LIST.drawing.strip().splitlines()[-1]
    new = "5 | 建设充电桩40个 | 沈示例 | 规建办 | / | 选址 | 建成10个 | / | 建成40个 | 2026年12月"
    later = TOWN_LIST.with_line(last, new).with_line(
        "累计建成200户 | 2026年10月", "累计建成180户 | 2026年11月"
    )
    draft = draft_of(later, cast.town, "office")
    office, principal = visit(), visit()
    office.sign_in("office")
    principal.sign_in("principal")
    office.go(draft.get_absolute_url())
    office.page.click("text=与现行版比对")
    office.page.wait_for_selector("text=新增1项")
    for words in ("删去1项", "改动1项", "不变2项"):
        assert office.page.locator(f".chip:text('{words}')").is_visible()
    assert office.page.locator("ins:text('建设充电桩40个')").is_visible()
    assert office.page.locator("del:text('编制村庄规划')").is_visible()
    changed = office.page.locator("li:has(a:text('建设美丽庭院200户')) dl")
    assert "2026年10月" in changed.locator("del").first.inner_text()
    assert "累计建成180户" in changed.inner_text()
    shown(office, f"/handling/renewals/{draft.pk}/", "renewal")
    office.page.fill("[name=reason]", "区里调整年度目标")
    office.page.click("text=报主要领导审定")
    office.page.wait_for_selector("text=新版已报批")
    principal.go("/handling/changes/?outcome=mine")
    principal.page.click("a.strong:has-text('新版计划')")
    assert principal.page.locator("ins:text('建设充电桩40个')").is_visible()
    shown(principal, principal.page.url.removeprefix(principal.address), "edition-paper")
    principal.page.fill("[name=words]", "同意")
    principal.page.click("button[value=approve]")
    principal.page.wait_for_selector("text=已答复：同意")
    held = {task.title: task.state for task in issued.tasks.all()}
    assert held["编制村庄规划"] == TaskState.CANCELLED
    assert held["建设充电桩40个"] == TaskState.REGISTERED
    assert str(due_of(task_of(issued, 1), clock.today()).now) == "2026-11-30"
    assert office.complaints == []
    assert principal.complaints == []


def test_a_unit_with_a_long_name_fits_a_phone(
    visit: Callable[..., Any], cast: Any, issued: Plan
) -> None:
    task, long = task_of(issued, 1), "柳溪镇新型城镇化建设和美丽乡村工作领导小组办公室"
    issued_to = task.assignments.get(role="lead")
    issued_to.name = long
    issued_to.save(update_fields=["name"])
    office = visit(390, 844)
    office.sign_in("office")
    office.go(task.get_absolute_url())
    assert long in office.page.inner_text(".handling-grid")
    assert office.overflow() <= 0
