"""Two or three lists side by side under one header: 序号 | 任务 | 单位 | 序号 | 任务 | 单位.

Such a table is folded: between two rows that span it, first the rows of its left part, then those
to the right; every cell keeps the place it was taken from.
"""

from __future__ import annotations

from collections.abc import Sequence

from duban.reading.band import SEARCHED, is_header
from duban.reading.header import bare
from duban.reading.layouts.cards import Spot, TurnedGrid
from duban.reading.source import Grid

#: the least columns of one part
NARROWEST = 2


def folded(grid: Grid) -> TurnedGrid | None:
    """The grid with its parts one below the other, None where its header does not repeat."""
    found = _header(grid.rows)
    if found is None:
        return None
    top, width = found
    parts = len(grid.rows[top]) // width
    drawn = _Fold(grid, width)
    for at in range(top + 1):
        drawn.add(at, 0)
    waiting: list[int] = []
    for at in range(top + 1, len(grid.rows)):
        if len(set(grid.rows[at])) == 1:
            drawn.add_parts(waiting, parts)
            drawn.add(at, 0)
            waiting = []
        else:
            waiting.append(at)
    drawn.add_parts(waiting, parts)
    return TurnedGrid(
        tuple(drawn.rows), grid.place, headers=grid.headers, origin=grid, origins=drawn.origins
    )


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The row of the header and the width of one part."""
    for at, row in enumerate(rows[:SEARCHED]):
        for parts in (2, 3):
            width, rest = divmod(len(row), parts)
            # its first cell alone says of nearly every row that it does not repeat
            if rest or width < NARROWEST or bare(row[0]) != bare(row[width]):
                continue
            texts = [bare(cell) for cell in row]
            if texts != texts[:width] * parts:
                continue
            if len(set(texts[:width])) == width and is_header(row):
                return at, width
    return None


class _Fold:
    """The rows drawn so far and where their cells were taken from."""

    def __init__(self, grid: Grid, width: int) -> None:
        self.grid, self.width = grid, width
        self.rows: list[tuple[str, ...]] = []
        self.origins: dict[Spot, Spot] = {}

    def add(self, at: int, start: int) -> None:
        row = len(self.rows)
        self.rows.append(tuple(self.grid.rows[at][start : start + self.width]))
        for column in range(self.width):
            self.origins[row, column] = (at, start + column)

    def add_parts(self, rows: Sequence[int], parts: int) -> None:
        """The left parts of the rows, then those to the right, empty ones left out."""
        for start in range(0, parts * self.width, self.width):
            for at in rows:
                if any(map(str.strip, self.grid.rows[at][start : start + self.width])):
                    self.add(at, start)
