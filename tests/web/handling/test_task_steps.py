"""Who may take which step from which state: one table, and everything else is refused."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.handling.acting import part_of, signed, task_of

from duban.web.handling.models import Part
from duban.web.handling.steps import PLAIN, STEPS, Whose, steps_open_to, take, taking
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing

pytestmark = pytest.mark.django_db
S = TaskState


class Halt(Exception):
    """The step let the person in; nothing more is wanted."""


PARTS = (
    *("office", "unit_head", "liaison", "other_head", "other_liaison", "leader", "principal"),
    *("auditor", "administrator", "stranger", "district_office"),
)
#: who → state → the steps open on task 1, which 新农办 leads, 规建办 helps with and the leader
#: answers for; sign and break_down are asked of the part of 新农办
OPEN: dict[str, dict[TaskState, set[str]]] = {
    "office": {
        S.DRAFT: {"register", "indicate"},
        S.REGISTERED: {"indicate", "issue"},
        S.ISSUED: {"indicate", "assign"},
        S.RECEIVED: {"indicate", "assign"},
        S.UNDER_WAY: {"indicate", "assign"},
        S.REPORTED: {"name_verifier", "close", "send_back"},
        S.CLOSED: {"strike_off", "draw", "look", "reopen"},
        S.STRUCK_OFF: {"archive", "draw", "look", "reopen"},
    },
    "unit_head": {
        S.ISSUED: {"sign"},
        S.RECEIVED: {"sign", "start", "break_down"},
        S.UNDER_WAY: {"sign", "break_down", "report_done"},
        S.REPORTED: {"recall_done"},
    },
    "liaison": {S.RECEIVED: {"start", "break_down"}, S.UNDER_WAY: {"break_down"}},
    "leader": {
        S.REPORTED: {"close", "send_back"},
        S.CLOSED: {"look", "reopen"},
        S.STRUCK_OFF: {"look", "reopen"},
    },
    "principal": {
        S.REPORTED: {"close", "send_back"},
        S.CLOSED: {"look", "reopen"},
        S.STRUCK_OFF: {"look", "reopen"},
    },
}


@pytest.mark.parametrize("part", PARTS)
def test_the_matrix(part: str, cast: Any, issued: Plan) -> None:
    task = task_of(issued, 1)
    own = part_of(task, "新农办")
    for state in TaskState:
        task.state = state
        task.save(update_fields=["state"])
        expected = OPEN.get(part, {}).get(state, set())
        whole = {name for name in expected if STEPS[name].whose is not Whose.OWN}
        assert steps_open_to(cast[part], task) == whole, state
        for step in STEPS.values():
            if step.name in expected and step.whose is Whose.OWN:
                with pytest.raises(Halt), taking(step.name, task.pk, cast[part], own=own):
                    raise Halt
            if step.name in expected or step.right is None:
                continue
            with (
                pytest.raises((NotAllowed, OutOfTurn)),
                taking(step.name, task.pk, cast[part], reason="理由", own=own),
            ):
                pass
    task.refresh_from_db()
    assert task.state == TaskState.CANCELLED, "no refused step moved it"


def test_every_state_but_the_ends_can_be_left_and_every_one_reached() -> None:
    left = {state for step in STEPS.values() for state in step.leaves}
    assert left == set(TaskState) - {S.ARCHIVED, S.CANCELLED}
    entered = {step.enters for step in STEPS.values() if step.enters is not None}
    # 拟办 is where a task begins, 签收 what the last receipt makes of it
    assert entered == set(TaskState) - {S.DRAFT, S.RECEIVED}


def test_a_step_leaves_one_line_in_the_journal_and_a_refused_one_none(
    cast: Any, issued: Plan
) -> None:
    task = signed(cast, task_of(issued, 1))
    take("start", task.pk, cast["liaison"])
    line = Entry.objects.filter(verb="task.start").get()
    assert (line.actor, line.before, line.after) == ("示例·liaison", "received", "under_way")
    with pytest.raises(OutOfTurn, match="任务当前为“办理”，不能开始办理"):
        take("start", task.pk, cast["liaison"])
    assert Entry.objects.filter(verb="task.start").count() == 1


def test_steps_that_write_more_than_a_state_are_not_taken_plainly(cast: Any, issued: Plan) -> None:
    for name in set(STEPS) - set(PLAIN):
        with pytest.raises(KeyError):
            take(name, task_of(issued, 1).pk, cast["office"], "理由")


def test_a_reason_is_asked_for_last(cast: Any, issued: Plan) -> None:
    task = task_of(issued, 1)
    task.state = S.UNDER_WAY
    task.save(update_fields=["state"])
    with (
        pytest.raises(ReasonMissing, match="报办结须填写理由"),
        taking("report_done", task.pk, cast["unit_head"], reason="  "),
    ):
        pass


def test_a_unit_that_only_helps_does_not_lead(cast: Any, issued: Plan) -> None:
    task = signed(cast, task_of(issued, 1))
    task.assignments.filter(role=Part.LEAD).update(ended_on="2026-03-02")
    for part in ("unit_head", "other_head"):
        with pytest.raises(NotAllowed):
            take("start", task.pk, cast[part])
