"""How wide the columns of a table are, and how many lines a text takes in one.

A text that needs n signs takes n / width lines. The widths make the sum of the cubes of all these
heights least, in which high cells count most: width ∝ fourth root of the sum of n³.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from duban.writing.page import half_ems

#: no column of a usual table is narrower, in millimetres, and what its edges take of it
NARROWEST, EDGES = 9, 2
#: what no program breaks
_WORD = re.compile(r"[0-9A-Za-z.,%]+")


def shared_out(
    texts: Sequence[Sequence[str]], heads: Sequence[Sequence[str]], whole: int, size: int
) -> tuple[int, ...]:
    """Whole millimetres that add up to `whole`. `texts` are those of each column, printed in
    `size` points. While there is room, no word of Latin letters or figures is wider than its
    column, and a name does not stand one sign to a line. Too many columns are all narrow."""
    least = _least(texts, whole, size)
    weights = [_weight(column, over) for column, over in zip(texts, heads, strict=True)]
    exact = _divided(weights, least, whole)
    widths = [int(width) for width in exact]
    order = sorted(range(len(exact)), key=lambda at: widths[at] - exact[at])
    for at in order[: whole - sum(widths)]:
        widths[at] += 1
    return tuple(widths)


def _weight(texts: Sequence[str], heads: Sequence[str]) -> Decimal:
    """A header wants room for half of its longest line."""
    needs = [*map(half_ems, texts), max(map(half_ems, heads), default=0) // 2]
    return Decimal(sum(need**3 for need in needs)).sqrt().sqrt()


def _divided(weights: Sequence[Decimal], least: Sequence[int], whole: int) -> list[Decimal]:
    """The whole by weight; a column that would get less than its least gets that."""
    widths = list(map(Decimal, least))
    free = list(range(len(weights)))
    while free:
        total = sum(weights[at] for at in free) or Decimal(1)
        rest = whole - sum(least[at] for at in range(len(least)) if at not in free)
        short = [at for at in free if weights[at] * rest < least[at] * total]
        if not short:
            for at in free:
                widths[at] = weights[at] * rest / total
            return widths
        free = [at for at in free if at not in short]
    widths[-1] += whole - sum(widths)
    return widths


def _least(texts: Sequence[Sequence[str]], whole: int, size: int) -> list[int]:
    """The least width of each column: four signs to a line, or three, or two, as long as a
    quarter of the whole remains to be given where it is needed."""
    words = [_longest_word(column, size) for column in texts]
    longest = [max(map(len, column), default=0) * 2 for column in texts]
    for signs in (4, 3, 2):
        names = [_room(min(2 * signs, held), size) for held in longest]
        least = [max(NARROWEST, *one) for one in zip(words, names, strict=True)]
        if 4 * sum(least) <= 3 * whole:
            return least
    if sum(least) <= whole:
        return least
    return [min(NARROWEST, whole // len(texts))] * len(texts)


def _longest_word(texts: Sequence[str], size: int) -> int:
    """The room for the longest word of the column; Latin letters of many fonts are wider than
    half a sign."""
    longest = max(map(len, _WORD.findall("\n".join(texts))), default=0)
    return _room(-(-longest * 5 // 4), size)


def _room(halves: int, size: int) -> int:
    """The width, in millimetres, of a column for so many half signs."""
    return EDGES + -(-halves * size * 3528 // 20000)


def lines_in(text: str, width: int, size: int) -> int:
    """How many lines the text takes in a column of `width` millimetres, in letters of `size`
    points; a point is 0.3528 of a millimetre."""
    room = max(1, 20000 * (width - EDGES) // (3528 * size))
    if "\n" not in text:
        return 1 if 2 * len(text) <= room else -(-half_ems(text) // room)
    return sum(max(1, -(-half_ems(line) // room)) for line in text.split("\n"))
