"""Periods a plan speaks of, and the dates things are due.

A period is written as in the JSON form: `2026`, `2026-Q1`, `2026-H2`, `2026-M06`,
`2021-2025`, `2017-M03..2017-M05`. A due date is a month or a day: `2026-10`, `2026-09-30`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_PART = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|M(0[1-9]|1[0-2])))?")
_DUE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")


@cache
def _end_of_month(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole months, from the first day of `first` to the last day of `last`.

    Both are (year, month). Periods sort by when they begin, then by when they end.
    """

    first: tuple[int, int]
    last: tuple[int, int]

    @classmethod
    def year(cls, year: int) -> Period:
        return cls((year, 1), (year, 12))

    @classmethod
    def years(cls, first: int, last: int) -> Period:
        return cls((first, 1), (last, 12))

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        return cls((year, 3 * number - 2), (year, 3 * number))

    @classmethod
    def half(cls, year: int, number: int) -> Period:
        return cls((year, 6 * number - 5), (year, 6 * number))

    @classmethod
    def month(cls, year: int, number: int) -> Period:
        return cls((year, number), (year, number))

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period written as `text`; ValueError where it is none."""
        if re.fullmatch(r"\d{4}-\d{4}", text):
            period = cls.years(int(text[:4]), int(text[5:]))
        else:
            ends = [cls._one(part) for part in text.split("..")]
            period = cls(ends[0].first, ends[-1].last)
        if period.last < period.first or text.count("..") > 1:
            raise ValueError(f"不是时期：{text}")
        return period

    @classmethod
    def _one(cls, text: str) -> Period:
        found = _PART.fullmatch(text)
        if found is None:
            raise ValueError(f"不是时期：{text}")
        year = int(found[1])
        if found[2]:
            return cls.quarter(year, int(found[2]))
        if found[3]:
            return cls.half(year, int(found[3]))
        if found[4]:
            return cls.month(year, int(found[4]))
        return cls.year(year)

    @property
    def first_day(self) -> date:
        return date(*self.first, 1)

    @property
    def last_day(self) -> date:
        return _end_of_month(*self.last)

    def covers(self, other: Period) -> bool:
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        (year, first), (last_year, last) = self.first, self.last
        if (first, last) == (1, 12):
            return f"{year}" if year == last_year else f"{year}-{last_year}"
        if year == last_year and first == last:
            return f"{year}-M{first:02}"
        if year == last_year and last - first == 2 and last % 3 == 0:
            return f"{year}-Q{last // 3}"
        if year == last_year and last - first == 5 and last % 6 == 0:
            return f"{year}-H{last // 6}"
        return f"{year}-M{first:02}..{last_year}-M{last:02}"

    @property
    def label(self) -> str:
        """As it is said: 2026年一季度, 2026年上半年, 2026年6月, 2021—2025年."""
        (year, first), (last_year, last) = self.first, self.last
        kind, _, number = str(self).partition("-")[2].partition("Q")
        if year != last_year:
            return f"{year}—{last_year}年"
        if (first, last) == (1, 12):
            return f"{year}年"
        if number and not kind:
            return f"{year}年{'一二三四'[int(number) - 1]}季度"
        if last - first == 5 and last % 6 == 0:
            return f"{year}年{'上下'[last // 6 - 1]}半年"
        return f"{year}年{first}月" if first == last else f"{year}年{first}—{last}月"


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """When something must be done: by the end of a month, or of a day."""

    year: int
    month: int
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Due:
        """The date written as `text`; ValueError where it is none."""
        found = _DUE.fullmatch(text)
        if found is None:
            raise ValueError(f"不是期限：{text}")
        due = cls(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
        if due.last_day.month != due.month:
            raise ValueError(f"不是期限：{text}")
        return due

    @property
    def last_day(self) -> date:
        if self.day is None:
            return _end_of_month(self.year, self.month)
        return date(self.year, self.month, self.day)

    def __str__(self) -> str:
        day = "" if self.day is None else f"-{self.day:02}"
        return f"{self.year}-{self.month:02}{day}"
