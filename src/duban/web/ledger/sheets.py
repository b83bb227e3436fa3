"""Workbooks for taking away: what stands on the page, as text, with nothing that a program runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from duban.web.ledger.models import Defect, Edition, Waiver

Field = str | int | Decimal | date | None
#: a cell of Excel holds no more
MAX_CELL = 32_767


def workbook(
    title: str,
    heads: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Field]],
    name: str = "清单",
) -> bytes:
    """An .xlsx with one sheet: the title, the heads with their widths in characters, the rows.

    Texts are written as texts: what begins with = + - @ is never a formula.
    """
    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet(name[:31])
    base = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
    top = book.add_format({"font_name": "宋体", "font_size": 16, "bold": True})
    head = book.add_format(base | {"bold": True, "bg_color": "#E8EFF6", "valign": "vcenter"})
    plain = book.add_format(base)
    money = book.add_format(base | {"num_format": "#,##0.00"})
    day = book.add_format(base | {"num_format": "yyyy-mm-dd"})
    for column, (_label, width) in enumerate(heads):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, top)
    for column, (label, _width) in enumerate(heads):
        sheet.write_string(1, column, label, head)
    number = 1
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            match value:
                case None:
                    sheet.write_blank(number, column, None, plain)
                case Decimal():
                    sheet.write_number(number, column, float(value), money)
                case int():
                    sheet.write_number(number, column, value, plain)
                case date():
                    sheet.write_datetime(number, column, value, day)
                case _:
                    sheet.write_string(number, column, value[:MAX_CELL], plain)
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, max(1, number), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    book.close()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A finding and the waiver that lets it stand, if there is one."""

    defect: Defect
    waiver: Waiver | None


def findings_workbook(edition: Edition, rows: Iterable[FoundRow]) -> bytes:
    """The findings of an edition with their waivers, one a row."""
    heads = (
        (_("规则"), 8),
        (_("级别"), 6),
        (_("任务"), 36),
        (_("发现"), 60),
        (_("事实"), 36),
        (_("建议"), 24),
        (_("豁免理由"), 24),
        (_("豁免人"), 10),
    )

    def cells() -> Iterable[Sequence[Field]]:
        for row in rows:
            defect, waiver = row.defect, row.waiver
            facts = "；".join(f"{name}：{value}" for name, value in defect.form["values"].items())
            yield (
                f"{defect.rule} {defect.form['name']}",
                str(defect.get_severity_display()),
                "" if defect.entry is None else str(defect.entry),
                str(defect),
                facts,
                defect.form["suggestion"] or "",
                "" if waiver is None else waiver.reason,
                "" if waiver is None else waiver.by.name,
            )

    return workbook(_("%(title)s核对发现") % {"title": edition}, heads, cells(), _("核对发现"))
