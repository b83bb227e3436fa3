"""The rows of a task list: headers in groups, headings, tasks, sums, and what is merged in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from duban.plan import FrameColumn, Plan, Total
from duban.writing.blocks import Align, Cell, Face
from duban.writing.columns import above, part_in

Heads = tuple[str, ...]
Cells = list[str | Cell]


def header_rows(heads: Sequence[Heads]) -> Iterator[Cells]:
    """As many rows as the deepest header has; a header that is less deep goes down to the last.
    Neighbours under the same group share its cell, and so do neighbours under one header."""
    depth = max(1, *map(len, heads))
    for level in range(depth):
        row: Cells = []
        over = ((one[: level + 1], len(one) > level + 1) for one in heads)
        for (texts, goes_on), group in groupby(over):
            across = len(list(group))
            if texts and len(texts) == level + 1:
                row.append(Cell(texts[level], across, 1 if goes_on else depth - level))
            elif not texts and level == 0:
                row += [Cell(down=depth)] * across
        yield row


def body_rows(plan: Plan, columns: Sequence[FrameColumn], positions: range) -> Iterator[Cells]:
    """Task by task a full row of cells, between them the rows of headings and sums, whose cells
    cover several columns."""
    shown: tuple[str, ...] = ()
    sums = _sums_of(plan)
    parts = [part_in(columns, at, plan.document.year) for at in range(len(columns))]
    for at in positions:
        task = plan.tasks[at]
        headings = above(task, columns)
        new = headings[_shared(shown, headings) :]
        shown = headings
        leading = sums.get((at, False), [])
        own = {one.label: one for one in leading if any(map(one.label.__eq__, new))}
        yield from (_sum(one, columns) for one in leading if one.label not in own)
        for heading in new:
            if heading in own:
                yield _sum(own[heading], columns)
            else:
                yield [Cell(heading, across=len(columns), align=Align.LEFT, face=Face.HEI)]
        yield [part(task) for part in parts]
        yield from (_sum(one, columns) for one in sums.get((at, True), []))


def _shared(shown: Sequence[str], headings: Sequence[str]) -> int:
    """How many of the headings stand already above the next row. Where one has ended without
    another in its place, the one above it is said again."""
    same = 0
    while same < min(len(shown), len(headings)) and shown[same] == headings[same]:
        same += 1
    return same - 1 if same and same == len(headings) < len(shown) else same


def _sums_of(plan: Plan) -> dict[tuple[int, bool], list[Total]]:
    """The sums by the position of the task that they stand at, and whether behind it: there a sum
    stands that was read below its last task, or whose place is not known."""
    found: dict[tuple[int, bool], list[Total]] = {}
    for total in plan.totals:
        last = plan.tasks[min(total.last, len(plan.tasks)) - 1].place
        behind = (total.place.table or 0, total.place.row or 0) > (last.table or 0, last.row or 0)
        is_behind = behind or total.place.row is None
        at = total.last - 1 if is_behind else total.first
        found.setdefault((at, is_behind), []).append(total)
    return found


def _sum(total: Total, columns: Sequence[FrameColumn]) -> Cells:
    """The label over the columns that say what a task is, then the figures."""
    held = {f"milestone:{one.period}": one.text for one in total.milestones} | dict(total.fields)
    title = next(at for at, column in enumerate(columns) if column.part == "title")
    named = [at for at in range(title + 1) if columns[at].part not in held]
    across = 0
    while across in named:
        across += 1
    label = Cell(total.label, across=max(1, across), align=Align.CENTRE, face=Face.HEI)
    return [label, *(held.get(column.part, "") for column in columns[label.across :])]


def is_task(row: Cells, width: int) -> bool:
    """Whether the row is a task's, with a cell in each of `width` columns."""
    return len(row) == width


def text_in(entry: str | Cell) -> str:
    return entry if isinstance(entry, str) else entry.text


def merged(rows: Sequence[Cells], columns: Sequence[FrameColumn]) -> list[Cells]:
    """The rows with one cell for what the columns that are merged say several times running;
    headings and sums end a cell, and so does the end of a heading above it."""
    down: dict[tuple[int, int], int] = {}
    covered: set[tuple[int, int]] = set()
    for at, column in enumerate(columns):
        if not column.merged:
            continue
        first = 0
        for _, group in groupby(_said(rows, columns, at)):
            length = len(list(group))
            if length > 1:
                down[first, at] = length
                covered |= {(first + more, at) for more in range(1, length)}
            first += length
    drawn: list[Cells] = []
    for number, row in enumerate(rows):
        kept: Cells = []
        for at, entry in enumerate(row):
            if (number, at) in down:
                kept.append(Cell(text_in(entry), down=down[number, at]))
            elif (number, at) not in covered:
                kept.append(entry)
        drawn.append(kept)
    return drawn


def _said(
    rows: Sequence[Cells], columns: Sequence[FrameColumn], at: int
) -> Iterator[tuple[str, ...] | int]:
    """What each row says in column `at`, with the headings left of it where it is one itself; the
    row's own number where it says nothing or is no task's."""
    is_heading = columns[at].part == "path"
    over = [i for i in range(at) if is_heading and columns[i].part == "path"]
    for number, row in enumerate(rows):
        if is_task(row, len(columns)) and row[at]:
            yield (*(text_in(row[i]) for i in over), text_in(row[at]))
        else:
            yield number
