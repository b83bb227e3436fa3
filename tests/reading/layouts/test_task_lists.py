"""Task lists as they are drawn up, one layout a test: what is read, and what is doubted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Plan, Scope, Task
from duban.reading import Unreadable
from duban.reading.scope import with_scopes

Tasks = Callable[..., tuple[Task, ...]]
Codes = Callable[..., list[str]]
Plans = Callable[..., Plan]

TITLE = "云泽区2026年重点工作任务清单\n"


def rows(tasks: tuple[Task, ...], *parts: str) -> list[tuple[object, ...]]:
    """The parts of each task side by side, to compare with a drawing."""
    return [tuple(getattr(task, part) for part in parts) for task in tasks]


def stones(task: Task) -> dict[str, str]:
    return {str(stone.period): stone.text for stone in task.milestones}


PLAIN = (
    TITLE
    + """
    序号 | 任务名称 | 牵头领导 | 牵头单位 | 配合单位       | 完成时限 | 备注
    1    | 建停车场 | 甘小棠   | 农业局   | 柳溪镇、白石镇 | 10月底   |
    2    | 修乡村路 | 王 舟    | 交通局   | /              | 年底     | 市级补助
    """
)


def test_a_plain_list(tasks: Tasks) -> None:
    first, second = tasks(PLAIN)
    assert (first.number, first.title, first.text) == (1, "建停车场", "建停车场")
    assert first.leaders == ("甘小棠",)
    assert first.lead_units == ("农业局",)
    assert first.co_units == ("柳溪镇", "白石镇")
    assert (str(first.due), first.note) == ("2026-10", "")
    assert (second.leaders, second.co_units) == (("王舟",), ())
    assert (str(second.due), second.note) == ("2026-12", "市级补助")


def test_a_plain_list_raises_no_doubt(plan: Plans) -> None:
    read = plan(PLAIN)
    assert read.doubts == ()
    assert read.coverage == 1


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


def test_section_rows_are_headings(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        序号         | 任务名称 | 责任单位 | 完成时限
        一、农业农村 | <        | <        | <
        （一）产业   | <        | <        | <
        1            | 建大棚   | 农业局   | 6月底
        （二）水利   | <        | <        | <
        2            | 修水渠   | 水务局   | 9月底
        二、城市建设 |          |          |
        3            | 修道路   | 交通局   | 年底
        """
    )
    assert [task.path for task in found] == [
        ("一、农业农村", "（一）产业"),
        ("一、农业农村", "（二）水利"),
        ("二、城市建设",),
    ]


def test_the_ordinal_of_a_heading_in_the_column_of_numbers(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        序号   | 任务名称 | 责任单位 | 完成时限
        一     | 农业农村 |          |
        1      | 建大棚   | 农业局   | 6月底
        （二） | 城市建设 |          |
        1      | 修道路   | 交通局   | 年底
        """
    )
    assert rows(found, "number", "path", "title") == [
        (1, ("一、农业农村",), "建大棚"),
        (1, ("一、农业农村", "（二）城市建设"), "修道路"),
    ]


def test_numbers_with_points_stand_under_whole_numbers(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        序号 | 任务名称 | 责任单位 | 完成时限
        1    | 农业农村 |          |
        1.1  | 建大棚   | 农业局   | 6月底
        1.2  | 修水渠   | 水务局   | 6月底
        2    | 城市建设 |          |
        2.1  | 修道路   | 交通局   | 年底
        """
    )
    assert rows(found, "number", "path", "title") == [
        (1, ("农业农村",), "建大棚"),
        (2, ("农业农村",), "修水渠"),
        (3, ("城市建设",), "修道路"),
    ]
    assert [task.fields["序号"] for task in found] == ["1.1", "1.2", "2.1"]


