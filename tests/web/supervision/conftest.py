"""The town's list under way with a monthly calendar, and the papers of chasing on task 1."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from tests.web.handling.conftest import (  # noqa: F401
    district_plan,
    draft_of,
    files_apart,
    issued,
    more_people,
    plan,
)
from tests.web.reports.conftest import duty, filled, running, task  # noqa: F401
from tests.web.supervision.acting import ON, Accepted
from tests.web.told import told_once

from duban.web.ledger.models import Task
from duban.web.reports.models import Report
from duban.web.reports.steps import take
from duban.web.supervision.models import Colour, Order
from duban.web.supervision.ordering import Wanted, issue


@pytest.fixture
def accepted(cast: Any, filled: Any) -> Accepted:  # noqa: F811
    """A report of task 1 sent and accepted on a day."""

    def go(value: str, period: str, on: date) -> Report:
        report: Report = filled(value, period, on)
        take("submit", report.pk, cast["liaison"], on)
        verdicts = {stone.pk: "reached" for stone in report.task.stones.all()}
        take("accept", report.pk, cast["office"], on, verdicts=verdicts)
        moment = datetime.combine(on, time(4), UTC)
        Report.objects.filter(pk=report.pk).update(decided_at=moment)
        report.judgements.update(at=moment)
        return report

    return go


@pytest.fixture
@told_once
def order(cast: Any, task: Task) -> Order:  # noqa: F811
    """A blue order to 新农办 about task 1."""
    return issue(cast["office"], task.pk, Wanted(Colour.BLUE, "进度滞后"), ON)
