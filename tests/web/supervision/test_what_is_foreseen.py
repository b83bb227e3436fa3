"""Forecasts kept beside the lights: written by the day's work, for many tasks at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.supervision.acting import Accepted

from duban.web.ledger.models import Plan, Task
from duban.web.supervision.forecasting import Outlook, outlook
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.models import Chance, Foreseen
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db

#: March is due on 8 April, April on 11 May; the task wants 30 by June, 70 by the end of the year
MARCH, APRIL = "2026-M03", "2026-M04"


def outlooks_of(tasks: Iterable[Task], day: date) -> Mapping[int, Outlook]:
    """By key of the task, as the day's work has them."""
    return {lamp.task.pk: outlook(lamp, day) for lamp in lamps_of(tasks)}


def row_of(task: Task) -> Foreseen:
    return Foreseen.objects.get(task=task)


def test_the_day_s_work_keeps_what_is_foreseen(task: Task, accepted: Accepted) -> None:
    accepted("6", MARCH, date(2026, 4, 2))
    accepted("8", APRIL, date(2026, 5, 6))
    tick(date(2026, 5, 14))
    row = row_of(task)
    assert row.miss is not None
    assert row.miss >= 60
    assert row.grade in (Chance.LIKELY, Chance.SURE)
    assert row.mark_day == date(2026, 6, 30)
    assert (row.low or 0) < (row.value or 0) < (row.wanted or 0)
    assert row.said.startswith(f"{row.metric}预计到2026年6月30日为")
    assert "2026年3月至2026年4月已审核的2期数据" in row.said


def test_a_course_that_is_kept_is_foreseen_to_arrive(task: Task, accepted: Accepted) -> None:
    accepted("28", MARCH, date(2026, 4, 2))
    tick(date(2026, 4, 14))
    assert row_of(task).grade == Chance.UNLIKELY
    assert row_of(task).red_on is None


def test_the_next_red_day_is_kept_with_its_reason(task: Task, accepted: Accepted) -> None:
    accepted("29", MARCH, date(2026, 4, 2))
    accepted("30", APRIL, date(2026, 5, 6))
    accepted("31", "2026-M05", date(2026, 6, 3))
    tick(date(2026, 6, 20))
    row = row_of(task)
    assert row.red_on == date(2026, 7, 8)
    assert row.red_grade in (Chance.LIKELY, Chance.EVEN)
    assert "按目前进度预计为" in row.red_cause


def test_twice_on_a_day_writes_nothing_and_the_next_day_all(task: Task, accepted: Accepted) -> None:
    accepted("6", MARCH, date(2026, 4, 2))
    tick(date(2026, 4, 14))
    with CaptureQueriesContext(
        connection,
    ) as caught:
        tick(date(2026, 4, 14))
    writes = [q["sql"] for q in caught if "supervision_foreseen" in q["sql"].lower()]
    assert not [sql for sql in writes if not sql.startswith("SELECT")]
    tick(date(2026, 4, 15))
    assert row_of(task).day == date(2026, 4, 15)


def test_a_task_before_its_first_report_has_no_forecast(running: Plan, task: Task) -> None:
    tick(date(2026, 1, 20))
    row = row_of(task)
    assert (row.miss, row.grade, row.said, row.mark_day) == (None, "", "", None)


def test_it_is_seen_by_whoever_sees_the_task(
    cast: dict[str, Any], task: Task, accepted: Accepted
) -> None:
    accepted("6", MARCH, date(2026, 4, 2))
    tick(date(2026, 4, 14))
    assert Foreseen.objects.visible_to(cast["office"]).filter(task=task).exists()
    assert not Foreseen.objects.visible_to(cast["stranger"]).exists()


def test_many_tasks_are_foreseen_in_as_many_queries_as_one(running: Plan) -> None:
    tasks = list(Task.objects.filter(plan=running).select_related("jurisdiction"))
    assert len(tasks) > 1
    with CaptureQueriesContext(connection) as one:
        outlooks_of(tasks[:1], date(2026, 5, 20))
    with CaptureQueriesContext(connection) as all_of_them:
        found = outlooks_of(tasks, date(2026, 5, 20))
    assert len(all_of_them) == len(one)
    assert found


def test_it_tells_the_same_as_the_row(task: Task, accepted: Accepted) -> None:
    accepted("6", MARCH, date(2026, 4, 2))
    tick(date(2026, 4, 14))
    live = outlooks_of([task], date(2026, 4, 14))[task.pk].forecast
    assert live is not None
    assert (live.said, int(live.miss * 100)) == (row_of(task).said, row_of(task).miss)
    assert Decimal(row_of(task).value or 0) == live.value