def test_without_serial_numbers_tasks_count_in_reading_order(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        工作任务 | 责任单位 | 时间节点
        建大棚   | 农业局   | 6月底
        修道路   | 交通局   | 年底
        """
    )
    assert rows(found, "number", "title") == [(1, "建大棚"), (2, "修道路")]


def test_serial_numbers_that_begin_again_below_each_heading(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        一、农业
        序号 | 任务   | 责任单位 | 完成时限
        1    | 建大棚 | 农业局   | 6月底
        2    | 修水渠 | 水务局   | 6月底

        二、城建
        序号 | 任务   | 责任单位 | 完成时限
        1    | 修道路 | 交通局   | 年底
        """
    )
    assert rows(found, "number", "path") == [
        (1, ("一、农业",)),
        (2, ("一、农业",)),
        (1, ("二、城建",)),
    ]


def test_several_serial_numbers(tasks: Tasks) -> None:
    found = tasks(
        """
        云泽市青山区2026年任务清单
        市级序号 | 区级序号 | 任务名称 | 区级牵头部门 | 完成时间节点
        3        | 1        | 建大棚   | 区农业局     | 6月底
                 | 2        | 修水渠   | 区水务局     | 6月底
        """
    )
    assert rows(found, "number", "ids") == [(1, {"city": 3, "district": 1}), (2, {"district": 2})]


def test_categories_are_filled_down_and_data_is_not(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        类别 | 序号 | 任务名称 | 责任单位 | 完成时限 | 备注
        农业 | 1    | 建大棚   | 农业局   | 6月底    | 急
             | 2    | 修水渠   | 水务局   |          |
        城建 | 3    | 修道路   | 交通局   | 年底     |
        """
    )
    assert rows(found, "path", "note") == [(("农业",), "急"), (("农业",), ""), (("城建",), "")]
    assert found[1].due is None


def test_a_lower_heading_ends_with_the_upper_one(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        一级目标 | 二级目标 | 三级目标 | 责任单位
        农业     | 产业     | 建大棚   | 农业局
        ^        | 水利     | 修水渠   | 水务局
        城建     |          | 修道路   | 交通局
        """
    )
    assert [task.path for task in found] == [("农业", "产业"), ("农业", "水利"), ("城建",)]


def test_merged_data_cells_hold_for_each_of_their_rows(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        序号 | 任务名称 | 责任单位 | 完成时限
        1    | 建大棚   | 农业局   | 6月底
        2    | 修水渠   | ^        | ^
        """
    )
    assert rows(found, "lead_units") == [(("农业局",),)] * 2
    assert [str(task.due) for task in found] == ["2026-06"] * 2


def test_a_task_over_several_rows_is_one_task(tasks: Tasks) -> None:
    first, second = tasks(
        TITLE
        + """
        序号 | 重点工作 | 具体措施 | 责任单位 | 完成时限
        1    | 改善交通 | 修三条路 | 交通局   | 年底
        ^    | ^        | 建两座桥 | ^        | ^
        2    | 改善水利 | 修水渠   | 水务局   | 10月底
        ^    | ^        | 建泵站   | 农业局   | ^
        """
    )
    assert first.fields == {"具体措施": "修三条路\n建两座桥"}
    assert second.lead_units == ("水务局", "农业局")


def test_measures_under_a_merged_heading_are_the_tasks(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        重点工作 | 具体措施 | 责任单位 | 完成时限
        改善交通 | 修三条路 | 交通局   | 年底
        ^        | 建两座桥 | 交通局   | 年底
        改善水利 | 修水渠   | 水务局   | 年底
        ^        | 建泵站   | 水务局   | 年底
        """
    )
    assert rows(found, "path", "title")[:3] == [
        (("改善交通",), "修三条路"),
        (("改善交通",), "建两座桥"),
        (("改善水利",), "修水渠"),
    ]


def test_a_header_printed_on_every_page_is_read_once(plan: Plans) -> None:
    read = plan(
        TITLE
        + """
        序号 | 任务名称 | 责任单位 | 完成时限
        1    | 建大棚   | 农业局   | 6月底

        序 号 | 任务 名称 | 责任单位 | 完成时限
        2    | 修水渠   | 水务局   | 6月底
        序号 | 任务名称 | 责任单位 | 完成时限
        3    | 修道路   | 交通局   | 年底
        """
    )
    assert [task.title for task in read.tasks] == ["建大棚", "修水渠", "修道路"]
    assert read.doubts == ()


