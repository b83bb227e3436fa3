from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.tracking.generated_years import years, years_of_levels
from tests.tracking.planting import day, monthly, planting

from duban.tracking.facts import Facts, Pause
from duban.tracking.forecast import Forecast, Grade, forecast, forecasts
from duban.tracking.indicator import Direction, Indicator, Rollup, Target

QUARTERS = {"Q1": "20", "Q2": "50", "Q3": "80", "Y": "100"}
EVEN = {"M01": "6", "M02": "13", "M03": "20", "M04": "30", "M05": "40"}


def foreseen(facts: Facts, on: str = "2026-06-12") -> Forecast:
    found = forecast(facts, day(on))
    assert found is not None
    return found


def test_a_task_on_its_course_is_foreseen_to_arrive() -> None:
    found = foreseen(planting(QUARTERS, EVEN))
    assert found.mark.day == date(2026, 6, 30)
    assert found.mark.value == 50
    assert 48 <= found.value <= 53
    assert found.low < found.value < found.high


def test_a_task_at_half_the_plan_s_pace_is_foreseen_to_miss_and_says_from_what() -> None:
    half = {"M01": "3", "M02": "6", "M03": "10", "M04": "15", "M05": "20"}
    found = foreseen(planting(QUARTERS, half))
    assert found.grade is Grade.SURE
    assert found.said == (
        "植树预计到2026年6月30日为35棵（八成可能在30棵至41棵之间），2026年二季度应达到50棵，"
        "基本达不到（达不到的可能性98%）。依据：2026年1月至2026年5月已审核的5期数据，"
        "近期进度为计划的0.51倍，按期达到须为3倍。"
    )


def test_a_plan_that_itself_goes_by_steps_is_not_drawn_as_a_line() -> None:
    """Ten of a hundred by June are on the course of a plan that wants ten by then."""
    late = {"Q1": "4", "Q2": "10", "Q3": "30", "Y": "100"}
    kept = {"M01": "1", "M02": "3", "M03": "5", "M04": "7", "M05": "9"}
    line = planting({"Y": "100"}, kept)
    assert foreseen(planting(late, kept)).grade is Grade.UNLIKELY
    assert foreseen(line).grade is Grade.LIKELY


def test_who_catches_up_is_believed_more_than_who_falls_back() -> None:
    """Both stand at 40 of 50; one did most of it of late, the other at the start."""
    rising = {"M01": "2", "M02": "4", "M03": "8", "M04": "22", "M05": "38"}
    falling = {"M01": "20", "M02": "30", "M03": "34", "M04": "37", "M05": "38"}
    assert foreseen(planting(QUARTERS, rising)).miss + Decimal("0.2") < (
        foreseen(planting(QUARTERS, falling)).miss
    )


def test_an_uneven_course_widens_the_range() -> None:
    uneven = {"M01": "0", "M02": "18", "M03": "18", "M04": "39", "M05": "40"}
    even, wild = foreseen(planting(QUARTERS, EVEN)), foreseen(planting(QUARTERS, uneven))
    assert wild.high - wild.low > (even.high - even.low) * Decimal("1.1")


def test_what_was_due_and_never_reported_counts_as_not_begun() -> None:
    found = foreseen(planting(QUARTERS))
    assert found.grade is Grade.SURE
    assert found.because == "依据：到期的进展均未报送，按尚未启动推算。"


