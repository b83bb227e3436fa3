"""When a task turns red by its deadline: told ahead where the rules say so, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tracking.planting import CALENDAR, day, monthly

from duban.tracking.ahead import red_by_deadline
from duban.tracking.books import text_of
from duban.tracking.facts import Facts, Pause
from duban.tracking.lights import light_on
from duban.tracking.loading import load
from duban.tracking.rulebook import Light

RATIO = load(text_of("ratio"))
TASK = Facts("1", "植树", due=day("2026-10-31"), starts=day("2026-01-01"))


def book(days: int) -> str:
    return (
        "名称: 样例\n版本: 甲\n施行: 2000-01-01\n进度灯: []\n"
        f"期限灯:\n  - {{灯: 红, 条件: {{逾期天数: {{超过: {days}}}}}}}\n"
        "  - {灯: 黄, 条件: {逾期天数: {超过: 0}}}\n"
    )


@pytest.mark.parametrize(
    ("text", "on", "turn"),
    [
        pytest.param(text_of("ratio"), "2026-10-20", "2026-11-01", id="the-day-after"),
        pytest.param(text_of("ratio"), "2026-10-02", "2026-11-01", id="thirty-days-ahead"),
        pytest.param(book(10), "2026-10-20", "2026-11-11", id="ten-days-beyond"),
        pytest.param(book(10), "2026-11-05", "2026-11-11", id="overdue-and-yellow"),
    ],
)
def test_it_turns_on_the_first_day_the_rules_make_it_red(text: str, on: str, turn: str) -> None:
    rules = load(text)
    found = red_by_deadline(TASK, rules, day(on), CALENDAR, 30)
    assert found is not None
    assert found.on == day(turn)
    assert "红灯" in found.cause
    light = light_on(TASK, rules, found.on, CALENDAR)
    assert light.deadline.light is Light.RED
    assert light_on(TASK, rules, day(on), CALENDAR).deadline.light is not Light.RED


@pytest.mark.parametrize(
    ("facts", "on"),
    [
        pytest.param(TASK, "2026-10-01", id="more-than-thirty-days-off"),
        pytest.param(TASK, "2026-11-02", id="red-already"),
        pytest.param(replace(TASK, due=None), "2026-10-20", id="no-deadline"),
        pytest.param(replace(TASK, finished_on=day("2026-10-10")), "2026-10-20", id="finished"),
        pytest.param(replace(TASK, ended_on=day("2026-10-10")), "2026-10-20", id="cancelled"),
        pytest.param(
            replace(TASK, pauses=(Pause(day("2026-10-10")),)), "2026-10-20", id="suspended"
        ),
    ],
)
def test_it_says_nothing_where_nothing_turns(facts: Facts, on: str) -> None:
    assert red_by_deadline(facts, RATIO, day(on), CALENDAR, 30) is None


def test_reports_to_come_are_taken_to_come() -> None:
    """Two missing reports make red by the rules; none is missing yet."""
    asked = replace(TASK, rounds=monthly())
    assert red_by_deadline(asked, RATIO, day("2026-02-04"), CALENDAR, 60) is None