def test_a_header_only_on_the_first_page(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        序号 | 任务名称 | 责任单位 | 完成时限
        1    | 建大棚   | 农业局   | 6月底
        2    | 修水渠   | 水务局   | 6月底

        3    | 修道路   | 交通局   | 年底
        4    | 建大桥   | 交通局   | 年底
        """
    )
    assert [task.number for task in found] == [1, 2, 3, 4]


CUT = (
    TITLE
    + """
    序号 | 任务名称 | 工作内容         | 责任单位     | 完成时限
    1    | 建停车场 | 完成选址，建成三 | 农业局、住房 | 6月底

    序号 | 任务名称 | 工作内容         | 责任单位     | 完成时限
         |          | 处停车场。       | 建设局       |
    2    | 修道路   | 修三条路。       | 交通局       | 年底
    """
)


def test_a_row_cut_by_a_page_end_is_joined(tasks: Tasks, codes: Codes) -> None:
    first, second = tasks(CUT)
    assert first.fields == {"工作内容": "完成选址，建成三处停车场。"}
    assert first.lead_units == ("农业局", "住房建设局")
    assert second.title == "修道路"
    assert codes(CUT) == ["row-joined"]


def test_what_a_page_end_cut_is_found_again(plan: Plans) -> None:
    assert plan(CUT).coverage == 1


def test_a_joined_cell_has_two_places(tasks: Tasks) -> None:
    places = tasks(CUT)[0].places["工作内容"]
    assert [(place.table, place.row, place.column) for place in places] == [(1, 2, 3), (2, 2, 3)]


def test_a_heading_continues_over_the_page_under_one_spelling(tasks: Tasks, codes: Codes) -> None:
    text = (
        TITLE
        + """
        类别               | 序号 | 任务名称 | 责任单位
        (一)改善人居环境   | 1    | 建大棚   | 农业局

        类别               | 序号 | 任务名称 | 责任单位
        (一) 改善 人居环境 | 2    | 修水渠   | 水务局

        类别               | 序号 | 任务名称 | 责任单位
                           | 3    | 修道路   | 交通局
        (一)改善农村人居环境 | 4  | 建大桥   | 交通局
        (二)保障粮食生产   | 5    | 种水稻   | 农业局
        """
    )
    found = tasks(text)
    assert [task.path for task in found] == [("(一)改善人居环境",)] * 4 + [("(二)保障粮食生产",)]
    assert codes(text) == ["heading-variant", "heading-variant"]


def test_a_header_one_column_off_its_data_is_mended(tasks: Tasks, codes: Codes) -> None:
    text = (
        TITLE
        + """
        重点工作 | 目标任务 |          | 牵头领导 | 牵头单位 | 配合单位 | 进度要求 | | 备注
                 | 二级目标 | 三级目标 |          |          |          | 上半年 | 下半年 |
        农业     | 产业 | 1 | 建大棚   | 甘小棠   | 农业局   | 财政局   | 开工   | 完工 | 急
                 |      | 2 | 修水渠   | 柳一舟   | 水务局   | /        | 开工   | 完工 |
        """
    )
    first, second = tasks(text)
    assert rows((first, second), "number", "title", "leaders", "lead_units") == [
        (1, "建大棚", ("甘小棠",), ("农业局",)),
        (2, "修水渠", ("柳一舟",), ("水务局",)),
    ]
    assert stones(first) == {"2026-H1": "开工", "2026-H2": "完工"}
    assert (first.note, first.path) == ("急", ("农业", "产业"))
    assert codes(text) == ["header-shifted"]


def test_a_header_that_forgets_the_serial_number(tasks: Tasks) -> None:
    first, _ = tasks(
        TITLE
        + """
        任务名称 | 牵头领导 | 牵头单位 | 完成时限 |
        1        | 建大棚   | 甘小棠   | 农业局   | 6月底
        2        | 修水渠   | 柳一舟   | 水务局   | 年底
        """
    )
    assert (first.number, first.title, first.leaders) == (1, "建大棚", ("甘小棠",))
    assert (first.lead_units, str(first.due)) == (("农业局",), "2026-06")


def test_a_page_that_lacks_a_column_its_header_prints(tasks: Tasks, codes: Codes) -> None:
    text = (
        TITLE
        + """
        序号 | 任务名称 | 牵头领导 | 牵头单位 | 配合单位 | 完成时限 | 备注
        1    | 建大棚   | 甘小棠   | 农业局   | 财政局   | 6月底    | 急
        2    | 修水渠   | 柳一舟   | 水务局   | 财政局   | 年底     |

        序号 | 任务名称 | 牵头领导 | 牵头单位 | 配合单位 | 完成时限 | 备注
        3    | 修道路   | 交通局   | 财政局   | 年底     | 急
        4    | 建大桥   | 交通局   | 公安局   | 年底     |
        """
    )
    found = tasks(text)
    assert rows(found, "leaders", "lead_units", "note")[2:] == [
        ((), ("交通局",), "急"),
        ((), ("交通局",), ""),
    ]
    assert codes(text) == ["header-shifted", "column-missing"]


def test_a_row_shifted_left_as_a_whole(tasks: Tasks, codes: Codes) -> None:
    text = (
        TITLE
        + """
        类别 | 序号   | 任务名称 | 牵头单位 | 完成时限 | 备注
        农业 | 1      | 建大棚   | 农业局   | 6月底    | 急
        2    | 修水渠 | 水务局   | 年底     | 汛期     |
             | 3      | 种水稻   | 农业局   | 年底     |
        """
    )
    found = tasks(text)
    assert rows(found, "number", "path", "title", "lead_units", "note")[1] == (
        2,
        ("农业",),
        "修水渠",
        ("水务局",),
        "汛期",
    )
    assert codes(text) == ["row-shifted"]
    assert found[1].places["title"][0].column == 2


def test_the_rest_of_a_row_shifted_by_a_missing_cell(tasks: Tasks, codes: Codes) -> None:
    text = (
        TITLE
        + """
        序号 | 任务名称 | 牵头领导 | 牵头单位 | 配合单位 | 完成时限 | 备注
        1    | 建大棚   | 甘小棠   | 农业局   | 财政局   | 6月底    |
        2    | 修水渠   | 水务局   | 财政局   | 年底     | 汛期     |
        3    | 修道路   |          | 柳一舟   | 交通局   | 财政局   | 年底
        4    | 建大桥   | 甘小棠   | 交通局   | 公安局   | 年底     |
        """
    )
    found = tasks(text)
    assert rows(found, "leaders", "lead_units", "co_units")[1:3] == [
        ((), ("水务局",), ("财政局",)),
        (("柳一舟",), ("交通局",), ("财政局",)),
    ]
    assert (found[1].note, str(found[2].due)) == ("汛期", "2026-12")
    assert codes(text) == ["row-shifted", "row-shifted"]


def test_sums_and_closing_lines_are_no_tasks(tasks: Tasks, codes: Codes) -> None:
    text = (
        TITLE
        + """
        序号 | 任务名称 | 责任单位 | 完成时限
        1    | 建大棚   | 农业局   | 6月底
        2    | 修水渠   | 水务局   | 6月底
        合计 | 2项      |          |
        备注：以区级下达为准。 | < | < | <
        全区共涉及任务3项。 | < | < | <
        """
    )
    assert len(tasks(text)) == 2
    assert codes(text) == ["closing-line", "closing-line", "count-mismatch"]


def test_a_count_below_the_table_is_compared(codes: Codes) -> None:
    table = "序号 | 任务名称 | 责任单位\n1 | 建大棚 | 农业局\n"
    assert codes(f"{TITLE}{table}\n以上共1项。") == ["closing-line"]
    assert codes(f"{TITLE}{table}\n以上共2项。") == ["count-mismatch"]


def test_a_task_that_only_sounds_like_a_sum(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        工作任务             | 责任单位 | 完成时限
        推进公共服务设施建设5个 | 民政局 | 年底
        共建共治示范点3个    | 民政局   | 年底
        """
    )
    assert len(found) == 2


