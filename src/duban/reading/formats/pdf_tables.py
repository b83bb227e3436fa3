"""The tables of one PDF page: rules from pdfplumber, texts put into the cells they form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from duban.plan import Box, Place
from duban.reading.formats.pdf_lines import Char, TextLine, Wrapped, joined, lines_of
from duban.reading.source import Grid, Span

#: points within which two rules meet
NEAR = 3.0

#: what a position outside every cell belongs to
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)

EMPTY = Wrapped("")

#: x and top of a point
Origin = tuple[float, float]
Edge = dict[str, Any]


def find_tables(page: Any) -> list[Any]:
    """The page's tables with at least two cells, from top to bottom."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    level = [edge for edge in page.edges if edge["orientation"] == "h"]
    if not upright or not level:
        return []
    settings = {
        "explicit_horizontal_lines": _missing_ends(upright, level),
        "explicit_vertical_lines": _missing_sides(upright, level),
    }
    tables = [table for table in page.find_tables(settings) if len(table.cells) > 1]
    return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]))


def _missing_ends(upright: Sequence[Edge], level: Sequence[Edge]) -> list[Edge]:
    """Rules where upright ones end and no level one stands: a row cut by the page's end."""
    x0, x1 = min(edge["x0"] for edge in upright), max(edge["x1"] for edge in upright)
    ends = (min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright))
    return [
        _edge("h", (x0, at, x1, at))
        for at in ends
        if not any(abs(at - edge["top"]) <= NEAR for edge in level)
    ]


def _missing_sides(upright: Sequence[Edge], level: Sequence[Edge]) -> list[Edge]:
    """Upright rules where level ones end and none stands: a table that is open at its sides."""
    sides: list[Edge] = []
    for side, outermost in (("x0", min), ("x1", max)):
        at = outermost(edge[side] for edge in level)
        ending = [edge for edge in level if abs(edge[side] - at) <= NEAR]
        closed = any(abs(edge["x0"] - at) <= NEAR for edge in upright)
        if not closed and len(ending) > 2:
            top = min(edge["top"] for edge in ending)
            bottom = max(edge["top"] for edge in ending)
            sides.append(_edge("v", (at, top, at, bottom)))
    return sides


def _edge(orientation: str, box: Box) -> Edge:
    x0, top, x1, bottom = box
    return {
        "object_type": "line_edge",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


class Drawn(NamedTuple):
    """A grid, the offsets where full lines of its texts ended, and what no cell holds."""

    grid: Grid
    wraps: dict[tuple[int, int], tuple[int, ...]]
    stray: list[Char]


def draw(table: Any, chars: list[Char], place: Place, origin: Origin) -> Drawn:
    """`table` with the characters in its cells; merged cells filled, every position with a box.

    `origin` is the upper left corner of the page that is seen, from which boxes are counted.
    """
    tops = sorted({cell[1] for cell in table.cells})
    lefts = sorted({cell[0] for cell in table.cells})
    owners = _owners(table.cells, tops, lefts)
    held: dict[Box, list[Char]] = {}
    stray: list[Char] = []
    for char in chars:
        row = bisect_right(tops, (char["top"] + char["bottom"]) / 2) - 1
        column = bisect_right(lefts, (char["x0"] + char["x1"]) / 2) - 1
        cell = owners.get((max(row, 0), max(column, 0)))
        (stray if cell is None else held.setdefault(cell, [])).append(char)
    lines = {cell: lines_of(inside) for cell, inside in held.items()}
    margin = _margin(lines)
    texts = {cell: joined(drawn, cell[2] - cell[0] - 2 * margin) for cell, drawn in lines.items()}
    rows = tuple(
        tuple(
            [
                texts.get(owners.get((row, column), NOWHERE), EMPTY).text
                for column in range(len(lefts))
            ]
        )
        for row in range(len(tops))
    )
    boxes = {at: rounded(cell, origin) for at, cell in owners.items()}
    wraps = {at: texts[cell].wraps for at, cell in owners.items() if cell in texts}
    return Drawn(Grid(rows, place, _spans(owners), boxes=boxes), wraps, stray)


def _owners(
    cells: Sequence[Box], tops: list[float], lefts: list[float]
) -> dict[tuple[int, int], Box]:
    """Which cell covers each position of the grid; a position that none covers is left out."""
    owners: dict[tuple[int, int], Box] = {}
    for cell in cells:
        x0, top, x1, bottom = cell
        for row in range(bisect_right(tops, top) - 1, bisect_right(tops, bottom - NEAR)):
            for column in range(bisect_right(lefts, x0) - 1, bisect_right(lefts, x1 - NEAR)):
                owners[row, column] = cell
    return owners


def _spans(owners: dict[tuple[int, int], Box]) -> tuple[Span, ...]:
    covered: dict[Box, list[tuple[int, int]]] = {}
    for at, cell in owners.items():
        covered.setdefault(cell, []).append(at)
    return tuple(
        sorted(
            (
                Span(*min(positions), *max(positions))
                for positions in covered.values()
                if len(positions) > 1
            ),
            key=lambda span: (span.top, span.left),
        )
    )


def _margin(lines: dict[Box, list[TextLine]]) -> float:
    """The least distance of any line from the side of its cell: what a cell keeps free."""
    return max(
        min(
            (
                min(line.box[0] - cell[0], cell[2] - line.box[2])
                for cell, drawn in lines.items()
                for line in drawn
            ),
            default=0.0,
        ),
        0.0,
    )


def rounded(box: Box, origin: Origin) -> Box:
    """`box` counted from `origin`, in hundredths of a point."""
    x, y = origin
    x0, top, x1, bottom = box
    return round(x0 - x, 2), round(top - y, 2), round(x1 - x, 2), round(bottom - y, 2)
