"""The task tables of a document: which grids belong together, and what their columns are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from duban.plan import Doubt
from duban.reading.band import Band, find_band
from duban.reading.column_units import units_of
from duban.reading.columns import Columns, settle
from duban.reading.dates import period_of
from duban.reading.fit import SAMPLE, Fitted, fit, is_at_odds
from duban.reading.header import Role, name_of
from duban.reading.kinds import Kind
from duban.reading.lines import Piece
from duban.reading.repair import strict_columns
from duban.reading.source import Grid


@dataclass(slots=True, eq=False)
class Table:
    """Pieces that share header and width, and what was found of their columns together; `unit` is
    the one stated above them for all bare figures."""

    band: Band
    pieces: list[Piece] = field(default_factory=list)
    strict: tuple[tuple[int, Kind], ...] = ()
    fitted: Fitted | None = None
    unit: str = ""


def piece_of(grid: Grid) -> Piece:
    """The grid with its cells stripped, its rows made one width, and its header found."""
    width = max(map(len, grid.rows), default=0)
    rows = []
    for row in grid.rows:
        cells = tuple(map(str.strip, row))
        rows.append(cells if len(cells) == width else cells + ("",) * (width - len(cells)))
    band = find_band(rows)
    return Piece(grid, rows, 0 if band is None else band.bottom, band)


def tables_of(pieces: Iterable[Piece]) -> list[Table]:
    """The pieces with a header, or going on from one, gathered by header and width."""
    tables: dict[tuple[tuple[str, ...], int], Table] = {}
    before: Piece | None = None
    for piece in pieces:
        if piece.band is None and before is not None and _goes_on(before, piece):
            piece.band = before.band
        if piece.band is not None:
            key = (piece.band.texts, len(piece.rows[0]))
            tables.setdefault(key, Table(piece.band)).pieces.append(piece)
            before = piece
    return list(tables.values())


#: the columns that tell whether rows belong under a header
_TELLING = {
    Role.NUMBER,
    Role.TITLE,
    Role.LEADERS,
    Role.LEAD_UNITS,
    Role.CO_UNITS,
    Role.DUE,
}


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether a grid without a header goes on with the table before it."""
    if before.band is None or not piece.rows or any(_is_label(cell) for cell in piece.rows[0]):
        return False
    width = len(before.rows[0])
    if not width - 1 <= len(piece.rows[0]) <= width:
        return False
    rows = [row for row in piece.rows if len(set(row) - {""}) > 1]
    if not rows:
        return len(piece.rows[0]) == width
    fitted = fit(before.band, rows)
    values = [
        profile.suits(head.name)
        for head, profile in zip(fitted.heads, fitted.profiles, strict=True)
        if head is not None and profile.fill and head.name.role in _TELLING
    ]
    return bool(values) and min(values) > -0.7 and max(values) >= 0.9


def _is_label(cell: str) -> bool:
    """Whether the cell heads a column of serial numbers or of persons: another list begins."""
    return cell in ("姓名", "职务", "电话", "联系电话") or name_of(cell).role is Role.NUMBER


def settled(table: Table, level: str, year: int | None) -> list[Table]:
    """The table with its columns found, in several tables where some pieces stand otherwise under
    the same header; none where no column can be the task."""
    rows = _sample(table.pieces)
    if not rows:
        return [table]
    table.fitted = fitted = fit(table.band, rows)
    odd = [piece for piece in table.pieces if _stands_otherwise(piece, table)]
    if odd and len(odd) < len(table.pieces):
        even = [piece for piece in table.pieces if piece not in odd]
        parts = [
            Table(table.band, some, unit=table.unit) for some in (even, *([piece] for piece in odd))
        ]
        return [found for part in parts for found in settled(part, level, year)]
    columns = settle(fitted, level)
    if columns is None:
        return []
    if year is None and columns.milestones:
        columns = _without_periods(columns, fitted)
    roles = columns.roles
    table.strict = strict_columns(roles, [profile.shares for profile in fitted.profiles])
    stones = tuple((period_of(key, year or 0), at) for key, at in columns.milestones)
    periods = {at: str(period) for period, at in stones}
    units = units_of(columns, fitted.heads, periods, table.unit)
    for piece in table.pieces:
        piece.columns, piece.roles, piece.stones, piece.units = columns, roles, stones, units
    return [table]


def _stands_otherwise(piece: Piece, table: Table) -> bool:
    """Whether the piece's own rows ask for another alignment than those of all pieces together."""
    if len(table.pieces) < 2 or table.fitted is None:
        return False
    rows = _sample([piece])
    if len(rows) < 2:
        return False
    if not is_at_odds(table.fitted.heads, rows):
        return False
    own = fit(table.band, rows)
    return own.moved and own.heads != table.fitted.heads


def _sample(pieces: Sequence[Piece]) -> list[tuple[str, ...]]:
    """Rows of data to tell the columns by, those with several texts where there are any."""
    rows: list[tuple[str, ...]] = []
    for piece in pieces:
        for row in piece.rows[piece.first :]:
            texts = set(row)
            texts.discard("")
            if len(texts) > 1:
                rows.append(row)
                if len(rows) >= SAMPLE:
                    return rows
    return rows or [row for piece in pieces for row in piece.rows[piece.first :]]


def _without_periods(columns: Columns, fitted: Fitted) -> Columns:
    """Quarters of an unknown year name no period: they stay fields under their own headers."""
    heads = [(fitted.heads[at], at) for _, at in columns.milestones]
    named = tuple((head.text, at) for head, at in heads if head is not None)
    return columns._replace(milestones=(), fields=(*columns.fields, *named))


def header_doubts(table: Table) -> Iterator[Doubt]:
    """What was found wrong with the table's header, and what was done about it."""
    fitted = table.fitted
    if fitted is None:
        return
    place = table.pieces[0].grid.place_of(table.band.top, 0)
    times = "" if len(table.pieces) == 1 else f"（同样的表共{len(table.pieces)}处）"
    if fitted.moved:
        alone = [
            str(at + 1)
            for at, (head, profile) in enumerate(zip(fitted.heads, fitted.profiles, strict=True))
            if head is None and profile.fill
        ]
        extra = f"，第{'、'.join(alone)}列没有自己的表头" if alone else ""
        seen = f"表头与下面的内容错位{extra}，已按各列的内容重新对应{times}。"
        yield Doubt("header-shifted", seen, place)
    if fitted.lacking:
        names = "、".join(f"“{head.text}”" for head in fitted.lacking)
        seen = f"表头印有{names}，下面的内容却没有这一列，本表任务的这一项按未知留空{times}。"
        yield Doubt("column-missing", seen, place)


def labels_of(tables: Sequence[Table]) -> frozenset[str]:
    """Every header text of the tables, without white space."""
    heads = [head for table in tables for head in table.band.heads]
    return frozenset(text for head in heads for text in (head.text, head.group))
