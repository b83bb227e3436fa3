"""The town's list of the year, handed out and lit: every light, every movement, both units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.web.handling.acting import Draft
from tests.web.handling.conftest import draft_of, files_apart, more_people  # noqa: F401
from tests.web.handling.papers import Sheet
from tests.web.told import told_once

from duban.web.accounts.models import Organisation
from duban.web.boards import daily
from duban.web.handling.issuing import issue_plan
from duban.web.handling.models import Assignment, Indicator, Part, Share
from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Plan, Task
from duban.web.reports.models import Report, ReportingPeriod, Rhythm, Value
from duban.web.reports.models import State as ReportState
from duban.web.reports.scheduling import Settings, set_calendar
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.models import (
    Chance,
    Colour,
    Foreseen,
    LightHistory,
    LightNow,
    Outcome,
)
from duban.web.supervision.moving import month_before

TOWN_YEAR = Sheet(
    "柳溪镇2026年任务清单",
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
#: task → its light when last month ended (empty: none yet), and today
TURNS: dict[int, tuple[str, Colour]] = {
    1: (Colour.GREEN, Colour.RED),
    2: (Colour.RED, Colour.RED),
    3: (Colour.RED, Colour.YELLOW),
    4: (Colour.YELLOW, Colour.BLUE),
    5: ("", Colour.GREEN),
    6: (Colour.GREEN, Colour.GREEN),
}


#: the day on which the tests of boards look
TODAY = date(2026, 9, 18)


@pytest.fixture(autouse=True)
def today(settings: Any) -> date:
    settings.DAY = TODAY
    return TODAY


@pytest.fixture
@told_once
def year_plan(cast: Any, more_people: None, draft_of: Draft) -> Plan:  # noqa: F811
    """The list of the year, handed out."""
    edition = confirm(cast["office"], draft_of(TOWN_YEAR, cast.town, "office").pk)
    assert edition.plan is not None
    issue_plan(cast["office"], edition.plan.pk)
    return edition.plan


#: task → what of its money was planned and, where it has a figure of it, what was spent, in 元
MONEY: dict[int, tuple[str, str | None]] = {
    1: ("12000000.50", "3000000.25"),
    2: ("0.10", None),
    3: ("8000000", "9000000"),
}


@pytest.fixture
@told_once
def lit(cast: Any, year_plan: Plan) -> Plan:
    """Each task with its light of `TURNS`, a line of history of last month, money on some; reported
    every month, task 3 with an accepted report of the first."""
    light(year_plan, TODAY)
    began = datetime(TODAY.year, 1, 5, 1, tzinfo=UTC)
    Assignment.objects.filter(task__plan=year_plan).update(issued_at=began)
    set_calendar(cast["office"], year_plan.pk, TODAY.year, Settings(Rhythm.MONTHLY))
    for number, (planned, spent) in MONEY.items():
        task = year_plan.tasks.get(number=number)
        task.investment = Decimal(planned)
        task.save(update_fields=["investment"])
        if spent is not None:
            spend(cast, task, Decimal(spent))
    accept(cast, year_plan.tasks.get(number=3), {"美丽庭院": Decimal(20)})
    share_out(year_plan.tasks.get(number=3), {"北塘村": "120", "南圩村": "80"})
    daily.write(lamps_of(year_plan.tasks.all()), TODAY)
    foresee(year_plan.tasks.get(number=6))
    return year_plan


def foresee(task: Task, metric: str = "别的指标") -> None:
    """It turns red in nine days, and misses its next milestone."""
    Foreseen.objects.create(
        task=task,
        day=TODAY,
        miss=85,
        grade=Chance.LIKELY,
        mark_day=date(2026, 9, 30),
        metric=metric,
        unit="个",
        wanted=Decimal(8),
        value=Decimal("5.5"),
        low=Decimal(4),
        high=Decimal(7),
        said="照此推算只能建成5.5个。",
        red_on=TODAY + timedelta(days=9),
        red_grade=Chance.SURE,
        red_cause="到期未办结。",
    )


def share_out(task: Task, parts: Mapping[str, str]) -> None:
    """The task's figure shared out among villages by the plan itself."""
    [indicator] = task.indicators.filter(metric="美丽庭院")
    for position, (name, value) in enumerate(parts.items()):
        village = Organisation.objects.get(jurisdiction=task.jurisdiction, name=name)
        Share.objects.create(
            task=task,
            indicator=indicator,
            organisation=village,
            value=Decimal(value),
            position=position,
        )


def spend(cast: Any, task: Task, value: Decimal) -> None:
    """An accepted figure of the task's own spending."""
    Indicator.objects.create(
        task=task,
        position=9,
        metric="完成投资",
        unit="元",
        confirmed_by=cast.people["office"],
    )
    accept(cast, task, {"完成投资": value}, month=2)


def accept(cast: Any, task: Task, figures: Mapping[str, Decimal], month: int = 1) -> Report:
    """An accepted report of the unit that files, with these figures."""
    moment = datetime(TODAY.year, month, 28, 4, tzinfo=UTC)
    part = task.assignments.filter(role=Part.LEAD).earliest("pk")
    author = cast.people["liaison"]
    report = Report.objects.create(
        task=task,
        period=ReportingPeriod.objects.get(calendar__plan=task.plan, first_day__month=month),
        organisation=part.organisation,
        part=Part.LEAD,
        state=ReportState.ACCEPTED,
        author=author,
        saved_by=author,
        submitted_by=author,
        submitted_at=moment,
        submitted_on=moment.date(),
        decided_by=cast.people["office"],
        decided_at=moment,
    )
    for metric, value in figures.items():
        indicator = task.indicators.get(metric=metric)
        Value.objects.create(report=report, indicator=indicator, value=value)
    return report


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
            before=before,
        )
        if before:
            past(task.pk, Colour(before), end - timedelta(days=25))


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
