"""The whole .docx: the package and its styles by python-docx, its body written as one text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from duban.writing import page
from duban.writing.blocks import Block, Paper, Wide
from duban.writing.packing import packed
from duban.writing.page import LYING, UPRIGHT, Side
from duban.writing.word import styles
from duban.writing.word.body import Drawing
from duban.writing.word.sections import write_sections
from duban.writing.word.start import new_document
from duban.writing.word.xml import NAMESPACES, paragraph, quoted, run
from duban.writing.wording import clean

_MORNING = time(9)


def to_docx(paper: Paper) -> bytes:
    """The file; the same paper gives the same bytes."""
    document = new_document()
    facts = document.core_properties
    facts.title, facts.author, facts.comments = clean(paper.title)[:255], "", ""
    facts.created = facts.modified = datetime.combine(paper.made, _MORNING)
    styles.write_styles(document)
    sections = write_sections(document)
    drawing = Drawing()
    body = "".join(_body(paper.blocks, drawing, sections))
    root = document.element
    root.replace(root.body, parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"))
    if drawing.notes:
        _add_notes(document, drawing.notes)
    _name_fallbacks(document)
    return _saved(document)


def _body(blocks: Iterable[Block], drawing: Drawing, sections: dict[Side, str]) -> Iterator[str]:
    """The blocks section by section. The properties of a section stand in its last paragraph,
    those of the last section by themselves. A line too thin to be seen keeps tables apart, and
    from the end of the document: two that touch become one."""
    before: Side | None = None
    hair = paragraph(styles.HAIR, "")
    after_table = False
    for block in blocks:
        side = LYING if isinstance(block, Wide) else UPRIGHT
        if before is not None and before is not side:
            yield hair.replace("</w:pPr>", f"{sections[before]}</w:pPr>")
            after_table = False
        before = side
        for one in block.blocks if isinstance(block, Wide) else (block,):
            drawn = drawing.block(one)
            if after_table and drawn.startswith("<w:tbl>"):
                yield hair
            yield drawn
            after_table = drawn.endswith("</w:tbl>")
    if after_table or before is None:
        yield hair
    yield sections[before or UPRIGHT]


def _add_notes(document: Any, notes: Sequence[str]) -> None:
    """The part with the footnotes, which python-docx does not know."""
    mark = f'<w:r><w:rPr><w:rStyle w:val="{styles.NOTE_MARK}"/></w:rPr><w:footnoteRef/></w:r>'
    held = "".join(
        f'<w:footnote w:id="{number}">{paragraph(styles.NOTE, mark + run(" " + note))}</w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {NAMESPACES}>'
    blob = f"{text}{rules}{held}</w:footnotes>".encode()
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    named = "".join(f'<w:footnote w:id="{number}"/>' for number in (-1, 0))
    settings = parse_xml(f"<w:footnotePr {NAMESPACES}>{named}</w:footnotePr>")
    document.settings.element.find(qn("w:compat")).addprevious(settings)


def _name_fallbacks(document: Any) -> None:
    """The fonts with what may stand in for them, in the file's own table of fonts."""
    parts = (part for part in document.part.package.iter_parts())
    table = next(part for part in parts if part.partname == "/word/fontTable.xml")
    entries = "".join(
        f'<w:font w:name="{quoted(names[0])}"><w:altName w:val="{quoted(",".join(names[1:]))}"/>'
        '<w:charset w:val="86"/></w:font>'
        for names in page.FONTS.values()
    )
    text = table.blob.decode("utf-8")
    table._blob = text.replace("</w:fonts>", f"{entries}</w:fonts>").encode()


def _saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as made:
        return packed({name: made.read(name) for name in made.namelist()})
