"""Headings of a list and the numbers of its tasks."""

from __future__ import annotations

from collections.abc import Callable

from duban.plan import Plan, Task

Tasks = Callable[..., tuple[Task, ...]]

Codes = Callable[..., list[str]]

Plans = Callable[..., Plan]

TITLE = "云泽区2026年重点工作任务清单\n"


def rows(tasks: tuple[Task, ...], *parts: str) -> list[tuple[object, ...]]:
    """The parts of each task side by side, to compare with a drawing."""
    return [tuple(getattr(task, part) for part in parts) for task in tasks]


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