def test_other_tables_are_kept_as_doubts(plan: Plans) -> None:
    read = plan(
        TITLE
        + """
        序号 | 任务名称 | 责任单位 | 完成时限
        1    | 建大棚   | 农业局   | 6月底

        联系人名单
        序号 | 单位   | 姓名   | 职务
        1    | 农业局 | 甘小棠 | 科长
        """
    )
    assert [task.title for task in read.tasks] == ["建大棚"]
    assert [doubt.code for doubt in read.doubts] == ["table-unread", "text-outside"]
    assert "甘小棠" in read.doubts[0].message
    assert read.coverage == 1


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


def test_a_list_in_a_workbook_of_several_sheets(plan: Plans) -> None:
    read = plan(
        """
        填报说明 | 本表由各单位填报

        2026年云泽区任务清单 | < | <
        单位：万元           | < | <
        序号 | 任务名称 | 责任单位
        1    | 建大棚   | 农业局
        """,
        sheets=True,
        name="台账.xlsx",
    )
    assert read.document.title == "2026年云泽区任务清单"
    assert [task.title for task in read.tasks] == ["建大棚"]
    assert read.tasks[0].place.sheet == "第2张"
    assert read.coverage == 1


def test_words_instead_of_a_date_go_to_the_note(tasks: Tasks, codes: Codes) -> None:
    text = (
        TITLE
        + """
        序号 | 任务名称 | 责任单位 | 完成时限             | 备注
        1    | 建大棚   | 农业局   | 长期                 |
        2    | 修水渠   | 水务局   | 持续推进             | 急
        3    | 修道路   | 交通局   | 6月底开工，年底完工  |
        """
    )
    first, second, third = tasks(text)
    assert (first.due, first.note) == (None, "长期")
    assert (second.due, second.note) == (None, "急")
    assert second.fields == {"完成时限": "持续推进"}
    assert (str(third.due), third.fields) == ("2026-12", {"完成时限": "6月底开工，年底完工"})
    assert codes(text) == ["due-unread", "due-unread"]


