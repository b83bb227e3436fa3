"""The rows of one task table across its pages, cells in the columns they belong to."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass, field

from duban.plan import Period, Place
from duban.reading.band import Band
from duban.reading.column_units import NONE, Units
from duban.reading.columns import Columns
from duban.reading.header import Role
from duban.reading.source import Grid


@dataclass(slots=True, eq=False)
class Piece:
    """One grid as part of a task table. `rows` are its rows with outer white space gone, all of
    one width; `first` is the first row below its header."""

    grid: Grid
    rows: Sequence[tuple[str, ...]]
    first: int
    band: Band | None = None
    columns: Columns | None = None
    roles: tuple[Role, ...] = ()
    stones: tuple[tuple[Period, int], ...] = ()
    units: Units = NONE


@dataclass(slots=True, eq=False)
class Line:
    """A row read as a task. `moved` gives for each column the one in the source that it was taken
    from, None where none was moved; `more` are the rows that continue it."""

    piece: Piece
    row: int
    cells: Sequence[str]
    path: tuple[str, ...] = ()
    path_places: Callable[[], tuple[Place, ...]] = tuple
    moved: tuple[int | None, ...] | None = None
    more: list[tuple[Piece, int]] = field(default_factory=list)

    def places(self, column: int) -> tuple[Place, ...]:
        at = column if self.moved is None else self.moved[column]
        found = [] if at is None else [self.piece.grid.place_of(self.row, at)]
        for piece, row in self.more:
            cells = piece.rows[row]
            if column < len(cells) and cells[column]:
                found.append(piece.grid.place_of(row, column))
        return tuple(found)


class Places(Mapping[str, tuple[Place, ...]]):
    """Where each part of a task was read, worked out when it is asked for."""

    __slots__ = ("_line",)

    def __init__(self, line: Line) -> None:
        self._line = line

    def _parts(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        columns = self._line.piece.columns
        assert columns is not None  # noqa: S101 - a line is only ever made of a fitted piece
        if columns.number is not None:
            yield "number", (columns.number,)
        for level, at in columns.ids:
            yield f"ids:{level}", (at,)
        yield "title", (columns.title,)
        yield "leaders", columns.leaders
        yield "lead_units", columns.lead_units
        yield "co_units", columns.co_units
        if columns.due is not None:
            yield "due", (columns.due,)
        if columns.note is not None:
            yield "note", (columns.note,)
        for period, at in self._line.piece.stones:
            yield f"milestone:{period}", (at,)
        for header, at in columns.fields:
            yield header, (at,)

    def _all(self) -> dict[str, tuple[Place, ...]]:
        line = self._line
        found = {
            name: tuple(place for at in ats if line.cells[at] for place in line.places(at))
            for name, ats in self._parts()
        }
        found["path"] = line.path_places()
        return {name: places for name, places in found.items() if places}

    def __getitem__(self, name: str) -> tuple[Place, ...]:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def items(self) -> ItemsView[str, tuple[Place, ...]]:
        # the mixin would work everything out again for every key
        return self._all().items()

    def values(self) -> ValuesView[tuple[Place, ...]]:
        return self._all().values()

    def __repr__(self) -> str:
        return repr(self._all())
