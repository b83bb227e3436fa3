"""Two people act on one task at the same moment; one of them is told, and nothing is half done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from tests.web.handling.acting import ON, part_of, signed, task_of

from duban.web.accounts.models import Organisation
from duban.web.handling.breaking_down import Line, break_down
from duban.web.handling.changing import Answer, Paper, ask, decide, withdraw
from duban.web.handling.closing import close, name_verifier, report_done, send_back
from duban.web.handling.issuing import issue, sign
from duban.web.handling.models import ChangeKind, Naming, Outcome, Share, Verdict
from duban.web.handling.naming import match
from duban.web.handling.steps import take
from duban.web.handling.unnaming import undo
from duban.web.journal.models import Entry
from duban.web.ledger.directory import Directory
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each act, all begun together on connections of their own: done, or told."""
    gate, answers = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            act()
            answers[number] = "done"
        except Refusal as refusal:
            answers[number] = f"told: {refusal}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def one_done(answers: list[str]) -> None:
    assert sorted(answer[:4] for answer in answers) == ["done", "told"], answers


@pytest.fixture
def task(cast: Any, issued: Plan) -> Task:
    found = signed(cast, task_of(issued, 1))
    take("start", found.pk, cast["liaison"])
    return found


def test_verified_and_sent_back(cast: Any, task: Task) -> None:
    report_done(cast["unit_head"], task.pk, "全部验收", ON)
    name_verifier(cast["office"], task.pk, cast.people["office"].pk)
    member = cast["office"]
    one_done(
        at_once(
            lambda: close(member, task.pk, "属实", ON),
            lambda: send_back(member, task.pk, "缺件", ON),
        )
    )
    task.refresh_from_db()
    lines = Entry.objects.filter(verb__in=["task.close", "task.send_back"])
    assert lines.count() == 1
    assert lines.get().after == task.state


def test_agreed_to_and_withdrawn(cast: Any, task: Task) -> None:
    paper = ask(
        cast["unit_head"], task.pk, Paper(ChangeKind.SUSPENSION, "等批复", task.due_day), ON
    )
    office, head = cast["office"], cast["unit_head"]
    one_done(
        at_once(
            lambda: decide(office, paper.pk, Answer(Verdict.APPROVE), ON),
            lambda: withdraw(head, paper.pk),
        )
    )
    paper.refresh_from_db()
    task.refresh_from_db()
    agreed = paper.outcome == Outcome.APPROVED
    assert (task.state == TaskState.SUSPENDED) is agreed


def test_the_same_paper_twice(cast: Any, task: Task) -> None:
    head = cast["unit_head"]
    paper = Paper(ChangeKind.CANCELLATION, "政策取消")
    one_done(at_once(*[lambda: ask(head, task.pk, paper, ON)] * 2))
    assert task.changes.count() == 1


def test_both_lead_units_sign(cast: Any, issued: Plan) -> None:
    both = task_of(issued, 4)
    first, second = part_of(both, "新农办").pk, part_of(both, "规建办").pk
    head, other = cast["unit_head"], cast["other_head"]
    answers = at_once(lambda: sign(head, first), lambda: sign(other, second))
    assert answers == ["done", "done"]
    assert task_of(issued, 4).state == TaskState.RECEIVED


def test_two_liaisons_break_the_same_part_down(cast: Any, task: Task) -> None:
    own, indicator = part_of(task, "新农办"), task.indicators.get()
    north, south = Organisation.objects.filter(name__in=["北塘村", "南圩村"]).order_by("name")
    members = cast["liaison"], cast["colleague"]
    wanted = ("120", "80"), ("50", "150")

    def act(member: Any, values: tuple[str, str]) -> Callable[[], object]:
        lines = [
            Line(Decimal(values[0]), organisation=north.pk),
            Line(Decimal(values[1]), organisation=south.pk),
        ]
        return lambda: break_down(member, own.pk, indicator.pk, lines, ON)

    answers = at_once(
        *(act(member, values) for member, values in zip(members, wanted, strict=True))
    )
    assert answers == ["done", "done"]
    kept = Share.objects.filter(given_by=own).order_by("position")
    assert tuple(f"{share.amount:f}" for share in kept) in wanted, "one of the two, whole"


def test_one_task_is_handed_out_once(cast: Any, plan: Plan) -> None:
    task, member = task_of(plan, 1), cast["office"]
    one_done(at_once(*[lambda: issue(member, task.pk)] * 2))
    assert task.assignments.count() == 2


def test_one_name_said_to_be_two_units(cast: Any, plan: Plan) -> None:
    member, place = cast["office"], cast.town
    one_done(
        at_once(
            lambda: match(member, place, "招商办", cast.unit.pk),
            lambda: match(member, place, "招商办", cast.other_unit.pk),
        )
    )
    row = Naming.objects.get()
    assert Directory(place.pk).organisation("招商办") == row.organisation_id


def test_one_name_undone_twice(cast: Any, plan: Plan) -> None:
    member = cast["office"]
    match(member, cast.town, "招商办", cast.unit.pk)
    row = Naming.objects.get()
    one_done(at_once(lambda: undo(member, row.pk), lambda: undo(member, row.pk)))
    assert Entry.objects.filter(verb="name.undo").count() == 1
