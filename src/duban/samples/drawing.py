"""The small part of Markdown in which the samples are drawn: headings, paragraphs, one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """`rows` has the header first; a row of a single cell runs across the whole table."""

    title: str
    before: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]


def lines(text: str) -> Iterator[tuple[int | None, str]]:
    """Each line that is not blank, with its heading level (0 for the title) or None."""
    for line in text.splitlines():
        marks, _, words = line.partition(" ")
        if marks and set(marks) == {"#"}:
            yield len(marks) - 1, words
        elif line.strip():
            yield None, line


def parse(text: str) -> Drawing:
    title = ""
    before: list[str] = []
    after: list[str] = []
    rows: list[tuple[str, ...]] = []
    for level, line in lines(text):
        if level == 0:
            title = line
        elif not line.startswith("|"):
            (after if rows else before).append(line)
        elif not line.startswith("|---"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
    return Drawing(title, tuple(before), tuple(rows), tuple(after))
