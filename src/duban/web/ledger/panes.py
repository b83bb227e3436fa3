"""A source document cut into panes: what is shown at once beside the tasks read from it.

A pane holds a page of a PDF, or a run of blocks of about `ROWS` rows; a longer table is cut, its
header rows standing again on every pane. Panes are plain values, ready to be stored as JSON:

    pane  = {"label": str, "page": int | None, "blocks": [block]}
    block = {"kind": "grid", "table": int, "sheet": str | None, "first": int, "head": int,
             "rows": [[cell]], "cut": bool}
    cell  = {"c": column, "t": text, "r": rowspan, "s": colspan, "b": box}       r, s, b as needed
    block = {"kind": "text", "text": str, "line": int | None, "level": int | None, "box": box}

Cells covered by a merged one are left out, as HTML wants it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from duban.plan import Format, Place
from duban.reading.source import Block, Grid, Paragraph, Source, Span

ROWS = 80
#: a paragraph weighs as many rows as it would take lines
LINE = 60
#: a run of rows of a table, or of lines where the table is None: table, first, last
Stretch = tuple[int | None, int, int]
BY_PAGE = frozenset({Format.PDF, Format.SCAN})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a grid, or a paragraph: what is never cut further."""

    form: dict[str, Any]
    page: int | None
    weight: int


def panes_of(source: Source) -> Iterator[dict[str, Any]]:
    by_page = source.file.format in BY_PAGE
    pieces: list[Piece] = []
    for piece in _pieces(source.blocks):
        full = sum(held.weight for held in pieces) + piece.weight > ROWS
        turned = bool(pieces) and pieces[-1].page != piece.page
        if pieces and (turned if by_page else full):
            yield _pane(pieces)
            pieces = []
        pieces.append(piece)
    if pieces:
        yield _pane(pieces)


def _pane(pieces: Sequence[Piece]) -> dict[str, Any]:
    page = pieces[0].page
    return {
        "label": _label(pieces),
        "page": page,
        "blocks": [piece.form for piece in pieces],
    }


def _label(pieces: Sequence[Piece]) -> str:
    page = pieces[0].page
    if page is not None:
        return f"第{page}页"
    grids = [piece.form for piece in pieces if piece.form["kind"] == "grid"]
    if not grids:
        lines = [piece.form["line"] for piece in pieces if piece.form["line"] is not None]
        return f"正文第{lines[0]}—{lines[-1]}行" if lines else "正文"
    first = grids[0]
    name = first["sheet"] or f"表{first['table']}"
    if len(grids) > 1 and grids[-1]["table"] != first["table"]:
        return f"{name}—表{grids[-1]['table']}"
    return f"{name} 第{first['first']}—{first['first'] + len(first['rows']) - 1}行"


def _pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _text(block)
        else:
            yield from _grid(block)


def _text(block: Paragraph) -> Piece:
    place = block.place
    form = {
        "kind": "text",
        "text": block.text,
        "line": place.line,
        "level": block.level,
        "box": place.box,
    }
    return Piece(form, place.page, 1 + len(block.text) // LINE)


def _grid(grid: Grid) -> Iterator[Piece]:
    covered = {
        (row, column): span
        for span in grid.spans
        for row in range(span.top, span.bottom + 1)
        for column in range(span.left, span.right + 1)
    }
    for first in range(0, len(grid.rows), ROWS):
        rows = range(first, min(first + ROWS, len(grid.rows)))
        cells = [list(_cells(grid, row, rows, covered)) for row in rows]
        form = {
            "kind": "grid",
            "table": grid.place.table,
            "sheet": grid.place.sheet,
            "first": first + 1,
            "head": grid.headers if first == 0 else 0,
            "rows": cells,
            "cut": first > 0,
            "line": grid.lines[first] if grid.lines else None,
        }
        yield Piece(form, grid.place.page, len(cells))


def _cells(
    grid: Grid, row: int, rows: range, covered: dict[tuple[int, int], Span]
) -> Iterator[dict[str, Any]]:
    for column, text in enumerate(grid.rows[row]):
        span = covered.get((row, column))
        # a merged cell cut by the pane's edge stands again in the first row of the next pane
        begins = span is not None and span.left == column and row == max(span.top, rows[0])
        if span is not None and not begins:
            continue
        cell: dict[str, Any] = {"c": column + 1, "t": text}
        if span is not None:
            cell["r"] = min(span.bottom, rows[-1]) - row + 1
            cell["s"] = span.right - span.left + 1
            row_of_box = span.top
        else:
            row_of_box = row
        box = grid.boxes.get((row_of_box, column))
        if box is not None:
            cell["b"] = box
        yield cell


def outline_of(pane: dict[str, Any]) -> Iterator[Stretch]:
    """What the pane shows, so that the pane of a place is found without opening any."""
    for block in pane["blocks"]:
        if block["kind"] == "grid":
            yield (block["table"], block["first"], block["first"] + len(block["rows"]) - 1)
        elif block["line"] is not None:
            yield (None, block["line"], block["line"])


def pane_at(outline: Sequence[Sequence[Stretch]], place: Place) -> int | None:
    """The number (from 0) of the pane that shows the place; `outline` has one item a pane."""
    in_table = place.table is not None and place.row is not None
    at = place.row if in_table else place.line
    if at is None:
        return None
    table = place.table if in_table else None
    for number, stretches in enumerate(outline):
        for held, first, last in stretches:
            if held == table and first <= at <= last:
                return number
    return None


class PaneIndex:
    """`pane_at` for many places of one document: one look-up each."""

    def __init__(self, outline: Sequence[Sequence[Stretch]]) -> None:
        self._rows = {
            (table, at): number
            for number, stretches in enumerate(outline)
            for table, first, last in stretches
            for at in range(first, last + 1)
        }

    def __getitem__(self, place: Place) -> int | None:
        if place.table is not None and place.row is not None:
            return self._rows.get((place.table, place.row))
        return None if place.line is None else self._rows.get((None, place.line))
