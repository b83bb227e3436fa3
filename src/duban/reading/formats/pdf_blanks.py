"""Blanks that a line end swallowed: two names, each on a line that it fills, look like one.

A blank between two names is not drawn where a line ends at it. When the name before the line end
and the name after it both stand by themselves elsewhere in the document's tables, and the two
together do not, they are two names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from duban.reading.formats.pdf_tables import Drawn
from duban.reading.source import Grid

#: a name is at least this long, and no figure: both stand by themselves too often
SHORTEST = 2
#: texts longer than this are sentences, and their parts are no names
LONGEST = 80

_BETWEEN = re.compile(r"[\s、，,；;/]+")


def with_swallowed_blanks(tables: Sequence[Drawn]) -> list[Grid]:
    """The grids of a document, with the blanks put back that its own cells vouch for."""
    known = {
        name
        for grid, wraps, _ in tables
        for (row, column), ends in wraps.items()
        for name in _whole_names(grid.rows[row][column], ends)
    }
    return [_mended(drawn, known) for drawn in tables]


def _whole_names(text: str, ends: tuple[int, ...]) -> set[str]:
    """The names in `text` that no line end cuts; none where it is too long to be names."""
    names: set[str] = set()
    start = 0
    if len(text) > LONGEST:
        return names
    for gap in (*_BETWEEN.finditer(text), None):
        stop = len(text) if gap is None else gap.start()
        name = text[start:stop]
        uncut = not any(start < end < stop for end in ends)
        if uncut and len(name) >= SHORTEST and not name.isascii():
            names.add(name)
        start = stop if gap is None else gap.end()
    return names


def _mended(drawn: Drawn, known: set[str]) -> Grid:
    grid, wraps, _ = drawn
    rows = list(grid.rows)
    for (row, column), ends in wraps.items():
        text = grid.rows[row][column]
        parted = _parted(text, ends, known) if ends and len(text) <= LONGEST else text
        if parted != text:
            rows[row] = (*rows[row][:column], parted, *rows[row][column + 1 :])
    return replace(grid, rows=tuple(rows))


def _parted(text: str, ends: tuple[int, ...], names: set[str]) -> str:
    for end in reversed(ends):
        before = _BETWEEN.split(text[:end])[-1]
        after = _BETWEEN.split(text[end:])[0]
        if before in names and after in names and before + after not in names:
            text = f"{text[:end]} {text[end:]}"
    return text
