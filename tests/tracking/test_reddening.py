from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.tracking.generated_years import years
from tests.tracking.planting import CALENDAR, always_reporting, day, planting

from duban.tracking.books import PRESETS, preset
from duban.tracking.facts import Facts, Pause
from duban.tracking.forecast import Grade
from duban.tracking.indicator import Direction, Rollup
from duban.tracking.lights import Family, light_on
from duban.tracking.reddening import Reddening, turns_red_within
from duban.tracking.rulebook import Light, RuleBook

RATIO = preset("ratio")
QUARTERS = {"Q1": "20", "Q2": "50", "Q3": "80", "Y": "100"}
EVEN = {"M01": "6", "M02": "13", "M03": "20", "M04": "30", "M05": "40"}
SLOW = {"M01": "7", "M02": "14", "M03": "20", "M04": "21", "M05": "22"}


def reddens(facts: Facts, on: str, days: int = 30) -> Reddening | None:
    return turns_red_within(facts, RATIO, day(on), CALENDAR, days)


def test_a_deadline_that_passes_is_certain() -> None:
    found = reddens(planting(QUARTERS, EVEN, due=day("2026-06-20")), "2026-06-12")
    assert found == Reddening(
        date(2026, 6, 21),
        Family.DEADLINE,
        Grade.SURE,
        "应于2026年6月20日完成，届时仍未办结，2026年6月21日将亮红灯。",
    )


def test_a_book_that_waits_after_the_deadline_is_waited_for() -> None:
    patient = replace(
        RATIO,
        deadline=tuple(
            replace(
                rule,
                conditions=tuple(
                    replace(one, bounds=replace(one.bounds, over=Decimal(10)))
                    if one.measure == "逾期天数"
                    else one
                    for one in rule.conditions
                ),
            )
            for rule in RATIO.deadline
        ),
    )
    facts = planting(QUARTERS, EVEN, due=day("2026-06-20"))
    found = turns_red_within(facts, patient, day("2026-06-12"), CALENDAR)
    assert found is not None
    assert found.day == date(2026, 7, 1)


def test_a_course_too_slow_turns_red_when_the_next_report_is_judged() -> None:
    found = reddens(planting(QUARTERS, SLOW), "2026-06-12")
    assert found is not None
    assert (found.family, found.grade) == (Family.PROGRESS, Grade.LIKELY)
    assert found.day == date(2026, 7, 8)
    assert found.cause == (
        "植树2026年二季度应达到50棵，按目前进度预计为36棵，2026年7月8日很可能亮红灯。"
    )


def test_periods_that_count_for_themselves_are_carried_on_alike() -> None:
    apart = {"M01": "7", "M02": "7", "M03": "6", "M04": "2", "M05": "3"}
    wanted = {"Q1": "20", "Q2": "30", "Q3": "30", "M12": "20"}
    found = reddens(planting(wanted, apart, indicator={"cumulative": False}), "2026-06-12")
    assert found is not None
    assert found.day == date(2026, 7, 8)


def test_a_silent_unit_is_taken_to_stay_silent() -> None:
    quiet = planting({"Y": "100"}, {"M01": "9", "M02": "20", "M03": "30"})
    found = reddens(quiet, "2026-05-25")
    assert found is not None
    assert found.grade is Grade.EVEN
    assert found.day == date(2026, 6, 6)


def test_a_silent_unit_without_figures_reads_what_it_must_send() -> None:
    quiet = planting(None, {"M01": "送2026-02-05", "M02": "送2026-03-05", "M03": "送2026-04-05"})
    found = reddens(quiet, "2026-05-25")
    assert found is not None
    assert found.family is Family.DEADLINE
    assert found.cause == ("最近一期进展未报送，如2026年5月仍不报送，2026年6月6日可能亮红灯。")


def test_a_report_in_review_is_carried_on_as_if_accepted() -> None:
    waits = {**EVEN, "M05": "40 送2026-06-04 审—"}
    assert reddens(planting(QUARTERS, waits), "2026-06-12") is None


