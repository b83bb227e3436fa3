"""The headings above a task: their order and their spelling."""

from __future__ import annotations

import pytest

from duban.plan import Doubt, Place
from duban.reading.headings import PLAIN, Headings, folded, style_of

HERE = Place(row=3)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("第一部分 经济", (0, "一")),
        ("第3章 民生", (0, "3")),
        ("一、农业", (1, "一")),
        ("十二、农业", (1, "十二")),
        ("（三）水利", (2, "三")),
        ("(三) 水利", (2, "三")),
        ("4.道路", (3, "4")),
        ("（5）桥梁", (4, "5")),
        ("农业农村", (PLAIN, "")),
        ("第三产业发展", (PLAIN, "")),
        ("3.5公里道路", (PLAIN, "")),
        ("一村一品", (PLAIN, "")),
        ("", (PLAIN, "")),
    ],
)
def test_the_ordinal_of_a_heading(text: str, style: tuple[int, str]) -> None:
    assert style_of(text) == style


class Seen:
    def __init__(self) -> None:
        self.doubts: list[Doubt] = []
        self.headings = Headings(self.doubts.append)

    def enter(self, *texts: str) -> tuple[str, ...]:
        for text in texts:
            self.headings.enter(text, HERE)
        return self.headings.path

    def columns(self, *texts: str) -> tuple[str, ...]:
        self.headings.set_columns(texts, lambda column: Place(column=column + 1))
        return self.headings.path


def test_a_heading_ends_those_of_its_rank_and_below() -> None:
    seen = Seen()
    assert seen.enter("一、农业", "（一）产业") == ("一、农业", "（一）产业")
    assert seen.enter("（二）水利") == ("一、农业", "（二）水利")
    assert seen.enter("二、城建") == ("二、城建",)


def test_columns_stand_below_sections() -> None:
    seen = Seen()
    seen.enter("一、农业")
    assert seen.columns("产业", "大棚") == ("一、农业", "产业", "大棚")
    assert seen.columns("", "水渠") == ("一、农业", "产业", "水渠")
    assert seen.columns("水利", "") == ("一、农业", "水利")
    assert seen.enter("二、城建") == ("二、城建",)


def test_a_column_that_repeats_its_section_counts_once() -> None:
    seen = Seen()
    seen.enter("一、农业")
    assert seen.columns("一、 农业") == ("一、农业",)


@pytest.mark.parametrize("again", ["二、抢机遇 强韧性", "二、抢机遇强 韧性", "二、抢抓机遇强韧性"])
def test_one_spelling_is_kept_and_the_other_noted_once(again: str) -> None:
    seen = Seen()
    seen.columns("二、抢机遇强韧性")
    assert seen.columns(again) == ("二、抢机遇强韧性",)
    seen.columns("三、惠民生")
    seen.columns(again)
    assert [doubt.code for doubt in seen.doubts] == ["heading-variant"]
    assert again in seen.doubts[0].message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一、农业发展", "二、农业发展"),
        ("一、农业", "一、城市建设管理"),
        ("农业发展", "农村发展"),
        ("一、第1批任务", "一、第2批任务"),
    ],
)
def test_other_headings_stay_apart(one: str, other: str) -> None:
    seen = Seen()
    seen.columns(one)
    assert seen.columns(other) == (other,)
    assert seen.doubts == []


def test_the_same_ordinal_under_another_parent_is_another_heading() -> None:
    seen = Seen()
    seen.enter("一、农业", "（一）提升基础设施")
    assert seen.enter("二、城建", "（一）提升基础设备") == ("二、城建", "（一）提升基础设备")
    assert seen.doubts == []


def test_the_places_of_a_path() -> None:
    seen = Seen()
    seen.enter("一、农业")
    seen.columns("产业", "大棚")
    assert seen.headings.places() == (HERE, Place(column=1), Place(column=2))


def test_headings_compare_without_blanks() -> None:
    assert folded("（一） 农 业") == "(一)农业"
