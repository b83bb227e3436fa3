"""Figures stand as people read them, and no digit is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.web.design.templatetags.design import spoken_figure


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        ("5800000000", "元", "58亿元"),
        ("2358000000", "元", "23.58亿元"),
        ("-140000000", "元", "-1.4亿元"),
        ("650000", "元", "65万元"),
        ("9999.5", "元", "9,999.5元"),
        ("0", "元", "0元"),
        ("125000", "人", "125,000人"),
        ("-0.5", "个百分点", "-0.5个百分点"),
        ("100", "%", "100%"),
        ("1E+3", "户", "1,000户"),
        ("7.50", "公里", "7.5公里"),
    ],
)
def test_they_read(value: str, unit: str, read: str) -> None:
    assert "".join(spoken_figure(Decimal(value), unit)) == read


@given(st.decimals(-(10**13), 10**13, places=2))
def test_no_digit_is_lost(value: Decimal) -> None:
    spoken, unit = spoken_figure(value, "元")
    size = {"亿元": 10**8, "万元": 10**4, "元": 1}[unit]
    assert Decimal(spoken.replace(",", "")) * size == value
