"""Tables of a paper as .xlsx workbooks."""

from __future__ import annotations

from duban.writing.workbook.file import to_xlsx

__all__ = ["to_xlsx"]
