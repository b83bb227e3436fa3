"""Writing a task list of 100 tasks against the bare library writing the same cells.

The libraries are used as their manuals show it, in the quickest of those ways: python-docx fills
the cells row by row, XlsxWriter writes strings without any format. Ours has the whole paper about
the cells: page, styles, merged cells, headings, widths, how each task stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from io import BytesIO

import docx
import xlsxwriter

from duban.writing.blocks import Light, Table
from duban.writing.cells import placed
from duban.writing.tasklist import (
    Standing,
    task_list_docx,
    task_list_xlsx,
    task_tables,
)
from tools.bench.checking import grown, measured
from tools.bench.documents import documents, label
from tools.bench.row import Row, best_of_each

TASKS, LIMIT = 100, 1.5
DAY = date(2026, 3, 31)
Cells = Sequence[Sequence[str]]


def cells_of(table: Table) -> Cells:
    """Every position of the table with its text; what a merged cell covers is empty."""
    drawn = []
    for row in placed(table):
        texts = [""] * len(table.widths)
        for cell in row:
            texts[cell.column] = cell.text
        drawn.append(texts)
    return drawn


def bare_docx(tables: Sequence[Cells]) -> bytes:
    paper = docx.Document()
    for cells in tables:
        table = paper.add_table(len(cells), len(cells[0]))
        for row, texts in zip(table.rows, cells, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def bare_xlsx(tables: Sequence[Cells]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for cells in tables:
        sheet = book.add_worksheet()
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)
    book.close()
    return out.getvalue()


def rows() -> Iterator[Row]:
    for path in documents(".xlsx"):
        plan = grown(measured(path), TASKS)
        standings = [Standing("按进度推进", Light.GREEN)] * TASKS
        tables = [cells_of(table) for table in task_tables(plan, standings)]
        for ending, ours, bare in (
            (".docx", task_list_docx, bare_docx),
            (".xlsx", task_list_xlsx, bare_xlsx),
        ):
            works = (partial(ours, plan, DAY, standings), partial(bare, tables))
            taken, alone = best_of_each(works, 7)
            yield Row(f"{TASKS} tasks of {label(path)} as {ending}", taken, alone, LIMIT)
