"""In a real browser: a plan goes out, is signed for, broken down, moved, closed; desk and phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.handling.acting import task_of

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
    head.page.wait_for_selector(".way-here:has-text('办理')")
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
    head.page.wait_for_selector(".way-here:has-text('报办结')")
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
    office.page.wait_for_selector(".way-here:has-text('归档')")


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
