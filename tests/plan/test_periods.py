"""Periods and due dates: written, read back, compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.plan import Due, Period


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "2026年一季度"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "2026年四季度"),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "2026年上半年"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "2026年下半年"),
        ("2024-M02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2021-2025", date(2021, 1, 1), date(2025, 12, 31), "2021—2025年"),
        ("2017-M03..2017-M05", date(2017, 3, 1), date(2017, 5, 31), "2017年3—5月"),
    ],
)
def test_a_period_as_it_is_written(text: str, first: date, last: date, label: str) -> None:
    period = Period.parse(text)
    assert str(period) == text
    assert (period.first_day, period.last_day, period.label) == (first, last, label)


@pytest.mark.parametrize("text", ["", "26", "2026-Q5", "2026-M13", "2026-2021", "2026..", "全年"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"不是时期|invalid"):
        Period.parse(text)


def test_a_period_covers_those_inside_it() -> None:
    year = Period.year(2026)
    assert year.covers(Period.quarter(2026, 3))
    assert year.covers(year)
    assert not Period.half(2026, 1).covers(Period.quarter(2026, 3))
    assert not year.covers(Period.years(2026, 2030))


def test_periods_sort_by_when_they_begin() -> None:
    names = ["2026-Q1", "2026-M01", "2025", "2026-Q2"]
    assert [str(p) for p in sorted(map(Period.parse, names))] == [
        "2025",
        "2026-M01",
        "2026-Q1",
        "2026-Q2",
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026-10", date(2026, 10, 31)),
        ("2026-09-30", date(2026, 9, 30)),
        ("2024-02", date(2024, 2, 29)),
    ],
)
def test_a_due_date_as_it_is_written(text: str, last: date) -> None:
    due = Due.parse(text)
    assert str(due) == text
    assert due.last_day == last


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-02-30", "10月底"])
def test_what_is_no_due_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"不是期限|day is out of range"):
        Due.parse(text)


@given(st.integers(1950, 2100), st.integers(1, 12), st.integers(1, 12))
def test_every_run_of_months_is_read_back(year: int, one: int, other: int) -> None:
    period = Period((year, min(one, other)), (year, max(one, other)))
    assert Period.parse(str(period)) == period
