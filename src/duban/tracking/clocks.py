"""The three clocks of a reporting period: opens, due, closes.

A clock is written as an official would say it:

    clock  = ("期初" | "期末") [("前" | "后") number ("日" | "个工作日")]
           | "次月" number "日" ["顺延"]

期末后5个工作日 is the fifth working day after the last day of the period; 次月5日顺延 is the fifth
of the following month, or the next working day where that day is off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duban.plan import Period
from duban.tracking.working_days import Calendar

_FROM_AN_END = re.compile(r"(期初|期末)(?:([前后])(\d{1,3})(个工作日|日))?")
_NEXT_MONTH = re.compile(r"次月(\d{1,2})日(顺延)?")


class Anchor(StrEnum):
    START = "期初"
    END = "期末"
    NEXT_MONTH = "次月"


@dataclass(frozen=True, slots=True)
class Clock:
    """`count` is signed days from the anchor; the day of the month under NEXT_MONTH.

    `working` counts working days; under NEXT_MONTH it moves a day off to the next worked one.
    """

    anchor: Anchor
    count: int = 0
    working: bool = False

    @classmethod
    def parse(cls, text: str) -> Clock:
        """The clock written as `text`; ValueError, in words, where it is none."""
        found = _FROM_AN_END.fullmatch(text.strip())
        if found is not None:
            anchor, side, number, unit = found.groups()
            count = int(number or 0) * (-1 if side == "前" else 1)
            return cls(Anchor(anchor), count, unit == "个工作日")
        found = _NEXT_MONTH.fullmatch(text.strip())
        if found is None or not 1 <= int(found[1]) <= 31:
            raise ValueError(f"不是时点：{text}（例：期末后5个工作日、次月5日顺延、期初）")
        return cls(Anchor.NEXT_MONTH, int(found[1]), found[2] is not None)

    def on(self, first: date, last: date, calendar: Calendar) -> date:
        """The day this clock strikes for a period from `first` to `last`."""
        if self.anchor is Anchor.NEXT_MONTH:
            after = last + timedelta(days=1)
            end = Period.month(after.year, after.month).last_day
            day = after.replace(day=min(self.count, end.day))
            return calendar.next_working_day(day) if self.working else day
        day = first if self.anchor is Anchor.START else last
        if self.working and self.count != 0:
            return calendar.add_working_days(day, self.count)
        return day + timedelta(days=self.count)

    def __str__(self) -> str:
        if self.anchor is Anchor.NEXT_MONTH:
            return f"次月{self.count}日{'顺延' if self.working else ''}"
        if self.count == 0:
            return self.anchor.value
        side, unit = "前" if self.count < 0 else "后", "个工作日" if self.working else "日"
        return f"{self.anchor.value}{side}{abs(self.count)}{unit}"
