"""Of a task that is finished, cancelled or suspended nobody is asked for anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.web.supervision.acting import ON

from duban.tracking.books import text_of
from duban.web.handling.changing import Answer, Paper, ask, decide
from duban.web.handling.models import ChangeKind, Verdict
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import OutOfTurn
from duban.web.supervision import acting, asking, ordering, rulebooks
from duban.web.supervision.gathering import RESTING, UNASKED
from duban.web.supervision.models import Colour, LightNow, Notice, Order, Proposal
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db
RESTS = sorted(RESTING - UNASKED)


def put_to_rest(task: Task, state: str) -> None:
    Task.objects.filter(pk=task.pk).update(state=state)
    task.refresh_from_db()


@pytest.mark.parametrize("state", RESTS)
def test_it_is_neither_reminded_of_nor_ordered(cast: Any, task: Task, state: str) -> None:
    put_to_rest(task, state)
    word = task.get_state_display()
    with pytest.raises(OutOfTurn, match=f"“{word}”，不需要催办"):
        acting.remind(cast["office"], task.pk, "请加快", ON)
    with pytest.raises(OutOfTurn, match=f"“{word}”，不发督办单"):
        ordering.issue(cast["office"], task.pk, ordering.Wanted(Colour.BLUE, "滞后"), ON)
    assert not Notice.objects.exists()
    assert not Order.objects.exists()


def test_its_page_offers_neither(cast: Any, task: Task, client_of: Callable[[str], Client]) -> None:
    ways = [f"/supervision/tasks/{task.pk}/{name}/" for name in ("remind", "order", "talk")]
    client = client_of("office")
    page = client.get(task.get_absolute_url()).content.decode()
    assert [way in page for way in ways] == [True, True, True]
    put_to_rest(task, TaskState.STRUCK_OFF)
    page = client.get(task.get_absolute_url()).content.decode()
    assert [way in page for way in ways] == [False, False, True]


def test_an_order_left_open_on_it_climbs_no_further(cast: Any, task: Task) -> None:
    wanted = ordering.Wanted(Colour.BLUE, "滞后", reply_by=date(2026, 5, 13))
    ordering.issue(cast["office"], task.pk, wanted, ON)
    paper = Paper(ChangeKind.SUSPENSION, "等批复", date(2026, 9, 1))
    asked = ask(cast["unit_head"], task.pk, paper, ON)
    decide(cast["office"], asked.pk, Answer(Verdict.APPROVE), ON)
    tick(date(2026, 5, 20))
    assert not Proposal.objects.filter(task=task).exists()


def test_what_is_near_and_overdue_does_not_hang_on_a_colour(cast: Any, task: Task) -> None:
    """A book may use blue for what is near and green for what is finished."""
    rulebooks.adopt(cast["office"], cast.town.pk, text_of("suqian-2025"), ON)
    Task.objects.filter(pk=task.pk).update(due_day=date(2026, 5, 16))
    task.due_days.all().delete()
    tick(ON)

    def found(late: str, on: date) -> bool:
        seen = asking.narrowed(asking.lights(cast["office"]), asking.Wanted(late=late), on)
        return seen.filter(task=task).exists()

    LightNow.objects.filter(task=task).update(colour=Colour.BLUE)
    assert found("soon", ON)
    assert not found("overdue", ON)
    assert found("overdue", date(2026, 5, 20))
    put_to_rest(task, TaskState.CLOSED)
    LightNow.objects.filter(task=task).update(colour=Colour.GREEN)
    assert not found("soon", ON)
    assert not found("overdue", date(2026, 5, 20))
