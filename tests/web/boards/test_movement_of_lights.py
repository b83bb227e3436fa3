"""What turned since last month: by rows of the database and by pure comparison alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.web.boards.conftest import TODAY, TURNS

from duban.web.handling.models import Assignment
from duban.web.ledger.models import Plan
from duban.web.supervision.models import Colour, LightNow
from duban.web.supervision.moving import Move, month_before, move, moved
from duban.web.supervision.standing import write_lights

NONE = ""


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
        (NONE, Colour.RED, None),
    ],
)
def test_a_turn_is_worse_or_better_or_neither(before: str, now: str, way: Move | None) -> None:
    assert move(before, now) is way


@pytest.mark.parametrize(
    ("on", "end"),
    [(date(2026, 9, 18), date(2026, 8, 31)), (date(2026, 1, 1), date(2025, 12, 31))],
)
def test_the_month_before_ends(on: date, end: date) -> None:
    assert month_before(on) == end


@pytest.mark.django_db
def test_rows_are_found_as_they_are_compared(lit: Plan) -> None:
    for way, wanted in ((Move.WORSE, {1}), (Move.BETTER, {3, 4}), (Move.TURNED, {1, 3, 4, 5})):
        rows = LightNow.objects.filter(moved(way)).select_related("task")
        assert {row.task.number for row in rows} == wanted
        compared = {number for number, turn in TURNS.items() if move(*turn) is way}
        assert way is Move.TURNED or compared == wanted


def before(plan: Plan, number: int) -> str:
    return LightNow.objects.get(task__plan=plan, task__number=number).before


@pytest.mark.django_db
def test_the_day_s_work_keeps_what_the_month_ended_with(lit: Plan) -> None:
    """Task 6 is due in December: nothing of it is red before its first report is."""
    task = lit.tasks.get(number=6)
    LightNow.objects.filter(task=task).delete()
    write_lights([task], date(2026, 2, 27))
    ended = LightNow.objects.get(task=task).colour
    for day in (date(2026, 3, 2), date(2026, 3, 31)):
        write_lights([task], day)
        assert before(lit, 6) == ended
    changed = LightNow.objects.get(task=task).colour
    assert changed != ended
    write_lights([task], date(2026, 4, 1))
    assert before(lit, 6) == changed


@pytest.mark.django_db
def test_without_a_line_of_last_month_the_facts_of_that_day_are_asked(lit: Plan) -> None:
    task = lit.tasks.get(number=6)
    LightNow.objects.filter(task=task).delete()
    write_lights([task], date(2026, 1, 31))
    quiet = LightNow.objects.get(task=task).colour
    LightNow.objects.filter(task=task).delete()
    # nothing was written in January; in March the light of February's end is computed
    write_lights([task], date(2026, 2, 2))
    assert before(lit, 6) == quiet
    write_lights([task], date(2026, 4, 8))
    computed = before(lit, 6)
    LightNow.objects.filter(task=task).delete()
    write_lights([task], date(2026, 3, 31))
    assert LightNow.objects.get(task=task).colour == computed


@pytest.mark.django_db
def test_what_was_handed_out_this_month_had_no_light_before(lit: Plan) -> None:
    task = lit.tasks.get(number=6)
    began = datetime.combine(TODAY - timedelta(days=3), datetime.min.time(), UTC)
    Assignment.objects.filter(task=task).update(issued_at=began)
    LightNow.objects.filter(task=task).delete()
    write_lights([task], TODAY)
    assert before(lit, 6) == NONE
