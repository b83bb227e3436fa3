"""How much of a board one sheet of paper holds: A4 across, the chart above its table where there
are few rows, else beside it.

What a browser will make of a table is not known here, so the rows are reckoned generously; the
style sheet cuts between two rows where a browser needs still more.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from duban.web.boards.panel import Cell, Panel, Row

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
    letters = _letters(panel)
    left = ROOM - (0 if panel.total is None else _height(panel.total, letters))
    for count, row in enumerate(panel.rows):
        left -= _height(row, letters)
        if left < 0:
            return count
    return len(panel.rows)


def _letters(panel: Panel) -> list[int]:
    """By column, the letters that a line of it holds."""
    if any(column.words for column in panel.columns):
        return [SENTENCE if column.words else NARROW for column in panel.columns]
    return [HALF if layout(panel) == "half" else WHOLE] * len(panel.columns)


def _height(row: Row, letters: Sequence[int]) -> int:
    return max(map(_lines, row, letters)) * LINE + AROUND


def _lines(cell: Cell, letters: int) -> int:
    """Figures, days and meters keep to one line."""
    if not isinstance(cell.value, str) or cell.share is not None:
        return 1
    wide = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in cell.value)
    return max(1, -(-wide // letters))
