"""When something is due, and which period a column speaks of.

due     = before? year? (month (day | part)? | season) after*        the end counts in 3月至5月
year    = 2026年 | 2026. | 2026- | 2026/ | 今年 | 本年 | 明年
month   = 10月 | 十月 | 2026.10
part    = 底 | 末 | 初 | 上旬 | 中旬 | 下旬
season  = 第三季度 | 上半年 | 下半年 | 年中 | 年底 | 年内 | 全年 | (nothing, after a year)
after   = 底 | 末 | 前 | 之前 | 以前 | 完成 | 。
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from duban.plan import Due, Period
from duban.reading.facts import spelled_number

_ONES = "[一二三四1-4]"
_NUMERAL = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DUE = re.compile(
    rf"""(?:截至|截止|直至|至|到|于|在|确保|力争|计划|预计|拟)?
    (?:(?P<year>20\d\d)\s*(?:年度?|[./\-－—])?|(?P<this>今年|本年度?|当年)|(?P<next>明年|次年))?\s*的?
    (?:(?:(?P<from>{_NUMERAL})\s*月?份?(?:初|底|末)?\s*(?:-|－|—|–|~|～|至|到)+\s*(?:20\d\d年)?)?
       (?P<month>{_NUMERAL})\s*月份?\s*(?:(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号]|(?P<part>底|末|初|上旬|中旬|下旬))?
     |(?P<m>1[0-2]|0?[1-9])(?:\s*[./\-－]\s*(?P<d>3[01]|[12]\d|0?[1-9])日?)?(?:[ T]00:00(?::00)?)?
     |第?(?:(?:{_ONES}|[、\-—至])*?)(?P<quarter>{_ONES})\s*季度?
     |(?P<half>[上下])半年
     |(?P<season>年\s*[底末内中终]|[底末内]|全年度?|整年|年度|12月)
    )?
    (?:\s*(?:底|末|前|之前|以前|内|完成|办结|到位|启动|左右|止))*\s*[。.；;]?""",
    re.VERBOSE,
)
_DECADE = {"上旬": 10, "中旬": 20}
_SPOKEN = re.compile("长期|持续|常态|每[月季年周]|按.{0,6}(?:要求|部署|进度|节点)|滚动|适时")


@lru_cache(maxsize=2048)
def due_of(text: str, year: int | None) -> Due | None:
    """The date that a cell names and nothing else; `year` stands in where the cell has none."""
    found = _DUE.fullmatch("".join(text.split()) if "00:00" not in text else text.strip())
    if found is None or not any(found.groupdict().values()):
        return None
    if found["year"]:
        year = int(found["year"])
    elif year is not None and found["next"]:
        year += 1
    if year is None:
        return None
    return _due(found, year)


def _due(found: re.Match[str], year: int) -> Due | None:
    if found["month"]:
        day = int(found["day"]) if found["day"] else _DECADE.get(found["part"] or "")
        return _checked(year, month_number(found["month"]), day)
    if found["m"]:
        if found["d"] is None and found["year"] is None:
            return None  # a bare number is no date
        return _checked(year, int(found["m"]), int(found["d"]) if found["d"] else None)
    if found["quarter"]:
        return Due(year, 3 * quarter_number(found["quarter"]))
    if found["half"]:
        return Due(year, 6 if found["half"] == "上" else 12)
    season = found["season"] or ""
    return Due(year, 6 if season.endswith("中") else 12)


def _checked(year: int, month: int, day: int | None) -> Due | None:
    try:
        return Due.parse(f"{year:04}-{month:02}" + ("" if day is None else f"-{day:02}"))
    except ValueError:
        return None


def month_number(text: str) -> int:
    return int(text) if text.isdigit() else spelled_number(text)


def quarter_number(text: str) -> int:
    return int(text) if text.isdigit() else "一二三四".index(text) + 1


_WITHIN = re.compile(
    r"(?:(20\d\d)年)?(?:(?:1[0-2]|0?[1-9])月(?:(?:3[01]|[12]\d|0?[1-9])日|[底末])?|年[底末内])"
)


@lru_cache(maxsize=2048)
def last_due_within(text: str, year: int | None) -> Due | None:
    """The latest date named anywhere in a longer text, None where there is none."""
    dues = [due_of(found[0], year) for found in _WITHIN.finditer("".join(text.split()))]
    known = [due for due in dues if due is not None]
    return max(known, key=lambda due: due.last_day) if known else None


def is_spoken(text: str) -> bool:
    """Whether the words say how long in a way that is no date: 长期, 持续推进, 每月."""
    return _SPOKEN.search(text) is not None


_SUBJECT = (
    r"(?:工作|进度|目标|任务|计划|安排|要求|节点|完成|情况|推进|实施|形象|累计|阶段|阶段性|主要|重点|内容|举措|"
    r"进展|指标|值|数|措施|达到|预期|应完成|需达到)*"
)
_TAIL = rf"(?:底|末|前|内|度)*{_SUBJECT}"
_HEAD = r"(?:20\d\d年度?|年度|截至|至|到|在)*"
_PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(rf"{_HEAD}第?([一二三四1-4])季度?{_TAIL}"),
        lambda found: f"Q{quarter_number(found[1])}",
    ),
    (re.compile(rf"{_HEAD}[Qq]([1-4])(?:季度)?{_TAIL}"), lambda found: f"Q{found[1]}"),
    (
        re.compile(rf"{_HEAD}([上下])半年{_TAIL}"),
        lambda found: "H1" if found[1] == "上" else "H2",
    ),
    (
        re.compile(rf"{_HEAD}({_NUMERAL})月份?{_TAIL}"),
        lambda found: f"M{month_number(found[1]):02}",
    ),
    (
        re.compile(rf"{_HEAD}({_NUMERAL})月?(?:-|－|—|–|~|～|至)({_NUMERAL})月份?{_TAIL}"),
        lambda found: _months(month_number(found[1]), month_number(found[2])),
    ),
    (re.compile(rf"(?:20\d\d年)?全年度?{_TAIL}"), lambda _: "Y"),
    (re.compile(r"(?:20\d\d)?年度?(?:总体|总)?(?:目标|计划|任务)(?:值|要求)?"), lambda _: "Y"),
)
_QUARTERS = {
    (1, 3): "Q1",
    (4, 6): "Q2",
    (7, 9): "Q3",
    (10, 12): "Q4",
    (1, 6): "H1",
    (7, 12): "H2",
    (1, 12): "Y",
}


def _months(first: int, last: int) -> str:
    return _QUARTERS.get((first, last), f"M{first:02}..M{last:02}" if first < last else "")


@lru_cache(maxsize=1024)
def period_key(header: str) -> str:
    """The period that a column header without white space names: Q1, H2, M06, Y; else nothing."""
    for pattern, key in _PERIODS:
        found = pattern.fullmatch(header)
        if found is not None:
            return key(found)
    return ""


def period_of(key: str, year: int) -> Period:
    """The period of that key in a year."""
    if key == "Y":
        return Period.year(year)
    return Period.parse("..".join(f"{year}-{part}" for part in key.split("..")))
