"""The light another list shows beside each task: one query, nothing where there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import F
from tests.web.handling.acting import task_of

from duban.web.ledger.marks import marking
from duban.web.ledger.models import Plan, Task
from duban.web.supervision.models import LightNow
from duban.web.supervision.standing import write_lights

pytestmark = pytest.mark.django_db


def test_a_light_stands_beside_the_task_that_has_one(
    running: Plan, task: Task, django_assert_num_queries: Any
) -> None:
    write_lights([task], date(2026, 5, 20))
    tasks = [task, task_of(running, 3)]
    with django_assert_num_queries(1):
        marks = marking().beside(tasks)
    assert set(marks) == {task.pk}
    assert (marks[task.pk].shade, marks[task.pk].word) == ("red", "红灯")
    assert marks[task.pk].cause


def test_tasks_are_found_and_ordered_by_their_light(running: Plan, task: Task) -> None:
    write_lights([task], date(2026, 5, 20))
    write_lights([task_of(running, 4)], date(2026, 1, 20))
    lit = {row.task_id: row.colour for row in LightNow.objects.all()}
    assert lit[task.pk] == "red"
    assert lit[task_of(running, 4).pk] != "red"
    found = running.tasks.filter(marking().having("red"))
    assert list(found) == [task]
    assert set(running.tasks.filter(marking().having(""))) == {
        task_of(running, 2),
        task_of(running, 3),
    }
    assert not running.tasks.filter(marking().having("purple")).exists()
    gravest = running.tasks.annotate(gravity=marking().gravity).order_by(
        F("gravity").asc(nulls_last=True), "number"
    )
    numbers = [one.number for one in gravest]
    assert numbers == [1, 4, 2, 3]