@pytest.mark.parametrize(
    ("facts", "on"),
    [
        pytest.param(planting(QUARTERS), "2026-01-20", id="no-report-was-due-yet"),
        pytest.param(planting(None), "2026-06-12", id="nothing-to-count"),
        pytest.param(planting({"Y": "50%"}, EVEN), "2026-06-12", id="a-part-of-no-whole"),
        pytest.param(planting(QUARTERS, EVEN), "2027-01-04", id="no-milestone-ahead"),
        pytest.param(
            planting(QUARTERS, EVEN, finished_on=day("2026-06-01")), "2026-06-12", id="finished"
        ),
        pytest.param(
            planting(QUARTERS, EVEN, ended_on=day("2026-06-01")), "2026-06-12", id="cancelled"
        ),
        pytest.param(
            planting(QUARTERS, EVEN, pauses=(Pause(day("2026-06-01")),)),
            "2026-06-12",
            id="suspended",
        ),
        pytest.param(
            planting(QUARTERS, EVEN, starts=day("2026-07-01")), "2026-06-12", id="not-begun"
        ),
        pytest.param(
            planting(QUARTERS, indicator={"rollup": Rollup.LAST}),
            "2026-06-12",
            id="a-level-never-reported",
        ),
        pytest.param(
            planting(QUARTERS, indicator={"direction": Direction.DOWN}),
            "2026-06-12",
            id="a-limit-never-reported",
        ),
    ],
)
def test_nothing_is_foreseen(facts: Facts, on: str) -> None:
    assert forecast(facts, day(on)) is None
    assert forecasts(facts, day(on)) == ()


def test_a_pause_that_is_over_stops_nothing() -> None:
    facts = planting(QUARTERS, EVEN, pauses=(Pause(day("2026-03-01"), day("2026-04-01")),))
    assert forecast(facts, day("2026-06-12")) is not None


def test_a_late_starter_is_measured_from_its_own_start() -> None:
    reported = {"M06": "20", "M07": "45"}
    late = planting({"Y": "120"}, reported, starts=day("2026-06-01"))
    whole = planting({"Y": "120"}, reported, starts=day("2026-01-01"))
    assert foreseen(late, "2026-08-20").miss < foreseen(whole, "2026-08-20").miss
    assert foreseen(late, "2026-08-20").grade is Grade.UNLIKELY


@pytest.mark.parametrize(
    ("reported", "miss", "said"),
    [
        ({"M05": "50"}, "0", "植树现为50棵，2026年二季度应达到50棵，已经达到。"),
        ({"M06": "49 送2026-06-26"}, "1", "植树现为49棵，2026年二季度应达到50棵，未达到。"),
    ],
)
def test_what_is_known_already_is_not_foreseen_but_told(
    reported: dict[str, str], miss: str, said: str
) -> None:
    found = foreseen(planting(QUARTERS, reported), "2026-06-29")
    assert found.settled
    assert found.miss == Decimal(miss)
    assert found.said == said


def test_a_figure_accepted_later_is_not_known_yet() -> None:
    reported = {**EVEN, "M05": "44 送2026-06-05 审2026-06-20"}
    assert foreseen(planting(QUARTERS, reported), "2026-06-12").reports[-1].value == 30
    assert foreseen(planting(QUARTERS, reported), "2026-06-20").reports[-1].value == 44


def test_periods_that_count_for_themselves_are_added_up() -> None:
    alone = {"cumulative": False}
    wanted = {"Q1": "20", "Q2": "30", "Q3": "30"}
    apart = {"M01": "6", "M02": "7", "M03": "7", "M04": "10", "M05": "10"}
    found = foreseen(planting(wanted, apart, indicator=alone))
    assert found.mark.value == 50
    assert found.value == foreseen(planting(QUARTERS, EVEN)).value


LIMIT = {"direction": Direction.DOWN}


@pytest.mark.parametrize(
    ("reported", "grade"),
    [
        pytest.param({"M03": "3", "M05": "6"}, Grade.UNLIKELY, id="well-below"),
        pytest.param({"M03": "19", "M05": "43"}, Grade.LIKELY, id="over-the-pace"),
        pytest.param({"M03": "30", "M05": "51"}, Grade.SURE, id="over-already"),
    ],
)
def test_less_is_better(reported: dict[str, str], grade: Grade) -> None:
    found = foreseen(planting(QUARTERS, reported, indicator=LIMIT))
    assert found.grade is grade
    assert "2026年二季度不超过50棵" in found.said
    assert ("超过" in found.said.partition("不超过50棵")[2]) is True


