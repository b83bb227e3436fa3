"""The .docx against the figures of GB/T 9704-2012, and against the order that its schema asks."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from tests.writing.test_layout_as_printed import DAY, PAPER

from duban.writing.blocks import Body, Paper, Span
from duban.writing.page import FONTS
from duban.writing.word import to_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: children in the order of wml.xsd, those that a paper uses
ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr tabs
        autoSpaceDE autoSpaceDN snapToGrid spacing ind contextualSpacing jc outlineLvl rPr
        sectPr""",
    "rPr": """rStyle rFonts b bCs i iCs caps strike color spacing w kern position sz szCs
        highlight u vertAlign lang""",
    "tblPr": """tblStyle tblpPr tblW jc tblInd tblBorders tblLayout tblCellMar tblLook""",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": """headerReference footerReference footnotePr type pgSz pgMar cols titlePg
        docGrid""",
}


@pytest.fixture(scope="module")
def made() -> bytes:
    noted = Body(("建成18个", Span("停车场", "来源：农业局3月报表"), "。"))
    return to_docx(Paper(PAPER.title, DAY, (*PAPER.blocks, noted)))


@pytest.fixture(scope="module")
def paper(made: bytes) -> Any:
    return docx.Document(BytesIO(made))


def parts(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(made)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_pages_have_the_margins_and_the_grid_of_22_lines(paper: Any) -> None:
    upright, lying, last = paper.sections
    for section in (upright, last):
        assert (section.page_width.twips, section.page_height.twips) == (11906, 16838)
        assert margins(section) == [2098, 1474, 1984, 1588]
    assert (lying.page_width.twips, lying.page_height.twips) == (16838, 11906)
    assert margins(lying) == [1588, 2098, 1474, 1984]
    for section in paper.sections:
        grid = section._sectPr.find(qn("w:docGrid"))
        assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert (16838 - 2098 - 1984) // 579 == 22


def margins(section: Any) -> list[int]:
    return [
        side.twips
        for side in (
            section.top_margin,
            section.right_margin,
            section.bottom_margin,
            section.left_margin,
        )
    ]


def test_a_line_holds_28_characters(paper: Any) -> None:
    spacing = paper.styles["Normal"].element.rPr.find(qn("w:spacing"))
    character = 16 + int(spacing.get(qn("w:val"))) / 20
    assert 28 <= (11906 - 1588 - 1474) / 20 / character < 29


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        *(("Normal", "仿宋_GB2312", 16), ("PaperTitle", "方正小标宋简体", 22)),
        *(("Heading 1", "黑体", 16), ("Heading 2", "楷体_GB2312", 16)),
        *(("Heading 3", "仿宋_GB2312", 16), ("Heading 4", "仿宋_GB2312", 16)),
    ],
)
def test_each_part_has_its_font_and_size(paper: Any, style: str, font: str, size: int) -> None:
    held = paper.styles[style]
    fonts = held.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert held.font.size.pt == size
    assert not held.font.bold


def test_the_issuer_is_red_over_a_red_rule(paper: Any) -> None:
    issuer = paper.styles["PaperIssuer"]
    assert str(issuer.font.color.rgb) == "FF0000"
    assert issuer.element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    rule = paper.styles["PaperNumber"].element.pPr.find(f"{W}pBdr/{W}bottom")
    # 4 mm are 11 points
    assert (rule.get(qn("w:color")), rule.get(qn("w:space"))) == ("FF0000", "11")


def test_fonts_are_named_with_what_may_stand_in_for_them(made: bytes) -> None:
    table = etree.fromstring(parts(made)["word/fontTable.xml"])
    others = {
        font.get(f"{W}name"): name.get(f"{W}val")
        for font in table.iter(f"{W}font")
        for name in font.iter(f"{W}altName")
    }
    for first, *rest in FONTS.values():
        assert others[first] == ",".join(rest)
    assert not [name for name in parts(made) if name.endswith((".ttf", ".odttf", ".jpeg"))]


def test_page_numbers_are_odd_right_and_even_left(paper: Any) -> None:
    section = paper.sections[0]
    assert paper.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        [paragraph] = footer.paragraphs
        assert (paragraph.alignment.name, paragraph.text) == (side, "—  —")
        assert "PAGE" in footer._element.xml
        assert {run.font.size.pt for run in paragraph.runs} == {14}
    shown = [len(section._sectPr.findall(qn("w:footerReference"))) for section in paper.sections]
    assert shown == [2, 2, 2]


def test_a_footnote_stands_with_its_text(made: bytes) -> None:
    notes = etree.fromstring(parts(made)["word/footnotes.xml"])
    texts = ["".join(map(str, note.itertext())).strip() for note in notes]
    assert texts == ["", "", "来源：农业局3月报表"]
    body = etree.fromstring(parts(made)["word/document.xml"])
    assert [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")] == ["1"]


def test_parts_stand_in_the_order_of_the_schema(made: bytes) -> None:
    """Word does not open a file whose properties stand in another order."""
    seen = 0
    for name, content in parts(made).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for element in etree.fromstring(content).iter():
            kind = etree.QName(element).localname
            if kind not in ORDER:
                continue
            order = ORDER[kind].split()
            names = [etree.QName(child).localname for child in element]
            assert not set(names) - set(order), (name, kind, names)
            assert names == sorted(names, key=order.index), (name, kind, names)
            seen += 1
    assert seen > 100


def test_what_no_file_can_hold_is_left_out() -> None:
    text = '一\x00二\x0b三\ufffe四 <w:p> & {{ x }} "引"'
    made = to_docx(Paper("题\x07目", DAY, (Body(text),)))
    [paragraph] = docx.Document(BytesIO(made)).paragraphs
    assert paragraph.text == '一二三四 <w:p> & {{ x }} "引"'
