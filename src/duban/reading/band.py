"""Where a table says what its columns are: one row of headers, or two or three under a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duban.reading.header import FIELD, Name, Role, bare, name_of
from duban.reading.kinds import Kind, kind_of

Row = Sequence[str]

#: above its header a table may carry its title, a unit of money, a date
SEARCHED = 12
#: whoever lists these lists people or papers, not tasks
_OTHER_LISTS = frozenset(
    [
        "姓名",
        "联系电话",
        "电话",
        "手机",
        "手机号码",
        "联系方式",
        "职务",
        "签名",
        "签字",
        "签收",
        "签收人",
        "性别",
        "身份证号",
    ]
)
_TASK_ROLES = {Role.TITLE, Role.PATH}
_DUTY_ROLES = {Role.LEADERS, Role.LEAD_UNITS, Role.CO_UNITS, Role.DUE, Role.MILESTONE}
#: a word for an organisation that any list may use
_GENERIC = frozenset(["单位", "部门", "时间", "日期", "责任", "完成", "项目单位", "领导"])
#: what no header is
_NEVER = (Kind.SERIAL, Kind.FIGURE, Kind.NOBODY)
#: a header that names a unit of measure where another names who is responsible
_MEASURES = frozenset(("单位", "计量单位"))


class Head(NamedTuple):
    """One column's header: its own text, without white space, and that of the group above it.
    `measures` where 单位 means a unit of measure, another column naming who is responsible."""

    text: str
    group: str = ""
    measures: bool = False

    @property
    def name(self) -> Name:
        if self.measures:
            return FIELD
        own = name_of(self.text)
        if not self.group:
            return own
        above = name_of(self.group)
        if above.role is Role.MILESTONE and own.role is not Role.MILESTONE:
            return above if own.role in (Role.TITLE, Role.MILESTONE) else Name(Role.FIELD)
        return own if own.known else name_of(self.group + self.text)


class Band(NamedTuple):
    """The rows from `top` up to `bottom` (not included) hold the headers of the columns."""

    top: int
    bottom: int
    heads: tuple[Head, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(head.text for head in self.heads)


def find_band(rows: Sequence[Row]) -> Band | None:
    """The headers of a table of tasks, None where the table has none or lists other things."""
    for top, row in enumerate(rows[:SEARCHED]):
        if is_header(row):
            bottom = top + 1
            while bottom < min(len(rows), top + 3) and _is_lower(rows[bottom - 1], rows[bottom]):
                bottom += 1
            heads = _heads(rows[top:bottom])
            if bottom < len(rows) and numbers_columns(rows[bottom]):
                bottom += 1
            return Band(top, bottom, heads)
    return None


def is_header(row: Row) -> bool:
    """Whether the row names the columns of a table of tasks."""
    texts = {bare(cell) for cell in row if cell}
    if len(texts) < 2 or any(len(text) > 30 for text in texts):
        return False
    names = {text: name_of(text) for text in texts}
    roles = {name.role for name in names.values() if name.known}
    known = sum(name.known for name in names.values())
    if len(roles) < 2 or known * 3 < len(texts):
        return False
    if roles & _TASK_ROLES:
        return bool(roles - _TASK_ROLES) or Role.TITLE in roles
    duties = {n.role for text, n in names.items() if text not in _GENERIC} & _DUTY_ROLES
    return bool(duties) and Role.NUMBER in roles and not texts & _OTHER_LISTS


def _is_lower(above: Row, row: Row) -> bool:
    """Whether the row divides a group of the row above, and elsewhere repeats it or is empty."""
    divided = False
    for at, cell in enumerate(row):
        over = above[at] if at < len(above) else ""
        if not cell or cell == over:
            continue
        if len(cell) > 20 or kind_of(cell) in _NEVER or not _in_group(above, at):
            return False
        divided = True
    return divided


def _in_group(above: Row, at: int) -> bool:
    """Whether the header cell over this column spans several columns (filled or left empty)."""
    over = above[at] if at < len(above) else ""
    after = above[at + 1] if at + 1 < len(above) else None
    before = above[at - 1] if at else None
    if over:
        return over in (before, after) or (after == "" and at + 1 < len(above))
    return any(above[:at])


def _heads(rows: Sequence[Row]) -> tuple[Head, ...]:
    width = max(len(row) for row in rows)
    filled = [spread(row, rows[level + 1 :], width) for level, row in enumerate(rows)]
    heads = []
    for column in range(width):
        texts = [bare(row[column]) for row in filled]
        seen = [text for at, text in enumerate(texts) if text and text not in texts[:at]]
        heads.append(Head(seen[-1] if seen else "", seen[-2] if len(seen) > 1 else ""))
    while heads and not heads[-1].text:
        heads.pop()
    if any(_says_who(head) for head in heads):
        heads = [head._replace(measures=head.text in _MEASURES) for head in heads]
    return tuple(heads)


def _says_who(head: Head) -> bool:
    return head.text not in _GENERIC and head.name.role is Role.LEAD_UNITS


def spread(row: Row, below: Sequence[Row], width: int) -> list[str]:
    """The row with a group's text over all the columns that the row below divides it into."""
    spread = [*row, *[""] * (width - len(row))]
    for at in range(1, width):
        divided = any(at < len(lower) and lower[at] for lower in below)
        if not spread[at] and divided:
            spread[at] = spread[at - 1]
    return spread


def numbers_columns(row: Row) -> bool:
    """Whether the row only counts the columns: 1 2 3 4, or 甲 乙 1 2."""
    cells = [cell for cell in row if cell and cell not in "甲乙丙丁"]
    return len(cells) > 2 and cells == [str(n + 1) for n in range(len(cells))]
