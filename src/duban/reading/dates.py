"""When something is due, and which period a column speaks of.

due     = before? year? (month (day | part)? | season) after*        the end counts in 3月至5月
year    = 2026年 | 2026. | 2026- | 2026/ | 今年 | 本年 | 明年
month   = 10月 | 十月 | 2026.10
part    = 底 | 末 | 初 | 上旬 | 中旬 | 下旬
season  = 第三季度 | 上半年 | 下半年 | 年中 | 年底 | 年内 | 全年 | (nothing, after a year)
after   = 底 | 末 | 前 | 之前 | 以前 | 完成 | 。

column  = lead* (quarter | half | month | months | whole year) tail*
"""

from __future__ import annotations

import re
from functools import lru_cache

from duban.plan import Due, Period
from duban.reading.spelled import in_digits, small_number

# Chinese numerals are turned into digits before anything is compared: 十二月 is 十2月.
_MONTH = r"(?:1[0-2]|0?[1-9]|十[12]?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|[23]?十[1-9]?)"
_DUE = re.compile(
    rf"""(?:截至|截止|直至|至|到|于|在|确保|力争|计划|预计|拟)?
    (?:(?P<year>20\d\d)\s*(?:年度?|[./-]|－|—)?
     |(?P<this>今年|本年度?|当年)|(?P<next>明年|次年))?\s*的?
    (?:(?:{_MONTH}\s*月?份?(?:初|底|末)?\s*(?:-|－|—|–|~|～|至|到)+\s*(?:20\d\d年)?)?
       (?P<month>{_MONTH})\s*月份?
       \s*(?:(?P<day>{_DAY})\s*(?:日|号)|(?P<part>底|末|初|上旬|中旬|下旬))?
     |(?P<m>1[0-2]|0?[1-9])(?:\s*(?:[./-]|－)\s*(?P<d>3[01]|[12]\d|0?[1-9])日?)?
       (?:[ T]00:00(?::00)?)?
     |第?(?:[1-4](?:、|-|—|至))*(?P<quarter>[1-4])\s*季度?|[Qq](?P<q>[1-4])
     |(?P<half>上|下)半年
     |(?P<season>年\s*(?:底|末|内|中|终)|底|末|内|全年度?|整年|年度)
    )?
    (?:\s*(?:底|末|前|之前|以前|内|全面|全部|基本|完成|办结|到位|启动|左右|止))*\s*(?:。|\.|；|;)?""",
    re.VERBOSE,
)
_DECADE = {"上旬": 10, "中旬": 20}
_SPOKEN = (
    "长期",
    "持续",
    "常态",
    "每月",
    "每季",
    "每年",
    "每周",
    "滚动",
    "适时",
    "按要求",
    "按进度",
)


@lru_cache(maxsize=2048)
def due_of(text: str, year: int | None) -> Due | None:
    """The date that a cell names and nothing else; `year` stands in where the cell has none."""
    if len(text) > 40:
        return None
    bare = text.strip() if "00:00" in text else "".join(text.split())
    found = _DUE.fullmatch(in_digits(bare))
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
        day = small_number(found["day"]) if found["day"] else _DECADE.get(found["part"] or "")
        return _checked(year, small_number(found["month"]), day)
    if found["m"]:
        if found["d"] is None and found["year"] is None:
            return None  # a bare number is no date
        return _checked(year, int(found["m"]), int(found["d"]) if found["d"] else None)
    if found["quarter"] or found["q"]:
        return Due(year, 3 * int(found["quarter"] or found["q"]))
    if found["half"]:
        return Due(year, 6 if found["half"] == "上" else 12)
    season = found["season"] or ""
    return Due(year, 6 if season.endswith("中") else 12)


def _checked(year: int, month: int, day: int | None) -> Due | None:
    try:
        return Due.parse(f"{year:04}-{month:02}" + ("" if day is None else f"-{day:02}"))
    except ValueError:
        return None


