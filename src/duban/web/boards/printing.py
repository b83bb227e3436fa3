"""How much of a board one sheet of paper holds: A4 across, the chart above its table where there
are few rows, else beside it.

What a browser will make of a table is not known here, so the rows are reckoned generously; the
style sheet cuts between two rows where a browser needs still more.
"""

from __future__ import annotations

from unicodedata import east_asian_width

from duban.web.boards.panel import Cell, Column, Panel, Row

#: in tenths of a millimetre: the room below the heads of a table, a line of text, what is around it
ROOM, LINE, AROUND = 1300, 42, 18
#: letters of a line, a Chinese one counting two: of a sentence, of a name where a sentence stands
#: beside it, of a name in a table that has the whole sheet, in one beside its chart
SENTENCE, NARROW, WHOLE, HALF = 76, 16, 40, 20

#: so many bars are drawn across the whole sheet
FEW = 6


def layout(panel: Panel) -> str:
    """The table alone, below a chart as wide as the sheet, or beside what is drawn."""
    if not panel.drawn:
        return "whole"
    bars = panel.chart is not None and panel.chart.kind in ("bars", "pairs")
    return "few" if bars and len(panel.rows) <= FEW else "half"


def fitting(panel: Panel) -> int:
    """How many of the rows surely have room on one sheet, beside the total where there is one."""
    left = ROOM - (0 if panel.total is None else _height(panel, panel.total))
    for count, row in enumerate(panel.rows):
        left -= _height(panel, row)
        if left < 0:
            return count
    return len(panel.rows)


def _height(panel: Panel, row: Row) -> int:
    lines = max(
        _lines(cell, _letters(panel, column))
        for column, cell in zip(panel.columns, row, strict=True)
    )
    return lines * LINE + AROUND


def _letters(panel: Panel, column: Column) -> int:
    if column.words:
        return SENTENCE
    if any(one.words for one in panel.columns):
        return NARROW
    return HALF if layout(panel) == "half" else WHOLE


def _lines(cell: Cell, letters: int) -> int:
    """Figures, days and meters keep to one line."""
    if not isinstance(cell.value, str) or cell.share is not None:
        return 1
    wide = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in cell.value)
    return max(1, -(-wide // letters))
