"""When two figures agree: rounding, comparators, units."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.checking.comparing import agree, aligned, amount, difference, slack
from duban.plan import Comparator, Quantity
from duban.reading.quantities import quantities_in


def figure(text: str) -> Quantity:
    [quantity] = quantities_in(f"完成{text}", "title")
    return quantity


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("14885万元", "1.4885亿元", True),
        ("14485万元", "1.4885亿元", False),
        ("1.49亿元", "14885万元", True),
        ("1万平方米", "10000平方米", True),
        ("1万平方米", "1.15万平方米", False),
        ("32公里", "32.56公里", False),
        ("32.6公里", "32.56公里", True),
        ("2.5公里", "2500米", True),
        ("突破4125万元", "4125万元", False),
        ("突破4125万元", "4126万元", True),
        ("不少于60个", "60个", True),
        ("不少于60个", "59个", False),
        ("不超过60个", "59个", True),
        ("不少于60个", "不少于80个", True),
        ("约202万人次", "202万人次", True),
        ("约200万人次", "205万人次", True),
        ("约200万人次", "225万人次", False),
        ("3-5个", "4个", True),
        ("3-5个", "6个", False),
        ("25个", "25个村", True),
        ("12家", "12次", False),
        ("12家", "12家次", False),
    ],
)
def test_agreement(one: str, other: str, same: bool) -> None:
    assert agree(figure(one), figure(other)) is same
    assert agree(figure(other), figure(one)) is same


@given(st.decimals(0, 10**6, places=2), st.sampled_from(tuple(Comparator)))
def test_a_figure_agrees_with_itself_unless_it_excludes_itself(
    value: Decimal, comparator: Comparator
) -> None:
    one = Quantity("title", f"{value}", 0, 1, value, "元", grain=Decimal("0.01"))
    assert agree(one, one)
    assert agree(replace(one, comparator=comparator), one) is (
        comparator not in (Comparator.MORE, Comparator.LESS)
    )


def test_the_slack_of_a_sum_is_half_a_grain_each() -> None:
    assert slack([figure("1.5亿元"), figure("2.25亿元"), figure("3个")]) == Decimal(5_500_000)


def test_what_cannot_be_compared_is_not_aligned() -> None:
    assert aligned(figure("3公里"), "亩") is None


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("148850000", "元", "1.4885亿元"),
        ("19370000", "元", "1937万元"),
        ("9000", "元", "9000元"),
        ("12", "家", "12家"),
        ("12000", "家", "12000家"),
        ("60.25", "%", "60.25%"),
    ],
)
def test_amounts_are_written_as_an_official_would(value: str, unit: str, text: str) -> None:
    assert amount(Decimal(value), unit) == text


def test_differences_carry_their_sign() -> None:
    assert difference(Decimal(-4_000_000), "元") == "-400万元"
    assert difference(Decimal(1), "户") == "+1户"
    assert difference(Decimal("-0.25"), "%") == "-0.25个百分点"
