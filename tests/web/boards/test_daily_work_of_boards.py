"""What the day's work writes for the boards: once, and again nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.web.boards.conftest import TODAY, accept

from duban.web.boards import daily
from duban.web.boards.models import CoursePoint
from duban.web.handling.models import Part
from duban.web.ledger.models import Plan, Task
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db


def course(task: Task) -> list[tuple[int, int, int | None, bool]]:
    rows = CoursePoint.objects.filter(task=task).order_by("last_day")
    return [(row.last_day.month, row.wanted, row.reached, row.latest) for row in rows]


def keys_of(task: Task) -> set[int]:
    return set(CoursePoint.objects.filter(task=task).values_list("pk", flat=True))


def test_a_course_is_written_month_by_month(lit: Plan) -> None:
    """200户: 30 by March, 80 by June, 140 by September; 20 reported for January."""
    found = course(lit.tasks.get(number=3))
    assert [wanted for _month, wanted, _reached, _latest in found] == [
        *[0] * 2,
        *[150_000] * 3,
        *[400_000] * 3,
        *[700_000] * 3,
        1_000_000,
    ]
    assert [reached for _month, _wanted, reached, _latest in found] == [100_000] * 8 + [None] * 4
    assert [month for month, _wanted, _reached, latest in found if latest] == [8]


def test_a_task_in_words_alone_has_no_course(lit: Plan) -> None:
    assert course(lit.tasks.get(number=5)) == []


def rows() -> list[Any]:
    return list(CoursePoint.objects.order_by("pk").values_list())


def test_a_second_run_changes_nothing(lit: Plan) -> None:
    daily.write(lamps_of(lit.tasks.all()), TODAY)
    before = rows()
    daily.write(lamps_of(lit.tasks.all()), TODAY)
    assert rows() == before
    assert before


def test_the_next_month_moves_the_latest_and_keeps_the_rows(cast: Any, lit: Plan) -> None:
    task = lit.tasks.get(number=3)
    keys = keys_of(task)
    accept(cast, task, {"美丽庭院": Decimal(130)}, month=9)
    daily.write(lamps_of(lit.tasks.all()), TODAY + timedelta(days=30))
    assert [one for one in course(task) if one[3]] == [(9, 700_000, 650_000, True)]
    assert keys_of(task) == keys


def test_what_lost_its_figure_loses_its_course(lit: Plan) -> None:
    task = lit.tasks.get(number=3)
    task.indicators.update(ended_on=date(2026, 2, 1))
    daily.write(lamps_of(lit.tasks.all()), TODAY)
    assert course(task) == []


def test_the_tick_of_a_day_writes_them_too(lit: Plan) -> None:
    CoursePoint.objects.all().delete()
    tick(TODAY)
    led = lit.tasks.filter(assignments__role=Part.LEAD).distinct()
    assert set(CoursePoint.objects.values_list("task", flat=True)) == {
        task.pk for task in led if task.number != 5
    }
