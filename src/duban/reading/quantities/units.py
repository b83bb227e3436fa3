"""Measure words: which characters behind a numeral are its unit.

unit  = MEASURE [ "(" ALTERNATIVE ")" ] [ "/" MEASURE ]       个县(市), 套(户), 元/户
scale = {"十" | "百" | "千" | "万" | "亿"} unit                in a header: (万元)
"""

from __future__ import annotations

from duban.plan.measures import TABLE
from duban.reading.quantities.lexicon import by_first, starts, words
from duban.reading.quantities.numerals import SCALES

KNOWN = frozenset(
    (
        *words("counter"),
        *words("time"),
        *words("money"),
        *(u for row in TABLE.values() for u in row),
    )
)
TIMES = frozenset(words("time"))
MONEY = frozenset(words("money"))
#: units whose figure follows the name of what it measures, as amounts of money do
_AFTER_ITS_NAME = frozenset(
    ("%", "‰", "个百分点", "百分点", "倍", "比", "千瓦时", "千瓦", "吨", "斤", "公斤", "平方米")
)
_UNITS = by_first(KNOWN)
_UNDER = by_first(words("under"))
_ALTERNATIVES = frozenset(words("alternative"))
_LONGER = by_first(words("longer"))
#: single characters that a header may put behind 个: 个村, 个点
_HEADED = frozenset("个处座条家项")


def names_amount(unit: str) -> bool:
    """Whether the unit names an amount or a rate, which follows the name of what it measures."""
    return unit in _AFTER_ITS_NAME or unit.partition("/")[0] in MONEY


def unit_at(text: str, at: int) -> int:
    """The end of the unit that begins at `at`; `at` where no known unit does."""
    unit = starts(_UNITS, text, at)
    if not unit or (len(unit) == 1 and starts(_LONGER, text, at)):
        return at
    end = at + len(unit)
    mark = text[end : end + 1]
    if mark == "/":
        under = starts(_UNDER, text, end + 1)
        return end + 1 + len(under) if under else end
    if mark == "(":
        return _bracketed(text, end)
    if mark and mark in _ALTERNATIVES and text[end + 1 : end + 2] == "(":
        after = _bracketed(text, end + 1)
        return after if after > end + 1 else end
    return end


def _bracketed(text: str, at: int) -> int:
    """The end of a bracket at `at` that holds one alternative measure word, else `at`."""
    holds = text[at + 2 : at + 3] == ")" and text[at + 1] in _ALTERNATIVES
    return at + 3 if holds else at


def header_unit(header: str) -> tuple[int, str, str] | None:
    """Scale, unit and remaining noun of a header that ends in its unit: 总投资(万元)."""
    head = header.rstrip(":")
    if not head.endswith(")"):
        return None
    opening = head.rfind("(")
    unit = scaled_unit(head[opening + 1 : -1].removeprefix("单位:")) if opening >= 0 else None
    return None if unit is None else (*unit, head[:opening])


def scaled_unit(word: str) -> tuple[int, str] | None:
    """万元 is (10000, 元), 个村 is (1, 个村); None where `word` is no unit."""
    scale, at = 1, 0
    while at < len(word) and word[at] in SCALES and unit_at(word, at) == at:
        scale *= SCALES[word[at]]
        at += 1
    end = unit_at(word, at)
    if end == len(word) > at or (word[at:] in KNOWN):
        return scale, word[at:]
    if word[at : at + 1] in _HEADED and 1 < len(word) - at <= 3 and word.isalpha():
        return scale, word[at:]
    return None