def test_beside_a_lead_unit_the_responsible_unit_helps(tasks: Tasks) -> None:
    [task] = tasks(
        TITLE
        + """
        序号 | 任务名称 | 牵头单位 | 责任单位       | 完成时限
        1    | 建大棚   | 农业局   | 财政局、水务局 | 年底
        """
    )
    assert (task.lead_units, task.co_units) == (("农业局",), ("财政局", "水务局"))


def test_without_any_year_quarters_stay_fields(plan: Plans) -> None:
    read = plan(
        """
        柳溪镇重点工作任务清单
        序号 | 任务名称 | 责任单位 | 一季度 | 二季度
        1    | 建大棚   | 农办     | 选址   | 开工
        """,
        name="清单.docx",
    )
    assert read.document.year is None
    assert read.tasks[0].fields == {"一季度": "选址", "二季度": "开工"}


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


def test_every_part_of_a_task_has_its_place(tasks: Tasks) -> None:
    [task] = tasks(
        TITLE
        + """
        类别 | 序号 | 任务名称 | 牵头领导 | 牵头单位 | 配合单位 | 一季度 | 完成时限 | 备注 | 标准
        农业 | 1    | 建大棚   | 甘小棠   | 农业局   | 财政局   | 选址   | 年底     | 急   | 验收
        """
    )
    assert {name: place.column for name, (place,) in task.places.items()} == {
        "path": 1,
        "number": 2,
        "title": 3,
        "leaders": 4,
        "lead_units": 5,
        "co_units": 6,
        "milestone:2026-Q1": 7,
        "due": 8,
        "note": 9,
        "标准": 10,
    }
    assert dict(task.places) == task.places
    assert task.milestones[0].place == task.places["milestone:2026-Q1"][0]
    assert "column=3" in repr(task.places)


def test_a_header_only_is_refused(plan: Plans) -> None:
    with pytest.raises(Unreadable, match="只有表头"):
        plan(TITLE + "序号 | 任务名称 | 责任单位 | 完成时限\n")


