"""What a board shows, whatever it is shown as: a table with its definition, and the chart of it.

The page, the chart, the CSV file, the wall and the API are all made of one `Panel`, so that none of
them can tell another figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duban.web.boards.maps.drawing import Drawing

# a lazy text's type differs between stubs and run time
Label = Any
Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is its word in the API; `shade` the light it counts, `unit` that of its figures.
    `words`: it holds sentences, which want more room than names."""

    name: str
    label: Label
    number: bool = True
    shade: str = ""
    unit: str = ""
    words: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value; the address of the list behind it; the light it stands for; what is said of it.

    `unit` is that of a figure whose column holds figures of many kinds. `tint` is the ground of a
    cell in a heat table (red-3), `share` a part of a whole from 0 to 1
    that is drawn as a meter, with `mark` where it should be.
    """

    value: Value
    address: str = ""
    shade: str = ""
    note: str = ""
    tint: str = ""
    unit: str = ""
    share: Decimal | None = None
    mark: Decimal | None = None


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`kind` is one that boards.js draws; `data` is fit for JSON, its figures are for the eye."""

    kind: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tile:
    """One place of a grid or a map: its figure in words, its standing as shape and word."""

    key: int
    name: str
    figure: str
    address: str
    shade: str
    word: str


@dataclass(frozen=True, slots=True)
class Panel:
    """`name` is its word in addresses. `definition` says what is counted, and how. The first cell
    of a row is its head. `total` stands below the rows; `whole` is how many rows there would be
    where only the first were made; `empty` is said where there are none. `drawing` is the map of
    the tiles, where there is one and a page shows it. `listed`: it is a page of a list."""

    name: str
    title: Label
    definition: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    chart: Chart | None = None
    tiles: tuple[Tile, ...] = ()
    drawing: Drawing | None = None
    whole: int = 0
    empty: str = ""
    listed: bool = False

    @property
    def apart(self) -> bool:
        """Whether a narrow window shows each row by itself, out of sight of the heads."""
        return self.listed or any(column.words for column in self.columns)

    @property
    def drawn(self) -> bool:
        """Whether there is more to see than the table."""
        return self.chart is not None or bool(self.tiles)

    @property
    def left_out(self) -> bool:
        return self.whole > len(self.rows)
