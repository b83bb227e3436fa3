"""Pages upright and on their side: size, margins, the grid of lines, page numbers outside."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from duban.writing import page
from duban.writing.page import LYING, UPRIGHT, Side


def write_sections(document: Any) -> dict[Side, str]:
    """Lay out the document's section; the properties of a section for either side, as XML."""
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    shown = [
        f'<w:footerReference w:type="{one.get(qn("w:type"))}" r:id="{one.get(qn("r:id"))}"/>'
        for one in section._sectPr.findall(qn("w:footerReference"))
    ]
    return {side: _properties(side, "".join(shown)) for side in (UPRIGHT, LYING)}


def _properties(side: Side, footers: str) -> str:
    turned = ' w:orient="landscape"' if side.width > side.height else ""
    return (
        f"<w:sectPr>{footers}"
        f'<w:pgSz w:w="{side.width}" w:h="{side.height}"{turned}/>'
        f'<w:pgMar w:top="{side.top}" w:right="{side.right}" w:bottom="{side.bottom}" '
        f'w:left="{side.left}" w:header="851" w:footer="{side.number}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{page.LINE_PITCH}"/></w:sectPr>'
    )


def _number(footer: Any, where: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character from the edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = where
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt(page.NUMBER_SIZE)
    shape.line_spacing = Pt(page.NUMBER_SIZE)
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, "w:spacing", "w:ind", "w:jc")
    _run(paragraph, "— ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = _run(paragraph, "")
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = text or None
        run._element.append(mark)
    _run(paragraph, " —")


def _run(paragraph: Any, text: str) -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = page.NUMBER_FONTS[0], Pt(page.NUMBER_SIZE)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), page.NUMBER_FONTS[0])
    return run
