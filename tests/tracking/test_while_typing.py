from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.plan import Period
from duban.tracking.entry import Entry, remarks
from duban.tracking.indicator import Direction, Indicator, Rollup, Target


def typed(
    value: str,
    last: str | None = None,
    wanted: str | None = None,
    whole: str | None = None,
    unit: str = "棵",
    **more: Any,
) -> Entry:
    total = None if whole is None else Target(Period.year(2026), Decimal(whole))
    given_ = [None if text is None else Decimal(text) for text in (last, wanted)]
    return Entry(Indicator("植树", unit, total=total, **more), Decimal(value), *given_)


EACH: dict[str, Any] = {"cumulative": False}
LEVEL: dict[str, Any] = {"cumulative": False, "rollup": Rollup.LAST}


@pytest.mark.parametrize(
    ("entry", "code", "message"),
    [
        (typed("38", "40"), "below-last", "累计数38棵，比上期40棵少2棵，请核对是否填成了当期数。"),
        (typed("0", "40"), "below-last", "累计数0棵，比上期40棵少40棵，请核对是否填成了当期数。"),
        (typed("400", "40"), "jump", "填写为400棵，是上期40棵的10倍，请核对。"),
        (typed("4", "40", **EACH), "drop", "填写为4棵，不足上期40棵的十分之一，请核对。"),
        (
            typed("2500000", wanted="300", unit="元"),
            "unit",
            "填写为250万元，约为应完成300元的一万倍，请核对计量单位（应为“元”）。",
        ),
        (
            typed("460", "4500000", unit="元", **EACH),
            "unit",
            "填写为460元，约为上期450万元的万分之一，请核对计量单位（应为“元”）。",
        ),
        (
            typed("1000000", whole="100"),
            "unit",
            "填写为1000000棵，约为总目标100棵的一万倍，请核对计量单位（应为“棵”）。",
        ),
        (typed("101", unit="%"), "over-100", "填写为101%，超过100%，请核对。"),
        (
            typed("120", "90", whole="100"),
            "over-target",
            "填写为120棵，是总目标100棵的120%，请核对。",
        ),
        (typed("3.5", unit="户"), "not-whole", "“户”按整数计，填写为3.5户，请核对。"),
        (
            typed("12", wanted="1150000000", unit="元"),
            "unit",
            "填写为12元，约为应完成11.5亿元的亿分之一，请核对计量单位（应为“元”）。",
        ),
        (typed("-3"), "negative", "填写为-3棵，小于0，请核对。"),
    ],
)
def test_it_asks(entry: Entry, code: str, message: str) -> None:
    said = {remark.code: remark.message for remark in remarks(entry)}
    assert said[code] == message


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(typed("40"), id="first-value"),
        pytest.param(typed("0"), id="nothing-yet"),
        pytest.param(typed("3.00", unit="户"), id="whole-as-a-column-holds-it"),
        pytest.param(typed("3.5", unit="公里"), id="a-length"),
        pytest.param(
            typed("3.5", unit="户", cumulative=False, rollup=Rollup.AVERAGE), id="an-average"
        ),
        pytest.param(typed("0", "0"), id="still-nothing"),
        pytest.param(typed("40", "0"), id="after-nothing"),
        pytest.param(typed("40", "40"), id="no-progress"),
        pytest.param(typed("399", "40"), id="less-than-ten-times"),
        pytest.param(typed("60", "2", wanted="60"), id="a-jump-the-plan-asks-for"),
        pytest.param(typed("38", "40", **EACH), id="less-in-this-month"),
        pytest.param(typed("0", "40", **EACH), id="nothing-in-this-month"),
        pytest.param(typed("38", "40", **LEVEL), id="a-level-may-fall"),
        pytest.param(typed("38", "40", direction=Direction.HOLD), id="a-held-value-may-fall"),
        pytest.param(typed("1", whole="10000"), id="a-small-start"),
        pytest.param(typed("100", whole="100"), id="all-of-it"),
        pytest.param(typed("100", unit="%"), id="all-of-it-in-percent"),
        pytest.param(typed("130", whole="120", unit="%"), id="growth-above-a-hundred"),
        pytest.param(typed("-3", unit="%", **LEVEL), id="growth-below-zero"),
        pytest.param(typed("120", whole="100", direction=Direction.DOWN), id="a-limit"),
        pytest.param(typed("120", whole="100", **EACH), id="a-part-of-no-cumulative-target"),
    ],
)
def test_it_keeps_silent(entry: Entry) -> None:
    assert remarks(entry) == ()


def test_a_slip_of_the_unit_is_not_told_as_a_jump_too() -> None:
    codes = [remark.code for remark in remarks(typed("450000", "45", whole="500"))]
    assert codes == ["unit", "over-target"]


@settings(deadline=None)
@given(st.decimals(1, 10**6, places=2), st.decimals(1, 2, places=3))
def test_steady_growth_is_never_questioned(last: Decimal, factor: Decimal) -> None:
    assert remarks(typed(str(last * factor), str(last), unit="公里")) == ()


@settings(deadline=None)
@given(st.decimals(1, 10**6, places=2))
def test_wan_for_one_is_always_noticed(last: Decimal) -> None:
    for value in (last * 10**4, last / 10**4):
        assert "unit" in {remark.code for remark in remarks(typed(str(value), str(last)))}
