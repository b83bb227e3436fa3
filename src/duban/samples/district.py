"""The district's list as its office would send it: one wide table on landscape pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm

from duban.samples.drawing import parse
from duban.samples.paper import FANG, HEI, LONG, SHORT, new_paper, save, write_run, write_title

WIDTHS = (9, 22, 28, 20, 20, 66, 15, 16, 25, 25, 25)


def _landscape(document: Any) -> None:
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = LONG, SHORT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(13)


def _mark(row: Any, *marks: str) -> None:
    for mark in marks:
        row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _fill(row: Any, texts: tuple[str, ...]) -> None:
    """A row of a single text is merged across the table."""
    cells = row.cells
    if len(texts) == 1:
        merged = cells[0].merge(cells[-1])
        write_run(merged.paragraphs[0], texts[0], HEI, 9)
        return
    for cell, text, width in zip(cells, texts, WIDTHS, strict=True):
        cell.width = Mm(width)
        write_run(cell.paragraphs[0], text, FANG, 8)


def write_district(text: str, path: Path) -> None:
    drawing = parse(text)
    document = new_paper(drawing.title)
    _landscape(document)
    for line in drawing.before:
        write_run(document.add_paragraph(), line, HEI, 16)
    write_title(document, drawing.title)
    table = document.add_table(rows=0, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    for texts in drawing.rows:
        row = table.add_row()
        _mark(row, "w:cantSplit")
        _fill(row, texts)
    _mark(table.rows[0], "w:tblHeader")
    for line in drawing.after:
        write_run(document.add_paragraph(), line, FANG, 12)
    save(document, path)
