"""Rows whose cells stand beside their columns, moved back by what the cells hold.

A merged heading that a page drops takes its cell with it, and the row moves left; the empty cells
wait at the other end. A whole row moves where its serial number then stands under 序号; the rest
of a row moves where its people, units and dates then stand under theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duban.reading.fit import WEIGHTS
from duban.reading.header import Role
from duban.reading.kinds import Kind, kind_of

#: how far a row may have moved
REACH = 3
#: how much better the cells must suit their columns before part of a row is moved
CLEARLY = 3.0
_SILENT = (Kind.EMPTY, Kind.NOBODY)


class Moved(NamedTuple):
    """`cells` in their columns; `origin` gives for each column the one it was taken from."""

    cells: tuple[str, ...]
    origin: tuple[int | None, ...]
    by: int


def whole_row(row: Sequence[str], number: int, roles: Sequence[Role]) -> Moved | None:
    """The row moved so that a serial number stands in column `number`, None where none would."""
    if not any(kind_of(cell) is Kind.SERIAL for cell in row if len(cell) < 8):
        return None
    ways = [
        way
        for by in (1, 2, 3, -1, -2, -3)
        for way in _shifted(row, 0, by)
        if kind_of(way.cells[number]) is Kind.SERIAL and any(way.cells[number + 1 :])
    ]
    best = max(ways, key=lambda way: suits(way.cells, roles), default=None)
    if best is None or suits(best.cells, roles) <= suits(row, roles):
        return None
    return best


def rest_of_row(row: Sequence[str], first: int, roles: Sequence[Role]) -> Moved | None:
    """The row with its cells from some column after `first` on moved, None where none is better."""
    ways = [
        way
        for start in range(first, len(row))
        for by in (1, -1, 2, -2)
        for way in _shifted(row, start, by)
    ]
    best = max(ways, key=lambda way: suits(way.cells, roles), default=None)
    if best is None or suits(best.cells, roles) < suits(row, roles) + CLEARLY:
        return None
    return best


def _shifted(row: Sequence[str], start: int, by: int) -> Iterator[Moved]:
    """The row with the cells from `start` on moved right, or left where `by` is negative, if
    nothing is pushed out or written over."""
    if start + abs(by) > len(row):
        return
    held = list(range(len(row)))
    gone = held[len(row) - by :] if by > 0 else held[start : start - by]
    if any(row[at] for at in gone):
        return
    empty: list[int | None] = [None] * abs(by)
    kept: list[int | None] = [at for at in held[start:] if at not in gone]
    origin = [*held[:start], *(empty + kept if by > 0 else kept + empty)]
    yield Moved(tuple("" if at is None else row[at] for at in origin), tuple(origin), by)


def suits(row: Sequence[str], roles: Sequence[Role]) -> float:
    """How well the cells of a row stand under their roles."""
    return sum(
        WEIGHTS[role].get(kind_of(cell), 0.0) for cell, role in zip(row, roles, strict=True) if cell
    )


def strict_columns(
    roles: Sequence[Role], shares: Sequence[dict[Kind, float]]
) -> tuple[tuple[int, Kind], ...]:
    """The columns where nearly every cell is of the kind that its role asks for."""
    asked = {
        Role.LEADERS: Kind.PEOPLE,
        Role.LEAD_UNITS: Kind.UNITS,
        Role.CO_UNITS: Kind.UNITS,
        Role.DUE: Kind.DATE,
    }
    return tuple(
        (at, asked[role])
        for at, role in enumerate(roles)
        if role in asked and shares[at].get(asked[role], 0.0) >= 0.7
    )


def is_out_of_place(row: Sequence[str], strict: Sequence[tuple[int, Kind]]) -> bool:
    """Whether a cell stands where every other row has another kind of thing."""
    for at, kind in strict:
        cell = row[at]
        if cell:
            found = kind_of(cell)
            if found is not kind and found not in _SILENT:
                return True
    return False
