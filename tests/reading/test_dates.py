"""When something is due, and which period a column speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.reading.dates import due_of, is_spoken, last_due_within, period_key, period_of


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("10月底", "2026-10"),
        ("12月底", "2026-12"),
        ("十二月底", "2026-12"),
        ("6月底前", "2026-06"),
        ("12月底前完成", "2026-12"),
        ("2026.12", "2026-12"),
        ("2026.9.30", "2026-09-30"),
        ("2026-12-31", "2026-12-31"),
        ("2026-12-31 00:00:00", "2026-12-31"),
        ("2026/6/30", "2026-06-30"),
        ("12.31", "2026-12-31"),
        ("2025.11", "2025-11"),
        ("9月30日前", "2026-09-30"),
        ("五月十五日", "2026-05-15"),
        ("2026年底前", "2026-12"),
        ("2026年", "2026-12"),
        ("二〇二六年六月", "2026-06"),
        ("明年6月", "2027-06"),
        ("年底", "2026-12"),
        ("年内", "2026-12"),
        ("全年", "2026-12"),
        ("年中", "2026-06"),
        ("上半年", "2026-06"),
        ("下半年", "2026-12"),
        ("第三季度", "2026-09"),
        ("一季度末", "2026-03"),
        ("5月中旬", "2026-05-20"),
        ("3月-5月", "2026-05"),
        ("2026年1月至12月", "2026-12"),
        (" 10 月 底 ", "2026-10"),
        ("2026年Q2", "2026-06"),
        ("Q3", "2026-09"),
        ("12月底前全面完成", "2026-12"),
    ],
)
def test_a_due_date_is_read_with_the_year_of_the_plan(cell: str, due: str) -> None:
    assert str(due_of(cell, 2026)) == due


@pytest.mark.parametrize(
    "cell", ["", "/", "长期", "持续推进", "12", "2月30日", "按要求", "分3年实施", "年初见效"]
)
def test_what_is_no_date_is_not_guessed(cell: str) -> None:
    assert due_of(cell, 2026) is None


def test_without_any_year_there_is_no_date() -> None:
    assert due_of("10月底", None) is None
    assert str(due_of("2026年10月底", None)) == "2026-10"


def test_a_longer_text_is_due_by_its_last_date() -> None:
    assert str(last_due_within("6月底前完成可研，12月15日前开工", 2026)) == "2026-12-15"
    assert str(last_due_within("一季度开工、第三季度完工", 2026)) == "2026-09"
    assert str(last_due_within("2026.6启动；2026.11完成", 2026)) == "2026-11"
    assert last_due_within("持续推进", 2026) is None


@pytest.mark.parametrize("words", ["长期", "持续推进", "每月", "常态化开展"])
def test_words_may_say_how_long(words: str) -> None:
    assert is_spoken(words)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("第一季度", "Q1"),
        ("一季度", "Q1"),
        ("1季度", "Q1"),
        ("Q1", "Q1"),
        ("第三季度目标", "Q3"),
        ("第四季度工作目标", "Q4"),
        ("第一季度进度要求", "Q1"),
        ("2026年二季度", "Q2"),
        ("二季度末", "Q2"),
        ("上半年", "H1"),
        ("上半年目标", "H1"),
        ("下半年计划", "H2"),
        ("1月", "M01"),
        ("十一月份", "M11"),
        ("6月底", "M06"),
        ("1-3月", "Q1"),
        ("7月至12月", "H2"),
        ("4-5月", "M04..M05"),
        ("前三季度", "M01..M09"),
        ("全年目标", "Y"),
        ("年度目标", "Y"),
    ],
)
def test_a_header_names_a_period(header: str, key: str) -> None:
    assert period_key(header) == key


@pytest.mark.parametrize(
    "header", ["季度", "年度", "月", "备注", "完成时间", "一季度完成情况", "数量", "目标", ""]
)
def test_other_headers_name_none(header: str) -> None:
    assert period_key(header) == ""


@pytest.mark.parametrize(
    ("key", "period"),
    [("Q1", "2026-Q1"), ("H2", "2026-H2"), ("M06", "2026-M06"), ("Y", "2026")],
)
def test_a_key_is_a_period_of_the_year(key: str, period: str) -> None:
    assert str(period_of(key, 2026)) == period


def test_a_key_may_bring_its_own_year() -> None:
    assert str(period_of("2025-Q1", 2026)) == "2025-Q1"
    assert str(period_of("2025-Y", 2026)) == "2025"


def test_a_run_of_months_is_a_period() -> None:
    assert str(period_of("M04..M05", 2026)) == "2026-M04..2026-M05"


@given(st.integers(1, 12), st.sampled_from(["", "底", "底前", "份", "末", "前完成"]))
def test_every_month_is_read(month: int, tail: str) -> None:
    assert str(due_of(f"{month}月{tail}", 2026)) == f"2026-{month:02}"
