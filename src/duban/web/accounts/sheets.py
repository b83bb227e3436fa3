"""Workbooks that people fill in: the rows under a known head, and the empty one to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from duban.reading.formats import xlsx
from duban.reading.formats.cleaning import without_unseen
from duban.reading.formats.limits import MEBIBYTE, Limits
from duban.reading.formats.opened import Opened
from duban.reading.source import Grid, Unreadable
from duban.web.accounts.wording import one_line
from duban.web.refusals import ReasonMissing

MOST_BYTES = 5 * MEBIBYTE
#: a sheet may say that it reaches to its last possible cell, or unpack to a thousand times its size
LIMITS = Limits(file_bytes=MOST_BYTES, unpacked_bytes=64 * MEBIBYTE, cells=1_000_000)
#: how the rows of examples begin, by which they are known and left out
EXAMPLE = "（示例）"
#: rows of an empty workbook that offer choices
CHOOSING_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Column:
    """`choices` are offered and others refused; `proposed` are offered and others let through."""

    head: str
    width: int
    help: str
    choices: Sequence[str] = ()
    proposed: Sequence[str] = ()


def rows_under(
    file: IO[bytes], needed: str, heads: Sequence[str], most: int
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows under the head of the first sheet, with their number in it; empty ones left out.

    Refused where it is no workbook, has no column `needed`, or more than `most` rows.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ReasonMissing(_("文件超过5MB，请拆开再导入。"))
    texts = _texts(content)
    at = next((number for number, row in enumerate(texts) if needed in row), None)
    if at is None:
        raise ReasonMissing(_("第一张表里没有“%(head)s”这一列。") % {"head": needed})
    places = {head: texts[at].index(head) for head in heads if head in texts[at]}
    found = [
        (number, {head: row[place] if place < len(row) else "" for head, place in places.items()})
        for number, row in enumerate(texts[at + 1 :], at + 2)
    ]
    kept = [(number, cells) for number, cells in found if any(cells.values())]
    if len(kept) > most:
        raise ReasonMissing(_("一次最多导入%(most)s行。") % {"most": most})
    yield from kept


def _texts(content: bytes) -> list[list[str]]:
    """The rows of the first sheet that is not empty, read as papers are read: within limits."""
    try:
        read = without_unseen(xlsx.read(Opened("", content, LIMITS, _silent)))
    except Unreadable:
        raise ReasonMissing(
            _("这不是能读的.xlsx文件，或者里面的表太大，请只留要导入的行和列。")
        ) from None
    grid = next((block for block in read.blocks if isinstance(block, Grid)), Grid(()))
    return [[one_line(cell) for cell in row] for row in grid.rows]


def _silent(done: int, total: int) -> None:
    """Progress that nobody watches: a sheet of these is small."""


def to_fill_in(title: str, columns: Sequence[Column], examples: Sequence[Sequence[str]]) -> bytes:
    """An .xlsx with the title, the heads, rows of examples, and lists to choose from."""
    out = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, options)
    sheet, offers = book.add_worksheet(title[:31]), book.add_worksheet(_("可选内容"))
    base = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
    head = book.add_format(base | {"bold": True, "bg_color": "#E8EFF6"})
    example = book.add_format(base | {"italic": True, "font_color": "#6B7785"})
    plain = book.add_format(base | {"num_format": "@"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, plain)
        sheet.write_string(0, at, column.head, head)
        sheet.write_comment(0, at, column.help)
        offered = [*column.choices, *column.proposed]
        if offered:
            offers.write_string(0, at, column.head, head)
            offers.write_column(1, at, offered)
            letter = chr(ord("A") + at)
            source = f"='{offers.name}'!${letter}$2:${letter}${len(offered) + 1}"
            sheet.data_validation(1, at, CHOOSING_ROWS, at, _validation(column, source))
    for number, row in enumerate(examples, 1):
        for at, text in enumerate(row):
            sheet.write_string(number, at, text, example)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _validation(column: Column, source: str) -> Mapping[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "stop" if column.choices else "information",
        "error_title": column.head,
        "error_message": column.help,
    }
