"""In real Chromium, one task through its whole life, by the hands of five people.

The office brings the list in and hands it out; the unit head signs, asks and answers; the liaison
reports; the leader instructs, passes up and verifies; the principal agrees. The calendar is turned
by the test; everybody signs in anew on every day, as sessions end by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.web.handling.papers import TOWN_LIST, drawn
from tests.web.walks.walking import TurnedClock

from duban.web.accounts.models import Organisation
from duban.web.handling.models import Change, Outcome
from duban.web.journal.models import Entry
from duban.web.ledger.models import Task, TaskState
from duban.web.reports.models import Report, Value
from duban.web.supervision.models import Order, OrderState
from duban.web.supervision.standing import write_lights

pytestmark = pytest.mark.django_db(transaction=True)

FIVE = ("office", "unit_head", "liaison", "leader", "principal")
#: what the journal tells of the task at the end, in this order
LIFE = (
    *("task.issue", "task.sign", "task.start", "report.submit", "report.return", "report.submit"),
    *("report.accept", "order.issue", "order.reply", "order.close", "instruction.write"),
    *("instruction.answer", "change.ask", "change.pass_up", "change.pass_up", "change.approve"),
    *("change.ask", "change.approve", "report.submit", "report.accept", "report.submit"),
    *("report.accept", "report.submit", "report.accept", "task.report_done"),
    *("task.name_verifier", "task.close", "task.strike_off", "task.archive"),
)


@dataclass
class Life:
    """One task and the five windows that look at it."""

    clock: TurnedClock
    windows: dict[str, Any]
    path: str = ""

    def on(self, year: int, month: int, day: int) -> None:
        """The calendar turns, and all sign in again."""
        self.clock.turn(date(year, month, day))
        for part, window in self.windows.items():
            window.window.clear_cookies()
            window.sign_in(part)

    def at_task(self, part: str) -> Any:
        """The page of the task in somebody's window."""
        window = self.windows[part]
        window.go(self.path)
        assert window.overflow() <= 0
        return window.page

    def act(self, part: str, panel: str, opener: str, fields: dict[str, str], button: str) -> Any:
        """A form that opens on the task's page, filled in and sent."""
        page = self.at_task(part)
        page.click(f"{panel} summary:has-text('{opener}')")
        for selector, text in fields.items():
            page.fill(f"{panel} {selector}", text)
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.click(f"{panel} details[open] button:has-text('{button}')")
        return page


@pytest.fixture
def life(
    cast: Any,
    clock: TurnedClock,
    files_apart: None,
    visit: Callable[..., Any],
) -> Life:
    Organisation.objects.create(jurisdiction=cast.town, name="招商办")
    return Life(clock, {part: visit() for part in FIVE})


def brought_in_and_handed_out(life: Life, folder: Path) -> Task:
    """5 January."""
    list_path = folder / "柳溪镇清单.xlsx"
    list_path.write_bytes(drawn(TOWN_LIST))
    office = life.windows["office"]
    office.page.on("dialog", lambda dialog: dialog.accept())
    office.go("/ledger/import/")
    office.page.set_input_files("#files", str(list_path))
    office.page.click("#upload .btn-main")
    office.page.wait_for_selector("#review")
    office.page.click("text=确认入账")
    office.page.wait_for_url("**/ledger/tasks/**")
    task = Task.objects.get(number=1)
    life.path = task.get_absolute_url()
    office.go(f"/handling/plans/{task.plan_id}/")
    office.page.click("text=整份交办")
    office.page.wait_for_selector("text=已交办4项")
    office.go(f"/reports/calendars/{task.plan_id}/")
    office.page.select_option("#rhythm", "quarterly")
    office.page.click("form:has(#rhythm) .btn-main")
    office.page.wait_for_selector("text=填报期")
    return task


def signed_and_begun(life: Life) -> None:
    page = life.at_task("unit_head")
    page.click("#handling button:has-text('新农办签收')")
    page.click("#handling button:has-text('开始办理')")
    page.wait_for_selector(".way-here:text-is('办理')")


def reported(life: Life, value: str, words: str) -> None:
    """The liaison finds the task among what is owed, fills in and sends."""
    liaison = life.windows["liaison"]
    liaison.go("/reports/")
    liaison.page.click(".owed-list li:has-text('建设美丽庭院200户') a.btn")
    liaison.page.wait_for_selector("#report-form")
    liaison.page.wait_for_load_state("networkidle")
    liaison.page.fill("#report-form input[id^='v-']", value)
    liaison.page.fill("#f-progress", words)
    liaison.page.click("button[name=step][value=submit]")
    liaison.page.wait_for_url("**/reports/")


def accepted(life: Life, verdict: str) -> None:
    """The office judges the words of the milestone, then presses a."""
    office = life.windows["office"]
    office.go("/reports/review/")
    office.page.check(f"input[type=radio][value={verdict}]")
    office.page.keyboard.press("a")
    office.page.wait_for_selector("text=没有待审核的填报")


def returned(life: Life, reason: str) -> None:
    office = life.windows["office"]
    office.go("/reports/review/")
    office.page.wait_for_load_state("networkidle")
    office.page.keyboard.press("r")
    office.page.keyboard.type(reason)
    office.page.keyboard.press("Control+Enter")
    office.page.wait_for_selector("text=没有待审核的填报")


