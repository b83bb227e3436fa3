"""Rows that sum up tasks, as the plan keeps them: 合计, 小计, 一、产业项目 | 150000.

总计 over or under all       closes its whole table
小计, or one 合计 of several   the rows since the last sum or heading, else those below it
a heading with figures       the rows under it
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duban.plan import Milestone, Task, Total
from duban.reading.lines import Line, Places

_PARTIAL = "小"


class Sum(NamedTuple):
    """A summing row as it was met: `line` holds its cells, `at` tasks had been read before it,
    those of its table from `begun` on. `path` ends in the heading that the row is, if it is one."""

    line: Line
    label: str
    at: int
    begun: int
    path: tuple[str, ...]


def totals_of(sums: Sequence[Sum], tasks: Sequence[Task]) -> tuple[Total, ...]:
    """The totals with the ranges of tasks that they close; none where a range is empty."""
    starts = sorted({one.begun for one in sums} | {0, len(tasks)})
    found: list[Total] = []
    for one in sums:
        end = next((start for start in starts if start > one.begun), len(tasks))
        own = [other for other in sums if other.begun == one.begun and not other.path]
        first, last = _range(one, own, tasks, end)
        if first < last:
            found.append(_total(one, first, last, (one.begun, end)))
    return tuple(found)


def _range(one: Sum, own: Sequence[Sum], tasks: Sequence[Task], end: int) -> tuple[int, int]:
    if one.path:
        return one.at, _end_of_section(tasks, one.at, one.path, end)
    whole = [other for other in own if not other.label.startswith(_PARTIAL)]
    if not one.label.startswith(_PARTIAL) and len(whole) == 1:
        return one.begun, end
    before = max((other.at for other in own if other.at < one.at), default=one.begun)
    first = max(before, _start_of_section(tasks, one.at, one.begun))
    if first < one.at and not any(other.at == one.at for other in own[: own.index(one)]):
        return first, one.at
    if one is own[-1] and one.at == end:
        return one.begun, end  # 总计 right behind the last 合计
    if one.at == one.begun and one is own[0] and not one.label.startswith(_PARTIAL):
        return one.begun, end  # 总计 right under the header
    following = min((other.at for other in own if other.at > one.at), default=end)
    return one.at, min(following, _end_of_section(tasks, one.at, (), end))


def _start_of_section(tasks: Sequence[Task], at: int, begun: int) -> int:
    """Where the run of tasks under one heading begins that ends before `at`."""
    first = at
    while first > begun and tasks[first - 1].path == tasks[at - 1].path:
        first -= 1
    return first


def _end_of_section(tasks: Sequence[Task], at: int, path: tuple[str, ...], end: int) -> int:
    """Where the run of tasks under `path` ends, under the path of the first where none is given."""
    if at < end and not path:
        path = tasks[at].path
    last = at
    while last < end and tasks[last].path[: len(path)] == path:
        last += 1
    return last


def _total(one: Sum, first: int, last: int, table: tuple[int, int]) -> Total:
    line = one.line
    columns, cells = line.piece.columns, line.cells
    fields = {} if columns is None else {h: cells[at] for h, at in columns.fields if cells[at]}
    stones = tuple(
        Milestone(period, cells[at], line.places(at)[0])
        for period, at in line.piece.stones
        if cells[at]
    )
    place = line.piece.grid.place_of(line.row, 0)
    return Total(one.label, first, last, table, fields, stones, place, Places(line))
