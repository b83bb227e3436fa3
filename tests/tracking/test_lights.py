from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tracking.planting import CALENDAR, day, period, planting

from duban.tracking.books import PRESETS, preset
from duban.tracking.facts import Facts, Pause
from duban.tracking.indicator import Direction, Indicator, Rollup, Target
from duban.tracking.lights import Family, Override, light_on
from duban.tracking.rulebook import Bounds, Condition, Light, LightRule

RATIO = preset("ratio")
QUARTERS = {"Q1": "20", "Q2": "60", "Y": "100"}


@pytest.mark.parametrize(
    ("facts", "on", "light", "cause"),
    [
        pytest.param(
            planting(QUARTERS, finished_on=day("2026-05-06")),
            "2026-05-06",
            "蓝",
            "任务已于2026年5月6日办结。",
            id="finished",
        ),
        pytest.param(
            planting(QUARTERS, finished_on=day("2026-05-06"), due=day("2026-04-30")),
            "2026-07-01",
            "蓝",
            "任务已于2026年5月6日办结，逾期6日。",
            id="finished-late",
        ),
        pytest.param(
            planting(QUARTERS, ended_on=day("2026-05-06")),
            "2026-07-01",
            "灰",
            "任务已于2026年5月6日撤销。",
            id="cancelled",
        ),
        pytest.param(
            planting(QUARTERS, pauses=(Pause(day("2026-05-06")),), due=day("2026-06-01")),
            "2026-07-01",
            "灰",
            "任务自2026年5月6日起挂账。",
            id="suspended",
        ),
        pytest.param(
            planting(QUARTERS, starts=day("2026-09-01")),
            "2026-07-01",
            "灰",
            "任务自2026年9月1日起办理，尚未开始。",
            id="not-begun",
        ),
    ],
)
def test_a_task_at_rest(facts: Facts, on: str, light: str, cause: str) -> None:
    found = light_on(facts, RATIO, day(on), CALENDAR)
    assert (found.progress.light, found.deadline.light) == (light, light)
    assert found.cause == cause


def test_a_pause_that_ended_hides_nothing_but_the_reports_it_excused() -> None:
    facts = planting(QUARTERS, pauses=(Pause(day("2026-03-01"), day("2026-05-01")),))
    paused, again = (
        light_on(facts, RATIO, day(one), CALENDAR) for one in ("2026-04-30", "2026-05-01")
    )
    assert (paused.light, again.light) == (Light.GREY, Light.YELLOW)
    assert "至2026年1月连续1期未报送进展" in again.cause


@pytest.mark.parametrize(
    ("reported", "on", "light"),
    [
        pytest.param({}, "2026-02-01", "灰", id="no-report-was-due"),
        pytest.param({"M01": "0", "M02": "0"}, "2026-03-20", "灰", id="no-step-has-ended"),
        # Q1 has ended, its report is due on 8 April: nobody is behind before
        pytest.param({"M01": "0", "M02": "0"}, "2026-04-08", "灰", id="still-time-to-report"),
        pytest.param({"M01": "0", "M02": "0"}, "2026-04-09", "红", id="the-day-after"),
        pytest.param({"M03": "20 审—"}, "2026-04-20", "灰", id="waits-for-review"),
        pytest.param({"M03": "20"}, "2026-04-20", "绿", id="reached"),
        pytest.param({"M03": "20"}, "2026-06-30", "绿", id="between-two-steps"),
        pytest.param({"M03": "18"}, "2026-04-20", "黄", id="a-little-behind"),
    ],
)
def test_nobody_is_behind_before_the_report_is_due(
    reported: dict[str, str], on: str, light: str
) -> None:
    assert light_on(planting(QUARTERS, reported), RATIO, day(on), CALENDAR).progress.light == light


@pytest.mark.parametrize(
    "indicator",
    [
        pytest.param({"direction": Direction.DOWN}, id="a-limit"),
        pytest.param({"direction": Direction.HOLD}, id="to-be-held"),
        pytest.param({"cumulative": False, "rollup": Rollup.AVERAGE}, id="an-average"),
        pytest.param({"cumulative": False, "rollup": Rollup.LAST}, id="a-level"),
    ],
)
def test_what_was_never_reported_is_unknown_not_nothing(indicator: dict[str, object]) -> None:
    """The missing report is told by the other family."""
    found = light_on(planting(QUARTERS, indicator=indicator), RATIO, day("2026-07-20"), CALENDAR)
    assert found.progress.light is Light.GREY
    assert found.deadline.light is Light.RED
    assert "连续6期未报送进展" in found.deadline.cause


def test_the_worst_indicator_speaks_for_the_task() -> None:
    roads = Indicator("修路", "公里", steps=(Target(period("Q1"), Decimal(3)),))
    good = planting({"Q1": "20"}, {"M03": "20"})
    both = Facts(
        "1",
        "建设",
        indicators=(*good.indicators, roads),
        values=good.values,
        rounds=good.rounds,
        filings=good.filings,
    )
    found = light_on(both, RATIO, day("2026-04-20"), CALENDAR)
    assert found.progress.light is Light.RED
    assert found.progress.cause.startswith(
        "修路2026年一季度应达到3公里，尚无审核通过的数值，按0公里计"
    )


@pytest.mark.parametrize(
    ("due", "shown", "family"),
    [
        ("2026-04-25", "黄", Family.DEADLINE),
        ("2026-04-10", "红", Family.DEADLINE),
        ("2026-12-31", "绿", Family.PROGRESS),
    ],
)
def test_the_worse_of_the_two_is_shown_with_its_cause(due: str, shown: str, family: Family) -> None:
    facts = planting({"Q1": "20"}, {"M03": "20"}, due=day(due))
    found = light_on(facts, RATIO, day("2026-04-20"), CALENDAR)
    assert (found.light, found.computed.family) == (shown, family)
    assert found.cause in (found.progress.cause, found.deadline.cause)


