"""The layout of GB/T 9704-2012 measured on the printed page, in both renderings of one paper."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from tests.conftest import program
from tests.writing.measured import Page, as_pdf, ink_of, pages_of

from duban.writing.blocks import (
    Addressee,
    Attachment,
    Attachments,
    Body,
    Cell,
    Heading,
    Imprint,
    Paper,
    RedHead,
    Signature,
    Table,
    Title,
    Wide,
)
from duban.writing.typeset import to_pdf
from duban.writing.word import to_docx

DAY = date(2026, 1, 5)
pytestmark = pytest.mark.usefixtures("chinese_font")
LETTERS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
PAPER = Paper(
    "样张",
    DAY,
    (
        RedHead("云泽区人民政府办公室文件", "云政办〔2026〕3号"),
        Title("关于做好全区重点工作\n督查督办的通知"),
        Addressee("各镇人民政府"),
        Heading("一、一级标题", 1),
        Heading("（一）二级标题", 2),
        Body(LETTERS * 24),
        Attachments(("任务清单", "责任分工表")),
        Signature("云泽区人民政府办公室", DAY),
        Attachment("附件1", "任务清单"),
        Body("不加盖印章的落款："),
        Signature("云泽区督查室", DAY, sealed=False),
        Wide((Table((("序号", Cell("任务", across=2)), ("1", "甲", "乙")), (25, 100, 100), 1),)),
        Body("末页"),
        Imprint("云泽区人民政府办公室", DAY, ("区委办公室", "区人大常委会办公室")),
    ),
)
#: the text area, in millimetres
LEFT, RIGHT, HEAD, FOOT = 28.0, 184.0, 37.0, 262.0
PITCH = 28.95 / 72 * 25.4
CHARACTER = 16 / 72 * 25.4
#: what the letters of another font may be off within their line
NEAR = 1.0


@pytest.fixture(scope="module", params=["docx", "pdf"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper as a PDF: the .docx as LibreOffice prints it, and what typst makes."""
    folder = tmp_path_factory.mktemp("printed")
    if request.param == "pdf":
        (folder / "样张.pdf").write_bytes(to_pdf(PAPER))
        return folder / "样张.pdf"
    (folder / "样张.docx").write_bytes(to_docx(PAPER))
    return as_pdf(program("soffice", "libreoffice"), folder / "样张.docx")


@pytest.fixture(scope="module")
def pages(printed: Path) -> list[Page]:
    return pages_of(printed)


def test_the_sheet_is_a4_and_turned_for_a_wide_table(pages: list[Page]) -> None:
    sizes = [(round(page.width), round(page.height)) for page in pages]
    assert sizes == [(210, 297)] * 4 + [(297, 210), (210, 297)]


def test_a_full_page_has_22_lines_of_28_characters(pages: list[Page]) -> None:
    *lines, number = pages[1].lines
    assert number.text == "— 2 —"
    assert [len(line.text) for line in lines] == [28] * 22
    assert all(abs(line.left - LEFT) < 0.3 for line in lines)
    assert all(RIGHT - 0.8 < line.right <= RIGHT + 0.1 for line in lines)
    assert {line.size for line in lines} == {16}


def test_the_lines_stand_in_the_grid(pages: list[Page]) -> None:
    lines = pages[1].lines[:22]
    for at, line in enumerate(lines):
        assert abs(line.middle - (HEAD + PITCH * (at + 0.5))) < NEAR + 0.5
    steps = [below.middle - above.middle for above, below in pairwise(lines)]
    assert all(abs(step - PITCH) < 0.1 for step in steps)


def test_the_red_head(printed: Path, pages: list[Page]) -> None:
    issuer, rule = ink_of(printed, 0, red=True)
    number = pages[0].line("云政办")
    assert abs(issuer.top - (HEAD + 35)) < NEAR
    assert (round(rule.left), round(rule.right)) == (LEFT, RIGHT)
    assert abs((issuer.left + issuer.right) / 2 - (LEFT + RIGHT) / 2) < NEAR
    blank = number.middle - CHARACTER / 2 - issuer.bottom
    assert abs(blank - 2 * PITCH) < 2 * NEAR
    assert abs(rule.top - (number.middle + CHARACTER / 2) - 4) < NEAR
    assert abs((number.left + number.right) / 2 - (LEFT + RIGHT) / 2) < NEAR


