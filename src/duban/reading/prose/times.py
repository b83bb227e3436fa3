"""What a stretch of prose speaks of: whether it looks back or forward, and over which period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from duban.plan import Period
from duban.reading.prose import words
from duban.reading.prose.marks import chinese_number


class Direction(StrEnum):
    BACK = "back"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class Time:
    direction: Direction | None = None
    period: Period | None = None


_BACK = re.compile(
    r"回顾|总结(?!推广)|(?:完成|进展|执行|落实)情况|过去[一五]年|主要成[效就绩]|取得的成[效就绩]"
)
_FORWARD = re.compile(
    r"今后|明年|目标|主要任务|重点任务|工作安排|总体安排|工作打算|工作思路|下一步|下步|重点工作|开局|工作要点|行动计划|发展计划|实施方案|"
    r"实施意见|工作方案|规划纲要|工作计划|工作部署|民生实事|为民办实事|若干(?:政策|措施|意见)|办法$|任务分解|责任分解|分工方案|清单$"
)
_FIVE_YEARS = re.compile(r"(?:“?十([一二三四五六七八九])五”?|第十([一二三四五六七八九])个五年)")
_OPENING_YEAR = re.compile(r"开局|开篇|首年|第一年")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[—－\-–至~～到]+((?:19|20)\d\d)年?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!版|\d)")
_LOOKS_BACK = re.compile(
    r"^(?:[^，。]{0,12}(?:去年|过去[的一]*[一五]?年|一年来|这一年|五年来|这五年|过去五年|[五三]年来))"
)
_DONE_SO_FAR = re.compile(r"[【\[]?(?:目前)?(?:完成|进展|落实|推进)(?:情况|成效)[】\]]?[：:]")
_FIVE_BACK = re.compile(r"^[^，。]{0,8}(?:五年来|这五年|过去五年|过去的五年)")
_AHEAD = re.compile(r"^[^。]{0,12}(?:今年|新的一年|未来[一三五]年|今后[一三五]年)")
_WILL = re.compile(r"(?:将|(?<![重主需必])要(?!求|点|素|件|闻|害|紧|地))")
#: a stretch by itself is believed from so many votes on
_CLEAR = 3
#: how far behind its year a sentence says that it speaks of the future
_NEAR = 30
_BY_YEAR = re.compile(r"到((?:20)\d\d)年")
_BACK_VOTE = re.compile(words.BACK_WORDS)
_FORWARD_VOTE = re.compile(words.FORWARD_WORDS)


def of_headings(texts: Sequence[str], year: int | None) -> Time:
    """What the headings say, an inner one over an outer one."""
    time = Time()
    for text in texts:
        time = _narrowed(time, _of_heading(text, year))
    return time


def of_opening(sentence: str, time: Time, year: int | None) -> Time:
    """`time` as a paragraph's first sentence changes it."""
    if _FIVE_BACK.search(sentence) and year is not None:
        return Time(Direction.BACK, Period.years(year - 5, year - 1))
    if _DONE_SO_FAR.match(sentence):
        return Time(Direction.BACK, time.period)
    if _LOOKS_BACK.search(sentence):
        return Time(
            Direction.BACK, time.period if time.direction is Direction.BACK else _before(year)
        )
    five = _FIVE_YEARS.match(sentence)
    if five is not None:
        return _five_year(five, year)
    stated = _YEAR.match(sentence)
    if stated is not None and _WILL.search(sentence, stated.end(), stated.end() + _NEAR):
        return Time(Direction.FORWARD, Period.year(int(stated[1])))
    if _AHEAD.search(sentence) and time.direction is None:
        return Time(Direction.FORWARD, None if year is None else Period.year(year))
    return time


def of_wording(text: str, around: Direction | None) -> Direction | None:
    """The direction that the verbs of a stretch speak for; where few do, that `around` it."""
    back = sum(2 for _ in _BACK_VOTE.finditer(text))
    ahead = sum(1 for _ in _FORWARD_VOTE.finditer(text))
    if around is not None and abs(back - ahead) < _CLEAR:
        return around
    if back == ahead:
        return None
    return Direction.BACK if back > ahead else Direction.FORWARD


def settled(time: Time, direction: Direction, year: int | None) -> Time:
    """`time` with nothing left open: what no wording names is this year, or the one before."""
    direction = time.direction or direction
    if time.period is not None or year is None:
        return replace(time, direction=direction)
    return Time(direction, Period.year(year) if direction is Direction.FORWARD else _before(year))


def by_year(text: str) -> Period | None:
    """The year up to which a sentence looks: 到2030年."""
    found = _BY_YEAR.match(text)
    return None if found is None else Period.year(int(found[1]))


def _before(year: int | None) -> Period | None:
    return None if year is None else Period.year(year - 1)


def _narrowed(outer: Time, inner: Time) -> Time:
    if inner.direction is None and inner.period is None:
        return outer
    direction = inner.direction or outer.direction
    return Time(direction, inner.period or outer.period)


def _of_heading(text: str, year: int | None) -> Time:
    direction = None
    if _FIVE_BACK.search(text) and year is not None:
        return Time(Direction.BACK, Period.years(year - 5, year - 1))
    if _FORWARD.search(text):
        direction = Direction.FORWARD
    if _BACK.search(text):
        direction = Direction.BACK
    five = _FIVE_YEARS.search(text)
    if five is not None:
        if _OPENING_YEAR.search(text):
            return Time(Direction.FORWARD, None if year is None else Period.year(year))
        named = _five_year(five, year)
        return named if direction is None else Time(direction, _span(named, direction))
    years = _YEARS.search(text)
    if years is not None and int(years[1]) <= int(years[2]):
        return Time(direction, Period.years(int(years[1]), int(years[2])))
    one = _YEAR.search(text)
    if one is not None:
        return Time(direction, Period.year(int(one[1])))
    return Time(direction)


def _five_year(found: re.Match[str], year: int | None) -> Time:
    """A five-year plan by its ordinal: the 14th covers 2021 to 2025; one ahead means its end."""
    first = 1951 + 5 * (10 + chinese_number(found[1] or found[2]))
    direction = None
    if year is not None:
        direction = Direction.FORWARD if first + 4 >= year else Direction.BACK
    time = Time(direction, Period.years(first, first + 4))
    return Time(direction, _span(time, direction)) if direction else time


def _span(time: Time, direction: Direction) -> Period | None:
    """Ahead, a plan of years is asked about at its end; looking back, over its whole length."""
    if time.period is None or direction is Direction.BACK:
        return time.period
    return Period.year(time.period.last[0])
