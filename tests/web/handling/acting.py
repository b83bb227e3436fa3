"""What tests of handling do over and over: find a task, a part of it, and sign for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from duban.web.handling.issuing import sign
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.models import Edition, Plan, Task

#: the day on which the tests act
ON = date(2026, 3, 2)
Draft = Callable[..., Edition]


def task_of(plan: Plan, number: int) -> Task:
    found: Task = plan.tasks.get(number=number)
    return found


def part_of(task: Task, name: str) -> Assignment:
    found: Assignment = task.assignments.get(organisation__name=name, ended_on=None)
    return found


def signed(cast: Any, task: Task) -> Task:
    """The task with every receipt of its lead units on it."""
    heads = {"新农办": "unit_head", "规建办": "other_head", "区农业农村委": "district_head"}
    for own in task.assignments.filter(role=Part.LEAD, ended_on=None):
        sign(cast[heads[own.name]], own.pk)
    task.refresh_from_db()
    return task