@pytest.mark.parametrize(
    ("reported", "on", "light", "cause"),
    [
        ({}, "2026-02-06", "灰", "任务未定期限，尚无可以评判的填报。"),
        ({}, "2026-02-07", "黄", "至2026年1月连续1期未报送进展（规则：不少于1），亮黄灯。"),
        ({}, "2026-03-07", "红", "至2026年2月连续2期未报送进展（规则：不少于2），亮红灯。"),
        ({"M01": "送2026-02-20"}, "2026-02-21", "绿", "任务未定期限，至2026年1月进展报送正常。"),
        ({"M02": "送2026-03-05"}, "2026-03-10", "绿", "任务未定期限，至2026年2月进展报送正常。"),
    ],
)
def test_a_missing_report_is_told_from_the_day_after_it_was_due(
    reported: dict[str, str], on: str, light: str, cause: str
) -> None:
    """January is due on 6 February, February on 6 March."""
    found = light_on(planting(None, reported), RATIO, day(on), CALENDAR).deadline
    assert (found.light, found.cause) == (light, cause)


def test_a_missing_report_is_not_called_in_order_where_no_rule_asks_for_it() -> None:
    book = replace(RATIO, deadline=())
    found = light_on(planting(None, {}), book, day("2026-03-07"), CALENDAR).deadline
    said = "任务未定期限，至2026年2月连续2期未报送进展，规则未就缺报亮灯。"
    assert (found.light, found.cause) == ("绿", said)


def test_a_rule_for_what_is_not_near_counts_no_days_below_nothing() -> None:
    rule = LightRule(
        Light.RED, (Condition("临期", Bounds(at_least=Decimal(0), at_most=Decimal(0))),)
    )
    book = replace(RATIO, deadline=(rule,))
    facts = planting({"Q1": "20"}, {"M03": "20"}, due=day("2026-04-10"))
    found = light_on(facts, book, day("2026-04-20"), CALENDAR).deadline
    assert found.cause == "应于2026年4月10日完成，已逾期10日，亮红灯。"


WORD = Override(
    Light.YELLOW, "部门会商后认可补种方案。", "陈主任", day("2026-04-15"), day("2026-04-30")
)


@pytest.mark.parametrize(
    ("on", "light"),
    [("2026-04-14", "红"), ("2026-04-15", "黄"), ("2026-04-30", "黄"), ("2026-05-01", "红")],
)
def test_an_override_holds_until_it_ends(on: str, light: str) -> None:
    facts = planting({"Q1": "20"}, {"M03": "2"})
    found = light_on(facts, RATIO, day(on), CALENDAR, [WORD])
    assert (found.light, found.computed.light) == (light, Light.RED)


def test_an_override_says_who_and_why_and_what_the_rule_says() -> None:
    facts = planting({"Q1": "20"}, {"M03": "2"})
    found = light_on(facts, RATIO, day("2026-04-20"), CALENDAR, [WORD])
    assert found.cause == (
        "陈主任改为黄灯，至2026年4月30日止，理由：部门会商后认可补种方案。按规则应为红灯："
        "植树2026年一季度应达到20棵，实际2棵，完成比0.1（2棵÷20棵）（规则：少于0.85），亮红灯。"
    )


@pytest.mark.parametrize(
    ("reason", "until", "said"), [("  ", "2026-05-01", "理由"), ("会商", "2026-03-01", "早于")]
)
def test_an_override_needs_a_reason_and_an_end(reason: str, until: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Override(Light.GREEN, reason, "陈主任", day("2026-04-01"), day(until))


def test_the_override_that_began_last_holds() -> None:
    later = Override(Light.GREEN, "再次会商", "陈主任", day("2026-04-20"), day("2026-04-22"))
    facts = planting({"Q1": "20"}, {"M03": "2"})
    found = light_on(facts, RATIO, day("2026-04-21"), CALENDAR, [later, WORD])
    assert found.light is Light.GREEN


DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 30))
FIGURES = st.decimals(0, 200, places=1).map(str)
MONTHS = st.integers(1, 12).map(lambda month: f"M{month:02}")


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["Q1", "Q2", "Q3", "Y"]), FIGURES),
    st.dictionaries(MONTHS, FIGURES),
    DAYS,
    st.none() | DAYS,
    st.sampled_from(sorted(PRESETS)),
)
def test_any_day_gives_exactly_one_light_in_each_family_with_a_cause(
    wanted: dict[str, str], reported: dict[str, str], on: date, due: date | None, name: str
) -> None:
    facts = planting(wanted, reported, due=due)
    found = light_on(facts, preset(name), on, CALENDAR)
    assert (found.progress.family, found.deadline.family) == (Family.PROGRESS, Family.DEADLINE)
    assert found.light in (found.progress.light, found.deadline.light)
    assert found.light.gravity == max(found.progress.light.gravity, found.deadline.light.gravity)
    assert all(one.cause.endswith("。") for one in (found.progress, found.deadline))
    assert found == light_on(facts, preset(name), on, CALENDAR)


@settings(max_examples=60, deadline=None)
@given(
    st.decimals(0, 120, places=1), st.decimals(0, 120, places=1), st.sampled_from(sorted(PRESETS))
)
def test_more_reached_is_never_a_worse_light(one: Decimal, other: Decimal, name: str) -> None:
    less, more = (
        light_on(
            planting({"Q1": "60", "Y": "100"}, {"M03": str(x)}),
            preset(name),
            day("2026-04-20"),
            CALENDAR,
        )
        for x in sorted((one, other))
    )
    assert more.progress.light.gravity <= less.progress.light.gravity