def test_a_table_without_tasks_is_refused(plan: Plans) -> None:
    with pytest.raises(Unreadable, match="没有找到任务"):
        plan("序号 | 单位 | 姓名 | 电话\n1 | 农业局 | 甘小棠 | 12\n")


def test_a_notice_with_its_list(plan: Plans) -> None:
    read = plan(
        """
        云府办〔2026〕5号
        云泽区人民政府办公室关于印发《2026年云泽区重点任务分解表》的通知
        各镇人民政府、各街道办事处：
        现将任务分解表印发给你们，请认真贯彻执行。
        云泽区人民政府办公室
        2026年2月10日
        附件
        2026年云泽区重点任务分解表
        序号 | 重点工作 | 责任单位 | 完成时限
        1    | 建大棚   | 农业局   | 年底
        """
    )
    assert read.document.title == "2026年云泽区重点任务分解表"
    assert read.document.number == "云府办〔2026〕5号"
    assert read.document.issuer == "云泽区人民政府办公室"
    assert [task.title for task in read.tasks] == ["建大棚"]
    assert [doubt.code for doubt in read.doubts] == ["text-outside"]
    assert read.coverage == 1


def test_the_year_may_be_told_by_the_table_alone(plan: Plans) -> None:
    read = plan(
        """
        重点工作任务清单
        序号 | 任务名称 | 责任单位 | 一季度 | 完成时限
        1    | 建大棚   | 农业局   | 选址   | 2026年6月底
        """
    )
    assert read.document.year == 2026
    assert stones(read.tasks[0]) == {"2026-Q1": "选址"}


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


def test_tasks_grouped_by_the_unit_that_answers(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        责任单位 | 序号 | 工作任务 | 完成时限
        农业局   | 1    | 建大棚   | 6月底
        ^        | 2    | 种水稻   | 年底
        水务局   | 3    | 修水渠   | 年底
        """
    )
    assert [task.lead_units for task in found] == [("农业局",), ("农业局",), ("水务局",)]


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


def test_numbers_in_other_shapes(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        序号  | 任务   | 责任单位 | 时限
        （1） | 建大棚 | 农业局   | 年底
        2、   | 修水渠 | 水务局   | 年底
        ③     | 修道路 | 交通局   | 年底
        04    | 建大桥 | 交通局   | 年底
        """
    )
    assert [task.number for task in found] == [1, 2, 3, 4]
    assert all(not task.fields for task in found)


def test_a_section_row_in_the_column_of_categories(tasks: Tasks, plan: Plans) -> None:
    text = (
        TITLE
        + """
        类别     | 序号 | 任务名称 | 责任单位 | 完成时限
        一、农业 |      |          |          |
        产业     | 1    | 建大棚   | 农业局   | 6月底
                 | 2    | 种水稻   | 农业局   | 6月底
        二、城建 |      |          |          |
        道路     | 3    | 修道路   | 交通局   | 年底
        """
    )
    assert [task.path for task in tasks(text)] == [
        ("一、农业", "产业"),
        ("一、农业", "产业"),
        ("二、城建", "道路"),
    ]
    assert plan(text).coverage == 1


def test_a_heading_without_tasks_is_doubted(plan: Plans) -> None:
    read = plan(
        TITLE
        + """
        序号     | 任务名称 | 责任单位
        一、农业 | <        | <
        1        | 建大棚   | 农业局
        二、城建 | <        | <
        """
    )
    assert [doubt.code for doubt in read.doubts] == ["heading-empty"]
    assert read.coverage == 1


