"""Working days: the week, corrected by the days on which the State Council moved it.

The data are rows of a CSV table, as people edit it:

    首日,末日,性质,名称,依据,效力
    2026-02-15,2026-02-23,放假,春节,国务院办公厅2025年11月4日通知,正式
    2026-02-14,2026-02-14,上班,春节,国务院办公厅2025年11月4日通知,正式

A year whose notice is not out yet has its statutory days only, marked 暂定. A year without any
row is counted by the week alone; `caution` says so of every span that touches such a year.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

COLUMNS = ("首日", "末日", "性质", "名称", "依据", "效力")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(StrEnum):
    OFF = "放假"
    WORK = "上班"


class Force(StrEnum):
    OFFICIAL = "正式"
    PROVISIONAL = "暂定"


#: what is said of a year, by the force of its data; nothing of one that is official
CAUTIONS: Mapping[Force | None, str] = {
    None: "%(year)s年没有放假安排数据，只按周末计算。",
    Force.PROVISIONAL: "%(year)s年放假安排尚未公布，只按法定节日暂定。",
}


class CalendarError(ValueError):
    """The table cannot be used; str() of it says in which line and why."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of days that are off, or worked, whatever the week says."""

    first: date
    last: date
    kind: DayKind
    name: str
    basis: str = ""
    force: Force = Force.OFFICIAL

    def days(self) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            day += ONE_DAY


@dataclass(frozen=True)
class Calendar:
    """`spans` in any order; no day may stand in two of them."""

    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        seen: dict[date, Span] = {}
        for span in self.spans:
            for day in span.days():
                if day in seen:
                    raise CalendarError(f"{day}重复：{seen[day].name}、{span.name}")
                seen[day] = span

    @cached_property
    def _moved(self) -> dict[date, Span]:
        return {day: span for span in self.spans for day in span.days()}

    def span_of(self, day: date) -> Span | None:
        """Why `day` differs from the week; None where it does not."""
        return self._moved.get(day)

    def is_working_day(self, day: date) -> bool:
        span = self._moved.get(day)
        return day.weekday() < SATURDAY if span is None else span.kind is DayKind.WORK

    def next_working_day(self, day: date) -> date:
        """`day` itself where it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`th working day after `day`, or before it where `count` is negative.

        `day` itself is not counted, as in 自…起5个工作日内; 0 gives the next working day.
        """
        if count == 0:
            return self.next_working_day(day)
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and with `end`; negative backwards."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def force_of(self, year: int) -> Force | None:
        """PROVISIONAL where any day of the year is; None where nothing is known of it."""
        forces = {span.force for span in self.spans if span.last.year == year}
        return max(forces, key=list(Force).index, default=None)

    def caution(self, first: date, last: date, sentence: Callable[[str], str] = str) -> str:
        """What to bear in mind when days are counted from `first` to `last`; often nothing.
        `sentence` says it in another language."""
        forces = {year: self.force_of(year) for year in range(first.year, last.year + 1)}
        return "".join(
            sentence(CAUTIONS[force]) % {"year": year}
            for year, force in forces.items()
            if force in CAUTIONS
        )

    def with_spans(self, spans: Iterable[Span]) -> Calendar:
        """The same calendar, in which `spans` hold wherever they touch an earlier one."""
        fresh = tuple(spans)
        taken = {day for span in fresh for day in span.days()}
        kept = [piece for span in self.spans for piece in _without(span, taken)]
        return Calendar(tuple(sorted((*kept, *fresh))))

    def without_year(self, year: int) -> Calendar:
        """The same calendar with nothing known of one year."""
        days = {date(year, 1, 1) + ONE_DAY * n for n in range(366)}
        held = (piece for span in self.spans for piece in _without(span, days))
        return Calendar(tuple(held))

    def to_csv(self) -> str:
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(
            (span.first, span.last, span.kind, span.name, span.basis, span.force)
            for span in sorted(self.spans)
        )
        return out.getvalue()

    @classmethod
    def from_csv(cls, text: str) -> Calendar:
        """The calendar a table says; CalendarError with the line where it cannot be read."""
        table = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
        missing = [name for name in COLUMNS[:4] if name not in (table.fieldnames or ())]
        if missing:
            raise CalendarError(f"表头缺少：{'、'.join(missing)}")
        return cls(tuple(_span(row, table.line_num) for row in table))


def _without(span: Span, taken: set[date]) -> Iterator[Span]:
    """What is left of `span` when days are taken out of it, in unbroken runs."""
    run: list[date] = []
    for day in (*span.days(), None):
        if day is not None and day not in taken:
            run.append(day)
        elif run:
            yield Span(run[0], run[-1], span.kind, span.name, span.basis, span.force)
            run = []


def _span(row: dict[str, str | None], line: int) -> Span:
    cell = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        first = date.fromisoformat(cell["首日"])
        last = date.fromisoformat(cell["末日"] or cell["首日"])
        kind = DayKind(cell["性质"])
        force = Force(cell["效力"] or Force.OFFICIAL)
    except ValueError as error:
        raise CalendarError(
            f"第{line}行不能识别：{'，'.join(filter(None, cell.values()))}"
        ) from error
    if last < first:
        raise CalendarError(f"第{line}行末日早于首日：{first}、{last}")
    return Span(first, last, kind, cell["名称"], cell["依据"], force)
