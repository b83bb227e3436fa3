"""The town's list as a sheet: a header of two rows, headings merged over their tasks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from duban.samples.drawing import parse
from duban.samples.paper import FANG, HEI, ISSUED, SONG

#: first column, last column and text of each heading that stands over several columns
GROUPS = ((1, 3, "目标任务"), (7, 10, "进度要求"))
WIDTHS = (14, 16, 6, 30, 10, 16, 22, 22, 22, 22, 24, 16)
FIRST = 3
HEIGHT = 42
Table = tuple[tuple[str, ...], ...]


def _runs(rows: Table, column: int) -> Iterator[tuple[int, int, str]]:
    """First row, last row and text of each heading; it ends where one to its left begins."""
    starts = [index for index, row in enumerate(rows) if any(row[: column + 1])]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield start, end - 1, rows[start][column]


def _merge(sheet: Any, area: tuple[int, int, int, int], text: str, style: Any) -> None:
    top, left, bottom, right = area
    if (top, left) == (bottom, right):
        sheet.write_string(top, left, text, style)
    else:
        sheet.merge_range(top, left, bottom, right, text, style)


def _write_header(sheet: Any, names: tuple[str, ...], style: Any) -> None:
    grouped = {column for left, right, _ in GROUPS for column in range(left, right + 1)}
    for left, right, text in GROUPS:
        _merge(sheet, (1, left, 1, right), text, style)
    for column, name in enumerate(names):
        top = 2 if column in grouped else 1
        _merge(sheet, (top, column, 2, column), name, style)


def _write_tasks(sheet: Any, rows: Table, style: Any) -> None:
    for column in (0, 1):
        for start, end, text in _runs(rows, column):
            _merge(sheet, (FIRST + start, column, FIRST + end, column), text, style)
    for index, (_, _, number, *texts) in enumerate(rows):
        sheet.set_row(FIRST + index, HEIGHT)
        sheet.write_number(FIRST + index, 2, int(number), style)
        for column, text in enumerate(texts, start=3):
            sheet.write_string(FIRST + index, column, text, style)


def write_town(text: str, path: Path) -> None:
    drawing = parse(text)
    names, *rows = drawing.rows
    cell = {"font_name": FANG, "font_size": 10, "text_wrap": True, "valign": "vcenter", "border": 1}
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": drawing.title, "author": "示例", "created": ISSUED})
        sheet = book.add_worksheet("任务清单")
        title = book.add_format({"font_name": SONG, "font_size": 18, "align": "center"})
        sheet.merge_range(0, 0, 0, len(names) - 1, drawing.title, title)
        _write_header(sheet, names, book.add_format({**cell, "font_name": HEI, "align": "center"}))
        _write_tasks(sheet, tuple(rows), book.add_format(cell))
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(FIRST, 0)
        sheet.repeat_rows(1, 2)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
