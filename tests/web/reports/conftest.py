"""The town's list under way with a monthly calendar; 新农办 leads task 1, 规建办 helps."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.web.handling.acting import part_of, signed, task_of
from tests.web.handling.conftest import (  # noqa: F401
    district_plan,
    draft_of,
    files_apart,
    issued,
    more_people,
    plan,
)
from tests.web.reports.acting import IN_TIME, MARCH, Filled, period_of
from tests.web.told import told_once

from duban.web.handling.models import Assignment
from duban.web.handling.steps import take as take_task_step
from duban.web.ledger.models import Plan, Task
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report, Rhythm
from duban.web.reports.scheduling import Settings, set_calendar
from duban.web.reports.steps import take


@pytest.fixture
@told_once
def running(cast: Any, issued: Plan) -> Plan:  # noqa: F811
    """Handed out in January, task 1 signed for and begun, reported every month."""
    issued_at = datetime(2026, 1, 5, 1, tzinfo=UTC)
    Assignment.objects.filter(task__plan=issued).update(issued_at=issued_at)
    for number in (1, 4):
        take_task_step("start", signed(cast, task_of(issued, number)).pk, cast["liaison"])
    set_calendar(cast["office"], issued.pk, 2026, Settings(Rhythm.MONTHLY))
    return issued


@pytest.fixture
def task(running: Plan) -> Task:
    return task_of(running, 1)


@pytest.fixture
def duty(task: Task) -> Assignment:
    """新农办's part in task 1: it files."""
    return part_of(task, "新农办")


@pytest.fixture
def filled(cast: Any, duty: Assignment, running: Plan) -> Filled:
    """A saved draft of task 1 for a period."""

    def fill(value: str = "28", period: str = MARCH, on: date = IN_TIME) -> Report:
        [indicator] = duty.task.indicators.all()
        entered = Entered(0, {indicator.pk: Decimal(value)}, {"progress": "已建成一批。"})
        return save(cast["liaison"], duty.pk, period_of(running, period).pk, entered, on)

    return fill


@pytest.fixture
def accepted(cast: Any, filled: Filled) -> Filled:
    """A report of task 1 that went all the way."""

    def go(value: str = "28", period: str = MARCH, on: date = IN_TIME) -> Report:
        report = filled(value, period, on)
        take("submit", report.pk, cast["liaison"], on)
        verdicts = {stone.pk: "partly" for stone in report.task.stones.all()}
        return take("accept", report.pk, cast["office"], on, verdicts=verdicts)

    return go
