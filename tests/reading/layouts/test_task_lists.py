"""Task lists as they are drawn up, one layout a test: what is read, and what is doubted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.plan import Plan, Task
from duban.reading import Unreadable

Tasks = Callable[..., tuple[Task, ...]]

Codes = Callable[..., list[str]]

Plans = Callable[..., Plan]

TITLE = "云泽区2026年重点工作任务清单\n"

PLAIN = (
    TITLE
    + """
    序号 | 任务名称 | 牵头领导 | 牵头单位 | 配合单位       | 完成时限 | 备注
    1    | 建停车场 | 甘小棠   | 农业局   | 柳溪镇、白石镇 | 10月底   |
    2    | 修乡村路 | 王 舟    | 交通局   | /              | 年底     | 市级补助
    """
)


def rows(tasks: tuple[Task, ...], *parts: str) -> list[tuple[object, ...]]:
    """The parts of each task side by side, to compare with a drawing."""
    return [tuple(getattr(task, part) for part in parts) for task in tasks]


def stones(task: Task) -> dict[str, str]:
    return {str(stone.period): stone.text for stone in task.milestones}


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