def chased(life: Life) -> None:
    """The light is yellow; an order, its answer, its end; the leader's word and its answer."""
    page = life.at_task("office")
    assert "黄灯" in page.inner_text("#supervision .light-head")
    page.click("#supervision summary:has-text('签发督办单')")
    page.check("#supervision input[value=yellow]")
    page.click("#supervision button:has-text('签发')")
    page.wait_for_selector("text=已签发柳溪镇督")
    order = Order.objects.get()
    head, office = life.windows["unit_head"], life.windows["office"]
    head.go(order.get_absolute_url())
    head.page.fill("#reply", "已增加班组，四月补齐")
    head.page.click("text=提交回复")
    head.page.wait_for_selector("text=已回复")
    office.go(order.get_absolute_url())
    office.page.fill("#close", "现场核实")
    office.page.click("button:has-text('办结督办单')")
    office.page.wait_for_selector("text=督办单已结束")
    life.act("leader", "#supervision", "批示", {"#instruct-words": "请抓紧补齐"}, "批示")
    page = life.at_task("unit_head")
    page.fill("#supervision input[name=words]", "四月底前补齐")
    page.click("#supervision button:has-text('反馈')")
    page.wait_for_selector("text=四月底前补齐")


def adjusted(life: Life) -> None:
    """200户 become 180户: asked by the unit, passed up twice, agreed to by the principal."""
    page = life.at_task("unit_head")
    page.click("a:has-text('申请调整')")
    page.fill("fieldset.indicator label:has-text('四季度') input", "180")
    page.fill("[name=reason]", "二十户动迁")
    page.click("text=提交申请")
    page.wait_for_selector("text=撤回申请")
    change = Change.objects.get(outcome=Outcome.PENDING)
    for part, button in (("office", "pass_up"), ("leader", "pass_up"), ("principal", "approve")):
        window = life.windows[part]
        window.go(change.get_absolute_url())
        window.page.fill("[name=words]", "拟同意")
        window.send(f"button[value={button}]")
    shown = life.at_task("liaison").inner_text("#handling .aim")
    assert "180户" in shown
    assert "200户" in shown


def extended(life: Life) -> None:
    page = life.at_task("unit_head")
    page.click("a:has-text('申请延期')")
    page.fill("[name=day]", "2027-01-31")
    page.fill("[name=progress]", "已建成30户")
    page.fill("[name=reason]", "汛期停工")
    page.click("text=提交申请")
    page.wait_for_selector("text=撤回申请")
    office = life.windows["office"]
    office.go(Change.objects.get(outcome=Outcome.PENDING).get_absolute_url())
    office.page.fill("[name=words]", "同意延期")
    office.page.click("button[value=approve]")
    office.page.wait_for_selector("text=已答复：同意")


def closed(life: Life) -> None:
    """Reported done, verified by the leader, struck off and archived by the office."""
    page = life.act("unit_head", "#handling", "报办结", {"#done-words": "180户全部验收"}, "报办结")
    page.wait_for_selector(".way-here:text-is('报办结')")
    page = life.at_task("office")
    page.select_option("#handling [name=user]", label="示例·leader")
    page.click("#handling button:has-text('指定核查人')")
    page.wait_for_selector("#handling :text('示例·leader')")
    page = life.at_task("leader")
    page.fill("#verify-words", "到现场看过，属实")
    page.click("button:has-text('属实，办结')")
    page.wait_for_selector(".way-here:text-is('办结')")
    page = life.at_task("office")
    page.click("#handling button:has-text('销号')")
    page.wait_for_selector(".way-here:text-is('销号')")
    page.click("#handling button:has-text('归档')")
    page.wait_for_selector(".way-here:text-is('归档')")


@pytest.mark.long
def test_five_people_take_one_task_from_the_file_to_the_archive(life: Life, tmp_path: Path) -> None:
    life.on(2026, 1, 5)
    task = brought_in_and_handed_out(life, tmp_path)
    signed_and_begun(life)

    life.on(2026, 4, 2)
    reported(life, "27", "已建成27户。")
    returned(life, "请写明是哪几个村")
    reported(life, "27", "北塘村15户、南圩村12户，均通过验收。")
    accepted(life, "partly")
    write_lights([task], date(2026, 4, 2))
    chased(life)
    adjusted(life)
    extended(life)

    for day, value in (
        (date(2026, 7, 2), "80"),
        (date(2026, 10, 9), "140"),
        (date(2027, 1, 5), "180"),
    ):
        life.on(day.year, day.month, day.day)
        reported(life, value, f"累计建成{value}户，均通过验收。")
        accepted(life, "reached")
    closed(life)

    task.refresh_from_db()
    assert task.state == TaskState.ARCHIVED
    assert Order.objects.get().state == OrderState.CLOSED
    told = Value.objects.filter(report__task=task).order_by("report__period__last_day")
    assert [value.amount for value in told] == [Decimal(n) for n in (27, 80, 140, 180)]
    assert not Report.objects.filter(task=task, late=True).exists()
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb in LIFE] == _one_task_s(LIFE)
    for window in life.windows.values():
        assert window.complaints == []


def _one_task_s(life: tuple[str, ...]) -> list[str]:
    """The other three tasks of the list were handed out beside it."""
    return ["task.issue"] * 3 + list(life)
