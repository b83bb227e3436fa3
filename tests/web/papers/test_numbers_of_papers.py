"""Papers numbered at the same moment take numbers that follow each other, orders among them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests.web.handling.acting import task_of
from tests.web.papers.acting import ON
from tests.web.supervision.test_numbers_without_gaps import at_once

from duban.web.ledger.models import Plan
from duban.web.papers import acting
from duban.web.papers.choosing import Chosen
from duban.web.papers.models import Paper, State
from duban.web.supervision.models import Colour, Order, PaperKind, Series, SeriesName
from duban.web.supervision.ordering import Wanted, issue

pytestmark = pytest.mark.django_db(transaction=True)


def test_papers_and_orders_of_one_series_share_their_numbers(
    cast: Any, running: Plan, bulletin: Chosen, draft: Callable[[Chosen], Paper]
) -> None:
    office = cast["office"]
    for kind in (PaperKind.ORDER, PaperKind.BULLETIN):
        SeriesName.objects.create(jurisdiction=cast.town, kind=kind, name="柳督")
    drafts = [draft(bulletin) for _one in range(5)]
    tasks = [task_of(running, number).pk for number in (1, 2, 4)]

    def numbers(paper: Paper) -> Callable[[], object]:
        return lambda: acting.number(office, paper.pk, ON)

    def issues(task: int) -> Callable[[], object]:
        return lambda: issue(office, task, Wanted(Colour.BLUE, "滞后"), ON)

    acts = [*map(numbers, drafts), *map(issues, tasks)]
    # the same draft a second time: one of the two is told
    acts.insert(2, numbers(drafts[0]))
    assert sorted(at_once(*acts)) == ["done"] * 8 + ["told"]
    taken = [
        *Paper.objects.filter(state=State.NUMBERED).values_list("number", flat=True),
        *Order.objects.values_list("number", flat=True),
    ]
    assert sorted(number or 0 for number in taken) == list(range(1, 9))
    assert Series.objects.get().last == 8


def test_a_paper_that_cannot_be_made_takes_no_number(
    cast: Any, bulletin: Chosen, draft: Callable[[Chosen], Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = draft(bulletin)

    def broken(*_words: Any) -> bytes:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(acting, "keep", broken)
        with pytest.raises(OSError, match="full"):
            acting.number(cast["office"], paper.pk, ON)
    assert not Series.objects.exists()
    assert acting.number(cast["office"], paper.pk, ON).number == 1


def test_numbering_against_throwing_away_leaves_one_of_them(
    cast: Any, bulletin: Chosen, draft: Callable[[Chosen], Paper]
) -> None:
    for _round in range(3):
        paper, gate = draft(bulletin), threading.Barrier(2)
        outcomes: list[str] = []

        def run(act: Callable[[], object], gate: Any = gate, outcomes: Any = outcomes) -> None:
            try:
                gate.wait(10)
                act()
                outcomes.append("done")
            except Exception as error:
                outcomes.append(type(error).__name__)
            finally:
                connection.close()

        key = paper.pk
        acts = (
            lambda key=key: acting.number(cast["office"], key, ON),
            lambda key=key: acting.discard(cast["office"], key),
        )
        threads = [threading.Thread(target=run, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert outcomes.count("done") == 1
        assert set(outcomes) - {"done"} <= {"OutOfTurn", "DoesNotExist"}
    numbers = sorted(Paper.objects.values_list("number", flat=True), key=lambda one: one or 0)
    assert numbers == list(range(1, len(numbers) + 1))
