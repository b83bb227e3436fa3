"""Lists of reporting keep their queries however many rows they have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.handling.acting import Draft, signed
from tests.web.handling.papers import Sheet
from tests.web.reports.acting import IN_TIME, period_of

from duban.web.handling import asked
from duban.web.handling.issuing import issue_plan
from duban.web.handling.models import Assignment
from duban.web.handling.steps import take as take_task_step
from duban.web.ledger.confirming import confirm
from duban.web.reports import (
    api,
    form_pages,
    grid_pages,
    owed_pages,
    panel,
    reading_pages,
    review_pages,
)
from duban.web.reports.models import Rhythm
from duban.web.reports.scheduling import Settings, set_calendar

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (form_pages, grid_pages, owed_pages, panel, reading_pages, review_pages, api):
        monkeypatch.setattr(room, "today", lambda: IN_TIME)
    monkeypatch.setattr(asked, "today", lambda: IN_TIME)


TEN = Sheet(
    "柳溪镇2026年实事项目清单",
    "序号 | 目标任务 | 牵头领导 | 牵头单位 | 配合单位 | "
    "一季度 | 二季度 | 三季度 | 四季度 | 完成时限\n"
    + "\n".join(
        f"{n} | 新建{n}号路灯{n}0盏 | 示例·leader | 新农办 | 规建办 | 建成{n}盏 | 累计建成{n}1盏 | "
        f"累计建成{n}5盏 | 累计建成{n}0盏 | 2026年12月"
        for n in range(1, 9)
    ),
)


def test_lists_ask_no_more_when_they_grow(
    cast: Any, more_people: None, draft_of: Draft, client_of: Callable[[str], Client]
) -> None:
    plan = confirm(cast["office"], draft_of(TEN, cast.town, "office").pk).plan
    assert plan is not None
    issue_plan(cast["office"], plan.pk)
    issued_at = datetime(2026, 1, 5, 1, tzinfo=UTC)
    Assignment.objects.filter(task__plan=plan).update(issued_at=issued_at)
    set_calendar(cast["office"], plan.pk, 2026, Settings(Rhythm.MONTHLY))
    tasks = list(plan.tasks.order_by("position"))
    liaison, office = client_of("liaison"), client_of("office")

    def begin(number: int) -> None:
        task = signed(cast, tasks[number])
        take_task_step("start", task.pk, cast["liaison"])

    def send(number: int) -> None:
        duty = tasks[number].assignments.get(organisation=cast.unit)
        path = f"/reports/fill/{duty.pk}/{period_of(plan).pk}/save/"
        words = {"progress": "已建成。", "step": "submit"}
        figures = {f"v-{one.pk}": "3" for one in tasks[number].indicators.all()}
        assert liaison.post(path, words | figures).status_code == 302

    def queries() -> dict[str, int]:
        counted = {}
        for client, path in (
            (liaison, "/reports/"),
            (liaison, "/reports/grid/"),
            (liaison, "/reports/sheet.xlsx"),
            (liaison, "/api/reports/owed"),
            (office, "/reports/review/"),
            (office, "/reports/calendars/"),
            (office, "/api/reports"),
        ):
            with CaptureQueriesContext(connection) as context:
                assert client.get(path).status_code == 200
            counted[path] = len(context)
        return counted

    for number in (0, 1):
        begin(number)
    send(0)
    queries()  # what is kept from the first time on is not counted
    before = queries()
    for number in (2, 3, 4, 5, 6, 7):
        begin(number)
    for number in (2, 3, 4):
        send(number)
    assert queries() == before
    assert max(before.values()) <= 30, before
