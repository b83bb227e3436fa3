"""The sample papers are the same on every run, hold what was drawn, and slip where they say."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from duban.samples import DISTRICT, PAPERS, REPORT, TOWN, text, write
from duban.samples.drawing import parse
from duban.samples.planted import SLIPS, Slip

SHARE = re.compile(r"(?:镇|街道)(\d+(?:\.\d+)?)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("samples")
    write(made)
    return made


def test_two_runs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for path in write(tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_the_district_table_holds_every_drawn_cell(folder: Path) -> None:
    [table] = docx.Document(str(folder / DISTRICT)).tables
    drawn = [row for row in parse(text("district.md")).rows if len(row) > 1]
    read = [
        tuple(cell.text for cell in row.cells)
        for row in table.rows
        if len({id(cell._tc) for cell in row.cells}) > 1
    ]
    assert read == drawn
    assert len(drawn) == 41


def test_the_town_sheet_has_two_header_rows_and_merged_headings(folder: Path) -> None:
    [sheet] = openpyxl.load_workbook(folder / TOWN).worksheets
    header = ["|".join(str(cell.value or "") for cell in row) for row in sheet["A2:L3"]]
    assert header == [
        "一级目标|目标任务|||牵头领导|牵头单位|配合单位|进度要求||||备注",
        "|二级目标|序号|三级目标||||第一季度|第二季度|第三季度|第四季度|",
    ]
    assert {"A4:A14", "B4:B9", "B2:D2", "H2:K2", "A1:L1"} <= {
        str(area) for area in sheet.merged_cells.ranges
    }
    assert [row[0].value for row in sheet["C4:C49"]] == list(range(1, 47))


def test_the_report_has_headings_of_two_levels(folder: Path) -> None:
    styles = [
        (p.style.name if p.style else "", p.text)
        for p in docx.Document(str(folder / REPORT)).paragraphs
    ]
    assert ("Heading 1", "二、2026年重点工作") in styles
    assert ("Heading 2", "（四）着力惠民生，办好民生实事") in styles


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.paper[:3]}{slip.task}")
def test_each_planted_slip_stands_in_its_task(slip: Slip) -> None:
    drawing, _ = PAPERS[slip.paper]
    column = 0 if slip.paper == DISTRICT else 2
    rows = [row for row in parse(text(drawing)).rows if len(row) > 1]
    [row] = [row for row in rows if row[column] == str(slip.task)]
    assert slip.evidence in "|".join(row)


def printed(goal: str) -> set[Decimal]:
    """The figures of a goal, each also in 万: 9.6万亩 is shared out as 26500亩 and so on."""
    figures = {Decimal(figure) for figure in re.findall(r"\d+(?:\.\d+)?", goal)}
    return figures | {figure * 10000 for figure in figures}


def test_shares_add_up_but_for_the_planted_one() -> None:
    tasks = [row for row in parse(text("district.md")).rows[1:] if len(row) > 1]
    sums = [
        (row[0], sum(map(Decimal, SHARE.findall(run))), printed(row[2]))
        for row in tasks
        for run in row[5].split("；")
        if SHARE.search(run)
    ]
    assert [number for number, total, goal in sums if total not in goal] == ["10"]
    assert len(sums) > len(tasks) * 0.8
