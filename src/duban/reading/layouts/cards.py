"""One task to a table: 任务名称 | 建停车场 over 牵头单位 | 区农业局, headers in the first column.

Such a table is turned so that its headers become a header row and its values a row below; every
cell keeps the place it was taken from. A card may have two pairs to a row, stand above another
card in the same grid, or be a whole list turned on its side, one task to a column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from duban.plan import Place
from duban.reading.header import Name, Role, bare, name_of
from duban.reading.source import Grid

#: a card has at least so many headers that are known
KNOWN = 3
Spot = tuple[int, int]


# compares and shows itself as a grid does: to write those functions anew takes time at start
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TurnedGrid(Grid):
    """A grid drawn anew from another: `origins` gives for each cell the one it was taken from."""

    origin: Grid = field(default_factory=lambda: Grid(()))
    origins: Mapping[Spot, Spot] = field(default_factory=dict)

    def place_of(self, row: int, column: int) -> Place:
        return self.origin.place_of(*self.origins.get((row, column), (row, column)))


def turned(grid: Grid) -> list[TurnedGrid]:
    """The cards in `grid` as tables with a header row, none where its rows are no cards."""
    if not _may_be_card(grid.rows):
        return []
    rows = [tuple(map(str.strip, row)) for row in grid.rows]
    if _is_sideways(rows):
        return [_table(grid, _columns(rows))]
    cards: list[list[tuple[str, str, Spot, Spot]]] = [[]]
    for at, row in enumerate(rows):
        for pair in _pairs(row, at):
            if cards[-1] and bare(pair[0]) == bare(cards[-1][0][0]):
                cards.append([])
            cards[-1].append(pair)
    return [_table(grid, [[pair] for pair in card]) for card in cards if _is_card(card)]


def _may_be_card(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column holds headers, one below the other."""
    if len(rows) < KNOWN or sum(_begins_known(row) for row in rows[: KNOWN + 1]) < KNOWN - 1:
        return False
    texts = {row[0] for row in rows if row}
    first = {bare(text): name_of(text) for text in texts if text.strip()}
    roles = [name.role for name in first.values() if name.known]
    return len(roles) >= KNOWN and len(roles) * 2 >= len(first) and Role.TITLE in roles


def _begins_known(row: Sequence[str]) -> bool:
    return bool(row) and len(row[0]) <= 30 and name_of(row[0]).known


def _is_sideways(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every row goes on with more values of its header, one task to a column."""
    width = max(map(len, rows))
    third = [row[2] for row in rows if len(row) > 2 and row[2]]
    if width < 3 or sum(name_of(text).known for text in third) * 2 > len(third):
        return False
    title = next((row for row in rows if row and name_of(row[0]).role is Role.TITLE), ())
    return len(set(title[1:])) == len(title) - 1 > 1


def _columns(rows: Sequence[Sequence[str]]) -> list[list[tuple[str, str, Spot, Spot]]]:
    return [
        [(row[0], cell, (at, 0), (at, column)) for column, cell in enumerate(row) if column]
        for at, row in enumerate(rows)
        if row and row[0]
    ]


def _pairs(row: Sequence[str], at: int) -> list[tuple[str, str, Spot, Spot]]:
    """Headers with the values beside them; a value merged over several cells counts once."""
    cells = [
        (text, column)
        for column, text in enumerate(row)
        if column == 0 or text != row[column - 1] or not text
    ]
    cells = [(text, column) for text, column in cells if text or column]
    found = []
    while len(cells) > 1:
        (header, first), (value, second) = cells[0], cells[1]
        if not header or (value and name_of(value).known and not name_of(header).known):
            cells = cells[1:]
            continue
        found.append((header, value, (at, first), (at, second)))
        cells = cells[2:]
    return found


def _is_card(card: Sequence[tuple[str, str, Spot, Spot]]) -> bool:
    names: list[Name] = [name_of(header) for header, _, _, _ in card]
    return any(name.role is Role.TITLE for name in names) and sum(n.known for n in names) >= KNOWN


def _table(grid: Grid, columns: Sequence[Sequence[tuple[str, str, Spot, Spot]]]) -> TurnedGrid:
    depth = max(map(len, columns))
    rows = [tuple(column[0][0] for column in columns)]
    origins: dict[Spot, Spot] = {(0, at): column[0][2] for at, column in enumerate(columns)}
    for task in range(depth):
        rows.append(tuple(column[task][1] if task < len(column) else "" for column in columns))
        for at, column in enumerate(columns):
            if task < len(column):
                origins[task + 1, at] = column[task][3]
    return TurnedGrid(tuple(rows), grid.place, headers=1, origin=grid, origins=origins)