@lru_cache(maxsize=2048)
def last_due_within(text: str, year: int | None) -> Due | None:
    """The latest date named anywhere in a longer text, None where there is none."""
    pattern = (
        rf"(?:20\d\d年)?(?:{_MONTH}月(?:{_DAY}日|底|末)?|年(?:底|末|内)|第?[1-4]季度|(?:上|下)半年)"
        rf"|20\d\d(?:\.|-|/){_MONTH}(?:(?:\.|-|/){_DAY})?"
    )
    named = re.findall(pattern, in_digits("".join(text.split())))
    known = [due for due in (due_of(words, year) for words in named) if due is not None]
    return max(known, key=lambda due: due.last_day) if known else None


def is_spoken(text: str) -> bool:
    """Whether the words say how long in a way that is no date: 长期, 持续推进, 每月."""
    return any(word in text for word in _SPOKEN)


#: what may stand before and after the period in a header
_LEADS = ("年度", "年", "截至", "至", "到", "在", "第")
_TAIL_WORDS = """
    工作 进度 目标 任务 计划 安排 要求 节点 完成 推进 实施 形象 累计 阶段性 阶段 主要 重点 内容
    举措 指标 措施 达到 预期 需 应 值 数 底 末 前 内 度 份"""
_TAILS = tuple(_TAIL_WORDS.split())
_OWN_WORDS = {
    "1季": "Q1",
    "2季": "Q2",
    "3季": "Q3",
    "4季": "Q4",
    "Q1": "Q1",
    "Q2": "Q2",
    "Q3": "Q3",
    "Q4": "Q4",
    "q1": "Q1",
    "q2": "Q2",
    "q3": "Q3",
    "q4": "Q4",
    "上半年": "H1",
    "下半年": "H2",
    "前2季": "H1",
    "前3季": "M01..M09",
    "1-3季": "M01..M09",
    "全年": "Y",
}
#: a year's target, which without its last word would be a mere year
_WHOLE_YEAR = (
    "年底",
    "年末",
    "至年底",
    "年底前",
    "年底目标",
    "年末目标",
    "年度目标",
    "年度计划",
    "年度任务",
    "年度总目标",
    "年度总体目标",
    "年目标",
    "年度目标值",
)
_RUNS = {
    (1, 3): "Q1",
    (4, 6): "Q2",
    (7, 9): "Q3",
    (10, 12): "Q4",
    (1, 6): "H1",
    (7, 12): "H2",
    (1, 12): "Y",
}


@lru_cache(maxsize=1024)
def period_key(header: str) -> str:
    """The period that a column header without white space names: Q1, H2, M06, Y; else nothing."""
    text = in_digits(header)
    if text[:2] == "20" and text[2:4].isdigit():
        text = text[4:]
    if text in _WHOLE_YEAR:
        return "Y"
    text = _trimmed(text)
    known = _OWN_WORDS.get(text)
    if known is not None:
        return known
    if not text.endswith("月"):
        return ""
    found = re.fullmatch(rf"({_MONTH})(?:月?(?:-|－|—|–|~|～|至)({_MONTH}))?月", text)
    if found is None:
        return ""
    first = small_number(found[1])
    return f"M{first:02}" if found[2] is None else _months(first, small_number(found[2]))


def _trimmed(text: str) -> str:
    """The header without the words around its period."""
    while True:
        shorter = next((text.removeprefix(word) for word in _LEADS if text.startswith(word)), text)
        shorter = next(
            (shorter.removesuffix(word) for word in _TAILS if shorter.endswith(word)), shorter
        )
        if shorter == text:
            return text
        text = shorter


def _months(first: int, last: int) -> str:
    return _RUNS.get((first, last), f"M{first:02}..M{last:02}" if first < last else "")


def period_of(key: str, year: int) -> Period:
    """The period of that key in `year`, or in the year that the key begins with: 2025-Q1."""
    if key.startswith("20"):
        year, key = int(key[:4]), key[5:]
    if key == "Y":
        return Period.year(year)
    return Period.parse("..".join(f"{year}-{part}" for part in key.split("..")))
