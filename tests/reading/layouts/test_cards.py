"""One task to a table, headers in the first column, and lists turned on their side."""

from __future__ import annotations

from collections.abc import Callable

from duban.plan import Plan, Task
from duban.reading.layouts.cards import turned
from duban.reading.source import Grid, Source

TITLE = "云泽区2026年重点任务\n"
CARDS = (
    TITLE
    + """
    任务名称 | 修水渠 | <        | <
    牵头单位 | 水务局 | 配合单位 | 财政局
    完成时限 | 6月底  | 牵头领导 | 甘小棠
    第一季度 | 立项   | 第二季度 | 完工
    建设规模 | 5公里  | <        | <

    任务名称 | 修道路 | <        | <
    牵头单位 | 交通局 | 配合单位 | /
    完成时限 | 年底   | 牵头领导 | 柳一舟
    第一季度 | 立项   | 第二季度 | 招标
    建设规模 | 3公里  | <        | <
    """
)


def test_one_table_for_each_task(plan: Callable[..., Plan]) -> None:
    read = plan(CARDS)
    first, second = read.tasks
    assert (first.title, first.lead_units, first.co_units) == ("修水渠", ("水务局",), ("财政局",))
    assert (first.leaders, str(first.due)) == (("甘小棠",), "2026-06")
    assert first.fields == {"建设规模": "5公里"}
    assert {str(stone.period): stone.text for stone in second.milestones} == {
        "2026-Q1": "立项",
        "2026-Q2": "招标",
    }
    assert (second.number, second.co_units) == (2, ())
    assert read.doubts == ()
    assert read.coverage == 1


def test_a_turned_cell_keeps_its_place(tasks: Callable[..., tuple[Task, ...]]) -> None:
    task = tasks(CARDS)[1]
    [place] = task.places["leaders"]
    assert (place.table, place.row, place.column) == (2, 3, 4)
    assert task.milestones[1].place.row == 4


def test_cards_one_below_the_other_in_one_table(tasks: Callable[..., tuple[Task, ...]]) -> None:
    found = tasks(
        TITLE
        + """
        任务名称 | 修水渠
        责任单位 | 水务局
        完成时限 | 6月底
        任务名称 | 修道路
        责任单位 | 交通局
        完成时限 | 年底
        """
    )
    assert [(task.title, task.lead_units) for task in found] == [
        ("修水渠", ("水务局",)),
        ("修道路", ("交通局",)),
    ]


def test_a_list_turned_on_its_side(tasks: Callable[..., tuple[Task, ...]]) -> None:
    found = tasks(
        TITLE
        + """
        任务名称 | 修水渠 | 修道路 | 建大桥
        责任单位 | 水务局 | 交通局 | 交通局
        完成时限 | 6月底  | 9月底  | 年底
        资金来源 | 镇级   | 区级   | 市级
        """
    )
    assert [(task.title, str(task.due), task.fields["资金来源"]) for task in found] == [
        ("修水渠", "2026-06", "镇级"),
        ("修道路", "2026-09", "区级"),
        ("建大桥", "2026-12", "市级"),
    ]
    assert found[2].places["title"][0].column == 4


def test_an_ordinary_list_is_no_card(draw: Callable[..., Source]) -> None:
    source = draw(
        TITLE
        + """
        序号 | 任务名称 | 责任单位
        1    | 修水渠   | 水务局
        2    | 修道路   | 交通局
        """
    )
    [grid] = [block for block in source.blocks if isinstance(block, Grid)]
    assert turned(grid) == []
