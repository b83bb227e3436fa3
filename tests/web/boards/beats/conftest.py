"""The list of the year as facts alone make it: lights and history computed, every kind of paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import QueryDict
from tests.web.boards.conftest import TODAY, accept
from tests.web.told import told_once

from duban.web.boards.rhythm import Beat, Look
from duban.web.handling.models import Change, ChangeKind, Completion, Finish, Level, Outcome
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.reports.models import Report
from duban.web.supervision import ordering
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.models import Colour, Instruction, LightHistory, Order
from duban.web.supervision.standing import write_history, write_now

#: a Wednesday, two days before TODAY
WEDNESDAY = date(2026, 9, 16)


@pytest.fixture
@told_once
def told(cast: Any, lit: Plan) -> Plan:
    """Under way; 1 to 3 with a report of August: in time, late, in time.

    Orders to both units (one answered, one overdue), a task put off and reported done late, another
    closed on TODAY, and an instruction to answer by then.
    """
    lit.tasks.update(state=TaskState.UNDER_WAY)
    LightHistory.objects.filter(task__plan=lit).delete()
    one, two, three, four, five, _six = lit.tasks.order_by("number")
    for task, day in ((one, 4), (two, WEDNESDAY.day + 1), (three, 5)):
        report = accept(cast, task, {}, month=8)
        sent = {"submitted_on": date(2026, 9, day), "decided_at": datetime(2026, 9, 17, tzinfo=UTC)}
        Report.objects.filter(pk=report.pk).update(**sent, help_needed="请协调用地。" * (day < 6))
    chase(cast, one, WEDNESDAY, answered=date(2026, 9, 17))
    chase(cast, two, date(2026, 9, 10))
    put_off(cast, four)
    done_late(cast, four)
    close(cast, five)
    instruct(cast, one)
    kept(lit, TODAY)
    return lit


def kept(plan: Plan, day: date) -> None:
    """What the day's work writes down."""
    lamps = lamps_of(plan.tasks.order_by("position"))
    write_now(lamps, day)
    write_history([(lamp, lamp.history(day)) for lamp in lamps], day)


def chase(cast: Any, task: Task, on: date, answered: date | None = None) -> Order:
    """An order to the unit that leads the task, to be answered by the next day."""
    wanted = ordering.Wanted(Colour.BLUE, "进度滞后", reply_by=date.fromordinal(on.toordinal() + 1))
    order = ordering.issue(cast["office"], task.pk, wanted, on)
    if answered is not None:
        ordering.reply(cast["unit_head"], order.pk, "已在办。", answered)
    return order


def put_off(cast: Any, task: Task) -> Change:
    return Change.objects.create(
        jurisdiction=task.jurisdiction,
        kind=ChangeKind.EXTENSION,
        task=task,
        plan=task.plan,
        asked_by=cast.people["unit_head"],
        asked_on=date(2026, 9, 1),
        reason="汛期停工。",
        old_day=date(2026, 11, 30),
        day=date(2026, 12, 31),
        granted=date(2026, 12, 31),
        needs=Level.OFFICE,
        outcome=Outcome.APPROVED,
        approver="示例",
        decided_by=cast.people["office"],
        decided_at=datetime(2026, 9, 3, 2, tzinfo=UTC),
        decided_on=date(2026, 9, 3),
    )


def done_late(cast: Any, task: Task) -> Completion:
    """Reported done on TODAY; it had been due in August."""
    task.due_day = date(2026, 8, 20)
    task.save(update_fields=["due_day"])
    task.due_days.all().delete()
    return Completion.objects.create(
        task=task,
        organisation=task.assignments.filter(role="lead").earliest("pk").organisation,
        statement="四个公园均已建成。",
        reported_by=cast.people["unit_head"],
        reported_on=TODAY,
        state=Finish.REPORTED,
    )


def close(cast: Any, task: Task) -> Completion:
    """Verified on TODAY."""
    Task.objects.filter(pk=task.pk).update(state=TaskState.CLOSED)
    return Completion.objects.create(
        task=task,
        organisation=task.assignments.filter(role="lead").earliest("pk").organisation,
        statement="规划已批。",
        reported_by=cast.people["unit_head"],
        reported_on=WEDNESDAY,
        state=Finish.PASSED,
        verifier=cast.people["office"],
        verified_at=datetime(2026, 9, 18, 2, tzinfo=UTC),
        verified_on=TODAY,
    )


def instruct(cast: Any, task: Task) -> Instruction:
    return Instruction.objects.create(
        task=task,
        words="请抓紧。",
        speaker="示例·leader",
        by=cast.people["leader"],
        on=WEDNESDAY,
        answer_by=TODAY,
    )


@pytest.fixture
def look_of(cast: Any) -> Callable[..., Look]:
    """How a part of the cast looks at the span of a beat that a day lies in."""

    def look(beat: Beat, on: date = TODAY, part: str = "office") -> Look:
        return Look.of(cast[part], beat, QueryDict(f"on={on}"), TODAY)

    return look
