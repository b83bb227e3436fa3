"""What the task tables of a document looked like, kept so that the plan can be written out again.

The tables of a list that is printed page by page are one frame, and so is a page that lacks a
column of the others. Where headers stood beside their data, the frame has them over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from duban.plan import Due, Frame, FrameColumn, worded
from duban.reading.band import numbers_columns, spread
from duban.reading.columns import Columns
from duban.reading.dates import due_of
from duban.reading.header import bare
from duban.reading.lines import Line, Piece
from duban.reading.tables import Table

#: rows in which a date is looked for that shows how all are written
_LOOKED_AT = 20
Drawn = tuple[FrameColumn, ...]


def frames_of(
    lines: Iterable[Line], tables: Iterable[Table], year: int | None
) -> tuple[Frame, ...]:
    """The frames of the tables that the lines were read from, in the order of their first lines."""
    table_of = {id(piece): table for table in tables for piece in table.pieces}
    pieces = {id(line.piece): line.piece for line in lines}
    drawn: dict[int, Drawn] = {}
    frames: list[Frame] = []
    for key, piece in pieces.items():
        table = table_of[key]
        if id(table) not in drawn:
            drawn[id(table)] = tuple(_columns(table, year))
        _add(frames, drawn[id(table)], piece.grid.place.table or 0)
    return tuple(frames)


def _add(frames: list[Frame], columns: Drawn, table: int) -> None:
    """Enter the table into the frame that has its columns, or more than those, or fewer."""
    for at, frame in enumerate(frames):
        wider = max(frame.columns, columns, key=len)
        if _is_part(min(frame.columns, columns, key=len), wider):
            frames[at] = Frame(wider, (*frame.tables, table))
            return
    frames.append(Frame(columns, (table,)))


def _is_part(few: Drawn, many: Drawn) -> bool:
    """Whether all columns of the one are among those of the other, in the same order."""
    waiting = iter([_key(column) for column in many])
    return all(_key(column) in waiting for column in few)


def _key(column: FrameColumn) -> tuple[str, ...]:
    return (column.part, *map(bare, column.heads))


def _columns(table: Table, year: int | None) -> Iterator[FrameColumn]:
    piece = table.pieces[0]
    columns = piece.columns
    if columns is None:
        return
    parts = _parts(columns, piece)
    heads = _heads(table, columns.width)
    merged = _merged(table.pieces) | set(columns.path)
    for at in range(columns.width):
        over = heads[at]
        if not over and at == columns.number and at + 1 < columns.width:
            over = heads[at + 1]  # one header over the serial number and what it counts
        field = {columns.number: columns.number_header, columns.due: columns.due_header}.get(at, "")
        wording = _wording(table.pieces, at, year) if at == columns.due else ""
        is_own = at in (columns.title, columns.number)
        yield FrameColumn(parts.get(at, ""), over, field, at in merged and not is_own, wording)


def _parts(columns: Columns, piece: Piece) -> dict[int, str]:
    """The part of a task in each column, by the keys of its places."""
    found = {at: header for header, at in columns.fields}
    found |= {at: f"milestone:{period}" for period, at in piece.stones}
    found |= {at: f"ids:{level}" for level, at in columns.ids}
    for name, at in (
        ("number", columns.number),
        ("title", columns.title),
        ("due", columns.due),
        ("note", columns.note),
    ):
        if at is not None:
            found[at] = name
    for name, ats in (
        ("path", columns.path),
        ("leaders", columns.leaders),
        ("lead_units", columns.lead_units),
        ("co_units", columns.co_units),
    ):
        found |= dict.fromkeys(ats, name)
    return found


def _heads(table: Table, width: int) -> list[tuple[str, ...]]:
    """The headers of each column from the top, each text once."""
    fitted, band, rows = table.fitted, table.band, table.pieces[0].rows
    if fitted is not None and fitted.moved:
        named = [() if head is None else (head.group, head.text) for head in fitted.heads]
        found = [tuple(filter(None, texts)) for texts in named]
        return [*found, *[()] * (width - len(found))]
    drawn = rows[band.top : band.bottom]
    if len(drawn) > 1 and numbers_columns(drawn[-1]):
        drawn = drawn[:-1]
    filled = [spread(row, drawn[level + 1 :], width) for level, row in enumerate(drawn)]
    return [tuple(dict.fromkeys(row[at] for row in filled if row[at])) for at in range(width)]


def _merged(pieces: Sequence[Piece]) -> set[int]:
    """The columns in which some cell goes over several rows of data."""
    return {
        column
        for piece in pieces
        for span in piece.grid.spans
        if span.bottom > span.top >= piece.first
        for column in range(span.left, span.right + 1)
    }


def _wording(pieces: Sequence[Piece], at: int, year: int | None) -> str:
    """How dates are written, shown by the first that names its month in figures."""
    texts = (row[at] for piece in pieces for row in piece.rows[piece.first :] if row[at])
    for text in islice(texts, _LOOKED_AT):
        due = due_of(text, year)
        if due is None or due.day is not None or "{" in text:
            continue
        pattern = _generalised(text, due)
        if "{month}" in pattern and _says(pattern, due, year):
            return pattern
    return ""


def _generalised(text: str, due: Due) -> str:
    names = {due.year: "{year}", due.month: "{month}"}
    return re.sub(r"\d+", lambda found: names.get(int(found[0]), found[0]), text)


def _says(pattern: str, due: Due, year: int | None) -> bool:
    """Whether other months of the same year can be said so."""
    said = (worded(pattern, due.year, month) for month in (1, 12))
    return [due_of(text, year) for text in said] == [Due(due.year, 1), Due(due.year, 12)]
