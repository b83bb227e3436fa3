"""What page ends and slips of drawing do to a list: repeated headers, cut and shifted rows."""

from __future__ import annotations

from collections.abc import Callable

from duban.plan import Plan, Task

Tasks = Callable[..., tuple[Task, ...]]

Codes = Callable[..., list[str]]

Plans = Callable[..., Plan]

TITLE = "云泽区2026年重点工作任务清单\n"

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


def rows(tasks: tuple[Task, ...], *parts: str) -> list[tuple[object, ...]]:
    """The parts of each task side by side, to compare with a drawing."""
    return [tuple(getattr(task, part) for part in parts) for task in tasks]


def stones(task: Task) -> dict[str, str]:
    return {str(stone.period): stone.text for stone in task.milestones}


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