def test_a_task_of_which_nothing_is_said_but_its_title(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        工作任务 | 责任单位 | 完成时限
        建大棚   | 农业局   | 年底
        修道路   |          |
        """
    )
    assert rows(found, "title", "path") == [("建大棚", ()), ("修道路", ())]


def test_a_heading_whose_row_sums_up_what_stands_below(tasks: Tasks, codes: Codes) -> None:
    drawing = (
        TITLE
        + """
        序号           | 项目名称 | 责任单位 | 总投资 | 备注
        一、产业项目   | <        | <        | 15000  |
        1              | 建厂房   | 工信局   | 15000  | 续建
        二、民生项目   |          |          | 2600   |
        2              | 建医院   | 卫健局   | 2600   | 新建
        """
    )
    first, second = tasks(drawing)
    assert (first.path, first.title) == (("一、产业项目",), "建厂房")
    assert (second.path, second.title) == (("二、民生项目",), "建医院")
    assert codes(drawing) == ["heading-cells", "heading-cells"]


def test_serial_numbers_in_words(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        序号 | 责任事项 | 责任领导 | 责任部门 | 时限
        一   | 落实责任 | 常示例   | 党建办   | 全年
        十二 | 加强队伍 | 常示例   | 组织办   | 10月底
        """
    )
    assert rows(found, "number", "title") == [(1, "落实责任"), (12, "加强队伍")]


def test_a_title_cut_by_a_page_end_is_joined(tasks: Tasks, codes: Codes) -> None:
    drawing = (
        TITLE
        + """
        序号 | 任务名称               | 责任单位 | 完成时限
        1    | 改造老旧管线，同步完善 | 住建局   | 6月底

        序号 | 任务名称               | 责任单位 | 完成时限
             | 道路绿化配套设施       |          |
        2    | 建公园                 | 园林局   | 9月底
        """
    )
    first, second = tasks(drawing)
    assert first.title == "改造老旧管线，同步完善道路绿化配套设施"
    assert (first.path, second.path) == ((), ())
    assert codes(drawing) == ["row-joined"]


def test_a_plain_heading_at_the_head_of_a_page(tasks: Tasks) -> None:
    first, second = tasks(
        TITLE
        + """
        序号 | 任务名称     | 责任单位 | 完成时限
        1    | 改造老旧管线。 | 住建局 | 6月底

        序号 | 任务名称     | 责任单位 | 完成时限
             | 民生保障     |          |
        2    | 建公园       | 园林局   | 9月底
        """
    )
    assert (first.title, second.path) == ("改造老旧管线。", ("民生保障",))


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


def test_a_plan_in_prose_before_its_table_is_told(plan: Plans) -> None:
    read = plan(
        """
        柳溪镇2026年人居环境整治工作方案
        一、主要目标
        到2026年底，全镇完成村庄整治12个，生活污水治理率达到70%。
        二、重点任务
        （一）推进厕所改造。全镇新建农村户厕300座，完善管护制度。
        （二）推进污水治理。全镇铺设污水管网15公里，建成处理站2座。
        序号 | 任务名称     | 责任单位 | 完成时限
        1    | 新建农村户厕 | 农办     | 10月底
        """
    )
    assert [task.title for task in read.tasks] == ["新建农村户厕"]
    told = [doubt.message for doubt in read.doubts if doubt.code == "prose-unread"]
    assert len(told) == 1
    assert "完成村庄整治12个" in told[0]


def test_a_preface_before_the_table_is_no_plan(codes: Codes) -> None:
    drawing = (
        """
        各村（居）、各部门：
        经镇政府研究同意，现将重点任务清单印发给你们，请认真组织实施。
        """
        + PLAIN
    )
    assert codes(drawing) == ["text-outside"]


def test_a_serial_number_behind_the_headings_counts_what_stands_behind_it(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        一级指标 | 二级指标 | 序号 | 改革举措       | 牵头单位
        企业服务 | 开办企业 | 1    | 推行一日办结   | 市监局
        ^        | 获得信贷 | 2    | 增加普惠贷款   | 金融局
        """
    )
    assert rows(found, "title", "path") == [
        ("推行一日办结", ("企业服务", "开办企业")),
        ("增加普惠贷款", ("企业服务", "获得信贷")),
    ]


def test_what_runs_over_rows_before_they_are_counted_is_a_heading(tasks: Tasks) -> None:
    found = tasks(
        TITLE
        + """
        攻坚行动 | 序号 | 攻坚事项 | 责任单位
        工业强区 | 1    | 育企业   | 工信局
        ^        | 2    | 改技术   | 工信局
        城市提质 | 3    | 建公园   | 住建局
        """
    )
    assert [task.path for task in found] == [("工业强区",), ("工业强区",), ("城市提质",)]
