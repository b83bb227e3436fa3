"""Workbooks: values as a person sees them, merged cells, what is hidden, what is missing."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from duban.plan import Format
from duban.reading.formats import Limits, open_source
from duban.reading.source import Source, Span, Unreadable

Opened = Callable[..., Source]
Made = Callable[..., Any]


@pytest.fixture
def written() -> Callable[[Callable[[Any], None]], bytes]:
    """A workbook that the function given fills."""

    def workbook(fill: Callable[[Any], None]) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            fill(book)
        return out.getvalue()

    return workbook


def test_a_sheet_as_it_stands(opened: Opened, written: Made, grids: Made, drawn: Made) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("空表")
        sheet = book.add_worksheet("清单")
        sheet.merge_range(1, 0, 1, 2, "云泽区任务清单")
        sheet.write_row(2, 0, ["类别", "任务", "万元"])
        sheet.merge_range(3, 0, 4, 0, "一、农业")
        sheet.write_row(3, 1, ["建大棚", 5.0])
        sheet.write_row(4, 1, ["养鱼", 23.58])

    source = opened("清单.xlsx", written(fill))
    [grid] = grids(source)
    assert source.file.format is Format.XLSX
    assert source.doubts == ()
    assert grid.rows == (
        ("", "", ""),
        *drawn(
            """
            云泽区任务清单 | 云泽区任务清单 | 云泽区任务清单
            类别     | 任务   | 万元
            一、农业 | 建大棚 | 5
            一、农业 | 养鱼   | 23.58
            """
        ),
    )
    assert grid.spans == (Span(1, 0, 1, 2), Span(3, 0, 4, 0))
    place = grid.place_of(3, 1)
    assert (place.sheet, place.table, place.row, place.column) == ("清单", 1, 4, 2)


AFTERNOON = datetime.fromisoformat("2026-09-03 14:05")

SHOWN = [
    pytest.param((5, "General", "5"), id="whole"),
    pytest.param((0.1 + 0.2, "General", "0.3"), id="no dust"),
    pytest.param((12345678901, "General", "12345678901"), id="long"),
    pytest.param((0.15, "0%", "15%"), id="percent"),
    pytest.param((0.1256, "0.0%", "12.6%"), id="percent rounded up"),
    pytest.param((1234.5, "#,##0.00", "1,234.50"), id="thousands"),
    pytest.param((-3, "0;(0)", "(3)"), id="negative in brackets"),
    pytest.param((-3.5, "0.0", "-3.5"), id="negative"),
    pytest.param((12, '0"个"', "12个"), id="with a unit"),
    pytest.param((7, "000", "007"), id="leading zeros"),
    pytest.param((date(2026, 12, 31), "yyyy/m/d", "2026/12/31"), id="day"),
    pytest.param((date(2026, 12, 1), 'yyyy"年"m"月"', "2026年12月"), id="month"),
    pytest.param((date(2026, 9, 3), 'm"月"d"日"', "9月3日"), id="day of a year"),
    pytest.param((AFTERNOON, "yyyy-mm-dd hh:mm", "2026-09-03 14:05"), id="hour"),
    pytest.param((0, '0.00;-0.00;"/"', "/"), id="a sign for zero"),
    pytest.param((1.5, "[h]:mm", "36:00"), id="hours"),
    pytest.param((3, 'General"个"', "3个"), id="general with a unit"),
    pytest.param((46357, '[$-804]yyyy"年"m"月";@', "2026年12月"), id="locale"),
    pytest.param((5, ";;;", "5"), id="hidden by its format"),
    pytest.param((True, "General", "TRUE"), id="truth"),
    pytest.param(("00012", "General", "00012"), id="text"),
]


@pytest.mark.parametrize("case", SHOWN)
def test_values_as_printed(
    opened: Opened, written: Made, grids: Made, case: tuple[Any, str, str]
) -> None:
    value, code, shown = case

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        form = book.add_format({"num_format": code})
        write = sheet.write_datetime if isinstance(value, date) else sheet.write
        write(0, 0, value, form)

    [grid] = grids(opened("表.xlsx", written(fill)))
    assert grid.rows == ((shown,),)


def test_hidden_things_are_read_and_told(opened: Opened, written: Made, grids: Made) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("清单")
        sheet.write_column(0, 0, ["序号", "1", "2"])
        sheet.write_column(0, 1, ["任务", "建大棚", "养鱼"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        other = book.add_worksheet("旧表")
        other.write(0, 0, "旧任务")
        other.hide()

    source = opened("清单.xlsx", written(fill))
    assert [len(grid.rows) for grid in grids(source)] == [3, 1]
    found = {doubt.code: doubt for doubt in source.doubts}
    assert found.keys() == {"hidden-rows", "hidden-columns", "hidden-sheet"}
    assert (found["hidden-rows"].place.row, found["hidden-columns"].place.column) == (3, 2)
    assert found["hidden-sheet"].place.sheet == "旧表"


def test_a_formula_without_a_result_is_told(opened: Opened, grids: Made) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["合计", "=SUM(B2:B3)", "万元"])
    out = io.BytesIO()
    book.save(out)
    source = opened("清单.xlsx", out.getvalue())
    [grid] = grids(source)
    assert grid.rows == (("合计", "", "万元"),)
    [doubt] = source.doubts
    assert (doubt.code, doubt.place.row, doubt.place.column) == ("formula-without-value", 1, 2)
    assert "B1" in doubt.message


def test_an_error_value_is_shown_and_told(opened: Opened, written: Made, grids: Made) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["完成率", "", "备注"])
        sheet.write_formula(0, 1, "=1/0", None, "#DIV/0!")

    source = opened("清单.xlsx", written(fill))
    assert grids(source)[0].rows == (("完成率", "#DIV/0!", "备注"),)
    [doubt] = source.doubts
    assert (doubt.code, doubt.place.column) == ("formula-error", 2)


def test_line_ends_of_other_systems_are_no_control_characters(
    opened: Opened, written: Made, grids: Made
) -> None:
    source = opened("清单.xlsx", written(lambda book: book.add_worksheet().write(0, 0, "甲\r\n乙")))
    assert (grids(source)[0].rows, source.doubts) == ((("甲\n乙",),), ())


def test_a_formula_with_a_result_is_its_result(opened: Opened, written: Made, grids: Made) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_formula(0, 0, "=1+1", None, 2)

    source = opened("清单.xlsx", written(fill))
    assert (grids(source)[0].rows, source.doubts) == ((("2",),), ())


def test_a_text_under_a_merged_cell_is_told(opened: Opened, grids: Made) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["一、农业", "盖住的"])
    out = io.BytesIO()
    book.save(out)
    members = _members(out.getvalue())
    part = "xl/worksheets/sheet1.xml"
    members[part] = members[part].replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    source = opened("清单.xlsx", _packed(members))
    assert grids(source)[0].rows == (("一、农业", "一、农业"),)
    assert [doubt.code for doubt in source.doubts] == ["covered-by-merge"]


FAR = [
    pytest.param(b'<c r="A1048576"><v>1</v></c>', id="far down"),
    pytest.param(b'<c r="XFD2"><v>1</v></c>', id="far right"),
    pytest.param(b'<c r="XFD1048576"><v>1</v></c>', id="far out"),
    pytest.param(b"<c r='XFD1048576'><v>1</v></c>", id="in other marks"),
    pytest.param(b'<c\n\tr = "xfd1048576"><v>1</v></c>', id="with blanks"),
    pytest.param(
        b'</row><row r="1048576"><c><v>1</v></c><c><v>1</v></c>', id="without a place of its own"
    ),
]


@pytest.mark.parametrize("cell", FAR)
def test_cells_far_apart_do_not_fill_the_memory(opened: Opened, written: Made, cell: bytes) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write(1, 1, "甲")

    members = _members(written(fill))
    part = "xl/worksheets/sheet1.xml"
    members[part] = (
        members[part].replace(b'r="B2"', b'r="B2000"').replace(b"</row>", cell + b"</row>")
    )
    tracemalloc.start()
    with pytest.raises(Unreadable, match="单元格的上限"):
        opened("清单.xlsx", _packed(members), Limits(cells=1_000_000))
    assert tracemalloc.get_traced_memory()[1] < 1 << 24
    tracemalloc.stop()


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"]
)
def test_entities_behind_a_long_comment_are_refused(
    opened: Opened, written: Made, part: str
) -> None:
    members = _members(written(lambda book: book.add_worksheet().write(0, 0, "甲")))
    declaration, body = members[part].split(b"?>", 1)
    members[part] = declaration + b"?><!--" + b" " * 5000 + b"--><!DOCTYPE a>" + body
    with pytest.raises(Unreadable, match="外部实体"):
        opened("清单.xlsx", _packed(members))


def test_a_sheet_that_is_not_where_the_workbook_says(opened: Opened, written: Made) -> None:
    members = _members(written(lambda book: book.add_worksheet().write(0, 0, "甲")))
    links = "xl/_rels/workbook.xml.rels"
    members[links] = members[links].replace(b"worksheets/sheet1", b"worksheets/sheet2")
    with pytest.raises(Unreadable, match="损坏"):
        opened("清单.xlsx", _packed(members))


def test_progress_is_told_and_ends_the_reading(written: Made, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for row in range(1200):
            sheet.write_row(row, 0, [row, "任务"])

    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    path = tmp_path / "清单.xlsx"
    path.write_bytes(written(fill))
    told: list[tuple[int, int]] = []
    open_source(path, progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]
    with pytest.raises(Cancelled):
        open_source(path, progress=cancel)
    assert [entry.name for entry in tmp_path.iterdir()] == ["清单.xlsx"]


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
