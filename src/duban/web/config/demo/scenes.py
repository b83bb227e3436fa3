"""How the scenes of the story name what they are about: a task by its ledger and serial number."""

from __future__ import annotations

from duban.web.accounts.member import Member
from duban.web.config.demo.cast import Cast
from duban.web.config.demo.ledgers import Ledger
from duban.web.handling.models import Assignment, Indicator, Part
from duban.web.ledger.models import Task


def task_of(ledger: Ledger, number: int) -> Task:
    return ledger.plan.tasks.select_related("edition").get(number=number)


def head_of(cast: Cast, task: Task) -> Member:
    """The head of the unit that leads the task first."""
    held = Assignment.objects.held().filter(task=task, role=Part.LEAD).order_by("pk")
    return cast.head(held.values_list("organisation", flat=True)[0])


def indicator_of(task: Task, metric: str) -> Indicator:
    return task.indicators.get(metric=metric, ended_on=None)
