"""A source document opened: what stands on its pages, before anyone asks what it means.

Every reader in `formats` turns a file into a `Source`, a run of paragraphs and grids in reading
order whose every piece has a place. Grids keep the shape in which the document drew them.
"""

from __future__ import annotations

from dataclasses import dataclass

from duban.plan import Doubt, Place, SourceFile


@dataclass(frozen=True, slots=True)
class Cell:
    """One position of a grid.

    A merged cell fills all its positions with the same text and the same place, that of its upper
    left corner; `filled` is true everywhere but there.
    """

    text: str
    place: Place = Place()
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stood; rows may differ in length where the document's do.

    `place` names page, sheet and table. Header rows that the document marks as such (repeated on
    every page) are counted in `headers`, 0 where it marks none.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place = Place()
    headers: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or one line where the format knows only lines.

    `level` is the heading level by the document's own style (1 outermost, 0 for a title), None
    for running text and wherever the format has no styles.
    """

    text: str
    place: Place = Place()
    level: int | None = None


Block = Grid | Paragraph


@dataclass(frozen=True, slots=True)
class Source:
    file: SourceFile
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()


class Unreadable(Exception):
    """This input cannot be read; str() of it is the one sentence that a person is told."""
