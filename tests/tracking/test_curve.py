"""The year as shares of the whole: what is counted, what is not, where it stops."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.tracking.planting import CALENDAR, day, monthly, period, targets, trees

from duban.tracking.curve import counted, curve
from duban.tracking.facts import Facts
from duban.tracking.indicator import Direction, Indicator, Rollup, Target, Value

STEPS = {"Q1": "20", "Q2": "60", "Y": "100"}


def task(*indicators: Indicator, **values: str) -> Facts:
    """`M03="20"`: accepted for March, five days after its end."""
    held = tuple(
        Value(period(key), Decimal(text), period(key).last_day.replace(day=28))
        for key, text in values.items()
    )
    return Facts(
        "1",
        "植树",
        starts=day("2026-01-01"),
        indicators=indicators,
        values={indicators[0].key: held},
        rounds=monthly(),
    )


def shares(facts: Facts, on: str) -> list[tuple[str, str | None]]:
    return [
        (f"{month.wanted:.2f}", None if month.reached is None else f"{month.reached:.2f}")
        for month in curve(facts, 2026, day(on), CALENDAR)
    ]


def test_steps_hold_until_the_next_and_nothing_is_wanted_before_the_first() -> None:
    wanted = [one for one, _reached in shares(task(trees(STEPS)), "2026-01-02")]
    assert wanted == ["0.00"] * 2 + ["0.20"] * 3 + ["0.60"] * 6 + ["1.00"]


def test_what_was_reached_ends_with_the_last_report_that_was_due() -> None:
    found = shares(task(trees(STEPS), M03="15", M05="66"), "2026-06-20")
    assert [reached for _wanted, reached in found] == [
        *("0.00", "0.00", "0.15", "0.15", "0.66"),
        *[None] * 7,
    ]


def test_nothing_was_reached_before_a_report_could_be_asked_for() -> None:
    assert {reached for _wanted, reached in shares(task(trees(STEPS)), "2026-01-20")} == {None}


def test_more_than_the_target_counts_as_the_target() -> None:
    found = shares(task(trees({"Y": "100"}), M02="130"), "2026-03-20")
    assert found[1] == ("0.17", "1.00")


def test_several_figures_of_a_task_weigh_alike() -> None:
    other = Indicator("补植", "亩", total=targets(Y="1000")[0])
    found = shares(task(trees({"Y": "100"}), other, M03="60"), "2026-04-20")
    assert found[2] == ("0.25", "0.30")


def test_each_period_for_itself_adds_up() -> None:
    each = trees({"Q1": "20", "Q2": "80"}, cumulative=False, rollup=Rollup.SUM)
    found = shares(task(each, M01="10", M02="15"), "2026-03-20")
    assert [reached for _wanted, reached in found[:3]] == ["0.10", "0.25", None]
    assert [wanted for wanted, _reached in found[:6]] == ["0.00", "0.00", *["0.20"] * 3, "1.00"]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(trees({"Y": "95"}, cumulative=False, rollup=Rollup.AVERAGE), id="rate"),
        pytest.param(trees({"Y": "95"}, cumulative=False, rollup=Rollup.LAST), id="level"),
        pytest.param(trees({"Y": "95"}, direction=Direction.HOLD), id="held"),
        pytest.param(trees({"Y": "3"}, direction=Direction.DOWN), id="limit"),
        pytest.param(trees({"Y": "0"}), id="nothing-wanted"),
        pytest.param(Indicator("植树", "棵"), id="no-target"),
        pytest.param(
            Indicator("植树", "棵", steps=(Target(period("Q1"), Decimal(30), True),)),
            id="percent-of-nothing",
        ),
    ],
)
def test_what_has_no_share_of_a_whole_is_left_out(one: Indicator) -> None:
    assert counted(task(one)) == []
    assert curve(task(one), 2026, day("2026-06-20"), CALENDAR) == ()


def test_shares_are_exact() -> None:
    facts: Any = task(trees({"Y": "3"}), M01="1")
    [january, *_others] = curve(facts, 2026, day("2026-02-20"), CALENDAR)
    assert january.reached == Decimal(1) / Decimal(3)
