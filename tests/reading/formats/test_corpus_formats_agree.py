"""The same real list in four formats gives the same texts in the same cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from duban.reading.formats import open_source
from duban.reading.source import Grid, Source


def bare(text: str) -> str:
    return "".join(text.split())


def cells(source: Source) -> Iterator[str]:
    """Every text of every cell, a merged cell once."""
    for block in source.blocks:
        if not isinstance(block, Grid):
            yield bare(block.text)
            continue
        for at, row in enumerate(block.rows):
            for column, text in enumerate(row):
                covered = any(
                    span.top <= at <= span.bottom
                    and span.left <= column <= span.right
                    and (span.top, span.left) != (at, column)
                    for span in block.spans
                )
                if not covered:
                    yield bare(text)


def lists(corpus: Path) -> list[Path]:
    return sorted(sheet.parent for sheet in corpus.glob("*/sheet.xlsx"))


@pytest.mark.parametrize("other", ["paper.docx", "paper.pdf"])
def test_page_by_page(corpus: Path, other: str) -> None:
    for folder in lists(corpus):
        text = Counter(cells(open_source(folder / "text.txt")))
        paper = Counter(cells(open_source(folder / other)))
        del text[""], paper[""]
        assert paper == text, folder.name


def test_the_sheet_holds_every_text(corpus: Path) -> None:
    # A sheet has no pages, so headers and headings that return on each page stand there once.
    for folder in lists(corpus):
        text = set(cells(open_source(folder / "text.txt")))
        sheet = set(cells(open_source(folder / "sheet.xlsx")))
        assert sheet - {""} == text - {""}, folder.name
        assert len(sheet) > 100
