"""Headers as lists print them: other words, groups, several rows, what they measure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Plan, Scope, Task
from duban.reading import Unreadable
from duban.reading.scope import with_scopes

Tasks = Callable[..., tuple[Task, ...]]

Plans = Callable[..., Plan]

TITLE = "云泽区2026年重点工作任务清单\n"


def rows(tasks: tuple[Task, ...], *parts: str) -> list[tuple[object, ...]]:
    """The parts of each task side by side, to compare with a drawing."""
    return [tuple(getattr(task, part) for part in parts) for task in tasks]


def stones(task: Task) -> dict[str, str]:
    return {str(stone.period): stone.text for stone in task.milestones}


def test_columns_in_another_order(tasks: Tasks) -> None:
    [task] = tasks(
        TITLE
        + """
        完成期限 | 协办单位 | 责任领导 | 重点工作 | 责任单位
        6月底    | 财政局   | 甘小棠   | 建停车场 | 农业局
        """
    )
    assert (task.title, task.lead_units, task.co_units) == ("建停车场", ("农业局",), ("财政局",))
    assert (task.leaders, str(task.due), task.number) == (("甘小棠",), "2026-06", 1)


@pytest.mark.parametrize(
    ("title", "lead", "helps", "due"),
    [
        ("目标任务", "责任部门", "配合部门", "完成时间"),
        ("工作事项", "承办单位", "协同部门", "时间节点"),
        ("项目名称", "主办单位", "参与单位", "计划完成时间"),
        ("三级目标", "区级牵头部门", "主要协同配合单位", "完成时间节点"),
        ("任 务 名 称", "牵头单位（部门）", "配合单位(部门)", "完成时限（月）"),
        ("实事项目", "责任单位（牵头）", "责任单位（配合）", "办结时限"),
    ],
)
def test_headers_by_other_words(tasks: Tasks, title: str, lead: str, helps: str, due: str) -> None:
    [task] = tasks(
        f"""{TITLE}
        序号 | {title}  | {lead} | {helps} | {due}
        1    | 建停车场 | 农业局 | 财政局  | 10月
        """
    )
    assert (task.title, task.lead_units, task.co_units) == ("建停车场", ("农业局",), ("财政局",))
    assert str(task.due) == "2026-10"


def test_unknown_columns_stay_under_their_own_headers(tasks: Tasks) -> None:
    [task] = tasks(
        TITLE
        + """
        序号 | 任务名称 | 建设 规模 | 总投资\\n(万元) | 责任单位 | 验收标准
        1    | 建停车场 | 70个     | 约300          | 农业局   |
        """
    )
    assert task.fields == {"建设规模": "70个", "总投资(万元)": "约300"}


def test_a_group_over_the_quarters(tasks: Tasks) -> None:
    first, second = tasks(
        TITLE
        + """
        类别 | 序号 | 目标任务 | 责任     | <        | 进度要求 | <        | <        | <
        ^    | ^    | ^        | 牵头单位 | 配合单位 | 一季度   | 二季度   | 三季度   | 四季度
        经济 | 1    | 税收3亿元 | 财政局  | 税务局   | 1亿元    | 2亿元    | 2.5亿元  | 3亿元
        民生 | 2    | 建桥3座  | 交通局   | 水务局   | 开工     | 建成1座  |          | 建成3座
        """
    )
    assert stones(first)["2026-Q3"] == "2.5亿元"
    assert stones(second) == {"2026-Q1": "开工", "2026-Q2": "建成1座", "2026-Q4": "建成3座"}
    assert rows((first, second), "path", "lead_units", "co_units") == [
        (("经济",), ("财政局",), ("税务局",)),
        (("民生",), ("交通局",), ("水务局",)),
    ]


def test_a_group_whose_merged_cells_are_left_empty(tasks: Tasks) -> None:
    [task] = tasks(
        TITLE
        + """
        序号 | 目标任务 |          | 牵头单位 | 进度要求 |        |
             | 一级目标 | 二级目标 |          | 上半年   | 三季度 | 四季度
        1    | 交通     | 建桥3座  | 交通局   | 开工     | 过半   | 完工
        """
    )
    assert (task.path, task.title) == (("交通",), "建桥3座")
    assert stones(task) == {"2026-H1": "开工", "2026-Q3": "过半", "2026-Q4": "完工"}


def test_three_header_rows_and_a_row_that_counts_columns(tasks: Tasks) -> None:
    [task] = tasks(
        TITLE
        + """
        序号 | 任务名称 | 责任单位 | 目标   | <      | <      | <
        ^    | ^        | ^        | 上半年 | <      | 下半年 | <
        ^    | ^        | ^        | 一季度 | 二季度 | 三季度 | 四季度
        1    | 2        | 3        | 4      | 5      | 6      | 7
        1    | 建桥3座  | 交通局   | 选址   | 开工   | 过半   | 完工
        """
    )
    assert (task.number, task.title) == (1, "建桥3座")
    assert list(stones(task)) == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


def test_months_and_half_years(tasks: Tasks) -> None:
    [task] = tasks(
        TITLE
        + """
        序号 | 任务     | 责任单位 | 3月  | 6月底 | 9-10月 | 下半年目标 | 年度目标
        1    | 建桥3座  | 交通局   | 选址 | 开工  | 过半   | 完工       | 3座
        """
    )
    assert stones(task) == {
        "2026-M03": "选址",
        "2026-M06": "开工",
        "2026-M09..2026-M10": "过半",
        "2026-H2": "完工",
        "2026": "3座",
    }


def test_several_task_tables_with_different_headers(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        序号 | 任务名称 | 责任单位 | 完成时限
        一、重点工作 | < | < | <
        1    | 建大棚   | 农业局   | 6月底

        编号 | 项目名称 | 建设规模 | 建设单位 | 总投资(万元)
        1    | 建水厂   | 3万吨    | 水务局   | 300
        """
    )
    assert rows(found, "title", "path", "fields") == [
        ("建大棚", ("一、重点工作",), {}),
        ("建水厂", (), {"建设规模": "3万吨", "总投资(万元)": "300"}),
    ]


