"""The sections of a paper, counted as they come: 一、, 二、."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duban.writing.blocks import Block, Heading
from duban.writing.numerals import chinese


def numbered(*sections: tuple[str, Iterable[Block]]) -> Iterator[Block]:
    """Each section that has something to tell, under its name."""
    number = 0
    for name, content in sections:
        blocks = list(content)
        if blocks:
            number += 1
            yield Heading(f"{chinese(number)}、{name}", 1)
            yield from blocks
