"""Bare figures whose unit stands elsewhere, and columns that are headed by places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Plan, Task
from duban.plan.form import number
from duban.reading import measure
from duban.reading.column_units import stated_unit
from duban.reading.place_names import names_place

Plans = Callable[..., Plan]


def figures(task: Task) -> dict[str, tuple[str, str]]:
    return {q.field: (number(q.value), q.unit) for q in task.quantities}


def shares(task: Task) -> list[tuple[str, str, str]]:
    return [(share.org, number(share.value), share.unit) for share in task.allocations]


def test_a_unit_stated_above_the_table(plan: Plans) -> None:
    [task] = measure(
        plan(
            """
            云泽市2026年重点项目计划表
            单位：万元
            序号 | 项目名称 | 建设单位 | 总投资 | 资金来源 | 权重 | 一季度 | 全年
            1    | 建水厂   | 水务局   | 15000  | 自筹     | 5    | 200    | 完工
            """
        )
    ).tasks
    assert figures(task) == {
        "总投资": ("150000000", "元"),
        "milestone:2026-Q1": ("2000000", "元"),
    }


def test_a_unit_in_the_header_of_a_group(plan: Plans) -> None:
    [task] = measure(
        plan(
            """
            云泽市2026年重点项目计划表
            序号 | 项目名称 | 责任单位 | 投资安排（万元） | <          | 季度投资（亿元） | <
            ^    | ^        | ^        | 本年计划         | 中央预算内 | 一季度           | 二季度
            1    | 建水厂   | 水务局   | 600              | 200        | 0.2              | 0.5
            """
        )
    ).tasks
    assert figures(task) == {
        "本年计划": ("6000000", "元"),
        "中央预算内": ("2000000", "元"),
        "milestone:2026-Q1": ("20000000", "元"),
        "milestone:2026-Q2": ("50000000", "元"),
    }


def test_a_unit_in_the_header_of_a_quarter(plan: Plans) -> None:
    [task] = measure(
        plan(
            """
            云泽市2026年重点项目计划表
            序号 | 项目名称 | 责任单位 | 一季度（万元） | 二季度（万元）
            1    | 建水厂   | 水务局   | 150            | 约300
            """
        )
    ).tasks
    assert figures(task) == {
        "milestone:2026-Q1": ("1500000", "元"),
        "milestone:2026-Q2": ("3000000", "元"),
    }


def test_a_column_of_units(plan: Plans) -> None:
    first, second, third = measure(
        plan(
            """
            云泽区2026年主要指标分解表
            序号 | 指标   | 单位 | 2026年目标 | 分值 | 责任单位
            1    | 税收   | 亿元 | 35.6       | 10   | 财政局
            2    | 失业率 | %    | 5.5左右    | 10   | 人社局
            3    | 试点   | 见注 | 3          | 10   | 发改委
            """
        )
    ).tasks
    assert figures(first) == {"milestone:2026": ("3560000000", "元")}
    assert figures(second) == {"milestone:2026": ("5.5", "%")}
    assert figures(third) == {}


def test_a_unit_behind_the_task(plan: Plans) -> None:
    first, second = measure(
        plan(
            """
            云泽区2026年任务分解表
            序号 | 任务             | 责任单位 | 总量 | 柳溪镇 | 一季度
            1    | 建设道路（公里） | 交通局   | 26.5 | 10     | 2
            2    | 清查（全区）     | 统计局   | 3    | 1      | 启动
            """
        )
    ).tasks
    assert figures(first) == {
        "总量": ("26.5", "公里"),
        "柳溪镇": ("10", "公里"),
        "milestone:2026-Q1": ("2", "公里"),
    }
    assert figures(second) == {}


def test_places_that_head_columns_have_shares(plan: Plans) -> None:
    first, second = measure(
        plan(
            """
            云泽区2026年任务分解表
            序号 | 任务     | 单位 | 柳溪镇 | 北塘镇 | 示例农场 | 合计 | 责任单位
            1    | 改造户厕 | 座   | 120    | 80     | 0        | 200  | 农业局
            2    | 送戏下乡 |      | 25场   |        | -        | 25场 | 文旅局
            """
        )
    ).tasks
    assert shares(first) == [
        ("柳溪镇", "120", "座"),
        ("北塘镇", "80", "座"),
        ("示例农场", "0", "座"),
    ]
    assert first.fields["柳溪镇"] == "120"
    assert shares(second) == [("柳溪镇", "25", "场")]


def test_places_with_bare_numbers(plan: Plans) -> None:
    first, second = measure(
        plan(
            """
            云泽区2026年任务分解表
            序号 | 任务           | 街镇任务量                     | 责任单位
            1    | 安装充电桩70个 | 柳溪镇30，北塘镇（40）         | 发改委
            2    | 修渠道7.5公里  | 柳溪镇30年完成，北塘镇40年完成 | 水务局
            """
        )
    ).tasks
    assert shares(first) == [("柳溪镇", "30", "个"), ("北塘镇", "40", "个")]
    assert shares(second) == []


def test_a_place_is_no_header_of_shares_where_words_stand_below(plan: Plans) -> None:
    [task] = measure(
        plan(
            """
            云泽区2026年任务分解表
            序号 | 任务     | 柳溪镇           | 北塘镇 | 责任单位
            1    | 改造户厕 | 6月建成，9月验收 | √      | 农业局
            """
        )
    ).tasks
    assert task.allocations == ()


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位：亿元", "亿元"),
        ("重点项目计划表（单位：亩）", "亩"),
        ("（计量单位:个）", "个"),
        ("责任单位：财政局", ""),
        ("填报单位：区水务局", ""),
        ("单位：区水务局", ""),
    ],
)
def test_what_a_line_states(line: str, unit: str) -> None:
    assert stated_unit(line) == unit


@pytest.mark.parametrize("header", ["柳溪镇", "南桥街道（户）", "石桥乡", "高新区", "东示社区"])
def test_a_place(header: str) -> None:
    assert names_place(header)


@pytest.mark.parametrize(
    "header", ["街镇", "涉及乡镇", "所在社区", "示范村", "行政村", "片区", "合计", "总投资"]
)
def test_no_place(header: str) -> None:
    assert not names_place(header)