def test_the_column_of_places_gives_the_scope(plan: Plans) -> None:
    read = with_scopes(
        plan(
            TITLE
            + """
            序号 | 任务名称 | 责任单位 | 街镇任务量
            1    | 建大棚   | 农业局   | 建大棚：柳溪镇 3 个、白石镇 2 个。
            2    | 修水渠   | 水务局   | 指导白石镇做好修渠工作。
            3    | 种水稻   | 农业局   | 11个街镇
            4    | 修道路   | 交通局   | 按要求推进
            5    | 栽大树   | 林业局   | 白石镇8个村，其余街镇按名单确定
            """
        )
    )
    assert [task.scope for task in read.tasks] == [
        Scope(orgs=("柳溪镇", "白石镇")),
        Scope(orgs=("白石镇",)),
        Scope(group="11个街镇"),
        None,
        Scope("其余街镇", ("白石镇",)),
    ]


def test_a_header_only_is_refused(plan: Plans) -> None:
    with pytest.raises(Unreadable, match="只有表头"):
        plan(TITLE + "序号 | 任务名称 | 责任单位 | 完成时限\n")


def test_a_unit_of_measure_is_no_unit_of_people(tasks: Tasks) -> None:
    first, _ = tasks(
        TITLE
        + """
        一级指标 | 二级指标 | 三级指标     | 单位 | 年度目标值 | 权重 | 责任部门
        经济     | 总量     | 地区生产总值 | 亿元 | 300        | 5    | 发改委
        社会     | 就业     | 新增就业     | 人   | 4000       | 5    | 人社局
        """
    )
    assert (first.path, first.title) == (("经济", "总量"), "地区生产总值")
    assert (first.lead_units, first.fields) == (("发改委",), {"单位": "亿元", "权重": "5"})
    assert stones(first) == {"2026": "300"}


def test_one_cell_that_says_who_leads_and_who_helps(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        序号 | 任务   | 责任分工                                | 时限
        1    | 建大棚 | 农业局牵头，财政局、水务局配合          | 年底
        2    | 修水渠 | 牵头单位：水务局\\n配合单位：财政局、农业局 | 年底
        """
    )
    assert rows(found, "lead_units", "co_units") == [
        (("农业局",), ("财政局", "水务局")),
        (("水务局",), ("财政局", "农业局")),
    ]


def test_people_of_several_ranks(tasks: Tasks) -> None:
    [task] = tasks(
        TITLE
        + """
        序号 | 任务   | 责任领导 | 责任单位 | 责任人 | 联系电话 | 时限
        1    | 建大棚 | 甘小棠   | 农业局   | 王舟   | 612345   | 年底
        """
    )
    assert task.leaders == ("甘小棠",)
    assert task.fields == {"责任人": "王舟", "联系电话": "612345"}


def test_columns_of_years(tasks: Tasks) -> None:
    [task] = tasks(
        "云泽区“十四五”指标分年度任务清单（2021-2025年）\n"
        + """
        序号 | 指标名称   | 责任单位 | 2024年 | 2025年目标
        1    | 森林覆盖率 | 林业局   | 32%    | 33%
        """
    )
    assert stones(task) == {"2024": "32%", "2025": "33%"}


def test_a_size_is_no_title(tasks: Tasks) -> None:
    [task] = tasks(
        TITLE
        + """
        序号 | 建设任务     | 总任务（亩） | 完成时限
        1    | 新建高产农田 | 12000        | 年底
        """
    )
    assert (task.title, dict(task.fields)) == ("新建高产农田", {"总任务（亩）": "12000"})
