"""The .xlsx that is filled in without the network, and reading it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
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
#: what a number format writes as it stands: 0"%" shows 95 as 95%, 0% shows 0.95 so
_QUOTED = re.compile(r'"[^"]*"|\\.')
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
    """The lines of a sheet that came back, whichever page of the workbook holds them and in
    whatever order its columns stand. ReasonMissing where it is not such a sheet."""
    if kind_of(content, name) is not Kind.SHEET:
        raise ReasonMissing(_("请上传从“填报”页下载、填好的.xlsx表。"))
    for page in _pages(content):
        lines = list(_lines(page))
        if lines:
            return lines
    raise ReasonMissing(_("表里没有可取用的行，请用从“填报”页下载的表填写。"))


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[Given]:
    columns: dict[str, int] = {}
    for number, texts in enumerate(rows, 1):
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
    return next(iter(_pages(content)), [])


def _pages(content: bytes) -> list[list[list[str]]]:
    """The cells of every page as they would be typed, a formula without a result as itself."""
    try:
        with ExitStack() as held:
            books = [
                openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=results)
                for results in (True, False)
            ]
            for book in books:
                held.callback(book.close)
                for page in book.worksheets:
                    page.reset_dimensions()  # some programs write none, or a wrong one
            pairs = zip(*(book.worksheets for book in books), strict=True)
            return [_cells(results, formulas) for results, formulas in pairs]
    except ReasonMissing:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part makes it raise
        raise ReasonMissing(_("这个表打不开，可能已损坏，请另存一份再上传。")) from error


def _cells(results: Any, formulas: Any) -> list[list[str]]:
    """One page, read twice: what its formulas came to when it was saved, and as it is written."""
    found = []
    both = (page.iter_rows(max_row=MOST_ROWS + 1) for page in (results, formulas))
    for number, rows in enumerate(zip(*both, strict=True)):
        texts = [_cell(*pair) for pair in zip(*rows, strict=True)]
        if number == MOST_ROWS and any(texts):
            raise ReasonMissing(_("表超过%(most)s行，请分开上传。") % {"most": MOST_ROWS})
        found.append(texts)
    width = max(map(len, found), default=0)
    return [[*texts, *[""] * (width - len(texts))] for texts in found]


def _cell(cell: Any, written: Any) -> str:
    """A cell as it would be typed: 28 for 28.0, 95% for 0.95 shown as percent, no exponent."""
    value = cell.value
    if value is None:
        return "" if written.value is None else str(written.value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value).strip()
    # of a float, the places that Excel shows
    plain = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    percent = "%" in _QUOTED.sub("", cell.number_format)
    text = f"{plain * 100 if percent else plain:f}"
    bare = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{bare}%" if percent else bare


def tally(answers: Sequence[Answer]) -> dict[str, int]:
    """How many lines were taken, left, and left blank by the person."""
    return {
        "taken": sum(one.taken for one in answers),
        "left": sum(not one.taken and not one.blank for one in answers),
        "blank": sum(one.blank for one in answers),
    }
