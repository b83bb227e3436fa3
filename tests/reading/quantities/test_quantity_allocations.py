"""Totals shared out among places, and what a task costs."""

from __future__ import annotations

import pytest

from duban.plan.form import number
from duban.reading.quantities import allocations_in, investment_in, quantities_in


def shares(text: str, *orgs: str) -> list[str]:
    return [
        f"{share.org} {number(share.value)} {share.unit}"
        for share in allocations_in(text, "", orgs)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "停车场(点)建设(个):柳溪镇11;梅岭镇4;云泽街道16。",
            ["柳溪镇 11 个", "梅岭镇 4 个", "云泽街道 16 个"],
        ),
        (
            "指导推进柳溪镇1项，梅岭镇2项，共32.56公里农村公路改造",
            ["柳溪镇 1 项", "梅岭镇 2 项"],
        ),
        (
            "落实粮食任务 12.4 万亩：柳溪镇 3950 亩、现代农业园区 1.2 万亩。",
            ["柳溪镇 3950 亩", "现代农业园区 12000 亩"],
        ),
        ("村庄设计：梅岭镇 8 个村，其余另定", ["梅岭镇 8 个"]),
        ("柳溪镇：12盏，梅岭镇：8盏", ["柳溪镇 12 盏", "梅岭镇 8 盏"]),
        ("柳溪镇（3个村）；梅岭镇（6个村）", ["柳溪镇 3 个", "梅岭镇 6 个"]),
        (
            "柳溪镇、梅岭镇各15户，云泽街道20户",
            ["柳溪镇 15 户", "梅岭镇 15 户", "云泽街道 20 户"],
        ),
        ("标识标牌（个村）：柳溪镇1、梅岭镇1", ["柳溪镇 1 个村", "梅岭镇 1 个村"]),
    ],
)
def test_a_run_of_places_is_shared_out(text: str, expected: list[str]) -> None:
    assert shares(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "建设美丽乡村示范村5个",
        "创建卫生镇2个、文明镇1个",
        "涉及11个街镇",
        "每个街镇1处",
        "全市新增绿地3公顷",
        "柳溪镇增长5%、梅岭镇增长6%",
        "推进柳溪镇3个停车场建设",
    ],
)
def test_what_is_counted_is_no_share(text: str) -> None:
    assert shares(text) == []


def test_a_place_the_plan_names_needs_no_run() -> None:
    assert shares("其中桃源农业公司3处", "桃源农业公司") == ["桃源农业公司 3 处"]


def test_a_share_tells_what_is_shared_and_how_finely() -> None:
    [first, _] = allocations_in("种植面积 2 万亩：柳溪镇 1.25 万亩、梅岭镇 0.75 万亩", "任务量")
    assert first.metric == "种植面积"
    assert first.field == "任务量"
    assert first.text == "1.25 万亩"
    assert first.grain == 100


@pytest.mark.parametrize(
    ("columns", "cost"),
    [
        ({"总投资(万元)": "278138", "建设规模": "3公里"}, "2781380000 元"),
        ({"年度投资(万元)": "50", "总投资(万元)": "约200"}, "2000000 元"),
        ({"投资估算": "1.5亿元"}, "150000000 元"),
        ({"总投资(万元)": "/"}, None),
        ({"建设规模": "3公里"}, None),
    ],
)
def test_the_cost_of_a_task(columns: dict[str, str], cost: str | None) -> None:
    read = [(name, quantities_in(text, name, header=name)) for name, text in columns.items()]
    found = investment_in(read)
    assert (found and f"{number(found.value)} {found.unit}") == cost
