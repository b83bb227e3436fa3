"""How wide the columns of a table are, and how many lines a text takes in one.

A row is as high as its highest cell. Every column gets the least first; then each further
millimetre goes where it makes the rows lower by most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duban.writing.page import half_ems

#: no column is narrower, in millimetres, and what its edges take of it
NARROWEST, EDGES = 9, 2
#: what no program breaks
_WORD = re.compile(r"[!-~]+")
#: rows by which the widths are found; more would not change them much
_SAMPLE = 25
#: what is left is given away in so many parts, each of what is left then
_STEPS = 12


def shared_out(
    texts: Sequence[Sequence[str]], heads: Sequence[Sequence[str]], whole: int, size: int
) -> tuple[int, ...]:
    """Whole millimetres that add up to `whole`. `texts` are those of each column, one for each
    row, printed in `size` points. While there is room, no word of Latin letters or figures is
    wider than its column, and a name does not stand one sign to a line."""
    least = _least(texts, whole, size)
    if sum(least) > whole:
        raise ValueError(f"{len(heads)} columns do not fit into {whole} mm")
    step = 1 + len(texts[0]) // _SAMPLE if texts else 1
    sample = zip(*(one[::step] for one in texts), strict=True)
    rows = [list(map(half_ems, row)) for row in sample]
    rows.append([max(map(half_ems, over), default=0) // 2 for over in heads])
    widths = list(least)
    rest = whole - sum(least)
    while rest:
        given = max(1, rest // _STEPS)
        widths[_wanting(rows, widths)] += given
        rest -= given
    return tuple(widths)


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
    return least if sum(least) <= whole else [NARROWEST] * len(texts)


def _longest_word(texts: Sequence[str], size: int) -> int:
    """The room for the longest word of the column; Latin letters of many fonts are wider than
    half a sign."""
    longest = max(map(len, _WORD.findall("\n".join(texts))), default=0)
    return _room(-(-longest * 5 // 4), size)


def _room(halves: int, size: int) -> int:
    """The width, in millimetres, of a column for so many half signs."""
    return EDGES + -(-halves * size * 3528 // 20000)


def _wanting(rows: Sequence[Sequence[int]], widths: Sequence[int]) -> int:
    """The column whose next millimetre makes the rows lower by most; heights in thousandths."""
    gains = [0] * len(widths)
    for row in rows:
        heights = [1000 * held // (width - EDGES) for held, width in zip(row, widths, strict=True)]
        top = max(heights)
        at = heights.index(top)
        next_top = max(heights[:at] + heights[at + 1 :], default=0)
        gains[at] += top - max(next_top, 1000 * row[at] // (widths[at] + 1 - EDGES))
    return gains.index(max(gains))


def lines_in(text: str, width: int, size: int) -> int:
    """How many lines the text takes in a column of `width` millimetres, in letters of `size`
    points; a point is 0.3528 of a millimetre."""
    room = max(1, 20000 * (width - EDGES) // (3528 * size))
    if "\n" not in text:
        return 1 if 2 * len(text) <= room else -(-half_ems(text) // room)
    return sum(max(1, -(-half_ems(line) // room)) for line in text.split("\n"))
