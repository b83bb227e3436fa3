"""Tables in plain text whose columns are kept apart by blanks alone.

    text = run of characters without two blanks or a wide one between them

The lines are measured as a terminal shows them, a Chinese character two columns wide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from duban.plan import Place
from duban.reading.formats.aligned import COLUMNS, Extent, tables_in
from duban.reading.formats.quoted_cells import Line
from duban.reading.source import Grid

_TEXT = re.compile(r"[^\s](?:[^\s]| (?=[^\s]))*")


class Part(NamedTuple):
    text: str
    extent: Extent


def aligned_in(run: Sequence[Line], table: int) -> tuple[int, int, Grid] | None:
    """Where the first table kept apart by blanks stands in `run`, and its grid, the `table`-th of
    the file; a line without a text in the first column goes on with the row above it."""
    if sum("  " in line.strip() or "\u3000" in line.strip() for _, line in run) < COLUMNS:
        return None
    parts = [_parts(line) for _, line in run]
    extents = [[part.extent for part in line] for line in parts]
    for found in tables_in(extents, [False] * len(run)):
        if len(parts[found.first]) < len(found.columns):
            continue  # a header names every column
        rows: list[list[str]] = []
        lines: list[int] = []
        for at in range(found.first, found.last):
            if not rows or parts[at][0].extent.start <= found.columns[0].end:
                rows.append([""] * len(found.columns))
                lines.append(run[at][0])
            for part in parts[at]:
                rows[-1][found.column_of(part.extent)] += part.text
        grid = Grid(tuple(map(tuple, rows)), Place(table=table), lines=tuple(lines))
        return found.first, found.last, grid
    return None


def _parts(line: str) -> list[Part]:
    """The texts of a line with the columns of a terminal that they cover."""
    found = []
    at = shown = 0
    for text in _TEXT.finditer(line):
        start = shown + _width(line[at : text.start()])
        at, shown = text.end(), start + _width(text[0])
        found.append(Part(text[0], Extent(start, shown - 1)))
    return found


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
