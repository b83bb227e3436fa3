"""What units are worth in each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duban.plan.measures import TABLE, Dimension, comparable, convert, dimension_of, factor


@pytest.mark.parametrize(
    ("value", "unit", "other", "worth"),
    [
        ("15", "亩", "平方米", "10000"),
        ("15", "亩", "公顷", "1"),
        ("1", "平方公里", "亩", "1500"),
        ("2.2", "公里", "米", "2200"),
        ("3", "里", "公里", "1.5"),
        ("700", "斤", "公斤", "350"),
        ("5", "‰", "%", "0.5"),
        ("2", "年", "个月", "24"),
        ("36", "小时", "天", "1.5"),
        ("12", "名", "人", "12"),
        ("3.5", "兆瓦时", "千瓦时", "3500"),
        ("300", "元/亩", "元/公顷", "4500"),
        ("2", "户", "户", "2"),
    ],
)
def test_a_unit_is_said_in_another(value: str, unit: str, other: str, worth: str) -> None:
    assert convert(Decimal(value), unit, other) == Decimal(worth)


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        ("元", "美元"),
        ("亩", "亩次"),
        ("人", "人次"),
        ("家", "个"),
        ("%", "个百分点"),
        ("元/户", "元/人"),
        ("元/户", "元"),
        ("公里", "平方公里"),
        ("", "人"),
    ],
)
def test_what_cannot_be_compared_is_not(unit: str, other: str) -> None:
    assert not comparable(unit, other)
    assert convert(Decimal(1), unit, other) is None


def test_a_measure_word_no_table_knows_is_a_count_of_its_own() -> None:
    assert dimension_of("樘") is Dimension.COUNT
    assert factor("樘", "樘") == 1


@pytest.mark.parametrize("dimension", TABLE)
def test_every_conversion_has_its_way_back(dimension: Dimension) -> None:
    for unit in TABLE[dimension]:
        assert dimension_of(unit) is dimension
        for other in TABLE[dimension]:
            there, back = factor(unit, other), factor(other, unit)
            assert there is not None
            assert back is not None
            assert there * back == 1


@pytest.mark.parametrize("dimension", TABLE)
def test_the_first_unit_of_a_dimension_is_its_base(dimension: Dimension) -> None:
    assert next(iter(TABLE[dimension].values())) == 1
