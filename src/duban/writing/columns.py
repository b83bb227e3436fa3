"""The columns of a task list: those that it was read with, and what its tasks need beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from duban.plan import Due, FrameColumn, Period, Plan, Task, worded

#: headers of columns that the source did not have, by what they hold
HEADERS = {
    "number": "序号",
    "title": "任务名称",
    "leaders": "牵头领导",
    "lead_units": "牵头单位",
    "co_units": "配合单位",
    "due": "完成时限",
    "note": "备注",
}
_LEVELS = "一二三四五六七八九"
_MILESTONE, _IDS = "milestone:", "ids:"
_ID_HEADERS = {
    "province": "省级序号",
    "city": "市级序号",
    "district": "区级序号",
    "county": "县级序号",
    "town": "镇级序号",
    "village": "村级序号",
}


def columns_for(frame: Sequence[FrameColumn], tasks: Sequence[Task]) -> tuple[FrameColumn, ...]:
    """The columns of `frame` (the usual ones where it is empty) with further ones for what the
    tasks hold and it has no place for."""
    columns = list(frame) or list(_usual(tasks))
    parts = [column.part for column in columns]
    fields = {column.field for column in columns}
    for part, header in _needed(tasks):
        if part in parts or part in fields or (part == "co_units" and "lead_units" in parts):
            continue
        parts.append(part)
        columns.append(FrameColumn(part, (header,)))
    return tuple(columns)


def _usual(tasks: Sequence[Task]) -> Iterator[FrameColumn]:
    """序号, the headings, 任务名称 and who answers for it, for a plan that was no table."""
    yield FrameColumn("number", (HEADERS["number"],), HEADERS["number"])
    depth = max((len(task.path) for task in tasks), default=0)
    for level in range(depth):
        yield FrameColumn("path", (f"{_LEVELS[min(level, 8)]}级目标",), merged=True)
    yield FrameColumn("title", (HEADERS["title"],))
    for part in ("leaders", "lead_units", "co_units"):
        if any(getattr(task, part) for task in tasks):
            yield FrameColumn(part, (HEADERS[part],))


def _needed(tasks: Iterable[Task]) -> Iterator[tuple[str, str]]:
    """The parts that some task has, with the headers of columns for them, in their usual order."""
    held: dict[str, str] = {}
    stones: set[Period] = set()
    for task in tasks:
        held |= {
            f"{_IDS}{level}": _ID_HEADERS.get(level, level)
            for level, number in task.ids.items()
            if number != task.number
        }
        held |= {
            name: HEADERS[name]
            for name in ("leaders", "lead_units", "co_units", "due")
            if getattr(task, name)
        }
        if task.note and not _is_spoken(task):
            held["note"] = HEADERS["note"]
        held |= {header: header for header in task.fields}
        stones.update(stone.period for stone in task.milestones)
    ends = ("due", "note")
    yield from ((part, header) for part, header in held.items() if part not in ends)
    yield from ((f"{_MILESTONE}{period}", period.label) for period in sorted(stones))
    yield from ((part, held[part]) for part in ends if part in held)


def part_in(columns: Sequence[FrameColumn], at: int, year: int | None) -> Callable[[Task], str]:
    """What gives the text of a task in column `at`; `year` is that of the plan."""
    column = columns[at]
    part = column.part
    if part == "path":
        before, count = heading_columns(columns[:at]), heading_columns(columns)
        return lambda task: _heading(task, before, count)
    if part in ("leaders", "lead_units", "co_units"):
        parts = [one.part for one in columns]
        if part in parts[:at]:
            return _nothing
        if part == "lead_units" and "co_units" not in parts:
            return _leads_and_helps
        names: Callable[[Task], Sequence[str]] = attrgetter(part)
        return lambda task: "、".join(names(task))
    if part == "title":
        return attrgetter(part)
    if part == "note":
        return lambda task: "" if _is_spoken(task) else task.note
    if part.startswith(_IDS):
        level = part.removeprefix(_IDS)
        return lambda task: str(task.ids.get(level, ""))
    if part.startswith(_MILESTONE):
        period = Period.parse(part.removeprefix(_MILESTONE))
        return lambda task: next((one.text for one in task.milestones if one.period == period), "")
    if part == "number":
        return lambda task: task.fields.get(column.field, _number(task))
    if part == "due":
        return lambda task: task.fields.get(column.field, _due(task, column.wording, year))
    return lambda task: task.fields.get(part, "")


def _nothing(_task: Task) -> str:
    """What stands in the second of two columns for the same names: the first has them all."""
    return ""


def _number(task: Task) -> str:
    return "" if task.number is None else str(task.number)


def _due(task: Task, wording: str, year: int | None) -> str:
    if task.due is None:
        return task.note if _is_spoken(task) else ""
    return due_text(task.due, wording, year)


def _is_spoken(task: Task) -> bool:
    """Whether the note is what the column of due dates said without naming one: 长期."""
    return (
        task.due is None and bool(task.note) and "due" in task.places and "note" not in task.places
    )


def heading_columns(columns: Iterable[FrameColumn]) -> int:
    return sum(column.part == "path" for column in columns)


def above(task: Task, columns: Iterable[FrameColumn]) -> tuple[str, ...]:
    """The headings of the task that have no column and stand in rows of their own."""
    return task.path[: max(0, len(task.path) - heading_columns(columns))]


def _heading(task: Task, before: int, count: int) -> str:
    """The heading in the column that has `before` of the `count` columns of headings before it."""
    level = max(0, len(task.path) - count) + before
    return task.path[level] if level < len(task.path) else ""


def _leads_and_helps(task: Task) -> str:
    """Who helps beside who leads, where helpers have no column of their own."""
    if not task.co_units:
        return "、".join(task.lead_units)
    leads = [f"{'、'.join(task.lead_units)}（牵头）"] if task.lead_units else []
    return "、".join([*leads, f"{'、'.join(task.co_units)}（配合）"])


def due_text(due: Due, wording: str = "", year: int | None = None) -> str:
    """The date as the column writes dates, where that says no less; else 2026年11月30日."""
    says_year = "{year}" in wording or due.year == year
    if wording and due.day is None and says_year:
        return worded(wording, due.year, due.month)
    day = "" if due.day is None else f"{due.day}日"
    return f"{due.year}年{due.month}月{day}"


def runs(plan: Plan) -> Iterator[tuple[tuple[FrameColumn, ...], range]]:
    """The tasks of the plan by the frames that they were read from: columns, and positions among
    `plan.tasks`. A task that was added later stands in the frame of the one before it."""
    frame_of = {table: frame for frame in plan.frames for table in frame.tables}
    current = plan.frames[0] if plan.frames else None
    begun = 0
    for at, task in enumerate(plan.tasks):
        found = frame_of.get(task.place.table or 0, current)
        if found is not current:
            if at > begun:
                yield _run(plan, current.columns if current else (), begun, at)
            begun, current = at, found
    if begun < len(plan.tasks):
        yield _run(plan, current.columns if current else (), begun, len(plan.tasks))


def _run(
    plan: Plan, frame: Sequence[FrameColumn], first: int, last: int
) -> tuple[tuple[FrameColumn, ...], range]:
    return columns_for(frame, plan.tasks[first:last]), range(first, last)
