"""Where the cells of a table stand, and how each is printed there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duban.writing.blocks import Align, Cell, Face, Light, Table

#: a cell over more rows than these may go over a page
_LOW = 3


class Placed(NamedTuple):
    """A cell in its column. `down` is 0 where one from above goes on; `text` has the shape of its
    light."""

    column: int
    across: int
    down: int
    text: str = ""
    light: Light | None = None
    face: Face = Face.BODY
    align: Align = Align.LEFT

    @property
    def stands_high(self) -> bool:
        """Whether it goes over so many rows that its text stands at its head, where the page on
        which it begins shows it."""
        return self.down > _LOW

    @property
    def ink(self) -> str:
        """The colour of its letters in hexadecimal digits, empty for black."""
        return "" if self.light is None else self.light.ink


def placed(table: Table) -> Iterator[list[Placed]]:
    """The rows of the table; ValueError where a row has not the cells that its columns need."""
    width = len(table.widths)
    below: dict[int, tuple[int, int]] = {}
    usual = table.aligns or [Align.LEFT] * width
    for number, row in enumerate(table.rows):
        found: list[Placed] = []
        entries = iter(row)
        at = 0
        while at < width:
            if at in below:
                rows, across = below.pop(at)
                found.append(Placed(at, across, 0))
                if rows > 1:
                    below[at] = (rows - 1, across)
            else:
                entry = next(entries, None)
                if entry is None:
                    raise ValueError(f"row {number} has too few cells")
                labels = number < table.headers or (table.labels and at == 0)
                cell = _placed(entry, at, labels, usual)
                found.append(cell)
                across = cell.across
                if cell.down > 1:
                    below[at] = (cell.down - 1, across)
            at += across
        if at > width or next(entries, None) is not None:
            raise ValueError(f"row {number} has too many cells")
        yield found


def _placed(entry: str | Cell, at: int, labels: bool, usual: Sequence[Align]) -> Placed:
    """The cell with the letters and the alignment that it has by where it stands."""
    face = Face.HEI if labels else Face.BODY
    if isinstance(entry, str):
        return Placed(at, 1, 1, entry, None, face, Align.CENTRE if labels else usual[at])
    align = entry.align
    if align is None:
        align = Align.CENTRE if labels else usual[at] if entry.across == 1 else Align.LEFT
    text = entry.text if entry.light is None else f"{entry.light.shape} {entry.text}"
    return Placed(at, entry.across, entry.down, text, entry.light, entry.face or face, align)
