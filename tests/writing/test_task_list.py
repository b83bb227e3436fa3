"""A task list written out again: the same plan comes back, from the same columns."""

from __future__ import annotations

import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.writing.there_and_back import DAY, cells, facts, read_again, sheet_of, sums, written

from duban.plan import Plan
from duban.plan.form import dumps, loads, plan_from_form, plan_to_form
from duban.reading import measure, read
from duban.samples import write
from duban.writing.blocks import Light
from duban.writing.tasklist import ADDED, Standing, task_list_docx, task_list_paper, task_list_xlsx

TOWN = """\
2026年云泽镇重点工作任务清单

重点工作（一级目标）\t目标任务\t\t牵头领导\t牵头单位\t配合单位\t进度要求\t\t备注
\t二级目标\t三级目标\t\t\t\t上半年\t下半年\t
一、产业发展\t稳增长\t1\t完成固定资产投资18亿元\t周明、李文\t经发办\t规建办、各村\t完成8亿元\t累计完成18亿元\t以区下达为准
\t\t2\t引进企业37户\t周明\t经发办\t\t引进15户\t累计引进37户\t
\t促消费\t3\t举办集市6场\t陈青\t文旅中心\t经发办\t举办2场\t累计举办6场\t
二、民生保障\t优环境\t4\t改造公厕12座\t陈青\t卫生办\t\t改造4座\t全部完工\t
"""
DISTRICT = """\
# 2026年云泽区乡村建设任务清单

| 市级序号 | 区级序号 | 任务名称 | 牵头部门 | 镇任务量 | 总投资(万元) | 完成时间 |
|---|---|---|---|---|---|---|
| 一、基础设施 | | | | | | |
| 3 | 1 | 建设停车场75个 | 区农业局 | 白石镇25个、柳溪镇50个 | 320 | 10月底 |
| | 2 | 整治河道9公里 | 区水务局（牵头）、区农业局（配合） | / | 约1500 | 11月底 |
| 二、公共服务 | | | | | | |
| 5 | 3 | 新建=示范点 | 区卫生局 | 白石镇1个 | 80 | 2026年9月30日 |
| | | 合计 | | | 1900 | |
"""
PLAIN = """\
云泽区人民政府办公室文件

云政办〔2026〕7号

2026年云泽区实事项目清单

序号\t项目名称\t责任单位\t完成时限
1\t新建公园2座\t区绿化局\t2026.12
2\t+5号路改造\t区交通局\t2026.6

2026年1月20日
"""
DRAWN = {"town.txt": TOWN, "district.md": DISTRICT, "plain.txt": PLAIN}


def drawn(folder: Path, name: str) -> Plan:
    path = folder / name
    path.write_text(DRAWN[name], encoding="utf-8")
    return measure(read(path))


@cache
def read_once(path: Path) -> Plan:
    """A real list as a plan; a PDF takes seconds to read."""
    return measure(read(path))


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@pytest.mark.parametrize("name", DRAWN)
def test_the_same_plan_comes_back(tmp_path: Path, name: str, ending: str) -> None:
    plan = drawn(tmp_path, name)
    again = read_again(plan, tmp_path / f"清单{ending}")
    assert cells(again) == cells(plan)
    assert sums(again) == sums(plan)
    assert facts(again) == facts(plan)


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_the_samples_come_back(tmp_path: Path, ending: str) -> None:
    for path in write(tmp_path / "samples")[:2]:
        plan = measure(read(path))
        again = read_again(plan, tmp_path / f"清单{ending}")
        assert cells(again) == cells(plan)
        assert sums(again) == sums(plan)
        assert facts(again) == facts(plan)


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@pytest.mark.parametrize("form", ["text.txt", "sheet.xlsx", "paper.docx", "paper.pdf"])
@pytest.mark.parametrize(
    "folder", ["liantang-2026-targets", "qingpu-2023-rural", "qingpu-2026-construction"]
)
def test_the_real_lists_come_back(
    corpus: Path, tmp_path: Path, folder: str, form: str, ending: str
) -> None:
    plan = read_once(corpus / folder / form)
    standings = [Standing("已开工", Light.GREEN)] * len(plan.tasks)
    for added in (None, standings):
        again = read_again(plan, tmp_path / f"清单{ending}", added)
        assert cells(again) == cells(plan)
        assert facts(again) == facts(plan)
        assert not again.doubts


