"""Findings as a workbook that goes back to the drafting unit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from duban.plan import Finding, Plan, Severity
from duban.plan.wording import SEVERITY, field_label, subject, where

#: header and width in characters
_COLUMNS = (
    ("序号", 6),
    ("文件", 24),
    ("任务", 12),
    ("级别", 8),
    ("规则", 8),
    ("名称", 28),
    ("说明", 70),
    ("栏目", 24),
    ("位置", 24),
    ("建议改为", 24),
)
_FILL = {Severity.ERROR: "#f6d5d0", Severity.WARNING: "#fbeccb", Severity.INFO: "#e4ecf5"}


def write_sheet(path: Path, plans: Sequence[Plan], findings: Sequence[Finding]) -> None:
    """Write the workbook; every cell is text, so that nothing in it is taken for a formula."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("核对结果")
        head = book.add_format({"bold": True, "bg_color": "#eeeae0", "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        fills = {
            severity: book.add_format({"bg_color": color, "valign": "top", "border": 1})
            for severity, color in _FILL.items()
        }
        for column, (header, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, head)
        for row, finding in enumerate(findings, 1):
            for column, text in enumerate(_cells(row, plans[finding.plan], finding)):
                shape = fills[finding.severity] if column == 3 else plain
                sheet.write_string(row, column, text, shape)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(findings)), len(_COLUMNS) - 1)


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
