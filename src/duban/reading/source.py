"""A source document opened: what stands on its pages, before anyone asks what it means.

Every reader in `formats` turns a file into a `Source`, a run of paragraphs and grids in reading
order whose every piece has a place. Grids keep the shape in which the document drew them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from duban.plan import Box, Doubt, Place, SourceFile
from duban.plan.place import cell_place


class Span(NamedTuple):
    """A merged cell, by its first and last row and column, counted from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stood, cell texts in rows, which may differ in length where the document's do.

    A merged cell fills all its positions with the same text and is named in `spans`. `place` has
    page, sheet and table. `headers` counts the rows that the document itself marks as repeated on
    every page, 0 where it marks none. `lines` gives each row's line (text formats), `boxes` the
    outline of a position on its page (PDF).
    """

    rows: tuple[tuple[str, ...], ...]
    place: Place = Place()
    spans: tuple[Span, ...] = ()
    headers: int = 0
    lines: tuple[int, ...] = ()
    boxes: Mapping[tuple[int, int], Box] = field(default_factory=dict)

    def place_of(self, row: int, column: int) -> Place:
        """Where the position stands in the source; `row` and `column` count from 0."""
        return cell_place(
            self.place,
            row + 1,
            column + 1,
            self.lines[row] if self.lines else None,
            self.boxes.get((row, column)) if self.boxes else None,
        )


class Paragraph(NamedTuple):
    """A paragraph, or one line where the format knows only lines.

    `level` is the heading level by the document's own style (1 outermost, 0 for a title), None
    for running text and wherever the format has no styles.
    """

    text: str
    place: Place = Place()
    level: int | None = None


Block = Grid | Paragraph


class Source(NamedTuple):
    """One file opened; `doubts` are those that opening it raised.

    `year`: the plan's year as a person states it, where the paper names none or a wrong one.
    """

    file: SourceFile
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
    year: int | None = None


class Unreadable(Exception):
    """This input cannot be read; str() of it is the one sentence that a person is told."""
