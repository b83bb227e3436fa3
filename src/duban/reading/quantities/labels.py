"""What looks like a quantity and is a name: editions, dates, slogans, codes, levels.

Most are caught by their shape, so that a slogan no list knows is caught as well:

    第N…              an ordinal                 latin letter glued to N     a code (G2, 5G, 4A)
    N+N, N+X          a formula                  〔N〕, N-0N, N-N-N, N·N      a number of a paper
    N个一, N不N要      a slogan                   一…                         "a", or a slogan
    short quotation   a slogan                   《…N…》                     a title
    每N, 前N, 近N年    a base, a rank, a span    N周岁, N号, N级            an age, a name, a level

The words in the tables are data: what a shape cannot tell.
"""

from __future__ import annotations

import re

from duban.plan.measures import Dimension, dimension_of
from duban.reading.quantities.lexicon import words
from duban.reading.quantities.numerals import Numeral
from duban.reading.quantities.units import TIMES

NAMING = frozenset(words("naming"))
_ARABIC_ONLY = frozenset(words("arabic"))
_IDEAS, _SIZED, _CIRCLES = words("idea"), words("sized"), words("circle")
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_CODE_BEFORE = frozenset("-.·/+×*_#№〔[")
#: a character that makes what follows a code, never an amount
CODES = _LATIN | _CODE_BEFORE
#: single characters that close a clause behind a number and measure nothing
NEVER_MEASURES = frozenset("的和及与或至到以为在是也了年月日号中内外前后上下左右起止版线多余")
#: behind 两, which never numbers: 两台, 两次, not 三次产业
_PAIRED = frozenset("次条期款台件组门批轮层段片根支")
_BASES = frozenset("每前第双首")
_VAGUE = frozenset("数几上两成近")
#: 前 and 上 that belong to the word before them: 目前3个, 以上, 网上
_WHOLE = {"前": "目年月底日提当天", "上": "以网线海路地会", "近": "接"}
_SIZES = frozenset(
    (Dimension.MONEY, Dimension.DOLLARS, Dimension.EUROS, Dimension.AREA, Dimension.POWER)
)
_MARKS = re.compile("[“”‘’《》]")
#: the longest slogan in quotation marks, in characters
SLOGAN = 14


def prefixed(text: str, numeral: Numeral) -> bool:
    """Whether what touches the numeral from before makes it a label: 第3, 每2, G2, DB31."""
    start = numeral.start
    previous = text[start - 1] if start else " "
    if previous in _BASES or (numeral.han and previous in _VAGUE and not numeral.unit):
        return not _belongs_before(text, start)
    return previous in _LATIN or (previous in _CODE_BEFORE and _code(text, start))


def named(text: str, numeral: Numeral, unit: str, end: int) -> bool:
    """Whether the numeral with its unit (empty for none) that ends at `end` is a label."""
    if prefixed(text, numeral):
        return True
    if numeral.han and not numeral.unit:
        return _han_label(text, numeral, unit, end)
    start = numeral.start
    if numeral.value < 0 or (text[start] == "0" and text[start + 1 : start + 2].isdigit()):
        return True
    following = text[end : end + 1]
    if following == "+" or (following in "-×·" and text[end + 1 : end + 2].isdigit()):
        return following != ""
    return unit in TIMES and text.startswith(_CIRCLES, end)


def _belongs_before(text: str, start: int) -> bool:
    return start > 1 and text[start - 2] in _WHOLE.get(text[start - 1], "")


def _code(text: str, start: int) -> bool:
    """A stroke, point or plus before the numeral glues it to a code unless words come first."""
    before = text[start - 2] if start > 1 else ""
    signed = text[start - 1] in "-+"
    if signed and before not in _LATIN and not before.isdigit() and before not in "+”)":
        return False
    return not (text[start - 1] == "/" and before and before in "%元个家项户人次")


def _han_label(text: str, numeral: Numeral, unit: str, end: int) -> bool:
    if numeral.value == 0 or not unit:
        return True
    start, single = numeral.start, numeral.end - numeral.start == 1
    if text.startswith("一", end) and unit not in TIMES:
        return True
    if (single and text[start] in "一二") or unit in NAMING:
        return True
    if unit in _ARABIC_ONLY and numeral.value < 20:
        return not (text[start] == "两" and unit in _PAIRED)
    return unit in ("个", "项") and text.startswith(_IDEAS, end)


def size_class(text: str, amount_end: int, end: int, unit: str, glued: bool) -> bool:
    """Whether an amount sizes the thing behind it: 30亿元以上项目, 万亿级产业, 30户以上的村.

    `end` is behind its comparator; `glued` tells that another amount touches it from before.
    """
    if text.startswith(("级", "规模以上"), end):
        return True
    compared = end > amount_end
    if unit in TIMES and text.startswith("以上", amount_end):
        return text[end : end + 1].isalpha()
    if (compared or glued) and dimension_of(unit) in _SIZES:
        return text.startswith(_SIZED, end)
    return compared and unit in ("户", "人") and text.startswith(("的", "自然村", "村"), end)


def sizes_noun(text: str, unit: str, end: int) -> bool:
    """超百亿元产业集群: a bare scale that a noun follows, unless it is the mark passed (大关)."""
    follows = text[end : end + 1].isalpha() and not text.startswith(_MARKS_PASSED, end)
    return follows and dimension_of(unit) in _SIZES and not text.startswith(_COMPARED, end)


_MARKS_PASSED = ("大关", "关口", "台阶", "门槛", "规模", "目标")
_COMPARED = ("以上", "以下", "以内", "左右")


def restates(text: str, numeral: Numeral, clause: int) -> bool:
    """Whether a count only sums up the names before it: 甲、乙、丙三个专班."""
    before = text[clause : numeral.start]
    if not 2 <= numeral.value <= 20 or not before:
        return False
    items = 1 + sum(map(before.count, "、和与及"))
    return before.endswith("等") or numeral.value in (items, before.count("”"))


def quoted(text: str) -> list[tuple[int, int, bool]]:
    """Spans in quotation marks or title marks, in order; the flag is True for titles.

    A quotation longer than a slogan can be is left out: whole targets are quoted too.
    """
    spans: list[tuple[int, int, bool]] = []
    if "”" not in text and "》" not in text and "’" not in text:
        return spans
    opened = -1
    for mark in _MARKS.finditer(text):
        if mark[0] in "“‘《":
            opened = mark.start()
        elif opened >= 0:
            title = mark[0] == "》"
            if title or mark.start() - opened <= SLOGAN:
                spans.append((opened, mark.start(), title))
            opened = -1
    return spans
