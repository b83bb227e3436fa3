"""What the two .docx samples share: fonts, a page, and a file that is the same on every run."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
#: A4, and the margins of an official paper (GB/T 9704-2012)
SHORT, LONG = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
ISSUED = datetime(2026, 1, 15, 9, 0)  # noqa: DTZ001 - a paper's date has no zone
BLACK = RGBColor(0, 0, 0)
EARLIEST = (1980, 1, 1, 0, 0, 0)


def new_paper(title: str) -> Any:
    document = Document()
    facts = document.core_properties
    facts.title, facts.author, facts.comments = title, "示例", "虚构的示例文件"
    facts.created = facts.modified = ISSUED
    return document


def write_run(paragraph: Any, text: str, font: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.font.bold = Pt(size), font, False
    run.font.color.rgb = BLACK
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def write_title(document: Any, title: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write_run(paragraph, title, SONG, 22)


def save(document: Any, path: Path) -> None:
    """Every part is stamped with one date, so that the same text gives the same bytes."""
    packed = BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as made, zipfile.ZipFile(path, "w") as file:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(part, made.read(name))
