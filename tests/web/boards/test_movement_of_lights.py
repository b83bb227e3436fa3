"""What turned since last month: by rows of the database and by pure comparison alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.web.boards.conftest import TODAY, TURNS

from duban.web.ledger.models import Plan
from duban.web.supervision.models import Colour, LightNow
from duban.web.supervision.moving import Move, month_before, move, moved, with_before


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        (Colour.GREEN, Colour.RED, Move.WORSE),
        (Colour.GREEN, Colour.YELLOW, Move.WORSE),
        (Colour.YELLOW, Colour.RED, Move.WORSE),
        (Colour.GREY, Colour.YELLOW, Move.WORSE),
        (Colour.RED, Colour.YELLOW, Move.BETTER),
        (Colour.RED, Colour.BLUE, Move.BETTER),
        (Colour.YELLOW, Colour.GREEN, Move.BETTER),
        (Colour.RED, Colour.RED, None),
        (Colour.GREEN, Colour.BLUE, None),
        (Colour.GREY, Colour.GREEN, None),
        (None, Colour.RED, None),
    ],
)
def test_a_turn_is_worse_or_better_or_neither(
    before: Colour | None, now: Colour, way: Move | None
) -> None:
    assert move(before, now) is way


@pytest.mark.parametrize(
    ("on", "end"),
    [(date(2026, 9, 18), date(2026, 8, 31)), (date(2026, 1, 1), date(2025, 12, 31))],
)
def test_the_month_before_ends(on: date, end: date) -> None:
    assert month_before(on) == end


@pytest.mark.django_db
@pytest.mark.parametrize("way", [Move.WORSE, Move.BETTER])
def test_rows_are_found_as_they_are_compared(lit: Plan, way: Move) -> None:
    found = moved(LightNow.objects.all(), way, TODAY)
    numbers = {row.task.number for row in found.select_related("task")}
    assert numbers == {number for number, turn in TURNS.items() if move(*turn) is way}
    assert numbers


@pytest.mark.django_db
def test_before_is_what_the_month_ended_with(lit: Plan) -> None:
    rows: Any = with_before(LightNow.objects.all(), TODAY)
    assert {row.task.number: row.before for row in rows} == {
        number: before for number, (before, _now) in TURNS.items()
    }


@pytest.mark.django_db
def test_turned_are_all_of_another_colour_and_the_newly_lit(lit: Plan) -> None:
    rows = moved(LightNow.objects.all(), Move.TURNED, TODAY)
    assert {row.task.number for row in rows} == {1, 3, 4, 5}
