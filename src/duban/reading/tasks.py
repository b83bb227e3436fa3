"""A row of a task table made into a task."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from duban.plan import Doubt, Due, Milestone, Task
from duban.reading.columns import Columns
from duban.reading.dates import due_of, last_due_within
from duban.reading.lines import Line, Places
from duban.reading.names import NOBODY, parted, split_people, split_units
from duban.reading.spelled import number_in

Names = tuple[str, ...]


def task_of(
    line: Line, year: int | None, order: int | None, doubt: Callable[[Doubt], None]
) -> Task:
    """The task of `line`; `order` is its number where the list has no serial numbers."""
    columns, cells = line.piece.columns, line.cells
    if columns is None:
        raise ValueError("the line belongs to no task table")
    grid, row = line.piece.grid, line.row
    leads, helps = _responsible(columns, cells)
    due, note, left = _due(line, columns, year, doubt)
    fields = {header: cells[at] for header, at in columns.fields if cells[at]}
    if left:
        fields[columns.due_header] = left
    number = None
    if columns.number is not None:
        printed = cells[columns.number]
        number = number_in(printed)
        if printed and (number is None or order is not None):
            fields[columns.number_header] = printed
    return Task(
        title=cells[columns.title],
        number=number if order is None else order,
        ids=_ids(columns, cells) if columns.ids else {},
        path=line.path,
        text=cells[columns.title],
        leaders=_names(columns.leaders, cells, split_people),
        lead_units=leads,
        co_units=helps,
        fields=fields,
        units=line.piece.units.of_row(cells),
        due=due,
        note=note,
        milestones=_milestones(line),
        place=grid.place_of(row, 0),
        places=Places(line),
    )


def _milestones(line: Line) -> tuple[Milestone, ...]:
    stones = line.piece.stones
    if not stones:
        return ()
    cells, place_of, row, moved = line.cells, line.piece.grid.place_of, line.row, line.moved
    found = [
        Milestone(period, cells[at], place_of(row, at) if moved is None else line.places(at)[0])
        for period, at in stones
        if cells[at]
    ]
    return tuple(found)


def _ids(columns: Columns, cells: Sequence[str]) -> dict[str, int]:
    numbers = ((level, number_in(cells[at])) for level, at in columns.ids)
    return {level: number for level, number in numbers if number is not None}


def number_of(line: Line) -> int | None:
    """The line's own serial number, where it is a plain one."""
    columns = line.piece.columns
    if columns is None or columns.number is None:
        return None
    return number_in(line.cells[columns.number])


def _names(columns: tuple[int, ...], cells: Sequence[str], split: Callable[[str], Names]) -> Names:
    if len(columns) == 1:
        return split(cells[columns[0]])
    return tuple(dict.fromkeys(name for at in columns for name in split(cells[at])))


def _responsible(columns: Columns, cells: Sequence[str]) -> tuple[Names, Names]:
    leads = _names(columns.lead_units, cells, split_units)
    helps = _names(columns.co_units, cells, split_units)
    if len(columns.lead_units) == 1:
        both = parted(cells[columns.lead_units[0]])
        if both is not None:
            leads, helps = both[0], tuple(dict.fromkeys((*both[1], *helps)))
    return leads, helps


def _due(
    line: Line, columns: Columns, year: int | None, doubt: Callable[[Doubt], None]
) -> tuple[Due | None, str, str]:
    """The due date, the note, and the words of the due column that are kept as a field."""
    cells = line.cells
    note = "" if columns.note is None else cells[columns.note]
    text = "" if columns.due is None else cells[columns.due]
    if text in NOBODY:
        return None, note, ""
    due = due_of(text, year)
    if due is not None:
        return due, note, ""
    due = last_due_within(text, year)
    if due is not None:
        return due, note, text
    place = line.places(columns.due or 0)[0]
    if note:
        doubt(
            Doubt(
                "due-unread",
                f"“{text}”读不出日期，期限空着，原文留在“{columns.due_header}”。",
                place,
                {"所写": text},
            )
        )
        return None, note, text
    seen = f"“{text}”读不出日期，期限空着，原文记入备注。"
    doubt(Doubt("due-unread", seen, place, {"所写": text}))
    return None, text, ""
