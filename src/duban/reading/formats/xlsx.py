"""Workbooks: every sheet one grid, its rows and columns numbered as in the sheet.

Values come from calamine. The sheet's own XML is looked at for what calamine does not tell: number
formats, hidden rows and columns, formulas that were never calculated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import python_calamine as calamine

from duban.plan import Doubt, Place
from duban.reading.formats.number_formats import plain, printed
from duban.reading.formats.opened import Contents, Opened
from duban.reading.formats.refusals import DAMAGED, LOCKED
from duban.reading.formats.xlsx_facts import SheetFacts, position_name, sheet_facts
from duban.reading.formats.xlsx_handed import handed
from duban.reading.source import Grid, Span, Unreadable

Rows = list[tuple[str, ...]]
Corners = tuple[tuple[int, int], tuple[int, int]]

#: rows between two reports of progress
STEP = 500
#: positions named in one doubt
NAMED = 10


def read(file: Opened) -> Contents:
    held: dict[str, bytes] = {}
    facts = sheet_facts(file.archive, file.limits, held)
    book = handed(file, held)
    held.clear()  # calamine copies what it is handed: into this very memory, where it is free
    try:
        return _read_book(calamine.CalamineWorkbook.from_filelike(book), facts, file)
    except calamine.PasswordError as error:
        raise Unreadable(LOCKED) from error
    except calamine.CalamineError as error:
        raise Unreadable(DAMAGED) from error
    except BaseException as error:
        # A panic of the library is no Exception and has no name that could be imported.
        if type(error).__name__ == "PanicException":
            raise Unreadable(DAMAGED) from error
        raise


def _read_book(book: Any, facts: list[SheetFacts], file: Opened) -> Contents:
    grids: list[Grid] = []
    doubts: list[Doubt] = []
    sheets = book.sheets_metadata
    if len(sheets) != len(facts):
        raise Unreadable(DAMAGED)
    for about, known in zip(sheets, facts, strict=True):
        place = Place(sheet=about.name, table=len(grids) + 1)
        if not str(about.typ).endswith("WorkSheet"):
            doubts.append(Doubt("chart-sheet", f"“{about.name}”不是表格，没有读。", place))
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = _rows(sheet, known, file)
        if not rows:
            continue
        if not str(about.visible).endswith(".Visible"):
            text = f"工作表“{about.name}”是隐藏的，也读了进来。"
            doubts.append(Doubt("hidden-sheet", text, place))
        doubts += _show_errors(rows, known, place)
        spans, covered = _fill(rows, sheet.merged_cell_ranges or ())
        doubts += _covered_doubts(covered, place)
        doubts += _doubts(known, place)
        grids.append(Grid(tuple(rows), place, spans))
    return Contents(tuple(grids), tuple(doubts))


def _rows(sheet: Any, known: SheetFacts, file: Opened) -> Rows:
    """The sheet's rows from its first, without the empty ones below the last that is filled."""
    rows: Rows = []
    if sheet.end is None:
        return rows
    total = sheet.end[0] + 1
    if total * (sheet.end[1] + 1) > file.limits.cells:
        raise Unreadable(
            f"工作表“{sheet.name}”超过{file.limits.cells}个单元格的上限，请拆分后再试。"
        )
    for values in sheet.iter_rows():
        formats = known.formats.get(len(rows))
        if formats is not None:
            for column, code in formats.items():
                if column < len(values) and not isinstance(values[column], str):
                    values[column] = printed(values[column], code)
        rows.append(tuple([v if v.__class__ is str else plain(v) for v in values]))
        if not len(rows) % STEP:
            file.progress(len(rows), total)
    file.progress(total, total)
    last_error = max((row for row, _ in known.errors), default=-1)
    while len(rows) - 1 > last_error and not any(rows[-1]):
        rows.pop()
    return rows


def _show_errors(rows: Rows, known: SheetFacts, place: Place) -> list[Doubt]:
    """Put error values (#DIV/0!) where calamine left nothing; the doubt that tells of them."""
    shown: list[tuple[int, int]] = []
    for (at, column), text in sorted(known.errors.items()):
        if at < len(rows) and column < len(rows[at]) and not rows[at][column]:
            rows[at] = (*rows[at][:column], text, *rows[at][column + 1 :])
            shown.append((at, column))
    if not shown:
        return []
    text = f"{_names(shown)}的公式结果是错误值，照原样读入。"
    return [Doubt("formula-error", text, _at(place, shown[0]))]


def _fill(rows: Rows, ranges: Sequence[Corners]) -> tuple[tuple[Span, ...], list[tuple[int, int]]]:
    """Fill merged cells in place; their spans, and where one hid a text of its own."""
    spans: list[Span] = []
    covered: list[tuple[int, int]] = []
    filled: dict[int, list[str]] = {}
    width = len(rows[0])
    for (top, left), (last_row, last_column) in sorted(ranges):
        bottom, right = min(last_row, len(rows) - 1), min(last_column, width - 1)
        if bottom < top or right < left or (top, left) == (bottom, right):
            continue
        text = (filled.get(top) or rows[top])[left]
        columns = range(left, right + 1)
        for at in range(top, bottom + 1):
            row = filled.get(at)
            if row is None:
                row = filled[at] = list(rows[at])
            for column in columns:
                own = row[column]
                if own != text:
                    if own:
                        covered.append((at, column))
                    row[column] = text
        spans.append(Span(top, left, bottom, right))
    for at, row in filled.items():
        rows[at] = tuple(row)
    return tuple(spans), covered


def _covered_doubts(covered: list[tuple[int, int]], place: Place) -> list[Doubt]:
    if not covered:
        return []
    text = f"合并单元格盖住了{_names(covered)}原有的文字，被盖住的没有读。"
    return [Doubt("covered-by-merge", text, _at(place, covered[0]))]


def _doubts(known: SheetFacts, place: Place) -> list[Doubt]:
    doubts: list[Doubt] = []
    if known.uncalculated:
        names = _names(known.uncalculated)
        text = f"{names}的公式没有保存计算结果，读作空，请在表格软件中重算并保存。"
        doubts.append(Doubt("formula-without-value", text, _at(place, known.uncalculated[0])))
    if known.hidden_rows:
        shown = "、".join(str(row + 1) for row in known.hidden_rows[:NAMED])
        more = f"等{len(known.hidden_rows)}行" if len(known.hidden_rows) > NAMED else "行"
        text = f"第{shown}{more}是隐藏的，也读了进来。"
        doubts.append(Doubt("hidden-rows", text, _at(place, (known.hidden_rows[0], 0))))
    if known.hidden_columns:
        text = f"有{len(known.hidden_columns)}处列是隐藏的，也读了进来。"
        doubts.append(Doubt("hidden-columns", text, _at(place, (0, known.hidden_columns[0]))))
    return doubts


def _names(positions: list[tuple[int, int]]) -> str:
    shown = "、".join(position_name(*at) for at in positions[:NAMED])
    return f"{shown}等{len(positions)}处" if len(positions) > NAMED else shown


def _at(place: Place, at: tuple[int, int]) -> Place:
    return place._replace(row=at[0] + 1, column=at[1] + 1)
