"""Where a value stands in its source document."""

from __future__ import annotations

from typing import NamedTuple

#: x0, top, x1, bottom in points on the page, counted from its upper left corner
Box = tuple[float, float, float, float]


class Place(NamedTuple):
    """Enough to show a value in its source and to highlight it.

    `page`, `table`, `row`, `column` and `line` count from 1 as a person would; `table` counts
    through the whole document, `row` and `column` within the table (or the sheet) as it was
    drawn, merged cells counted in full. `start` and `end` are code point offsets into the text
    of the cell, or of the line where there is no cell.
    """

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    box: Box | None = None

    def __str__(self) -> str:
        """As an official would say it: 第2页 表1 第9行 第3列."""
        parts = (
            (f"“{self.sheet}”" if self.sheet else ""),
            (f"第{self.page}页" if self.page is not None else ""),
            (f"表{self.table}" if self.table is not None else ""),
            (f"第{self.row}行" if self.row is not None else ""),
            (f"第{self.column}列" if self.column is not None else ""),
            (f"正文第{self.line}行" if self.line is not None and self.row is None else ""),
        )
        return " ".join(part for part in parts if part)


def cell_place(table: Place, row: int, column: int, line: int | None, box: Box | None) -> Place:
    """The place of a cell in the table at `table`. A list asks for one place for each of its
    thousands of cells, and this takes half of the time that `Place(...)` does."""
    page, sheet, number = table[:3]
    return tuple.__new__(Place, (page, sheet, number, row, column, line, None, None, box))
