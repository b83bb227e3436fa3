"""Days off and make-up days as people have them: a table, or the words of the notice itself.

    首日         末日        性质   名称
    2027-02-05   2027-02-11  放假   春节
    2027年2月14日            上班   春节

    二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月14日（周日）上班。

A line is a row of a table (cells parted by tabs or commas), or a sentence of a notice:

    line     = [number "、"] name ("：" | ":") {sentence "。"}
    sentence = runs "放假" … | runs "上班"
    runs     = run {("、" | "，") run}
    run      = day ["至" day]
    day      = [[number "年"] number "月"] number ("日" | "号") ["（" weekday "）"]

A month that is not written is the one before; a weekday that does not fit its date is a fault, for
it tells that the year is another one. Lines that name no day are let pass: a notice has greetings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from duban.tracking.working_days import Calendar, CalendarError, DayKind, Span

WEEKDAYS = "一二三四五六日"
KINDS = {
    **dict.fromkeys(("放假", "休", "休息", "休息日", "节假日", "公休"), DayKind.OFF),
    **dict.fromkeys(("上班", "班", "工作日", "补班", "调休上班", "补休上班"), DayKind.WORK),
}
HEADS = {
    "first": ("首日", "开始", "开始日期", "起", "日期", "日"),
    "last": ("末日", "结束", "结束日期", "止"),
    "kind": ("性质", "类型", "类别", "安排"),
    "name": ("名称", "节日", "节假日", "事由", "备注"),
}
#: cells of a table without a head, in their order
ORDER = ("first", "last", "kind", "name")
MOST_LINES = 500
_DATE = re.compile(
    r"(?:(?P<year>\d{4})\s*[-/.年])?\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?"
    r"(?:\s+00:00:00)?"
)
_DAY = re.compile(
    r"(?:(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月)?(?P<day>\d{1,2})[日号]"
    r"(?:[（(](?:周|星期)(?P<weekday>[一二三四五六日天])[）)])?"
)
_NAME = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?(?P<name>[^：:]{1,20})[：:]")
_SENTENCE = re.compile(r"(?P<days>[^。；;]*?)(?P<kind>放假|上班)[^。；;]*")


class DayListFaulty(ValueError):
    """The list cannot be used; `faults` are sentences, in order of their lines."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class _Fault(Exception):
    said: str


def read_text(text: str, year: int) -> tuple[Span, ...]:
    """The days that a pasted table or notice names; dates without a year are of `year`."""
    return read_rows(map(_cells, text.splitlines()), year)


def _cells(line: str) -> list[str]:
    """The cells of a row, one of which is a date and nothing else, or of its heads; other lines
    are left whole."""
    cells = [cell.strip() for cell in re.split(r"[\t,，]", line)]
    row = any(_DATE.fullmatch(cell) for cell in cells) or bool(_head(cells))
    return cells if row else [line]


def read_rows(rows: Iterable[Sequence[str]], year: int) -> tuple[Span, ...]:
    """The same of rows that are cells already. DayListFaulty with every fault found."""
    spans: list[Span] = []
    faults: list[str] = []
    columns: dict[str, int] = {name: at for at, name in enumerate(ORDER)}
    for number, row in enumerate(rows, 1):
        if number > MOST_LINES:
            faults.append(f"超过{MOST_LINES}行，请检查是不是贴错了内容。")
            break
        cells = [cell.strip() for cell in row]
        head = _head(cells)
        if head:
            columns = head
            continue
        try:
            spans += _read(cells, columns, year)
        except _Fault as fault:
            faults.append(f"第{number}行：{fault.said}")
    if not faults and not spans:
        faults.append("没有读到放假或上班的日子。")
    if not faults:
        faults += _twice(spans)
    if faults:
        raise DayListFaulty(faults)
    return tuple(sorted(spans))


def _twice(spans: Sequence[Span]) -> Iterator[str]:
    try:
        Calendar(tuple(spans))
    except CalendarError as error:
        yield f"{error}，请只留一处。"


def _head(cells: Sequence[str]) -> dict[str, int]:
    """The columns that a row of heads names; empty where it is none."""
    found = {
        name: cells.index(word) for name, words in HEADS.items() for word in words if word in cells
    }
    return found if {"first", "kind"} <= set(found) else {}


def _read(cells: Sequence[str], columns: dict[str, int], year: int) -> list[Span]:
    if not any(cells):
        return []
    if len(cells) == 1:
        return list(_sentences(cells[0], year))
    cell = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
    kind = KINDS.get(cell["kind"])
    if kind is None:
        raise _Fault(f"“{cell['kind']}”不是放假也不是上班。")
    first = _date(cell["first"], year)
    last = _date(cell.get("last", ""), year) if cell.get("last") else first
    return [_span(first, last, kind, cell.get("name", ""))]


def _date(text: str, year: int) -> date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise _Fault(f"“{text}”不是日期，请写成2027-02-05的样子。")
    return _made(int(found["year"] or year), int(found["month"]), int(found["day"]))


def _made(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _Fault(f"没有{year}年{month}月{day}日这一天。") from None


def _span(first: date, last: date, kind: DayKind, name: str) -> Span:
    if last < first:
        raise _Fault(f"末日{last}早于首日{first}。")
    if (last - first).days > 60:
        raise _Fault(f"{first}至{last}超过60天，请核对。")
    return Span(first, last, kind, name or kind.value)


def _sentences(line: str, year: int) -> Iterator[Span]:
    """The runs of one line of a notice."""
    named = _NAME.match(line)
    name = named["name"].strip() if named is not None else ""
    rest = line if named is None else line[named.end() :]
    month: tuple[int, int] | None = None
    for sentence in _SENTENCE.finditer(rest):
        kind = DayKind(sentence["kind"])
        held: date | None = None
        for found in _DAY.finditer(sentence["days"]):
            if found["month"] is not None:
                month = int(found["year"] or year), int(found["month"])
            if month is None:
                raise _Fault(f"“{found[0]}”没有写明月份。")
            day = _made(*month, int(found["day"]))
            _refuse_other_weekday(day, found["weekday"])
            joined = sentence["days"][: found.start()].endswith("至") and held is not None
            if held is not None and not joined:
                yield _span(held, held, kind, name)
            if joined and held is not None:
                yield _span(held, day, kind, name)
            held = None if joined else day
        if held is not None:
            yield _span(held, held, kind, name)


def _refuse_other_weekday(day: date, weekday: str | None) -> None:
    if weekday is None:
        return
    real = WEEKDAYS[day.weekday()]
    if weekday.replace("天", "日") != real:
        raise _Fault(f"{day}是周{real}，这里写的是周{weekday}，请核对年份。")