def test_a_level_is_carried_on() -> None:
    rate: dict[str, Any] = {"rollup": Rollup.LAST, "unit": "%"}
    reported = {"M03": "80", "M04": "80", "M05": "80"}
    found = reddens(planting({"Q1": "80", "Q2": "98"}, reported, indicator=rate), "2026-06-12")
    assert found is not None
    assert "预计为80%" in found.cause


def test_a_limit_about_to_be_passed_is_red_for_too_much() -> None:
    limit = {"direction": Direction.DOWN}
    reported = {"M01": "5", "M02": "10", "M03": "18", "M04": "40", "M05": "55"}
    found = reddens(planting({"Q2": "50"}, reported, indicator=limit), "2026-06-12")
    assert found is not None
    assert found.family is Family.PROGRESS


@pytest.mark.parametrize(
    ("facts", "on"),
    [
        pytest.param(planting(QUARTERS, EVEN), "2026-06-12", id="on-course"),
        pytest.param(planting(QUARTERS, SLOW), "2026-07-20", id="red-already"),
        pytest.param(planting(QUARTERS, SLOW, finished_on=day("2026-06-01")), "2026-06-12", id="f"),
        pytest.param(
            planting(QUARTERS, SLOW, pauses=(Pause(day("2026-06-01")),)), "2026-06-12", id="paused"
        ),
        pytest.param(
            always_reporting(planting(None, due=day("2026-12-31"))), "2026-06-12", id="in-words"
        ),
        pytest.param(planting(QUARTERS, SLOW), "2026-05-25", id="nothing-judged-within-a-month"),
    ],
)
def test_nothing_turns_red(facts: Facts, on: str) -> None:
    assert reddens(facts, on) is None


def test_a_task_without_periods_is_looked_at_every_day() -> None:
    facts = replace(planting({"Y": "100"}, {**EVEN, "M05": "42"}), rounds=())
    found = reddens(facts, "2026-06-10", 60)
    assert found is not None
    lights = [
        light_on(facts, RATIO, found.day + timedelta(days=n), CALENDAR).light for n in (-1, 0)
    ]
    assert lights[0] is not Light.RED
    assert lights[1] is Light.RED


@pytest.mark.parametrize("name", PRESETS)
def test_every_published_book_is_foreseen_by(name: str) -> None:
    book = preset(name)
    for lived in years(77, 6):
        facts = replace(lived.facts, due=date(2026, 8, 20))
        on = date(2026, 8, 1)
        if light_on(facts, book, on, CALENDAR).light is Light.RED:
            assert turns_red_within(facts, book, on, CALENDAR) is None
        else:
            _is_red_on_that_day_at_first(facts, book, on)


def _is_red_on_that_day_at_first(facts: Facts, book: RuleBook, on: date) -> None:
    """Whatever the reports to come say, a deadline that passes is red or it is not."""
    found = turns_red_within(facts, book, on, CALENDAR)
    if found is None or found.family is Family.PROGRESS:
        return
    assert on < found.day <= on + timedelta(days=30)
    assert light_on(facts, book, found.day, CALENDAR).deadline.light is Light.RED
    before = found.day - timedelta(days=1)
    assert light_on(facts, book, before, CALENDAR).deadline.light is not Light.RED


def test_what_is_foreseen_red_turns_red_as_often_as_its_grade_says() -> None:
    """By the ratio book, on years with known outcomes; their reports come some days late."""
    told: dict[Grade, list[bool]] = {Grade.LIKELY: [], Grade.EVEN: []}
    for lived in years(78, 80):
        for month in (6, 9):
            on = date(2026, month, 12)
            found = turns_red_within(lived.facts, RATIO, on, CALENDAR)
            if found is not None:
                later = (on + timedelta(days=n) for n in (30, 38))
                lights = [light_on(lived.facts, RATIO, one, CALENDAR).light for one in later]
                told[found.grade].append(Light.RED in lights)
    likely, even = told[Grade.LIKELY], told[Grade.EVEN]
    assert min(len(likely), len(even)) >= 8
    assert sum(likely) > 0.6 * len(likely)
    assert sum(even) > 0.3 * len(even)
