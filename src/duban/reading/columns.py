"""Which column of a table gives which part of a task, once its headers stand over their data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from duban.reading.fit import Fitted, Profile, name_of_column
from duban.reading.header import BY_SHAPE, Name, Role
from duban.reading.kinds import Kind

#: the finer columns that hold the task itself where the column called 重点工作 only groups them
_FINER = frozenset(
    (
        "具体措施",
        "工作措施",
        "主要措施",
        "工作举措",
        "具体举措",
        "主要举措",
        "推进措施",
        "落实措施",
        "建设内容",
        "具体内容",
    )
)
_JOINT = frozenset((Role.LEADERS, Role.LEAD_UNITS, Role.CO_UNITS))
_SINGLE = (Role.LEADERS, Role.LEAD_UNITS, Role.DUE, Role.NOTE)
#: the words of leading itself; beside one of them, whoever is only 责任单位 helps
_FIRST_LEADS = ("牵头", "主办", "主责", "第一责任", "主要责任")
#: levels of government from the highest, as the serial numbers of a list may count them
RANKS = ("province", "city", "district", "county", "town", "village")


class Column(NamedTuple):
    at: int
    name: Name
    header: str

    @property
    def role(self) -> Role:
        return self.name.role


class Columns(NamedTuple):
    """The positions from which the parts of a task are read; `width` is that of the rows."""

    width: int
    title: int
    number: int | None = None
    number_header: str = ""
    ids: tuple[tuple[str, int], ...] = ()
    path: tuple[int, ...] = ()
    leaders: tuple[int, ...] = ()
    lead_units: tuple[int, ...] = ()
    co_units: tuple[int, ...] = ()
    due: int | None = None
    due_header: str = ""
    milestones: tuple[tuple[str, int], ...] = ()
    note: int | None = None
    fields: tuple[tuple[str, int], ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """The role of each position, FIELD where it gives nothing of its own."""
        found = [Role.FIELD] * self.width
        for role, at in self._placed():
            found[at] = role
        return tuple(found)

    def _placed(self) -> Iterator[tuple[Role, int]]:
        yield Role.TITLE, self.title
        for role, at in ((Role.NUMBER, self.number), (Role.DUE, self.due), (Role.NOTE, self.note)):
            if at is not None:
                yield role, at
        yield from ((Role.NUMBER, at) for _, at in self.ids)
        yield from ((Role.MILESTONE, at) for _, at in self.milestones)
        for role, ats in (
            (Role.PATH, self.path),
            (Role.LEADERS, self.leaders),
            (Role.LEAD_UNITS, self.lead_units),
            (Role.CO_UNITS, self.co_units),
        ):
            yield from ((role, at) for at in ats)


def settle(fitted: Fitted, level: str) -> Columns | None:
    """The columns of a task table; None where none of them can be the task. `level` is that of
    the government which issued the list: its serial number is the task's."""
    columns = [
        Column(at, name_of_column(profile), f"第{at + 1}列")
        if head is None
        else Column(at, head.name, head.text)
        for at, (head, profile) in enumerate(zip(fitted.heads, fitted.profiles, strict=True))
        if head is not None or profile.fill
    ]
    _part_spans(columns, fitted.profiles)
    title = _title(columns, fitted.profiles)
    if title is None:
        return None
    roles = {column.at: column.role for column in columns}
    _settle_headings(columns, fitted.profiles, title, roles)
    _settle_responsible(columns, roles)
    for role in _SINGLE:
        _keep_strongest(columns, roles, role)
    return _columns(columns, roles, title, level, len(fitted.profiles))


def _part_spans(columns: list[Column], profiles: Sequence[Profile]) -> None:
    """One header over a serial number and a text: the number is a number."""
    for at, column in enumerate(columns):
        beside = [c for c in columns[max(0, at - 1) : at + 2] if c is not column]
        spanned = any(other.header == column.header for other in beside)
        if spanned and column.role is not Role.NUMBER and profiles[column.at].mostly(Kind.SERIAL):
            columns[at] = Column(column.at, Name(Role.NUMBER, 900), column.header)


def _title(columns: Sequence[Column], profiles: Sequence[Profile]) -> int | None:
    """The column of the task: the strongest title whose cells are no mere groups."""
    named = sorted(
        (column for column in columns if column.role is Role.TITLE),
        key=lambda column: (column.name.rank, -column.at),
    )
    # 总任务（亩） ends like a task and holds its size
    named = [column for column in named if not _is_counted(profiles[column.at])] or named
    finer = [column for column in columns if column.role is Role.TITLE or column.header in _FINER]
    deepest = _deepest(columns)
    for column in named:
        if deepest is not None and deepest.at > column.at and not column.header.endswith("名称"):
            return deepest.at
        if profiles[column.at].runs < 0.3:
            return column.at
        below = [c for c in finer if c.at > column.at and profiles[c.at].runs < 0.3]
        if not below or _rows_share_serial(columns, profiles):
            return column.at
        if below[0] not in named:
            return below[0].at
    return named[0].at if named else _unnamed_title(columns, profiles)


def _is_counted(profile: Profile) -> bool:
    """Whether the column holds bare numbers."""
    return profile.shares.get(Kind.SERIAL, 0.0) + profile.shares.get(Kind.FIGURE, 0.0) > 0.6


def _deepest(columns: Sequence[Column]) -> Column | None:
    """The column of the deepest of the headings that are called 一级, 二级, 三级."""
    levelled = [c for c in columns if c.role is Role.PATH and c.name.level]
    return max(levelled, key=lambda column: (column.name.level, column.at), default=None)


