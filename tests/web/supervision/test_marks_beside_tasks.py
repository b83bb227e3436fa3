"""The light another list shows beside each task: one query, nothing where there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from tests.web.handling.acting import task_of

from duban.web.ledger.models import Plan, Task
from duban.web.supervision.standing import write_lights

pytestmark = pytest.mark.django_db


def test_a_light_stands_beside_the_task_that_has_one(
    running: Plan, task: Task, django_assert_num_queries: Any
) -> None:
    write_lights([task], date(2026, 5, 20))
    tasks = [task, task_of(running, 3)]
    with django_assert_num_queries(1):
        marks = import_string(settings.TASK_MARKS)(tasks)
    assert set(marks) == {task.pk}
    assert "light-red" in marks[task.pk]
    assert "红灯" in marks[task.pk]
