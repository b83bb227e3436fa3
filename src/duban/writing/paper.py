"""An official paper by GB/T 9704-2012: page, grid, fonts, headings and page numbers.

A4 with a text area of 156 x 225 mm: 22 lines by 28 characters of 16 pt. The grid fixes the lines
only; that 28 characters fit a line comes from the spacing of the characters, which Word and
LibreOffice draw alike, as they do not a grid of characters.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips

TITLE, BODY, HEADING, SUBHEADING = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
#: what a machine without these fonts may take instead, by font
FALLBACKS = {
    TITLE: "小标宋,华文中宋,Source Han Serif SC,Noto Serif CJK SC,宋体",
    BODY: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    HEADING: "SimHei,Source Han Sans SC,Noto Sans CJK SC",
    SUBHEADING: "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
}
PAGE_WIDTH, PAGE_HEIGHT = Twips(11906), Twips(16838)
TOP, BOTTOM, LEFT, RIGHT = Twips(2098), Twips(1984), Twips(1588), Twips(1474)
#: 7 mm from the text area to the line of the page number
FOOTER = Mm(25)
#: 580 would leave room for 21 lines only
LINE_PITCH = 579
#: twentieths of a point that bring 28 characters into a line
CHARACTER_SPACING = -5
TITLE_SIZE, BODY_SIZE, TABLE_SIZE, NUMBER_SIZE = Pt(22), Pt(16), Pt(12), Pt(14)
#: two lines of a title stand closer than the grid would have them
TITLE_PITCH = Pt(36)
CELL_MARGIN = Pt(2)
#: a first line is indented by two characters, in hundredths of one
INDENT = 200
BLACK = RGBColor(0, 0, 0)
EARLIEST = (1980, 1, 1, 0, 0, 0)


class Paper:
    """A paper under way: blocks are added in their order, `save` gives its bytes.

    `title` breaks where it has a line end, so that no word is cut.
    """

    def __init__(self, title: str, made: datetime) -> None:
        self._document: Any = Document()
        facts = self._document.core_properties
        facts.title, facts.author, facts.comments = title.replace("\n", ""), "", ""
        facts.created = facts.modified = made
        _lay_out(self._document)
        _style(self._document)
        self.title(title)

    def title(self, text: str) -> None:
        paragraph = self._document.add_paragraph(style="Paper Title")
        _run(paragraph, text, TITLE, TITLE_SIZE)
        self._document.add_paragraph()

    def addressee(self, text: str) -> None:
        _run(self._document.add_paragraph(), f"{text}：", BODY, BODY_SIZE)

    def heading(self, text: str, level: int) -> None:
        """一、 in level 1, （一） in level 2; `text` carries its number."""
        paragraph = self._document.add_paragraph(style=f"Heading {level}")
        _indent(paragraph)
        _run(paragraph, text, HEADING if level == 1 else SUBHEADING, BODY_SIZE)

    def body(self, text: str, *, keep_next: bool = False) -> None:
        """A paragraph; `keep_next` holds it on the page of the table that follows it."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep_next
        _indent(paragraph)
        _run(paragraph, text, BODY, BODY_SIZE)

    def table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, header: bool = False
    ) -> None:
        """`widths` in millimetres; the rows do not break over a page."""
        table = self._document.add_table(len(rows), len(widths), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            _keep_whole(row, repeat=header and not number)
            for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                cell.width = Mm(widths[at])
                label = at == 0 or (header and not number)
                last = number == len(rows) - 1
                _fill(cell, text, HEADING if label else BODY, keep_next=not header and not last)

    def signature(self, sender: str, day: str) -> None:
        """Who signs and when, the date four characters from the right edge."""
        self._document.add_paragraph()
        for text in filter(None, (sender, day)):
            paragraph = self._document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = 4 * BODY_SIZE
            paragraph.paragraph_format.keep_together = True
            _run(paragraph, text, BODY, BODY_SIZE)

    def save(self) -> bytes:
        """The file; the same paper gives the same bytes."""
        _name_fallbacks(self._document)
        packed, stamped = BytesIO(), BytesIO()
        self._document.save(packed)
        with zipfile.ZipFile(packed) as made, zipfile.ZipFile(stamped, "w") as file:
            for name in made.namelist():
                part = zipfile.ZipInfo(name, EARLIEST)
                part.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(part, made.read(name))
        return stamped.getvalue()


def _lay_out(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.footer_distance = FOOTER
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))
    section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _style(document: Any) -> None:
    normal = document.styles["Normal"]
    _face(normal, BODY, BODY_SIZE)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(CHARACTER_SPACING))
    normal.element.get_or_add_rPr().append(spacing)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    title = document.styles.add_style("Paper Title", WD_STYLE_TYPE.PARAGRAPH)
    title.base_style = normal
    for style in (normal, title, document.styles["Heading 1"], document.styles["Heading 2"]):
        shape = style.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing = 1
        shape.widow_control = False
    for name, font in (("Heading 1", HEADING), ("Heading 2", SUBHEADING)):
        _face(document.styles[name], font, BODY_SIZE)
        document.styles[name].paragraph_format.keep_with_next = True
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = TITLE_PITCH


def _face(style: Any, font: str, size: Pt) -> None:
    style.font.name, style.font.size = font, size
    style.font.bold, style.font.italic = False, False
    style.font.color.rgb = BLACK
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def _run(paragraph: Any, text: str, font: str, size: Pt) -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = font, size, False
    run.font.color.rgb = BLACK
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return run


def _indent(paragraph: Any) -> None:
    """Two characters in characters, for Word, and in points, for what does not know them."""
    paragraph.paragraph_format.first_line_indent = 2 * BODY_SIZE
    paragraph._p.pPr.ind.set(qn("w:firstLineChars"), str(INDENT))


def _number(footer: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character from the edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = NUMBER_SIZE
    _run(paragraph, "— ", "宋体", NUMBER_SIZE)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = _run(paragraph, "", "宋体", NUMBER_SIZE)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = text or None
        run._element.append(mark)
    _run(paragraph, " —", "宋体", NUMBER_SIZE)


def _keep_whole(row: Any, *, repeat: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, text: str, font: str, *, keep_next: bool) -> None:
    """Lines of a cell stand closer than the grid."""
    lines = text.split("\n")
    one_line = len(lines) == 1
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        snap = OxmlElement("w:snapToGrid")
        snap.set(qn("w:val"), "0")
        paragraph._p.get_or_add_pPr().append(snap)
        shape = paragraph.paragraph_format
        shape.keep_with_next = keep_next
        shape.space_before = shape.space_after = CELL_MARGIN if one_line else Pt(0)
        _run(paragraph, line, font, TABLE_SIZE)


def _name_fallbacks(document: Any) -> None:
    """The fonts with what may stand in for them, in the file's own table of fonts."""
    parts = (part for part in document.part.package.iter_parts())
    table = next(part for part in parts if part.partname == "/word/fontTable.xml")
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    text = table.blob.decode("utf-8")
    table._blob = text.replace("</w:fonts>", f"{entries}</w:fonts>").encode()
