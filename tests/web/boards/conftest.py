"""The town's list of the year, handed out and lit: every light, every movement, both units."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.handling.acting import Draft
from tests.web.handling.conftest import draft_of, files_apart, more_people  # noqa: F401
from tests.web.handling.papers import Sheet

from duban.web.handling.issuing import issue_plan
from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Plan
from duban.web.supervision.models import Colour, LightHistory, LightNow, Outcome
from duban.web.supervision.moving import month_before

TOWN_YEAR = Sheet(
    "柳溪镇年度任务清单",
    """
    序号 | 目标任务 | 牵头领导 | 牵头单位 | 配合单位 | 一季度 | 二季度 | 三季度 | 四季度 | 完成时限
    一、产业发展 | 一、产业发展 | 一、产业发展 | 一、产业发展 | 一、产业发展 | 一、产业发展 | 一、产业发展 | 一、产业发展 | 一、产业发展 | 一、产业发展
    1 | 引进企业60家 | 示例·leader | 新农办 | 规建办 | 引进15家 | 累计引进30家 | 累计引进45家 | 累计引进60家 | 2026年12月
    2 | 盘活厂房40亩 | 沈示例 | 规建办 | / | 盘活10亩 | 累计盘活20亩 | 累计盘活30亩 | 累计盘活40亩 | 2026年12月
    二、乡村建设 | 二、乡村建设 | 二、乡村建设 | 二、乡村建设 | 二、乡村建设 | 二、乡村建设 | 二、乡村建设 | 二、乡村建设 | 二、乡村建设 | 二、乡村建设
    3 | 建设美丽庭院200户 | 示例·leader | 新农办 | 规建办 | 建成30户 | 累计建成80户 | 累计建成140户 | 累计建成200户 | 2026年10月
    4 | 改造口袋公园4个 | 沈示例 | 规建办 | 新农办 | 设计 | 累计建成1个 | 累计建成2个 | 累计建成4个 | 2026年11月
    5 | 编制村庄规划 | 示例·leader | 新农办、规建办 | / | 启动 | 形成初稿 | 征求意见 | 报批 | 2026年12月
    6 | 新建停车场12个 | 沈示例 | 规建办 | / | 选址 | 累计建成4个 | 累计建成8个 | 累计建成12个 | 2026年12月
    """,  # noqa: E501
)
#: task → its light when last month ended (None: none yet), and today
TURNS: dict[int, tuple[Colour | None, Colour]] = {
    1: (Colour.GREEN, Colour.RED),
    2: (Colour.RED, Colour.RED),
    3: (Colour.RED, Colour.YELLOW),
    4: (Colour.YELLOW, Colour.BLUE),
    5: (None, Colour.GREEN),
    6: (Colour.GREEN, Colour.GREEN),
}


@pytest.fixture
def year_plan(cast: Any, more_people: None, draft_of: Draft) -> Plan:  # noqa: F811
    """The list of this year, handed out."""
    this_year = timezone.localdate().year
    sheet = TOWN_YEAR.with_line("2026年", f"{this_year}年")
    edition = confirm(cast["office"], draft_of(sheet, cast.town, "office").pk)
    assert edition.plan is not None
    edition.plan.tasks.update(year=this_year)
    issue_plan(cast["office"], edition.plan.pk)
    return edition.plan


@pytest.fixture
def lit(year_plan: Plan) -> Plan:
    """Each task with its light of `TURNS`, and a line of history for every month gone."""
    light(year_plan, timezone.localdate())
    return year_plan


def light(plan: Plan, on: date) -> None:
    end = month_before(on)
    for task in plan.tasks.all():
        before, now = TURNS[task.number or 0]
        since = end - timedelta(days=40) if before is now else on
        LightNow.objects.create(
            task=task,
            colour=now,
            progress=now,
            deadline=Colour.GREEN,
            cause=f"任务{task.number}的原因。",
            due=task.due_day,
            day=on,
            since=since,
        )
        if before is not None:
            past(task.pk, before, end - timedelta(days=25))


def past(task: int, colour: Colour, due: date) -> None:
    """What the period that fell due on a day showed: the month before it."""
    end = month_before(due)
    LightHistory.objects.create(
        task_id=task,
        period=f"{end:%Y}-M{end:%m}",
        last_day=end,
        due_on=due,
        closes_on=due + timedelta(days=5),
        colour=colour,
        first=colour,
        cause="当期的原因。",
        outcome=Outcome.ON_TIME,
        edition="比例法",
        written_on=due,
    )
