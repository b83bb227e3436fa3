"""Cells with line breaks in a tab table: a sheet copied as text puts them in quotation marks.

    cell = '"' { any but '"' | '""' } '"'        over several lines, before a tab or a line end

A quotation mark that no other closes in this way within a few lines is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Line = tuple[int, str]

MOST_LINES = 50

_OPENING = re.compile(r'(?:^|\t)"(?:[^"\t]|"")*$')
_CLOSING = re.compile(r'^(?:[^"\t]|"")*"(?=\t|$)')
_QUOTED = re.compile(r'"((?:[^"]|"")*\n(?:[^"]|"")*)"')


def numbered_lines(text: str, first: int) -> Iterator[Line]:
    """The lines of `text` with their numbers; lines that one cell holds together as one line."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        end = _end(lines, at) if '"' in lines[at] and "\t" in text else at
        yield first + at, "\n".join(lines[at : end + 1])
        at = end + 1


def _end(lines: list[str], at: int) -> int:
    """The last line of the row that begins at `at`."""
    end = at
    while _OPENING.search(lines[end]):
        closing = next(
            (
                later
                for later in range(end + 1, min(end + MOST_LINES, len(lines)))
                if '"' in lines[later].replace('""', "")
            ),
            None,
        )
        if closing is None or not _CLOSING.match(lines[closing]):
            return end
        end = closing
    return end


def unquoted(cell: str) -> str:
    """The text of a cell that runs over several lines; any other as it is."""
    found = _QUOTED.fullmatch(cell)
    return cell if found is None else found[1].replace('""', '"')
