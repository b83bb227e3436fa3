"""Orders issued at the same moment take numbers that follow each other, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests.web.handling.acting import task_of
from tests.web.supervision.acting import ON

from duban.web.handling.models import Assignment
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan
from duban.web.refusals import Refusal
from duban.web.supervision.models import Colour, Order, Series
from duban.web.supervision.ordering import Wanted, issue

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each act, all begun together on connections of their own: done, or told."""
    gate, answers = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            act()
            answers[number] = "done"
        except Refusal:
            answers[number] = "told"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_numbers_follow_each_other_and_a_refused_paper_takes_none(cast: Any, running: Plan) -> None:
    member = cast["office"]
    parts = list(
        Assignment.objects.held()
        .filter(task__in=[task_of(running, number) for number in (1, 2, 4)])
        .order_by("pk")
    )
    wanted = [
        (part.task_id, Wanted(Colour.BLUE, "滞后", organisation=part.organisation_id))
        for part in parts
    ]
    # two papers that come to nothing stand among them
    wanted[2:2] = [(parts[0].task_id, Wanted(Colour.BLUE, " "))] * 2

    def act(task: int, one: Wanted) -> Callable[[], object]:
        return lambda: issue(member, task, one, ON)

    answers = at_once(*(act(task, one) for task, one in wanted))
    assert sorted(answers) == ["done"] * len(parts) + ["told"] * 2
    numbers = sorted(Order.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(parts) + 1))
    assert Series.objects.get().last == len(parts)
    assert Entry.objects.filter(verb="order.issue").count() == len(parts)


def test_each_year_and_each_jurisdiction_counts_for_itself(cast: Any, running: Plan) -> None:
    one, two = task_of(running, 1), task_of(running, 2)
    assert issue(cast["office"], one.pk, Wanted(Colour.BLUE, "滞后"), ON).number == 1
    next_year = ON.replace(year=2027)
    other = issue(cast["office"], two.pk, Wanted(Colour.BLUE, "滞后"), next_year)
    assert (other.number, other.label) == (1, "柳溪镇督〔2027〕1号")
