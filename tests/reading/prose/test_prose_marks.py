"""The marks that open headings and items, and the figures that only look like them."""

from __future__ import annotations

import pytest

from duban.reading.prose.marks import Rank, chinese_number, mark_of, marks_within


@pytest.mark.parametrize(
    ("text", "rank", "length", "ordinal"),
    [
        ("第三章 总则", Rank.CHAPTER, 4, 3),
        ("第一部分：目标", Rank.CHAPTER, 5, 1),
        ("一、目标", Rank.CHINESE, 2, 1),
        ("十二、保障", Rank.CHINESE, 3, 12),
        ("（一）建设", Rank.BRACKETED, 3, 1),
        ("(三)建设", Rank.BRACKETED, 3, 3),
        ("1.建设", Rank.ARABIC, 2, 1),
        ("12．建设", Rank.ARABIC, 3, 12),
        ("3、建设", Rank.ARABIC, 2, 3),
        ("1.2026年底前完成", Rank.ARABIC, 2, 1),
        ("（2）建设", Rank.BRACKETED_ARABIC, 3, 2),
        ("2）建设", Rank.BRACKETED_ARABIC, 2, 2),
        ("③建设", Rank.CIRCLED, 1, 3),
        ("一是建设", Rank.SPOKEN, 2, 1),
        ("第二，建设", Rank.SPOKEN, 3, 2),
        ("三要建设", Rank.SPOKEN, 2, 3),
        ("——建设", Rank.DASH, 2, None),
        ("• 建设", Rank.DASH, 2, None),
    ],
)
def test_marks(text: str, rank: Rank, length: int, ordinal: int | None) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert (mark.rank, mark.length, mark.ordinal) == (rank, length, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "1.5公里道路改造",
        "2026年新建公园",
        "三个公园",
        "第三批项目",
        "（含柳溪镇）",
        "15号线建设",
        "A区",
    ],
)
def test_what_only_looks_like_a_mark(text: str) -> None:
    assert mark_of(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("措施：1．建设。2．改造。", [(3, 1), (8, 2)]),
        ("一、深化改革（一）建设。（二）改造。", [(6, 1), (12, 2)]),
        ("①建设；②改造；③整治。", [(4, 2), (8, 3)]),
        ("1.建设3.5公里，2.改造。", []),
        ("1.按照要求（三）执行。", []),
        ("1.完成A；3.完成B。", []),
    ],
)
def test_marks_inside_a_paragraph_carry_on_a_count(text: str, found: list[tuple[int, int]]) -> None:
    assert [(at, mark.ordinal) for at, mark in marks_within(text)] == found


@pytest.mark.parametrize(
    ("text", "number"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31)]
)
def test_chinese_numbers(text: str, number: int) -> None:
    assert chinese_number(text) == number
