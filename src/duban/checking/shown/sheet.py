"""Findings as a workbook that goes back to the drafting unit."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path

import xlsxwriter

from duban.plan import Finding, Plan, Severity
from duban.plan.wording import SEVERITY, field_label, subject, where

#: header and width in characters
_COLUMNS = (
    ("序号", 5),
    ("文件", 16),
    ("任务", 10),
    ("级别", 6),
    ("规则", 7),
    ("名称", 20),
    ("说明", 52),
    ("栏目", 18),
    ("位置", 20),
    ("建议改为", 20),
)
#: as the format counts sizes of paper
A4 = 9
#: the height of a line in points; not every program fits a row to its text
LINE = 15
_FILL = {Severity.ERROR: "#f6d5d0", Severity.WARNING: "#fbeccb", Severity.INFO: "#e4ecf5"}


def write_sheet(path: Path, plans: Sequence[Plan], findings: Sequence[Finding]) -> None:
    """Write the workbook; every cell is text, so that nothing in it is taken for a formula."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("核对结果")
        head = book.add_format(
            {
                "bold": True,
                "bg_color": "#eeeae0",
                "border": 1,
                "align": "center",
                "valign": "vcenter",
            }
        )
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        fills = {
            severity: book.add_format({"bg_color": color, "valign": "top", "border": 1})
            for severity, color in _FILL.items()
        }
        for column, (header, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, head)
        for row, finding in enumerate(findings, 1):
            cells = _cells(row, plans[finding.plan], finding)
            sheet.set_row(row, LINE * max(map(_lines, cells, (width for _, width in _COLUMNS))))
            for column, text in enumerate(cells):
                shape = fills[finding.severity] if column == 3 else plain
                sheet.write_string(row, column, text, shape)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&C第&P页 共&N页")
        sheet.autofilter(0, 0, max(1, len(findings)), len(_COLUMNS) - 1)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; a Chinese character counts two of its width."""
    return max(1, ceil(sum(1 if sign.isascii() else 2 for sign in text) / (width - 1)))


def _cells(number: int, plan: Plan, finding: Finding) -> tuple[str, ...]:
    return (
        str(number),
        plan.document.source.name,
        subject(finding),
        SEVERITY[finding.severity],
        finding.rule,
        finding.name,
        finding.message,
        "、".join(field_label(name) for name in finding.fields),
        where(finding),
        finding.suggestion or "",
    )
