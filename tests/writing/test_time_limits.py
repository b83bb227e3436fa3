"""Which words of a sentence are a limit, and which day is the last that keeps it."""

from __future__ import annotations

from datetime import date

import pytest

from duban.writing.timing import limits_in


@pytest.mark.parametrize(
    ("text", "said", "day"),
    [
        ("6月底前建成", "6月底前", (6, 30)),
        ("2月末之前建成", "2月末之前", (2, 28)),
        ("六月底前建成", "六月底前", (6, 30)),
        ("十一月底前建成", "十一月底前", (11, 30)),
        ("9月20日以前建成", "9月20日以前", (9, 20)),
        ("9月上旬前建成", "9月上旬前", (9, 10)),
        ("9月中旬前建成", "9月中旬前", (9, 20)),
        ("9月下旬前建成", "9月下旬前", (9, 30)),
        ("10月前建成", "10月前", (9, 30)),
        ("10月内建成", "10月内", (10, 31)),
        ("三季度末前建成", "三季度末前", (9, 30)),
        ("3季度内建成", "3季度内", (9, 30)),
        ("三季度前建成", "三季度前", (6, 30)),
        ("上半年前建成", "上半年前", (6, 30)),
        ("12月底前建成", "12月底前", (12, 31)),
        ("到6月底建成", "6月底", (6, 30)),
        ("至9月20日建成", "9月20日", (9, 20)),
        ("今年6月底前建成", "今年6月底前", (6, 30)),
    ],
)
def test_a_limit_and_its_last_day(text: str, said: str, day: tuple[int, int]) -> None:
    [found] = limits_in(text, 2026)
    assert (found.said, found.day) == (said, date(2026, *day))
    assert text[found.end :] == "建成"


def test_the_hope_before_it_and_the_comma_behind_it_belong_to_it() -> None:
    text = "我镇力争在6月底前，建成"
    [found] = limits_in(text, 2026)
    assert text[: found.start] + text[found.end :] == "我镇建成"


def test_a_limit_of_another_year() -> None:
    [found] = limits_in("2027年6月底前建成", 2026)
    assert found.day == date(2027, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "6月建成",
        "6月底建成",
        "6月底前的验收",
        "6月前后建成",
        "2月30日前建成",
        "上半年建成",
        "三季度增长6%",
        "到6月底前的验收",
        "提前建成",
        "目前建成",
        "年内建成",
        "6月前期工作",
    ],
)
def test_what_is_no_limit(text: str) -> None:
    assert not list(limits_in(text, 2026))


def test_several_stand_from_left_to_right() -> None:
    said = [one.said for one in limits_in("6月底前设计，到9月底开工，11月中旬前竣工", 2026)]
    assert said == ["6月底前", "9月底", "11月中旬前"]
