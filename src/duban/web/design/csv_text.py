"""Rows as the text of a CSV file that a spreadsheet opens as it is meant."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

Value = str | int | Decimal | date | None
#: what makes a spreadsheet take a text for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: tells spreadsheets that the file is UTF-8
MARK = "\ufeff"


def csv_of(lines: Iterable[Sequence[Value]]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([plain(value) for value in line] for line in lines)
    return MARK + out.getvalue()


def plain(value: Value) -> str:
    """A value as text; what could run as a formula is quoted."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            return f"'{value}" if value.startswith(FORMULA) else value
