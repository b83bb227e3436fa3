"""The .xlsx that is filled in without the network, and reading it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _

from duban.checking.comparing import amount
from duban.web.evidence.kept import Kind
from duban.web.evidence.sniffing import kind_of
from duban.web.refusals import ReasonMissing
from duban.web.reports.batch import Answer, Given, Line

#: heads with their widths; the three last are what a person fills in or must not touch
HEADS = (
    ("计划", 24),
    ("任务", 40),
    ("填报期", 14),
    ("期限", 12),
    ("指标", 20),
    ("单位", 8),
    ("目标", 14),
    ("上期", 14),
    ("本期数值", 14),
    ("进展情况", 50),
    ("编号（勿改）", 26),
)
VALUE, PROGRESS, KEY = "本期数值", "进展情况", "编号（勿改）"
MOST_ROWS = 5_000
GUIDE = "只填黄色两列，填好后在“填报”页上传；没有填的行不会改动。数值按“单位”一列填写，可写1.5万。"


def offline_sheet(lines: Sequence[Line]) -> bytes:
    """One sheet; texts are texts, so that nothing in them is a formula."""
    out = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, options)
    page = book.add_worksheet("填报")
    base = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
    head = book.add_format(base | {"bold": True, "bg_color": "#E8EFF6"})
    plain = book.add_format(base | {"locked": True})
    fill = book.add_format(base | {"bg_color": "#FFF3C4", "locked": False, "num_format": "@"})
    key = book.add_format(base | {"font_color": "#8793A0", "locked": True})
    page.write_string(0, 0, GUIDE)
    for column, (label, width) in enumerate(HEADS):
        page.set_column(column, column, width)
        page.write_string(1, column, label, head)
    for number, line in enumerate(lines, 2):
        texts = [*_facts(line), _text(line.value), line.progress if line.first else "", line.key]
        formats = [plain] * 8 + [fill if line.known else plain, fill if line.first else plain, key]
        for column, (text, style) in enumerate(zip(texts, formats, strict=True)):
            page.write_string(number, column, text, style)
    page.freeze_panes(2, 2)
    page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    book.close()
    return out.getvalue()


def _facts(line: Line) -> list[str]:
    duty, known = line.duty, line.known
    task = duty.assignment.task
    shared = [task.plan.title, task.title, duty.period.label, duty.period.due_on.isoformat()]
    if known is None:
        return [*shared, "", "", "", ""]
    one = known.indicator
    return [
        *shared,
        f"{one.metric}（{_('累计') if one.cumulative else _('当期')}）",
        one.unit,
        "" if known.target is None else amount(known.target.amount, one.unit),
        "" if known.last is None else amount(known.last.amount, one.unit),
    ]


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def read_back(content: bytes, name: str) -> list[Given]:
    """The lines of a sheet that came back. ReasonMissing where it is not such a sheet."""
    if kind_of(content, name) is not Kind.SHEET:
        raise ReasonMissing(_("请上传从“填报”页下载、填好的.xlsx表。"))
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever the broken part makes it raise
        raise ReasonMissing(_("这个表打不开，可能已损坏，请重新下载。")) from error
    try:
        found = _lines(book.worksheets[0].iter_rows(max_row=MOST_ROWS, values_only=True))
        lines = list(found)
    finally:
        book.close()
    if not lines:
        raise ReasonMissing(_("表里没有可取用的行，请用从“填报”页下载的表填写。"))
    return lines


def _lines(rows: Iterator[Sequence[Any]]) -> Iterator[Given]:
    columns: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        texts = [_cell(value) for value in row]
        if not columns:
            if {VALUE, KEY} <= set(texts):
                columns = {text: column for column, text in enumerate(texts) if text}
            continue
        if not any(texts):
            continue
        title = texts[columns["任务"]] if "任务" in columns else ""
        yield Given(
            key=texts[columns[KEY]],
            value=texts[columns[VALUE]],
            progress=texts[columns[PROGRESS]] if PROGRESS in columns else None,
            where=_("第%(row)s行 %(title)s") % {"row": number, "title": title[:40]},
        )


def rows_of(content: bytes, name: str) -> list[list[str]]:
    """The cells of the first sheet of a workbook, as they would be typed. ReasonMissing where it
    is none, or cannot be opened."""
    if kind_of(content, name) is not Kind.SHEET:
        raise ReasonMissing(_("请上传.xlsx表，或把内容直接粘贴进来。"))
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever the broken part makes it raise
        raise ReasonMissing(_("这个表打不开，可能已损坏。")) from error
    try:
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS, values_only=True)
        return [[_cell(value) for value in row] for row in rows]
    finally:
        book.close()


def _cell(value: Any) -> str:
    """A cell as it would be typed: 28 for 28.0, no exponent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        whole = Decimal(repr(value))
        return f"{whole:f}".rstrip("0").rstrip(".") if "." in f"{whole:f}" else f"{whole:f}"
    return str(value).strip()


def tally(answers: Sequence[Answer]) -> tuple[int, int]:
    """Lines taken, and lines not taken."""
    taken = sum(answer.taken for answer in answers)
    return taken, len(answers) - taken
