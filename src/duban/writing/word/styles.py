"""The styles of a paper: every paragraph names one, and no run needs more."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from duban.writing import page
from duban.writing.blocks import Face

TITLE, ISSUER, NUMBER, CELL, NOTE, NOTE_MARK = (
    "PaperTitle",
    "PaperIssuer",
    "PaperNumber",
    "PaperCell",
    "PaperNote",
    "PaperNoteMark",
)
BODY, IMPRINT, HAIR = "PaperBody", "PaperImprint", "PaperHair"
#: the character style of each kind of letters, for runs that differ from their paragraph
FACES = {Face.BODY: "FaceBody", Face.KAI: "FaceKai", Face.HEI: "FaceHei", Face.SONG: "FaceSong"}
HEADINGS = {1: Face.HEI, 2: Face.KAI, 3: Face.BODY, 4: Face.BODY}
#: a first line is indented by two characters, in hundredths of one
INDENT = 200
_BLACK = RGBColor(0, 0, 0)
CELL_SIZES = (9, 10, 12)
_CELL_MARGIN = Pt(2)


def font(face: Face) -> str:
    return page.FONTS[face][0]


def cell_style(size: int) -> str:
    """The style of cells in letters of `size` points, one of CELL_SIZES."""
    if size not in CELL_SIZES:
        raise ValueError(f"no cells are printed in {size} points")
    return f"{CELL}{size}"


def write_styles(document: Any) -> None:
    """Add the styles to the document's own and set right those that it has."""
    normal = document.styles["Normal"]
    _face(normal, Face.BODY, page.BODY_SIZE)
    _bring_together(normal)
    _keep_figures_close(normal)
    _even(normal)
    _indent(_new(document, BODY, normal))
    for level, face in HEADINGS.items():
        heading = document.styles[f"Heading {level}"]
        _face(heading, face, page.BODY_SIZE)
        _even(heading)
        _indent(heading)
        heading.paragraph_format.keep_with_next = True
    _write_head(document, normal)
    _write_small(document, normal)
    for face, name in FACES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        _fonts(style, font(face))


def _write_head(document: Any, normal: Any) -> None:
    """The title, the issuer's name, the document number over its red rule."""
    title = _new(document, TITLE, normal)
    _face(title, Face.SONG, page.TITLE_SIZE)
    _free_of_grid(title)
    title.paragraph_format.line_spacing = Pt(page.TITLE_PITCH)
    issuer = _new(document, ISSUER, normal)
    _face(issuer, Face.SONG, page.ISSUER_SIZE)
    issuer.font.color.rgb = RGBColor.from_string(page.RED)
    _free_of_grid(issuer)
    number = _new(document, NUMBER, normal)
    _free_of_grid(number)
    shape = number.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(page.BODY_SIZE)
    rule = OxmlElement("w:pBdr")
    foot = OxmlElement("w:bottom")
    for name, value in (
        ("val", "single"),
        ("sz", page.RULE_WEIGHT * 8),
        ("space", round(Mm(page.RULE_DROP).pt)),
        ("color", page.RED),
    ):
        foot.set(qn(f"w:{name}"), str(value))
    rule.append(foot)
    number.element.get_or_add_pPr().insert_element_before(
        rule, "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
    )
    for style in (title, issuer, number):
        style.element.get_or_add_pPr().get_or_add_jc().set(qn("w:val"), "center")


def _write_small(document: Any, normal: Any) -> None:
    """Cells, footnotes, the imprint, and a line too thin to be seen."""
    for size in CELL_SIZES:
        cell = _new(document, cell_style(size), normal)
        _free_of_grid(cell)
        cell.font.size = Pt(size)
        shape = cell.paragraph_format
        shape.space_before = shape.space_after = _CELL_MARGIN
        shape.line_spacing = Pt(page.cell_pitch(size))
    imprint = _new(document, IMPRINT, normal)
    _free_of_grid(imprint)
    imprint.font.size = Pt(page.NUMBER_SIZE)
    imprint.paragraph_format.line_spacing = Pt(page.IMPRINT_PITCH)
    note = _new(document, NOTE, normal)
    _free_of_grid(note)
    note.font.size = Pt(page.NOTE_SIZE)
    note.paragraph_format.line_spacing = Pt(page.NOTE_PITCH)
    mark = document.styles.add_style(NOTE_MARK, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    hair = _new(document, HAIR, normal)
    _free_of_grid(hair)
    hair.font.size = Pt(1)
    hair.paragraph_format.line_spacing = Pt(1)


def _new(document: Any, name: str, base: Any) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = base
    return style


def _face(style: Any, face: Face, size: int) -> None:
    style.font.size = Pt(size)
    style.font.bold, style.font.italic = False, False
    style.font.color.rgb = _BLACK
    _fonts(style, font(face))


def _fonts(style: Any, name: str) -> None:
    style.font.name = name
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _even(style: Any) -> None:
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = 1
    shape.widow_control = False


def _indent(style: Any) -> None:
    """Two characters in characters, for Word, and in points, for what does not know them."""
    style.paragraph_format.first_line_indent = 2 * Pt(page.BODY_SIZE)
    style.element.pPr.ind.set(qn("w:firstLineChars"), str(INDENT))


def _bring_together(style: Any) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(int(20 * page.CHARACTER_SPACING)))
    style.element.get_or_add_rPr().insert_element_before(spacing, "w:sz", "w:szCs", "w:lang")


def _keep_figures_close(style: Any) -> None:
    """No further room between Chinese signs and figures, as Word puts it there by itself: a line
    is as wide as its letters, in every program."""
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        switch = OxmlElement(name)
        switch.set(qn("w:val"), "0")
        properties = style.element.get_or_add_pPr()
        properties.insert_element_before(switch, "w:snapToGrid", "w:spacing", "w:ind", "w:jc")


def _free_of_grid(style: Any) -> None:
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(snap, "w:spacing", "w:ind", "w:jc")
