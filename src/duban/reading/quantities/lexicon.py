"""The word lists of `lexicon.txt`, by section."""

from __future__ import annotations

import os
from collections.abc import Iterable


def _sections(text: str) -> dict[str, tuple[str, ...]]:
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    for line in text.splitlines():
        written = line.partition("#")[0].strip()
        if written.startswith("["):
            words = sections.setdefault(written[1:-1], [])
        else:
            words += written.split()
    return {
        name: tuple(sorted(set(words), key=len, reverse=True)) for name, words in sections.items()
    }


# pathlib would take longer to import than the lists to read
with open(os.path.join(os.path.dirname(__file__), "lexicon.txt"), encoding="utf-8") as _file:
    _SECTIONS = _sections(_file.read())

ByLetter = dict[str, tuple[str, ...]]


def words(section: str) -> tuple[str, ...]:
    """The words of a section, longer ones first."""
    return _SECTIONS[section]


def by_first(listed: Iterable[str]) -> ByLetter:
    """The words under their first letter, longer ones first: tried in order, the longest wins."""
    return _under(listed, 0)


def by_last(listed: Iterable[str]) -> ByLetter:
    """The words under their last letter, longer ones first."""
    return _under(listed, -1)


def _under(listed: Iterable[str], at: int) -> ByLetter:
    table: dict[str, list[str]] = {}
    for word in sorted(set(listed), key=len, reverse=True):
        table.setdefault(word[at], []).append(word)
    return {letter: tuple(found) for letter, found in table.items()}


def starts(table: ByLetter, text: str, at: int) -> str:
    """The longest word of a `by_first` table that stands in `text` at `at`; empty for none."""
    found = table.get(text[at : at + 1])
    if found is None or not text.startswith(found, at):
        return ""
    for word in found:
        if text.startswith(word, at):
            return word
    return ""


def ends(table: ByLetter, text: str, end: int, floor: int = 0) -> str:
    """The longest word of a `by_last` table that ends in `text` at `end`, not before `floor`."""
    if end <= floor:
        return ""
    found = table.get(text[end - 1])
    if found is None or not text.endswith(found, floor, end):
        return ""
    for word in found:
        if text.endswith(word, floor, end):
            return word
    return ""