def _rows_share_serial(columns: Sequence[Column], profiles: Sequence[Profile]) -> bool:
    """Whether the serial number runs over several rows as its task does."""
    return any(profiles[column.at].runs >= 0.3 for column in columns if column.role is Role.NUMBER)


def _unnamed_title(columns: Sequence[Column], profiles: Sequence[Profile]) -> int | None:
    """Without a column called a task: the deepest heading, a year's target, or the first text."""
    deepest = _deepest(columns)
    counted = [column.at for column in columns if column.role is Role.NUMBER]
    if deepest is not None and not any(at > deepest.at for at in counted):
        return deepest.at
    if deepest is not None:  # a serial number behind the headings counts what stands behind it
        columns = [column for column in columns if column.at > max(counted)]
    for column in columns:
        if column.role is Role.MILESTONE and column.name.period.endswith("Y"):
            return column.at
    for column in columns:
        texts = profiles[column.at].shares
        if column.role is Role.FIELD and texts.get(Kind.TEXT, 0) + texts.get(Kind.WORDS, 0) > 0.7:
            return column.at
    return None


def _settle_headings(
    columns: Sequence[Column],
    profiles: Sequence[Profile],
    title: int,
    roles: dict[int, Role],
) -> None:
    serial = min((c.at for c in columns if c.role is Role.NUMBER), default=-1)
    for column in columns:
        at = column.at
        if at == title:
            roles[at] = Role.TITLE
        elif column.role is Role.FIELD and at < min(serial, title):
            # what runs over several rows before they are counted groups them
            groups = profiles[at].runs >= 0.3 and profiles[at].fill > 0
            roles[at] = Role.PATH if groups else Role.FIELD
        elif column.role is Role.TITLE:
            groups = at < title and profiles[at].runs >= 0.2
            roles[at] = Role.PATH if groups else Role.FIELD
        elif column.role is Role.PATH and not column.name.level and at > title:
            known = column.name.rank < BY_SHAPE
            roles[at] = Role.PATH if known and profiles[at].runs >= 0.3 else Role.FIELD


def _settle_responsible(columns: Sequence[Column], roles: dict[int, Role]) -> None:
    """Beside 牵头单位, a 责任单位 helps; a further one is a field."""
    leads = [column for column in columns if roles[column.at] is Role.LEAD_UNITS]
    firsts = [column for column in leads if _leads_first(column)]
    has_helpers = any(role is Role.CO_UNITS for role in roles.values())
    if not firsts:
        return
    for column in leads:
        if not _leads_first(column):
            roles[column.at] = Role.FIELD if has_helpers else Role.CO_UNITS


def _leads_first(column: Column) -> bool:
    return any(word in column.header for word in _FIRST_LEADS)


def _keep_strongest(columns: Sequence[Column], roles: dict[int, Role], role: Role) -> None:
    claims = [column for column in columns if roles[column.at] is role]
    if len(claims) < 2:
        return
    best = min(claims, key=lambda column: (column.name.rank, column.at))
    for column in claims:
        if column is not best and not (role in _JOINT and column.header == best.header):
            roles[column.at] = Role.FIELD


def _columns(
    columns: Sequence[Column], roles: dict[int, Role], title: int, level: str, width: int
) -> Columns:
    def all_of(role: Role) -> tuple[int, ...]:
        return tuple(column.at for column in columns if roles[column.at] is role)

    numbers = [column for column in columns if roles[column.at] is Role.NUMBER]
    number = _number(numbers, level)
    stones = [c for c in columns if roles[c.at] is Role.MILESTONE]
    kept = {c.name.period: c.at for c in reversed(stones)}
    due = next((c for c in columns if roles[c.at] is Role.DUE), None)
    others = [
        column
        for column in columns
        if roles[column.at] is Role.FIELD
        or (column in stones and column.at not in kept.values())
        or (column in numbers and column is not number and not column.name.level)
    ]
    return Columns(
        width=width,
        title=title,
        number=None if number is None else number.at,
        number_header="" if number is None else number.header,
        ids=tuple((c.name.level, c.at) for c in numbers if c.name.level),
        path=all_of(Role.PATH),
        leaders=all_of(Role.LEADERS),
        lead_units=all_of(Role.LEAD_UNITS),
        co_units=all_of(Role.CO_UNITS),
        due=None if due is None else due.at,
        due_header="" if due is None else due.header,
        milestones=tuple((c.name.period, c.at) for c in stones if kept[c.name.period] == c.at),
        note=next(iter(all_of(Role.NOTE)), None),
        fields=tuple(_distinct(others, [c.header for c in (number, due) if c is not None])),
    )


def _number(numbers: Sequence[Column], level: str) -> Column | None:
    """The issuing level's serial number, else the document's own, else the lowest level's."""
    for column in numbers:
        if level and column.name.level == level:
            return column
    own = [column for column in numbers if not column.name.level]
    if own:
        return min(own, key=lambda column: column.name.rank)
    return max(numbers, key=lambda c: RANKS.index(c.name.level), default=None)


def _distinct(columns: Iterable[Column], taken: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Headers with their columns; a header that stands over two columns counts them, as one does
    that is `taken` for what cannot be read as a number or a date."""
    seen = dict.fromkeys(taken, 1)
    for column in columns:
        seen[column.header] = seen.get(column.header, 0) + 1
        again = seen[column.header]
        yield (column.header if again == 1 else f"{column.header}{again}"), column.at