def test_title_and_addressee(printed: Path, pages: list[Page]) -> None:
    _, rule = ink_of(printed, 0, red=True)
    first, second = pages[0].line("关于做好"), pages[0].line("督查督办")
    to = pages[0].line("各镇人民政府：")
    assert (first.size, second.size, to.size) == (22, 22, 16)
    assert abs((first.left + first.right) / 2 - (LEFT + RIGHT) / 2) < NEAR
    line = 36 / 72 * 25.4
    assert abs(second.middle - first.middle - line) < 0.1
    assert abs(first.middle - line / 2 - rule.bottom - 2 * PITCH) < 1.5 * NEAR
    assert abs(to.middle - PITCH / 2 - (second.middle + line / 2) - PITCH) < 1.5 * NEAR
    assert abs(to.left - LEFT) < 0.3


def test_first_lines_and_headings_begin_two_characters_in(pages: list[Page]) -> None:
    for start in ("一、", "（一）", LETTERS[:5]):
        line = pages[0].line(start)
        assert abs(line.left - LEFT - 2 * CHARACTER) < NEAR
        assert line.size == 16
    assert len(pages[0].line(LETTERS[:5]).text) == 26


def test_page_numbers_stand_outside_seven_millimetres_below(
    printed: Path, pages: list[Page]
) -> None:
    inwards = 14 / 72 * 25.4
    for at, page in enumerate(pages, 1):
        number = page.lines[-1]
        assert (number.text, number.size) == (f"— {at} —", 14)
        right = page.width - 26 if page.width < page.height else page.width - 37
        left = LEFT if page.width < page.height else 35
        if at % 2:
            assert abs(number.right - (right - inwards)) < NEAR
        else:
            assert abs(number.left - (left + inwards)) < NEAR
    dash = ink_of(printed, 0, red=False)[-1]
    assert abs((dash.top + dash.bottom) / 2 - (FOOT + 7)) < NEAR


def test_signatures_with_and_without_a_seal(pages: list[Page]) -> None:
    """The name stands by the width of the date when a figure is half a sign wide: LibreOffice
    leaves further room around figures, whatever the paper says."""
    width = 6 * CHARACTER
    sealed, name = pages[2].line("2026年1月5日"), pages[2].line("云泽区人民政府办公室")
    assert abs(sealed.right - (RIGHT - 4 * CHARACTER)) < NEAR
    assert abs((name.left + name.right) / 2 - (RIGHT - 4 * CHARACTER - width / 2)) < NEAR
    plain, name = pages[3].line("2026年1月5日"), pages[3].line("云泽区督查室")
    assert abs(plain.right - (RIGHT - 2 * CHARACTER)) < NEAR
    assert abs(name.left - (RIGHT - 4 * CHARACTER - width)) < NEAR


def test_attachments_are_named_below_the_text(pages: list[Page]) -> None:
    first, second = pages[2].line("附件：1．"), pages[2].line("2．责任")
    assert abs(first.left - LEFT - 2 * CHARACTER) < NEAR
    assert abs(second.left - LEFT - 5 * CHARACTER) < NEAR
    head, title = pages[3].line("附件1"), pages[3].line("任务清单")
    assert abs(head.left - LEFT) < NEAR
    assert abs(head.middle - HEAD - PITCH / 2) < 1.5 * NEAR
    assert title.size == 22


def test_a_wide_table_keeps_to_the_text_area(pages: list[Page]) -> None:
    rules = pages[4].rules
    assert abs(min(rule.left for rule in rules) - 35) < NEAR
    assert abs(max(rule.right for rule in rules) - 260) < NEAR


def test_the_imprint_stands_at_the_foot_of_the_last_page(pages: list[Page]) -> None:
    copies, office = pages[5].line("抄送："), pages[5].line("云泽区人民政府办公室")
    assert copies.text.endswith("区委办公室、区人大常委会办公室。")
    assert office.text.endswith("2026年1月5日印发")
    assert (copies.size, office.size) == (14, 14)
    inwards = 14 / 72 * 25.4
    assert abs(copies.left - LEFT - inwards) < NEAR
    assert abs(office.right - RIGHT + inwards) < NEAR
    rules = sorted({round(rule.at) for rule in pages[5].rules})
    assert abs(rules[-1] - FOOT) < NEAR
    assert rules[0] < copies.middle < rules[1] < office.middle < rules[-1]
    assert all(abs(rule.left - LEFT) < 0.5 for rule in pages[5].rules)
    assert all(abs(rule.right - RIGHT) < 0.5 for rule in pages[5].rules)
