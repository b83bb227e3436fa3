"""What people type: figures with 万 and 亿, dates, periods; what is none is said so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from duban.web.handling import asked
from duban.web.handling.models import plain
from duban.web.refusals import ReasonMissing


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1200", "户", "1200"),
        ("1,200", "户", "1200"),
        (" 0 ", "户", "0"),
        ("23.58亿", "元", "2358000000"),
        ("1.5万元", "元", "15000"),
        ("98%", "%", "98"),
        ("-3", "%", "-3"),
        ("+6.5", "%", "6.5"),
        ("\N{MINUS SIGN}３", "%", "-3"),
        ("1,234,567.5", "元", "1234567.5"),
        ("3万亿元", "元", "3000000000000"),
        ("1.23456789亿", "元", "123456789"),
        ("8千瓦", "千瓦", "8"),
        ("6百分点", "百分点", "6"),
        ("3亿", "万元", "30000"),
        ("1.2万", "万元", "1.2"),
        ("18亿", "亿元", "18"),
        ("300", "万元", "300"),
        ("12000元", "万元", "1.2"),
        ("1.5万", "元", "15000"),
        ("2万", "亿", "0.0002"),
    ],
)
def test_figures(text: str, unit: str, value: str) -> None:
    """A scale that is said counts over the bare unit."""
    assert asked.figure(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *("若干", "1e5", "3..4", "٣", "9" * 18 + "亿", "1 2 3", "=14+14"),
        *("3，5", "1,2000", "1,23", "3千", "3百户", "30多户", "2万余"),
        *("30%", "30元", "3个", "5-", "5左右", "3千瓦"),
    ],
)
def test_what_is_no_figure_of_the_unit_is_said_so(text: str) -> None:
    with pytest.raises(ReasonMissing):
        asked.figure(text, "户")


def test_nothing_is_no_figure() -> None:
    assert asked.figure(" ", "户") is None


def test_too_fine_a_figure_is_told_to_be_rounded() -> None:
    with pytest.raises(ReasonMissing, match="小数超过6位"):
        asked.figure("0.3333333", "%")


@given(st.decimals(min_value=0, max_value=10**15, places=6))
def test_a_figure_comes_back_without_loss(value: Decimal) -> None:
    assert asked.figure(f"{plain(value):f}", "元") == value


def test_dates_and_periods() -> None:
    assert asked.day("2026-09-30") == date(2026, 9, 30)
    assert asked.day(" ") is None
    for text in ("1949-12-31", "2101-01-01", "9999-12-31"):
        with pytest.raises(ReasonMissing, match="1950年至2100年"):
            asked.day(text)
    assert str(asked.period("2026-Q3")) == "2026-Q3"
    for text in ("2026-02-30", "明天", "30/09/2026"):
        with pytest.raises(ReasonMissing):
            asked.day(text)
    for text in ("", "三季度", "2026-Q5", "0001-Q1", "9999"):
        with pytest.raises(ReasonMissing):
            asked.period(text)


@pytest.mark.parametrize("text", ["", "-1", "x", "1" * 19, "²"])
def test_what_can_be_no_key_is_not_there(text: str) -> None:
    with pytest.raises(Http404):
        asked.key(text)
