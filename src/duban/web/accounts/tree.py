"""Organisations as a tree: parents before their children, groups with their members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duban.web.accounts.models import Organisation


@dataclass(frozen=True, slots=True)
class Leaf:
    organisation: Organisation
    depth: int


def tree_of(organisations: Iterable[Organisation]) -> Iterator[Leaf]:
    """Each organisation once, in the order given among its like. One whose parent is not among
    them, or that stands in a ring, comes as a root, so that nothing is hidden."""
    rows = list(organisations)
    keys = {row.pk for row in rows}
    below: dict[int | None, list[Organisation]] = defaultdict(list)
    for row in rows:
        below[row.parent_id if row.parent_id in keys else None].append(row)
    seen: set[int] = set()

    def walk(row: Organisation, depth: int) -> Iterator[Leaf]:
        if row.pk in seen:
            return
        seen.add(row.pk)
        yield Leaf(row, depth)
        for child in below[row.pk]:
            yield from walk(child, depth + 1)

    for root in below[None]:
        yield from walk(root, 0)
    for row in rows:
        yield from walk(row, 0)
