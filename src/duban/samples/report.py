"""The town's work report: prose under three levels of headings, on an official page."""

from __future__ import annotations

from pathlib import Path

from docx.shared import Pt

from duban.samples.drawing import lines
from duban.samples.paper import (
    BOTTOM,
    FANG,
    HEI,
    KAI,
    LEFT,
    LONG,
    RIGHT,
    SHORT,
    TOP,
    new_paper,
    save,
    write_run,
    write_title,
)

HEADING_FONTS = {1: HEI, 2: KAI}
BODY = 16


def write_report(text: str, path: Path) -> None:
    title = next(line for level, line in lines(text) if level == 0)
    document = new_paper(title)
    page = document.sections[0]
    page.page_width, page.page_height = SHORT, LONG
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = (
        TOP,
        BOTTOM,
        LEFT,
        RIGHT,
    )
    for level, line in lines(text):
        if level == 0:
            write_title(document, line)
            continue
        paragraph = document.add_paragraph(style=f"Heading {level}" if level else None)
        paragraph.paragraph_format.first_line_indent = Pt(2 * BODY)
        write_run(paragraph, line, HEADING_FONTS.get(level or 0, FANG), BODY)
    save(document, path)
