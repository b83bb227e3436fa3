"""Templates drawn for tests: a line a paragraph, `|` parts runs, a table from rows of cells."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document


def write(paragraph: Any, text: str) -> None:
    """The text into a paragraph, a run for each piece between bars."""
    for number, piece in enumerate(text.split("|")):
        paragraph.add_run(piece).bold = bool(number % 2)


def template(
    *lines: str,
    table: Sequence[Sequence[str]] = (),
    header: str = "",
    footer: str = "",
) -> bytes:
    document: Any = Document()
    for line in lines:
        write(document.add_paragraph(), line)
    if table:
        drawn = document.add_table(len(table), len(table[0]))
        for row, texts in zip(drawn.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                write(cell.paragraphs[0], text)
    if header:
        write(document.sections[0].header.paragraphs[0], header)
    if footer:
        write(document.sections[0].footer.paragraphs[0], footer)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def opened(data: bytes) -> Any:
    return Document(BytesIO(data))


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(data).paragraphs]


def rows(data: bytes, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in opened(data).tables[table].rows]
