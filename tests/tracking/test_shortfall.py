"""Percentage points and percent are different measures, and each says which it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.plan import Period
from duban.tracking.expected import Basis, Expected
from duban.tracking.indicator import Direction, Indicator, Target
from duban.tracking.shortfall import Shortfall, as_ratio, in_percent, in_points


def behind(
    wanted: str, reached: str, *, whole: str | None = "100", unit: str = "棵", way: str = "up"
) -> Shortfall:
    total = None if whole is None else Target(Period.year(2026), Decimal(whole))
    indicator = Indicator("植树", unit, Direction(way), total=total)
    expected = Expected(Decimal(wanted), Basis.STEP, f"应达到{wanted}{unit}")
    return Shortfall(indicator, expected, Decimal(reached))


@pytest.mark.parametrize(
    ("shortfall", "points", "percent", "ratio"),
    [
        (behind("60", "40"), "20", "33.33", "0.67"),
        (behind("60", "60"), "0", "0", "1"),
        (behind("60", "75"), "-15", "-25", "1.25"),
        (behind("60", "40", whole="200"), "10", "33.33", "0.67"),
        (behind("60", "0"), "60", "100", "0"),
        (behind("0", "0"), "0", "0", "1"),
        (behind("0", "5"), "-5", "0", "1"),
        # an indicator in percent: its own points, whatever the target
        (behind("60", "40", whole="80", unit="%"), "20", "33.33", "0.67"),
        (behind("6", "4", whole="8", unit="个百分点"), "2", "33.33", "0.67"),
        (behind("60", "40", whole="80", unit="‰"), "2", "33.33", "0.67"),
        # less is better
        (behind("50", "60", way="down"), "10", "20", "0.8"),
        (behind("50", "40", way="down"), "-10", "-20", "1.2"),
        (behind("0", "2", way="down"), "2", "100", "0"),
        # hold
        (behind("95", "97", way="hold"), "2", "2.11", "0.98"),
        (behind("95", "93", way="hold"), "2", "2.11", "0.98"),
        # growth below zero
        (behind("-2", "-3", whole="-2", unit="%"), "1", "50", "0.5"),
    ],
)
def test_three_measures(shortfall: Shortfall, points: str, percent: str, ratio: str) -> None:
    found = in_points(shortfall)
    assert found is not None
    cent = Decimal("0.01")
    assert found.value.quantize(cent) == Decimal(points).quantize(cent)
    assert in_percent(shortfall).value.quantize(cent) == Decimal(percent).quantize(cent)
    assert as_ratio(shortfall).value.quantize(cent) == Decimal(ratio).quantize(cent)


@pytest.mark.parametrize("whole", [None, "0"])
def test_no_points_where_nothing_is_the_whole(whole: str | None) -> None:
    assert in_points(behind("60", "40", whole=whole)) is None


def test_each_says_its_arithmetic() -> None:
    one = behind("60", "40", whole="200")
    points = in_points(one)
    assert points is not None
    assert points.said == "落后10个百分点（30%与20%之差）"
    assert in_percent(one).said == "落后33.33%（20棵÷60棵）"
    assert as_ratio(one).said == "完成比0.67（40棵÷60棵）"
    assert in_percent(behind("60", "66")).said == "超前10%（6棵÷60棵）"
    assert in_percent(behind("60", "60")).said == "与计划持平"
    assert in_percent(behind("0", "2", way="down")).said == "计划为0，相差2棵"
    assert one.said == "植树应达到60棵，实际40棵"


def test_money_is_said_in_wan_and_yi() -> None:
    one = behind("1200000000", "450000", whole="2400000000", unit="元")
    assert one.said.endswith("实际45万元")
    assert in_percent(one).said == "落后99.96%（11.9955亿元÷12亿元）"


AMOUNTS = st.decimals(-(10**6), 10**6, places=2)


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS, st.sampled_from([way.value for way in Direction]))
def test_all_measures_agree_on_being_behind(wanted: Decimal, reached: Decimal, way: str) -> None:
    one = behind(str(wanted), str(reached), way=way)
    points, percent, ratio = in_points(one), in_percent(one).value, as_ratio(one).value
    assert points is not None
    assert (points.value > 0) is (one.gap > 0) is (percent > 0) is (ratio < 1)
