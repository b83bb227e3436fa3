"""People and organisations out of one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.reading.names import parted, pieces, split_people, split_units


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("水务所", ("水务所",)),
        ("区规划局、建设管理委、区农业局", ("区规划局", "建设管理委", "区农业局")),
        ("区规划局，区农业局；区水务局", ("区规划局", "区农业局", "区水务局")),
        ("重大项目组 柳溪公司", ("重大项目组", "柳溪公司")),
        ("财政所\n水务所", ("财政所", "水务所")),
        ("团委\n妇联", ("团委", "妇联")),
        ("区农业农\n村委、水务所", ("区农业农村委", "水务所")),
        ("区政府办\n公室", ("区政府办公室",)),
        ("柳溪公司等各相关单位", ("柳溪公司等各相关单位",)),
        ("各村（居）、相关单位", ("各村（居）", "相关单位")),
        ("11个街镇", ("11个街镇",)),
        ("发改委（粮食局、金融办）、财政局", ("发改委（粮食局、金融办）", "财政局")),
        ("“三整治、四提升”专班、各村", ("“三整治、四提升”专班", "各村")),
        ("区教育局/区体育局", ("区教育局", "区体育局")),
        ("水务所。", ("水务所",)),
        ("教育局（牵头） 体育局", ("教育局（牵头）", "体育局")),
        ("/", ()),
        ("无", ()),
        ("—", ()),
        ("", ()),
    ],
)
def test_units_are_split_as_meant(cell: str, units: tuple[str, ...]) -> None:
    assert split_units(cell) == units


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("甘小棠 柳一舟", ("甘小棠", "柳一舟")),
        ("甘小棠、柳一舟", ("甘小棠", "柳一舟")),
        ("甘小棠\n柳一舟", ("甘小棠", "柳一舟")),
        ("王 舟", ("王舟",)),
        ("王　舟", ("王舟",)),
        ("甘小棠 王 舟", ("甘小棠", "王舟")),
        ("王 舟 甘小棠", ("王舟", "甘小棠")),
        ("欧阳 舟", ("欧阳舟",)),
        ("甘小棠（副镇长）", ("甘小棠（副镇长）",)),
        ("区委常委、副区长 甘小棠", ("甘小棠",)),
        ("区委副书记 甘小棠\n副区长 王舟", ("甘小棠", "王舟")),
        ("甘小棠副区长、王舟", ("甘小棠副区长", "王舟")),
        ("区委书记、区长", ("区委书记", "区长")),
        ("区领导：甘小棠", ("甘小棠",)),
        ("/", ()),
        ("无", ()),
    ],
)
def test_people_are_split_by_shape(cell: str, people: tuple[str, ...]) -> None:
    assert split_people(cell) == people


@pytest.mark.parametrize(
    ("cell", "leads", "helps"),
    [
        ("水务局牵头，教育局、民政局配合", ("水务局",), ("教育局", "民政局")),
        ("水务局（牵头）、教育局", ("水务局",), ("教育局",)),
        ("牵头单位：水务局；配合单位：教育局、民政局", ("水务局",), ("教育局", "民政局")),
        ("牵头单位：水务局；责任单位：教育局、民政局", ("水务局",), ("教育局", "民政局")),
        ("责任单位：水务局；配合单位：教育局", ("水务局",), ("教育局",)),
        ("水务局、财政局牵头", ("水务局", "财政局"), ()),
    ],
)
def test_one_cell_may_say_who_leads(
    cell: str, leads: tuple[str, ...], helps: tuple[str, ...]
) -> None:
    assert parted(cell) == (leads, helps)


def test_a_cell_that_says_nothing_of_leading_is_not_parted() -> None:
    assert parted("水务局、教育局") is None


def test_a_bracket_that_never_closes_guards_nothing() -> None:
    assert pieces("水务局（牵头、教育局") == ["水务局（牵头", "教育局"]


@given(st.text(alphabet="甲乙丙、，（）“” \n/局委", max_size=30))
def test_no_sign_of_a_name_is_lost(cell: str) -> None:
    kept = "".join(split_units(cell))
    for sign in "甲乙丙局委":
        assert kept.count(sign) == cell.count(sign)