def test_where_nothing_may_come_each_clean_month_makes_it_likelier_that_none_will() -> None:
    none_yet = {"M01": "0", "M02": "0"}
    early = foreseen(planting({"Y": "0"}, none_yet, indicator=LIMIT), "2026-03-12")
    more = {f"M{n:02}": "0" for n in range(1, 11)}
    late = foreseen(planting({"Y": "0"}, more, indicator=LIMIT), "2026-11-12")
    assert late.miss < Decimal("0.2") < early.miss
    over = foreseen(planting({"Y": "0"}, {"M01": "1"}, indicator=LIMIT), "2026-03-12")
    assert over.settled
    assert over.miss == 1


def rate(*steps: str, reported: dict[str, str], **more: Any) -> Facts:
    wanted = dict(zip(("Q1", "Q2", "Q3", "Y"), steps, strict=True))
    return planting(wanted, reported, indicator={"rollup": Rollup.LAST, "unit": "%", **more})


def test_a_rate_goes_on_from_where_it_was() -> None:
    steady = rate("90", "91", "92", "93", reported={"M03": "94", "M04": "94.2", "M05": "94.1"})
    found = foreseen(steady)
    assert abs(found.value - 94) < 1
    assert found.grade is Grade.UNLIKELY
    assert "最近一期为94.1%" in found.said
    low = rate("90", "91", "92", "93", reported={"M03": "86", "M04": "86.2", "M05": "86.1"})
    assert foreseen(low).grade is Grade.SURE


def test_a_rate_that_may_fall_back_is_never_settled_before_its_day() -> None:
    reached = rate("90", "91", "92", "93", reported={"M05": "96"})
    assert not foreseen(reached).settled
    assert foreseen(reached).miss > 0


def test_an_average_is_held_by_the_periods_that_are_over() -> None:
    figures = {"M01": "90", "M02": "90", "M03": "90", "M04": "90", "M05": "40"}
    kept = planting(
        {"Y": "70"},
        figures,
        indicator={"rollup": Rollup.AVERAGE, "cumulative": False, "unit": "分"},
    )
    last = planting(
        {"Y": "70"}, figures, indicator={"rollup": Rollup.LAST, "cumulative": False, "unit": "分"}
    )
    assert foreseen(kept).value > foreseen(last).value


def test_a_figure_to_be_held_is_missed_on_either_side() -> None:
    held = {"direction": Direction.HOLD, "unit": "%", "rollup": Rollup.LAST}
    near = planting({"Y": "10"}, {"M04": "10", "M05": "10"}, indicator=held)
    off = planting({"Y": "10"}, {"M04": "14", "M05": "14"}, indicator=held)
    assert foreseen(near).miss < foreseen(off).miss


def test_of_two_quantities_the_worse_is_told() -> None:
    facts = planting(QUARTERS, EVEN)
    metres = Indicator("修路", "米", steps=facts.indicators[0].steps, total=None)
    two = replace(facts, indicators=(*facts.indicators, metres))
    assert {one.indicator.metric for one in forecasts(two, day("2026-06-12"))} == {"植树", "修路"}
    assert foreseen(two).indicator.metric == "修路"


def test_a_milestone_that_ends_with_the_year_is_named_by_the_longer_period() -> None:
    both = Indicator(
        "植树",
        "棵",
        steps=(Target(monthly()[11].period, Decimal(100)),),
        total=Target(replace(monthly()[11].period, first=(2026, 1)), Decimal(100)),
    )
    facts = replace(planting(QUARTERS, EVEN), indicators=(both,))
    assert foreseen(facts).mark.period.label == "2026年"


def test_large_sums_are_told_in_their_own_measure() -> None:
    wanted = {"Y": "1800000000"}
    money = planting(wanted, {"M05": "700000000"}, indicator={"unit": "元"})
    assert "应达到18亿元" in foreseen(money).said


def test_a_forecast_knows_nothing_of_what_came_after_its_day() -> None:
    """The same from the whole year as from the year cut off on the day."""
    for lived in [*years(3, 3), *years_of_levels(3, 3)]:
        on = date(2026, 7, 20)
        facts = lived.facts
        [indicator] = facts.indicators
        cut = replace(
            facts,
            filings=tuple(f for f in facts.filings if f.sent_on <= on),
            values={
                indicator.key: tuple(v for v in facts.values_of(indicator) if v.accepted_on <= on)
            },
        )
        assert forecast(cut, on) == forecast(facts, on)
