"""The columns of a task list: those that it was read with, and what its tasks need beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duban.plan import Document, Due, FrameColumn, Period, Plan, Task

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
            for name in ("leaders", "lead_units", "co_units", "due", "note")
            if getattr(task, name)
        }
        held |= {header: header for header in task.fields}
        stones.update(stone.period for stone in task.milestones)
    ends = ("due", "note")
    yield from ((part, header) for part, header in held.items() if part not in ends)
    yield from ((f"{_MILESTONE}{period}", period.label) for period in sorted(stones))
    yield from ((part, held[part]) for part in ends if part in held)


def text_of(task: Task, columns: Sequence[FrameColumn], at: int, document: Document) -> str:
    """What the task says in column `at`."""
    column = columns[at]
    part = column.part
    if part == "path":
        return _heading(task, columns, at)
    if part in ("leaders", "lead_units", "co_units"):
        first = next(i for i, one in enumerate(columns) if one.part == part)
        return _names(task, part, columns) if at == first else ""
    if column.field and column.field in task.fields:
        return task.fields[column.field]
    if part == "number":
        return "" if task.number is None else str(task.number)
    if part == "due":
        return "" if task.due is None else due_text(task.due, column.wording, document.year)
    if part.startswith(_IDS):
        return str(task.ids.get(part.removeprefix(_IDS), ""))
    if part.startswith(_MILESTONE):
        period = part.removeprefix(_MILESTONE)
        return next((one.text for one in task.milestones if str(one.period) == period), "")
    if part in ("title", "note"):
        return str(getattr(task, part))
    return task.fields.get(part, "")


def heading_columns(columns: Iterable[FrameColumn]) -> int:
    return sum(column.part == "path" for column in columns)


def above(task: Task, columns: Iterable[FrameColumn]) -> tuple[str, ...]:
    """The headings of the task that have no column and stand in rows of their own."""
    return task.path[: max(0, len(task.path) - heading_columns(columns))]


def _heading(task: Task, columns: Sequence[FrameColumn], at: int) -> str:
    own = task.path[len(above(task, columns)) :]
    level = sum(column.part == "path" for column in columns[:at])
    return own[level] if level < len(own) else ""


def _names(task: Task, part: str, columns: Sequence[FrameColumn]) -> str:
    """The names of a cell; where helpers have no column, they stand beside those who lead."""
    names: tuple[str, ...] = getattr(task, part)
    shares = part == "lead_units" and not any(column.part == "co_units" for column in columns)
    if not shares or not task.co_units:
        return "、".join(names)
    leads = [f"{'、'.join(names)}（牵头）"] if names else []
    return "、".join([*leads, f"{'、'.join(task.co_units)}（配合）"])


def due_text(due: Due, wording: str = "", year: int | None = None) -> str:
    """The date as the column writes dates, where that says no less; else 2026年11月30日."""
    says_year = "{year}" in wording or due.year == year
    if wording and due.day is None and says_year:
        return wording.format(year=due.year, month=due.month)
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
