"""How far apart two spellings are."""

from __future__ import annotations


def edits(one: str, other: str, limit: int) -> int:
    """Characters put in, left out or exchanged between two texts; `limit` + 1 where it is more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for number, a in enumerate(one, 1):
        before, row[0] = row[0], number
        for at, b in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (a != b))
        if min(row) > limit:
            return limit + 1
    return row[-1]
