"""Numerals: where they stand in a text and what they are worth.

    numeral  = figure [MORE] {SCALE} [figure SCALE …] [MORE]      2400多亿, 3亿5000万, 9.3
             | han ["点" HAN-DIGIT+]                               三十五, 一亿四千万, 五十三点七
             | BARE                                                百, 千, 百万, 亿
    figure   = DIGIT+ {"," DIGIT DIGIT DIGIT} ["." DIGIT+]
    MORE     = "多" | "余" | "几"
    SCALE    = "十" | "百" | "千" | "万" | "亿", not where it begins a unit (千瓦, 千米)
    proportion = "百分之" han | "千分之" han | "万分之" han | han "分之" han | han "成"

A run of Han digits without a scale (二〇二五, 一二三) is a year or a list, never a numeral.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from duban.plan.measures import TABLE
from duban.reading.quantities.lexicon import words

#: every run that can begin a numeral; each position is looked at once
STARTS = re.compile(
    "[0-9][0-9.,]*(?:，[0-9]{3}(?=[万亿元]))*|[〇零一二两三四五六七八九十百千万亿]+"
)

HAN_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")}
HAN_DIGITS |= {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
MORE = frozenset("多余几")
#: 千 and 百 that belong to the unit behind them
_UNIT_AFTER = {"千": "瓦米克卡伏焦帕赫", "百": "帕"}
_NOT_MORE = frozenset("额热下杭姚种样元党")
#: what may follow a numeral in Chinese characters; before anything else it is part of a word
_AFTER_HAN = frozenset(
    word[0]
    for word in (
        *words("counter"), *words("time"), *words("money"),
        *(unit for row in TABLE.values() for unit in row),
        *"分点成多余几到至-~",
    )
)  # fmt: skip
#: what every text with a figure in it holds, in any spelling: most sentences stop here
HOLDS_FIGURE = re.compile(
    "[0-9０-９]|[〇零一二两三四五六七八九十百千万亿]"
    rf"[{''.join(map(re.escape, sorted(_AFTER_HAN)))}伏焦帕赫—–－～\s]"
)
#: longer runs are codes, and no figure of a plan
_MOST_DIGITS, _MOST_HAN, _MOST_SCALES = 24, 16, 4
ONE = Decimal(1)
#: one unit of the place that many powers of ten above the point, written plainly
_UNITS = {power: Decimal(10**power) for power in range(9 * _MOST_SCALES)} | {
    -places: Decimal((0, (1,), -places)) for places in range(1, _MOST_DIGITS)
}


class Numeral(NamedTuple):
    """`value` multiplied out; `grain` one unit of the last printed place.

    `bare` is a scale without a figure (百亿); `han` a numeral in Chinese characters; `proportion`
    one whose value is already in per cent (or, with `unit`, per mille); `scaled` one printed with
    万 or 亿; `more` one followed by 多 or 余.
    """

    start: int
    end: int
    value: Decimal
    grain: Decimal
    han: bool = False
    bare: bool = False
    more: bool = False
    scaled: bool = False
    scale: int = 1
    unit: str = ""


def numerals(text: str) -> Iterator[Numeral]:
    """The numerals of `text` in order, none overlapping. `text` is in the plain spelling."""
    done = 0
    for found in STARTS.finditer(text):
        start, end = found.span()
        if start < done:
            continue
        numeral = _figure(text, start, end) if text[start] <= "9" else _han(text, start, end)
        done = end
        if numeral is not None:
            done = numeral.end if numeral.end > end else end
            yield numeral


def _figure(text: str, start: int, end: int) -> Numeral | None:
    figure, places, at = _digits(text, start, end)
    if figure is None:
        return Numeral(start, end, Decimal(-1), ONE, bare=True)
    scale, at, more = _scales(text, at)
    if scale == 1:
        return Numeral(start, at, figure, _UNITS[-places], more=more)
    power = len(str(scale)) - 1
    value, grain, scaled = figure.scaleb(power), _UNITS[power - places], power >= 4
    if power >= places:
        value = Decimal(int(value))
    if scaled and "0" <= text[at : at + 1] <= "9" and (found := STARTS.match(text, at)):
        rest, places, after = _digits(text, at, found.end())
        small, after, more_after = _scales(text, after)
        if rest is not None and rest * small < scale and small > 1:
            value, at, more = value + rest * small, after, more_after
            grain = _UNITS[len(str(small)) - 1 - places]
    return Numeral(start, at, value, grain, more=more, scaled=scaled, scale=scale)


def _digits(text: str, start: int, end: int) -> tuple[Decimal | None, int, int]:
    """The figure that begins at `start`, its decimal places, and where it ends.

    None for a code: 1.2.3, or longer than any figure.
    """
    run = text[start : min(end, start + 2 * _MOST_DIGITS)].replace("，", ",").rstrip(",.")
    size = len(run)
    if "," in run:
        whole, *groups = run.split(",")
        if not all(len(group.partition(".")[0]) == 3 for group in groups):
            run, size = whole, len(whole)
    point = run.find(".")
    if size >= _MOST_DIGITS or (point >= 0 and run.find(".", point + 1) >= 0):
        return None, 0, end
    places = 0 if point < 0 else size - point - 1
    return Decimal(run.replace(",", "")), places, start + size


def _scales(text: str, at: int) -> tuple[int, int, bool]:
    """The product of the scale characters at `at`, the end of them and of 多 or 余."""
    scale, more, size = 1, False, len(text)
    if at + 1 < size and text[at] in MORE and text[at + 1] in SCALES:
        at, more = at + 1, True
    limit = min(size, at + _MOST_SCALES)
    while at < limit and (step := SCALES.get(text[at])) is not None:
        if at + 1 < size and text[at + 1] in _UNIT_AFTER.get(text[at], ""):
            break
        scale *= step
        at += 1
    if at < size and text[at] in MORE and text[at + 1 : at + 2] not in _NOT_MORE:
        at, more = at + 1, True
    return scale, at, more


def _han(text: str, start: int, end: int) -> Numeral | None:
    following = text[end : end + 2]
    if following == "分之":
        return _proportion(text, start, end)
    if following[:1] not in _AFTER_HAN and text[end - 1] != "千":
        return None
    return _han_plain(text, start, end)


def _han_plain(text: str, start: int, end: int) -> Numeral | None:
    following = text[end : end + 2]
    if end - start > 1 and following and following[0] in _UNIT_AFTER.get(text[end - 1], ""):
        end -= 1
    section = han_value(text[start:end])
    if section is None:
        return None
    value, grain, bare = section
    more = text[end : end + 1] in MORE and text[end + 1 : end + 2] not in _NOT_MORE
    if more and text[end + 1 : end + 2] in SCALES:
        scale, end, _ = _scales(text, end)
        return Numeral(start, end, value * scale, grain * scale, True, bare, True, True)
    if following[:1] == "点" and (places := _places(text, end + 1)):
        digits = "".join(str(HAN_DIGITS[letter]) for letter in text[end + 1 : places])
        scale, after, more = _scales(text, places)
        grain = _UNITS[-len(digits)]
        value = (value + Decimal(digits) * grain) * scale
        return Numeral(start, after, value, grain * scale, True, bare, more, scale > 1)
    if following[:1] == "成" and end - start == 1 and 0 < value < 10:
        return Numeral(start, end + 1, value * 10, Decimal(10), True, unit="%")
    scaled = "万" in text[start:end] or "亿" in text[start:end]
    return Numeral(start, end + more, value, grain, True, bare, more, scaled)


def _places(text: str, start: int) -> int:
    """The end of the Han digits from `start`, 0 where there are none."""
    end = start
    limit = min(len(text), start + _MOST_HAN)
    while end < limit and text[end] in HAN_DIGITS:
        end += 1
    return end if end > start else 0


def _proportion(text: str, start: int, end: int) -> Numeral | None:
    """百分之五十三点七, 四分之一: in per cent; 千分之三: in per mille."""
    found = STARTS.match(text, end + 2)
    if found is None:
        return None
    part = _han_plain(text, *found.span()) if found[0][0] > "9" else None
    if part is None or (part.bare and part.value != 100):
        return None
    whole = text[start:end]
    if whole in ("百", "千", "万"):
        value = part.value / 10 if whole == "万" else part.value
        unit = "%" if whole == "百" else "‰"
        return Numeral(start, part.end, value, part.grain, True, more=part.more, unit=unit)
    section = han_value(whole)
    if section is None or section[0] < 2 or part.value > section[0]:
        return None
    return Numeral(start, part.end, part.value * 100 / section[0], ONE, True, unit="%")


def han_value(run: str) -> tuple[Decimal, Decimal, bool] | None:
    """Value, grain and bareness of a run of numeral characters.

    None for a run without scales (二〇二五, 一二三) and for one longer than any figure.
    """
    if len(run) > _MOST_HAN:
        return None
    total = section = digit = 0
    lowest, seen_digit, bare = 1, False, run[0] in "百千万亿"
    for letter in run:
        scale = SCALES.get(letter)
        if scale is None:
            if seen_digit and letter not in "零〇" and digit:
                return None
            digit, seen_digit = HAN_DIGITS[letter], True
        elif scale < 10**4:
            section += (digit if seen_digit and digit else 1) * scale
            digit, seen_digit = 0, False
        else:
            section += digit
            if scale == 10**8:
                total = (total + section or 1) * scale
            else:
                total += (section or 1) * scale
            section, digit, seen_digit, lowest = 0, 0, False, scale
    if section or digit:
        lowest = 1
    if len(run) > 1 and run[-1] in HAN_DIGITS and run[-2] in HAN_DIGITS and run[-2] not in "零〇":
        return None
    return Decimal(total + section + digit), Decimal(lowest), bare
