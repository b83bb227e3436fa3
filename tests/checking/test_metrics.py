"""When two names mean one thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.checking.metrics import likeness, staged
from duban.checking.series import ALIKE

NAMES = st.text(alphabet="完成累计税收营业额企业开工（）的", max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("社会消费品零售总额", "社会消费品零售总额"),
        ("书画、棋牌和表演业收入", "书画棋牌表演业收入"),
        ("书画棋牌表演业收入", "收入"),
        ("接待游客", "累计接待游客"),
        ("农村公路提档升级改造", "提档升级农村公路改造"),
        ("全区粮食种植任务", "粮食种植"),
    ],
)
def test_one_thing(one: str, other: str) -> None:
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("规上交运业营收", "规上软信业营收"),
        ("合同外资", "实到外资"),
        ("口袋公园", "开工口袋公园"),
        ("示范企业", "示范企业推荐"),
        ("参展", "对接企业"),
        ("税收", ""),
    ],
)
def test_two_things(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE


@given(NAMES, NAMES)
def test_likeness_has_no_direction_and_stays_in_bounds(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


@pytest.mark.parametrize(
    ("before", "after", "metric"),
    [
        ("开工建设", "", "开工公园"),
        ("累计建成", "", "公园"),
        ("完成选址，建成", "", "公园"),
        ("完成", "公园开工", "开工公园"),
        ("完成", "公园，启动下一批", "公园"),
    ],
)
def test_a_stage_beside_the_figure_belongs_to_its_name(
    before: str, after: str, metric: str
) -> None:
    assert staged("公园", before, after) == metric
