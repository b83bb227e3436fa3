"""Headers set over the columns whose contents they name.

A header may stand beside its data: one header spans two columns where the data use three, or a
page lacks a column that its header still prints. Header and data are aligned in order, as two
sequences are; headers keep their own columns unless another alignment explains the contents
clearly better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from duban.reading.band import Band, Head, Row
from duban.reading.header import FIGURE, Name, Role
from duban.reading.kinds import Kind, kind_of

#: rows looked at to tell what stands in a column
SAMPLE = 24
#: how much better another alignment must be before the header's own is given up
MARGIN = 0.6
_SILENT = (Kind.EMPTY, Kind.NOBODY)
#: how well one cell of a kind stands under a role
WEIGHTS: dict[Role, dict[Kind, float]] = {
    Role.NUMBER: {
        Kind.SERIAL: 3,
        Kind.WORDS: -2,
        Kind.TEXT: -4,
        Kind.PEOPLE: -3,
        Kind.UNITS: -3,
        Kind.DATE: -2,
    },
    Role.TITLE: {
        Kind.SERIAL: -3,
        Kind.DATE: -2,
        Kind.PEOPLE: -2,
        Kind.UNITS: -0.5,
        Kind.WORDS: 1,
        Kind.TEXT: 1,
    },
    Role.LEADERS: {
        Kind.PEOPLE: 3,
        Kind.UNITS: -1.5,
        Kind.TEXT: -3,
        Kind.WORDS: -2,
        Kind.SERIAL: -3,
        Kind.DATE: -3,
    },
    Role.LEAD_UNITS: {
        Kind.UNITS: 2,
        Kind.PEOPLE: -1.5,
        Kind.TEXT: -2,
        Kind.WORDS: -0.6,
        Kind.SERIAL: -3,
        Kind.DATE: -3,
    },
    Role.CO_UNITS: {
        Kind.UNITS: 2,
        Kind.PEOPLE: -1.5,
        Kind.TEXT: -2,
        Kind.WORDS: -0.6,
        Kind.SERIAL: -3,
        Kind.DATE: -3,
    },
    Role.DUE: {
        Kind.DATE: 3,
        Kind.UNITS: -2,
        Kind.PEOPLE: -2,
        Kind.SERIAL: -1,
        Kind.TEXT: -1.5,
        Kind.WORDS: -1.5,
    },
    Role.MILESTONE: {
        Kind.TEXT: 1,
        Kind.WORDS: 1,
        Kind.SERIAL: -0.3,
        Kind.FIGURE: 0.5,
        Kind.PEOPLE: -1.5,
        Kind.UNITS: -1,
        Kind.DATE: -0.5,
    },
    Role.NOTE: {
        Kind.TEXT: 0.1,
        Kind.WORDS: 0.3,
        Kind.SERIAL: -1,
        Kind.PEOPLE: -1,
        Kind.UNITS: -1,
        Kind.DATE: -0.5,
    },
    Role.PATH: {Kind.SERIAL: -2, Kind.DATE: -2, Kind.PEOPLE: -1, Kind.WORDS: 0.6, Kind.TEXT: 0.3},
    Role.FIELD: {
        Kind.TEXT: 0.2,
        Kind.WORDS: 0.2,
        Kind.UNITS: 0.1,
        Kind.PEOPLE: 0.1,
        Kind.DATE: 0.1,
        Kind.SERIAL: 0.1,
    },
}
_FIGURES: dict[Kind, float] = {
    Kind.FIGURE: 2,
    Kind.SERIAL: 1,
    Kind.DATE: 0.2,
    Kind.WORDS: -0.5,
    Kind.TEXT: -1.5,
    Kind.UNITS: -1.5,
    Kind.PEOPLE: -1.5,
}
#: what it costs that a header has no column; a note is what pages lack most easily
_LACKED = {
    Role.TITLE: 6.0,
    Role.NUMBER: 2.0,
    Role.LEAD_UNITS: 1.6,
    Role.LEADERS: 1.4,
    Role.DUE: 1.4,
    Role.CO_UNITS: 0.9,
    Role.FIELD: 1.0,
    Role.NOTE: 0.4,
}
#: what it costs that a column whose header asks for something is empty throughout
_EMPTY = {
    Role.TITLE: 2.0,
    Role.NUMBER: 1.0,
    Role.LEAD_UNITS: 2.0,
    Role.DUE: 0.8,
    Role.MILESTONE: 0.8,
}
#: what it costs that a column has no header; a serial number needs none
_UNNAMED, _UNNAMED_SERIAL, _UNNAMED_EMPTY = 2.0, 0.2, 0.1


class Profile(NamedTuple):
    """What stands in one column of data: the share of each kind among the cells that say anything,
    how many of the rows say anything, and how often a cell repeats the one above it."""

    shares: dict[Kind, float]
    fill: float
    runs: float

    def suits(self, name: Name) -> float:
        """How well the column stands under a header of that name."""
        role = name.role
        weights = _FIGURES if name is FIGURE else WEIGHTS[role]
        score = sum(weights.get(kind, 0.0) * share for kind, share in self.shares.items())
        if score > 0:  # a few cells speak for a column less than many
            score *= 0.4 + 0.6 * self.fill
        if role is Role.NOTE:
            score -= 0.4 * self.fill + (0.8 if self.fill > 0.9 else 0.0)
        elif role is Role.PATH:
            score += self.runs
        elif not self.fill:
            score -= _EMPTY.get(role, 0.0)
        return score

    @property
    def main(self) -> Kind:
        """The kind of most of the cells, EMPTY where none says anything."""
        return max(self.shares, key=lambda kind: self.shares[kind]) if self.shares else Kind.EMPTY

    def mostly(self, kind: Kind, share: float = 0.6) -> bool:
        return self.shares.get(kind, 0.0) >= share


class Fitted(NamedTuple):
    """For each column of data the head over it, None where it has none; `lacking` are the heads
    without a column, `moved` whether any head left its place."""

    heads: tuple[Head | None, ...]
    profiles: tuple[Profile, ...]
    lacking: tuple[Head, ...] = ()
    moved: bool = False


def profile_of(cells: Sequence[str]) -> Profile:
    kinds = Counter(map(kind_of, cells))
    said = sum(count for kind, count in kinds.items() if kind not in _SILENT)
    shares = {kind: n / said for kind, n in kinds.items() if kind not in _SILENT} if said else {}
    again = len([cell for above, cell in pairwise(cells) if not cell or cell == above])
    return Profile(shares, said / len(cells) if cells else 0.0, again / max(1, len(cells) - 1))


def fit(band: Band, rows: Sequence[Row]) -> Fitted:
    """The heads of `band` over the columns of `rows`, all of one length."""
    sample = rows[:SAMPLE]
    width = len(rows[0]) if rows else len(band.heads)
    profiles = tuple(profile_of([row[at] for row in sample]) for at in range(width))
    heads = band.heads
    own = tuple(heads[at] if at < len(heads) and heads[at].text else None for at in range(width))
    beyond = tuple(head for head in heads[width:] if head.text)
    if not sample or not _conflict(own, profiles, beyond):
        return Fitted(own, profiles, beyond)
    named = [head for head in heads if head.text]
    score, aligned, lacking = _align(named, profiles)
    margin = 0 if beyond else MARGIN  # with more heads than columns some head must go
    if score <= _value(own, profiles, beyond) + margin:
        return Fitted(own, profiles, beyond)
    return Fitted(aligned, profiles, lacking, moved=True)


def is_at_odds(heads: Sequence[Head | None], rows: Sequence[Row]) -> bool:
    """Whether something in `rows` speaks against the heads over their columns."""
    profiles = [profile_of([row[at] for row in rows]) for at in range(len(heads))]
    return _conflict(heads, profiles, ())


def _conflict(
    own: Sequence[Head | None], profiles: Sequence[Profile], beyond: Sequence[Head]
) -> bool:
    """Whether anything speaks against the heads where they stand."""
    if beyond:
        return True
    for at, (head, profile) in enumerate(zip(own, profiles, strict=True)):
        if head is None:
            if profile.fill:
                return True
            continue
        if profile.suits(head.name) < -0.2:
            spans = head in (
                own[at - 1] if at else None,
                own[at + 1] if at + 1 < len(own) else None,
            )
            if not (spans and profile.mostly(Kind.SERIAL)):
                return True
    return False


def _value(
    own: Sequence[Head | None], profiles: Sequence[Profile], beyond: Sequence[Head]
) -> float:
    total = -sum(_LACKED.get(head.name.role, 1.2) for head in beyond)
    for head, profile in zip(own, profiles, strict=True):
        total += -_unnamed(profile) if head is None else profile.suits(head.name)
    return total


def _unnamed(profile: Profile) -> float:
    if not profile.fill:
        return _UNNAMED_EMPTY
    return _UNNAMED_SERIAL if profile.mostly(Kind.SERIAL) else _UNNAMED


def _align(
    heads: Sequence[Head], profiles: Sequence[Profile]
) -> tuple[float, tuple[Head | None, ...], tuple[Head, ...]]:
    """The best alignment in order of heads and columns: its value, the head of each column, and
    the heads left without one."""
    best, steps = _table(heads, profiles)
    columns: list[Head | None] = [None] * len(profiles)
    lacking: list[Head] = []
    h, d = len(heads), len(profiles)
    while h or d:
        step = steps[h, d]
        if step == "set":
            h, d = h - 1, d - 1
            columns[d] = heads[h]
        elif step == "lack":
            h -= 1
            lacking.append(heads[h])
        else:
            d -= 1
    return best, tuple(columns), tuple(reversed(lacking))


def _table(
    heads: Sequence[Head], profiles: Sequence[Profile]
) -> tuple[float, dict[tuple[int, int], str]]:
    """The value of the best alignment, and the last step to each pair of heads and columns set."""
    lacked = [_LACKED.get(head.name.role, 1.2) for head in heads]
    unnamed = [_unnamed(profile) for profile in profiles]
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    steps: dict[tuple[int, int], str] = {}
    for h in range(len(heads) + 1):
        for d in range(len(profiles) + 1):
            ways = []
            if h and d:
                suits = profiles[d - 1].suits(heads[h - 1].name)
                ways.append((best[h - 1, d - 1] + suits, "set"))
            if h:
                ways.append((best[h - 1, d] - lacked[h - 1], "lack"))
            if d:
                ways.append((best[h, d - 1] - unnamed[d - 1], "alone"))
            if ways:
                best[h, d], steps[h, d] = max(ways)
    return best[len(heads), len(profiles)], steps


def name_of_column(profile: Profile) -> Name:
    """What a column without a header is, by its contents."""
    if profile.mostly(Kind.SERIAL):
        return Name(Role.NUMBER, 900)
    if profile.mostly(Kind.PEOPLE):
        return Name(Role.LEADERS, 900)
    return Name(Role.FIELD, 900)
