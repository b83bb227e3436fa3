"""Tables that a page draws without rules, told by the columns in which their texts stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from duban.plan import Box, Place
from duban.reading.formats.aligned import Aligned, Extent, tables_in
from duban.reading.formats.pdf_lines import Char, TextLine, joined, lines_of
from duban.reading.formats.pdf_tables import Drawn, Origin, rounded
from duban.reading.source import Grid

#: parts of a character's size: between two columns, and between two lines of one table
COLUMN_GAP = 1.2
FAR = 2.5


def aligned_tables(lines: Sequence[TextLine]) -> list[tuple[list[TextLine], Aligned]]:
    """The lines of each table without rules, with its columns; `lines` from top to bottom."""
    if sum(line.text.count(" ") >= 2 for line in lines) < 2:
        return []
    extents = [_extents(line) for line in lines]
    apart = [False] + [
        below.box[1] - above.box[3] > FAR * above.size for above, below in pairwise(lines)
    ]
    return [(list(lines[t.first : t.last]), t) for t in tables_in(extents, apart)]


def _extents(line: TextLine) -> list[Extent]:
    """The texts of a line that stand a column's gap apart."""
    least = COLUMN_GAP * line.size
    starts = [0] + [
        at
        for at, (left, right) in enumerate(pairwise(line.chars), 1)
        if right["x0"] - left["x1"] > least
    ]
    ends = [*starts[1:], len(line.chars)]
    return [
        Extent(line.chars[start]["x0"], line.chars[end - 1]["x1"])
        for start, end in zip(starts, ends, strict=True)
    ]


def draw_aligned(lines: Sequence[TextLine], table: Aligned, place: Place, origin: Origin) -> Drawn:
    """The table's grid: a row for each line with a text in the first column, later ones joined."""
    rows: list[list[list[Char]]] = []
    for line in lines:
        cells: list[list[Char]] = [[] for _ in table.columns]
        for char in line.chars:
            cells[table.column_of(Extent(char["x0"], char["x1"]))].append(char)
        if cells[0] or not rows:
            rows.append(cells)
        else:
            for had, more in zip(rows[-1], cells, strict=True):
                had.extend(more)
    texts: list[tuple[str, ...]] = []
    boxes: dict[tuple[int, int], Box] = {}
    wraps: dict[tuple[int, int], tuple[int, ...]] = {}
    for at, row in enumerate(rows):
        cells_read = [
            joined(lines_of(chars), column.end - column.start)
            for chars, column in zip(row, table.columns, strict=True)
        ]
        texts.append(tuple(cell.text for cell in cells_read))
        for column, chars in enumerate(row):
            if chars:
                boxes[at, column] = rounded(_box(chars), origin)
                wraps[at, column] = cells_read[column].wraps
    return Drawn(Grid(tuple(texts), place, boxes=boxes), wraps, [])


def _box(chars: Sequence[Char]) -> Box:
    return (
        min(char["x0"] for char in chars),
        min(char["top"] for char in chars),
        max(char["x1"] for char in chars),
        max(char["bottom"] for char in chars),
    )