def test_headers_stand_in_groups_as_they_did(tmp_path: Path) -> None:
    plan = drawn(tmp_path, "town.txt")
    [table] = docx.Document(str(written(plan, tmp_path / "清单.docx"))).tables
    first, second = ([cell.text for cell in row.cells] for row in table.rows[:2])
    assert first == [
        *("重点工作（一级目标）", "目标任务", "目标任务", "目标任务"),
        *("牵头领导", "牵头单位", "配合单位", "进度要求", "进度要求", "备注"),
    ]
    assert second[1:4] == ["二级目标", "三级目标", "三级目标"]
    assert second[7:] == ["上半年", "下半年", "备注"]
    assert table.cell(0, 1)._tc is table.cell(0, 3)._tc
    assert table.cell(0, 9)._tc is table.cell(1, 9)._tc
    assert table.cell(2, 0)._tc is table.cell(4, 0)._tc
    assert table.cell(2, 1)._tc is table.cell(3, 1)._tc is not table.cell(4, 1)._tc


def test_headings_and_sums_stand_in_rows_of_their_own(tmp_path: Path) -> None:
    plan = drawn(tmp_path, "district.md")
    sheet = sheet_of(written(plan, tmp_path / "清单.xlsx"))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0][2:] == ["任务名称", "牵头部门", "镇任务量", "总投资(万元)", "完成时间"]
    assert [row[0] for row in rows] == [
        "市级序号",
        "一、基础设施",
        3,
        None,
        "二、公共服务",
        5,
        "合计",
    ]
    assert rows[3] == [None, 2, "整治河道9公里", *rows[3][3:]]
    assert [row[-1] for row in rows[2:6]] == ["10月底", "11月底", None, "2026年9月30日"]
    assert rows[6][5] == 1900
    merges = {str(merge) for merge in sheet.merged_cells.ranges}
    assert {"A1:G1", "A3:G3", "A6:G6"} <= merges


def test_helpers_without_a_column_stand_beside_those_who_lead(tmp_path: Path) -> None:
    plan = drawn(tmp_path, "district.md")
    sheet = sheet_of(written(plan, tmp_path / "清单.xlsx"))
    assert sheet["D5"].value == "区水务局（牵头）、区农业局（配合）"


def test_how_tasks_stand_is_added_behind_the_columns(tmp_path: Path) -> None:
    plan = drawn(tmp_path, "town.txt")
    late = Standing("已引进9户", Light.RED, "三日内报措施")
    path = written(plan, tmp_path / "清单.docx", [None, late, None, Standing("", Light.GREEN)])
    [table] = docx.Document(str(path)).tables
    assert tuple(cell.text for cell in table.rows[1].cells[-3:]) == ADDED
    assert [cell.text for cell in table.rows[3].cells[-3:]] == [
        "已引进9户",
        "■ 红灯",
        "三日内报措施",
    ]
    assert [cell.text for cell in table.rows[5].cells[-3:]] == ["", "● 绿灯", ""]
    again = measure(read(path))
    assert cells(again) == cells(plan)
    assert again.tasks[1].fields[ADDED[0]] == "已引进9户"


def test_nothing_in_a_sheet_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "清单.txt"
    path.write_text(
        "2026年清单\n\n序号\t任务名称\t责任单位\t=A1\n"
        '1\t=1+2\t@经办\t+3\n2\t-5号路\t经发办\t=HYPERLINK("x")\n',
        encoding="utf-8",
    )
    plan = measure(read(path))
    book = written(plan, tmp_path / "清单.xlsx")
    with zipfile.ZipFile(book) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")
    values = [cell.value for row in sheet_of(book).iter_rows() for cell in row]
    assert {"=1+2", "@经办", "+3", "-5号路", '=HYPERLINK("x")'} <= set(values)
    assert cells(measure(read(book))) == cells(plan)


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    plan = drawn(tmp_path, "town.txt")
    for write_it in (task_list_docx, task_list_xlsx):
        assert write_it(plan, DAY) == write_it(plan, DAY)


def test_a_plan_kept_as_json_is_written_alike(tmp_path: Path) -> None:
    plan = drawn(tmp_path, "district.md")
    kept = plan_from_form(loads(dumps(plan_to_form(plan))))
    assert task_list_docx(kept, DAY) == task_list_docx(plan, DAY)


def test_a_plan_in_prose_is_written_under_the_usual_columns(tmp_path: Path) -> None:
    plan = measure(read(write(tmp_path / "samples")[2]))
    again = read_again(plan, tmp_path / "清单.docx")
    assert [task.title for task in again.tasks] == [task.title for task in plan.tasks]
    assert [task.path for task in again.tasks] == [task.path for task in plan.tasks]


def test_the_paper_lies_on_its_side_where_it_is_wide(tmp_path: Path) -> None:
    def sides(name: str) -> list[Any]:
        paper = task_list_paper(drawn(tmp_path, name), date(2026, 3, 2))
        return [type(block).__name__ for block in paper.blocks]

    assert sides("town.txt") == ["Wide"]
    assert sides("plain.txt") == ["Title", "Table", "Signature"]
