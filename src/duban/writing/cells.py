"""Where the cells of a table stand, and how each is printed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from duban.writing.blocks import Align, Cell, Face, Table, cell_of

#: a column, how many it covers, and the cell; None where one from above goes on
Placed = tuple[int, int, Cell | None]

#: a cell over more rows than these may go over a page
_LOW = 3


def placed(table: Table) -> Iterator[list[Placed]]:
    """The rows of the table; ValueError where a row has not the cells that its columns need."""
    below: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(table.rows):
        found: list[Placed] = []
        entries = iter(row)
        at = 0
        while at < len(table.widths):
            if at in below:
                rows, across = below.pop(at)
                found.append((at, across, None))
                if rows > 1:
                    below[at] = (rows - 1, across)
            else:
                entry = next(entries, None)
                if entry is None:
                    raise ValueError(f"row {number} has too few cells")
                cell = _dressed(table, number, at, cell_of(entry))
                across = cell.across
                found.append((at, across, cell))
                if cell.down > 1:
                    below[at] = (cell.down - 1, across)
            at += across
        if at > len(table.widths) or next(entries, None) is not None:
            raise ValueError(f"row {number} has too many cells")
        yield found


def _dressed(table: Table, number: int, column: int, cell: Cell) -> Cell:
    """The cell with the letters and the alignment that it has by where it stands."""
    if cell.face is not None and cell.align is not None:
        return cell
    labels = number < table.headers or (table.labels and column == 0)
    align = cell.align
    if align is None and labels:
        align = Align.CENTRE
    elif align is None:
        align = table.aligns[column] if table.aligns and cell.across == 1 else Align.LEFT
    return replace(cell, align=align, face=cell.face or (Face.HEI if labels else Face.BODY))


def printed(cell: Cell) -> str:
    """The text of the cell with the shape of its light."""
    return cell.text if cell.light is None else f"{cell.light.shape} {cell.text}"


def stands_high(cell: Cell) -> bool:
    """Whether the cell goes over so many rows that its text stands at its head, where the page
    on which it begins shows it."""
    return cell.down > _LOW
