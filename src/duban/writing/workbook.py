"""Tables of a paper as an .xlsx workbook, one sheet for each.

Everything is written as text but plain whole numbers: what begins with = + - @ is never a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from duban.writing.blocks import Align, Cell, Face, Light, Table
from duban.writing.cells import Placed, placed, printed, stands_high
from duban.writing.page import FONTS, TEXT_WIDTH
from duban.writing.widths import lines_in
from duban.writing.wording import clean

#: a cell of Excel holds no more
MAX_CELL = 32_767
#: a whole number that a spreadsheet keeps as it is
_WHOLE = re.compile(r"0|[1-9]\d{0,14}")
#: a column is one character of 10 points wider than so many millimetres
_MILLIMETRES_A_CHARACTER = 1.9
_SIZE = 10
_TITLE_SIZE = 18
#: from line to line, and the highest row that Excel has, in points
_PITCH, _HIGHEST = 14, 409


def to_xlsx(title: str, tables: Sequence[Table], made: date, above: Sequence[str] = ()) -> bytes:
    """The workbook; `above` are lines between the title and the first table. The same tables give
    the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": clean(title)[:255], "created": datetime.combine(made, time(9))})
    formats = _Formats(book)
    for number, table in enumerate(tables, 1):
        sheet = book.add_worksheet("清单" if len(tables) == 1 else f"表{number}")
        _lay_out(sheet, table)
        _write_line(sheet, 0, len(table.widths), title, formats.title)
        sheet.set_row(0, 2 * _TITLE_SIZE)
        lines = above if number == 1 else ()
        for row, line in enumerate(lines, 1):
            _write_line(sheet, row, len(table.widths), line, formats.line)
        _write_table(sheet, 1 + len(lines), table, formats)
    book.close()
    return out.getvalue()


class _Formats:
    """The formats in use, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Face | None, Align | None, Light | None, bool], Any] = {}
        song = {"font_name": FONTS[Face.SONG][0], "font_size": _TITLE_SIZE, "text_wrap": True}
        self.title = book.add_format(song | {"align": "center", "valign": "vcenter"})
        line = {"font_name": FONTS[Face.BODY][0], "font_size": _SIZE + 2}
        self.line = book.add_format(line | {"align": "center"})

    def of(self, cell: Cell) -> Any:
        key = (cell.face, cell.align, cell.light, stands_high(cell))
        if key not in self._made:
            facts = {
                "font_name": FONTS[cell.face or Face.BODY][0],
                "font_size": _SIZE,
                "align": str(cell.align),
                "valign": "top" if stands_high(cell) else "vcenter",
                "text_wrap": True,
                "border": 1,
            }
            if cell.light is not None:
                facts["font_color"] = f"#{cell.light.ink}"
            self._made[key] = self._book.add_format(facts)
        return self._made[key]


def _lay_out(sheet: Any, table: Table) -> None:
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, width / _MILLIMETRES_A_CHARACTER)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if sum(table.widths) > TEXT_WIDTH:
        sheet.set_landscape()


def _write_line(sheet: Any, row: int, width: int, text: str, form: Any) -> None:
    """A line over the whole width of a table."""
    if width > 1:
        sheet.merge_range(row, 0, row, width - 1, "", form)
    sheet.write_string(row, 0, clean(text)[:MAX_CELL], form)


def _write_table(sheet: Any, top: int, table: Table, formats: _Formats) -> None:
    for row, cells in enumerate(placed(table), top):
        sheet.set_row(row, _height(table, cells))
        for column, across, cell in cells:
            if cell is None:
                continue
            form = formats.of(cell)
            if across > 1 or cell.down > 1:
                sheet.merge_range(row, column, row + cell.down - 1, column + across - 1, "", form)
            text = clean(printed(cell))[:MAX_CELL]
            if not text:
                sheet.write_blank(row, column, None, form)
            elif _WHOLE.fullmatch(text):
                sheet.write_number(row, column, int(text), form)
            else:
                sheet.write_string(row, column, text, form)
    sheet.freeze_panes(top + table.headers, 0)
    sheet.repeat_rows(top, top + table.headers - 1)


def _height(table: Table, cells: Iterable[Placed]) -> int:
    """The height of a row in points, by the cells that stand in it alone; not every program finds
    it by itself."""
    lines = (
        lines_in(printed(cell), sum(table.widths[column : column + across]), _SIZE)
        for column, across, cell in cells
        if cell is not None and cell.down == 1
    )
    return min(_HIGHEST, _PITCH * max(lines, default=1) + 4)
