"""Rows whose cells stand beside their columns, moved back by what the cells hold.

A merged heading that a page drops takes its cell with it, and the row moves left; the empty cells
wait at the other end. A whole row moves where its serial number then stands under 序号; the rest
of a row moves where its people, units and dates then stand under theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from duban.reading.fit import WEIGHTS
from duban.reading.header import Role
from duban.reading.kinds import Kind, kind_of

#: how far a row may have moved
REACH = 3
#: how much better the cells must suit their columns before part of a row is moved
CLEARLY = 3.0
_SILENT = (Kind.EMPTY, Kind.NOBODY)

T = TypeVar("T")
E = TypeVar("E")


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
        (cells, 0, by)
        for by in (1, 2, 3, -1, -2, -3)
        if (cells := _shifted(row, 0, by)) is not None
        and kind_of(cells[number]) is Kind.SERIAL
        and any(cells[number + 1 :])
    ]
    return _best(row, ways, roles, 0.0)


def rest_of_row(row: Sequence[str], first: int, roles: Sequence[Role]) -> Moved | None:
    """The row with its cells from some column after `first` on moved, None where none is better."""
    ways = [
        (cells, start, by)
        for start in range(first, len(row))
        for by in (1, -1, 2, -2)
        if (cells := _shifted(row, start, by)) is not None
    ]
    return _best(row, ways, roles, CLEARLY)


Way = tuple[tuple[str, ...], int, int]


def _best(
    row: Sequence[str], ways: Sequence[Way], roles: Sequence[Role], lead: float
) -> Moved | None:
    """The way that suits the roles best, None where it does not lead the row as it stands."""
    if not ways:
        return None
    cells, start, by = max(ways, key=lambda way: suits(way[0], roles))
    gain = suits(cells, roles) - suits(row, roles)
    if gain < lead or gain <= 0:
        return None
    return Moved(cells, _moved(range(len(row)), start, by, None), by)


def _shifted(row: Sequence[str], start: int, by: int) -> tuple[str, ...] | None:
    """The row with the cells from `start` on moved right, or left where `by` is negative; None
    where something would be pushed out or written over."""
    gone = row[len(row) - by :] if by > 0 else row[start : start - by]
    if any(gone) or start + abs(by) > len(row):
        return None
    return _moved(row, start, by, "")


def _moved(held: Sequence[T], start: int, by: int, empty: E) -> tuple[T | E, ...]:
    filling = (empty,) * abs(by)
    if by > 0:
        return (*held[:start], *filling, *held[start : len(held) - by])
    return (*held[:start], *held[start - by :], *filling)


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
