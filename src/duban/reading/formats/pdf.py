"""PDF files with text: the tables of each page, and the lines outside them, from top to bottom.

Nothing is joined across pages here: a table cut by a page's end is one grid on each page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar, cast

import pdfplumber
from pdfminer.layout import LTChar
from pdfminer.pdfdocument import PDFPasswordIncorrect

from duban.plan import Box, Doubt, Place
from duban.reading.formats.opened import Contents, Opened
from duban.reading.formats.pdf_aligned import aligned_tables, draw_aligned
from duban.reading.formats.pdf_blanks import with_swallowed_blanks
from duban.reading.formats.pdf_lines import Char, lines_of
from duban.reading.formats.pdf_streams import refuse_swollen
from duban.reading.formats.pdf_tables import Drawn, Origin, draw, find_tables, rounded
from duban.reading.formats.refusals import DAMAGED, LOCKED
from duban.reading.source import Paragraph, Unreadable

SCAN = "这份 PDF 是扫描件或图片，页面上没有文字，请先做文字识别，或提供 .docx、.xlsx 原件。"
NAMELESS = "这份 PDF 的字体没有对应的文字编码，读不出文字，请提供 .docx、.xlsx 原件。"

#: the part of characters without a code from which the rest is not worth having
MOST_NAMELESS = 0.2


T = TypeVar("T")


@dataclass(slots=True)
class _Tally:
    tables: int = 0
    chars: int = 0
    nameless: int = 0
    pictures: list[int] = field(default_factory=list)
    aligned: list[int] = field(default_factory=list)


class _Parsed(NamedTuple):
    """One page as the library gives it."""

    tables: list[Any]
    chars: list[Char]
    pictures: int
    origin: Origin


def read(file: Opened) -> Contents:
    refuse_swollen(file.data, file.limits)
    document = _open(file.data)
    try:
        pages = _guarded(lambda: document.pages)
        if len(pages) > file.limits.pages:
            raise Unreadable(f"PDF 超过{file.limits.pages}页的上限，请拆分后再试。")
        tally = _Tally()
        blocks: list[Drawn | Paragraph] = []
        for number, page in enumerate(pages, 1):
            blocks += _blocks(_guarded(partial(_parse, page)), number, tally)
            page.close()
            file.progress(number, len(pages))
    finally:
        with suppress(Exception):  # closing asks for the pages once more, damaged as they may be
            document.close()
    if not tally.chars and tally.pictures:
        raise Unreadable(SCAN)
    if tally.nameless > MOST_NAMELESS * tally.chars:
        raise Unreadable(NAMELESS)
    grids = iter(with_swallowed_blanks([block for block in blocks if isinstance(block, Drawn)]))
    return Contents(
        tuple(next(grids) if isinstance(block, Drawn) else block for block in blocks),
        tuple(_doubts(tally)),
    )


def _open(data: bytes) -> Any:
    try:
        return pdfplumber.open(io.BytesIO(data))
    except Exception as error:
        # Damaged files end the parser in errors of every kind; pdfplumber hides the cause inside.
        causes = (error, *error.args, error.__cause__, error.__context__)
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in causes)
        raise Unreadable(LOCKED if locked else DAMAGED) from error


def _guarded(step: Callable[[], T]) -> T:
    """What the library answers; whatever it trips over is the file's fault."""
    try:
        return step()
    except Exception as error:
        raise Unreadable(DAMAGED) from error


def _parse(page: Any) -> _Parsed:
    _lighten(page)
    return _Parsed(find_tables(page), page.chars, len(page.images), page.cropbox[:2])


def _lighten(page: Any) -> None:
    """Have the library give each character's text and place only: the rest takes half its time."""
    full = page.process_object
    left, lowest = page.mediabox[0], page.height + page.mediabox[1]

    def process(item: Any) -> Char:
        if not isinstance(item, LTChar):
            return cast(Char, full(item))
        return {
            "object_type": "char",
            "text": item.get_text(),
            "x0": item.x0 + left,
            "x1": item.x1 + left,
            "top": lowest - item.y1,
            "bottom": lowest - item.y0,
        }

    page.process_object = process


def _blocks(page: _Parsed, number: int, tally: _Tally) -> list[Drawn | Paragraph]:
    _count(page, number, tally)
    placed: list[tuple[float, Drawn | Paragraph]] = []
    outside = page.chars
    for table in page.tables:
        tally.tables += 1
        inside, outside = _parted(outside, table.bbox)
        drawn = draw(table, inside, Place(number, table=tally.tables), page.origin)
        # What stands in the table's outline but in none of its cells is text of the page.
        outside += drawn.stray
        placed.append((table.bbox[1], drawn))
    lines = lines_of(outside)
    for inside_table, aligned in aligned_tables(lines):
        tally.tables += 1
        tally.aligned.append(number)
        place = Place(number, table=tally.tables)
        placed.append(
            (inside_table[0].box[1], draw_aligned(inside_table, aligned, place, page.origin))
        )
        taken = set(map(id, inside_table))
        lines = [line for line in lines if id(line) not in taken]
    for at, line in enumerate(lines, 1):
        place = Place(number, line=at, box=rounded(line.box, page.origin))
        placed.append((line.box[1], Paragraph(line.text, place)))
    return [block for _, block in sorted(placed, key=itemgetter(0))]


def _count(page: _Parsed, number: int, tally: _Tally) -> None:
    chars = sum(not char["text"].isspace() for char in page.chars)
    tally.chars += chars
    tally.nameless += sum(char["text"].startswith("(cid:") for char in page.chars)
    if page.pictures and not chars:
        tally.pictures.append(number)


def _parted(chars: list[Char], box: Box) -> tuple[list[Char], list[Char]]:
    """The characters whose middle lies in `box`, and the others."""
    x0, top, x1, bottom = box
    # Twice the middle is compared, since there are thousands of characters on a page.
    left, right, above, below = 2 * x0, 2 * x1, 2 * top, 2 * bottom
    inside: list[Char] = []
    outside: list[Char] = []
    for char in chars:
        across = left <= char["x0"] + char["x1"] <= right
        if across and above <= char["top"] + char["bottom"] <= below:
            inside.append(char)
        else:
            outside.append(char)
    return inside, outside


def _doubts(tally: _Tally) -> Iterator[Doubt]:
    for page in tally.aligned:
        text = f"第{page}页的表格没有框线，已按文字的上下对齐分栏，请核对。"
        yield Doubt("table-without-rules", text, Place(page))
    for page in tally.pictures:
        yield Doubt("picture-page", f"第{page}页是图片，没有文字，没有读。", Place(page))
    if tally.nameless:
        text = f"有{tally.nameless}个字的字体没有文字编码，读作“(cid:…)”。"
        yield Doubt("nameless-characters", text)
