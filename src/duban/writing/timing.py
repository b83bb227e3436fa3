"""The time limits inside a sentence of a plan.

    limit = [hope] ["在" | "于" | "到" | "至"] when
    when  = [year] month ("底" | "末") before     6月底前        → 30 June
          | [year] month day before               9月20日之前    → 20 September
          | [year] month third before             11月中旬前     → 20 November
          | [year] month before                   10月前         → 30 September
          | [year] quarter ["末" | "底"] before   三季度末前     → 30 September
          | [year] "上半年" ["底" | "末"] before
    before = ["之"] "前" | "以前" | "内"

"到6月底" needs no 前. A limit that describes a noun (6月底前的) is none.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

#: what a plan says of something that it means to do
HOPES = "力争|争取|确保|努力|有望|务必|务求|计划|拟|预计|将|要"
_NUMERALS = "一二三四五六七八九十"
_WHEN = (
    r"(?:(?P<year>20\d\d)年|今年|本年)?"
    r"(?:(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
    r"(?:(?P<day>3[01]|[12]\d|[1-9])[日号]|(?P<third>[上中下])旬|(?P<monthend>底|末))?"
    r"|(?P<quarter>[一二三四1-4])季度(?P<quarterend>底|末)?"
    r"|上半年(?:底|末)?)"
)
_LIMIT = re.compile(
    rf"(?:{HOPES})?(?:在|于|到|至|截至)?(?P<said>{_WHEN}(?:之前|以前|前|(?P<within>内)))"
    r"(?!的|后|期|夕|三|两|沿|端)[，,]?"
)
_UNTIL = re.compile(
    rf"(?:{HOPES})?(?:到|至|截至)(?P<said>{_WHEN})(?P<within>)(?<=[底末日号])(?!的|前|之前|以前)[，,]?"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """From `start` to `end` with the hope before it and the comma behind it; `said` is the time
    alone, `day` the last one that keeps it."""

    start: int
    end: int
    said: str
    day: date


def limits_in(text: str, year: int) -> Iterator[Limit]:
    """The limits of a sentence of `year`'s plan, from left to right."""
    found = [*_LIMIT.finditer(text), *_UNTIL.finditer(text)]
    for match in sorted(found, key=lambda one: one.start()):
        day = _last_day(match, year)
        if day is not None:
            yield Limit(match.start(), match.end(), match["said"], day)


def _last_day(match: re.Match[str], year: int) -> date | None:
    """None where there is no such day."""
    year = int(match["year"] or year)
    within = match["within"] is not None
    if match["month"]:
        return _in_month(match, year, _number(match["month"]), within=within)
    if match["quarter"]:
        last = 3 * _number(match["quarter"])
        ends = within or match["quarterend"] is not None
        return _end(year, last) if ends else date(year, last - 2, 1) - timedelta(days=1)
    return _end(year, 6)


def _in_month(match: re.Match[str], year: int, month: int, *, within: bool) -> date | None:
    if match["day"]:
        day = int(match["day"])
        return date(year, month, day) if day <= _end(year, month).day else None
    if match["third"] in ("上", "中"):
        return date(year, month, 10 if match["third"] == "上" else 20)
    if match["third"] or match["monthend"] or within:
        return _end(year, month)
    return date(year, month, 1) - timedelta(days=1)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return sum(_NUMERALS.index(sign) + 1 for sign in text)


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
