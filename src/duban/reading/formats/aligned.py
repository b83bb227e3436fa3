"""Tables without rules: lines whose texts stand below each other in columns.

    table = line { line }     at least FULL of them with texts in COLUMNS columns or more

A column is what the texts of all lines cover together; a line that would close the gap between
two columns is no line of the table. A line without a text in the first column goes on with the
row above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: so many columns, and lines that fill as many, make a table
COLUMNS = 3
FULL = 3


class Extent(NamedTuple):
    """Where a text begins and ends on its line."""

    start: float
    end: float


class Aligned(NamedTuple):
    """The lines from `first` up to `last` (not included) are a table of these columns."""

    first: int
    last: int
    columns: tuple[Extent, ...]

    def column_of(self, text: Extent) -> int:
        """The column in which the text stands."""
        return next(at for at, column in enumerate(self.columns) if text.start <= column.end)


def tables_in(lines: Sequence[Sequence[Extent]], apart: Sequence[bool]) -> Iterator[Aligned]:
    """The tables among `lines`, each given as its texts from left to right; `apart` tells which
    lines stand far below the one before."""
    at = 0
    while at < len(lines):
        if len(lines[at]) < COLUMNS:
            at += 1
            continue
        columns, last = tuple(lines[at]), at + 1
        while last < len(lines) and not apart[last]:
            wider = _with(columns, lines[last])
            if len(wider) < len(columns):
                break
            columns, last = wider, last + 1
        if sum(len(line) >= COLUMNS for line in lines[at:last]) >= FULL:
            yield Aligned(at, last, columns)
            at = last
        else:
            at += 1


def _with(columns: Sequence[Extent], line: Sequence[Extent]) -> tuple[Extent, ...]:
    """The columns with the texts of one more line, those that touch made one."""
    merged: list[Extent] = []
    for part in sorted((*columns, *line)):
        if merged and part.start <= merged[-1].end:
            merged[-1] = Extent(merged[-1].start, max(merged[-1].end, part.end))
        else:
            merged.append(part)
    return tuple(merged)
