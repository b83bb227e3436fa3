"""What a figure measures: the shortest noun phrase beside it.

    lead   = [date] {HEAD} noun {TAIL} figure      完成·全口径税收·达到 5.64亿元
    follow = figure unit noun [CUT …]              引进 11家 企业·入驻园区

A counted thing stands behind its count (3个试点片区), an amount behind its name (税收5.64亿元);
where that side is empty the other is tried.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from duban.reading.quantities.kind import cue_before
from duban.reading.quantities.lexicon import by_first, by_last, ends, starts, words
from duban.reading.quantities.units import names_amount

STOPS = frozenset("，。;:！？!?\n,(《【[…")
_STOP = re.compile("[" + "".join(map(re.escape, (*STOPS, ")", "》"))) + "]")
_OPENERS = {")": "(", "》": "《"}
#: how far a noun phrase is looked for, in characters
REACH = 60
_BEHIND = 40

_TAILS = by_last(
    (
        *words("metric.tail"),
        *words("rate.noun"),
        *words("change.up"),
        *words("change.down"),
    )
)
_KEPT = by_last(words("metric.keep"))
_HEADS, _NOUNS = by_first(words("metric.head")), by_first(words("metric.noun"))
_VERBS = re.compile("|".join(words("metric.verb")))
_CUTS = by_first(words("metric.cut"))
#: names of two characters that a verb inside the clause may leave
_SHORT = frozenset((*words("metric.own"), *words("money.noun")))
#: what a verb before it belongs to: 安装进度
_OF_A_VERB = frozenset(
    ("进度", "率", "量", "数", "面积", "任务", "任务量", "工作", "工作量", "数量")
)
_PLAIN_VERBS = frozenset(words("metric.verb"))
_OWN, _GENERIC = frozenset(words("metric.own")), frozenset(("", *words("metric.generic")))
_QUALIFIERS = words("metric.qualifier")
#: counted, these stand for what the task does in them: 8个村
PLACES = frozenset(words("metric.place"))
_DIGITS = frozenset("0123456789-一二三四五六七八九〇十")
_DATE_OPENS = frozenset((*_DIGITS, "近"))
_CALENDAR = by_first(("年度", "年", "月份", "月底", "月", "日", "季度", "个月", "周", "季"))
#: a clause that opens so names only what its figure is compared with
_COMPARED_WITH = ("比上", "较上", "比去", "较去", "比年", "较年", "比同", "比前", "较前")
_AND = ("、", "和", "与", "及")


def stops_in(text: str) -> list[int]:
    """Where clauses end in `text`, closing brackets included."""
    return [stop.start() for stop in _STOP.finditer(text)]


def clause_start(text: str, stops: list[int], start: int, floor: int) -> int:
    """Where the clause of the figure at `start` begins, brackets before the figure included.

    `stops` are those of `text`.
    """
    lowest = max(floor, start - REACH)
    at = bisect_left(stops, start)
    while at:
        stop = stops[at - 1]
        if stop < lowest:
            break
        opener = _OPENERS.get(text[stop])
        opening = -1 if opener is None else text.rfind(opener, lowest, stop)
        if opening < 0:
            return stop + 1
        at = bisect_left(stops, opening)
    return lowest


def lead(clause: str) -> str:
    """The noun phrase that `clause`, ending at a figure, puts before it."""
    if clause.startswith("("):
        clause = clause.partition(")")[2]
    noun = _without_tails(_without_date(clause.lstrip("”、")))
    if noun.startswith(_COMPARED_WITH):
        return ""
    after = 0
    for verb in _VERBS.finditer(noun):
        rest = noun[verb.end() :]
        named = len(rest) >= 3 or (len(rest) == 2 and (verb.start() <= 3 or rest in _SHORT))
        if named and not starts(_NOUNS, noun, verb.start()):
            after = verb.end()
    noun = noun[after:]
    noun = _without_date(_without_heads(noun))
    etc = noun.rfind("等")
    if 0 < etc < len(noun) - 2 and "、" in noun[:etc]:
        noun = noun[etc + 1 :]
    return noun


def _without_date(noun: str) -> str:
    """2025年经营性收入 is 经营性收入, 6月20日前完成 is 完成, 近3年提升 is 提升."""
    if noun[:1] not in _DATE_OPENS:
        return noun
    if noun[1:2] == "." and noun[0] in _DIGITS and noun[2:3] not in _DIGITS:
        noun = noun[2:]
    at = start = 1 if noun.startswith("近") else 0
    while at < len(noun) and noun[at] in _DIGITS:
        end = at
        while end < len(noun) and noun[end] in _DIGITS:
            end += 1
        word = starts(_CALENDAR, noun, end)
        if not word:
            break
        at = end + len(word)
    return noun[at:].lstrip("前底末起内，") if at > start else noun


def _without_tails(noun: str) -> str:
    end = len(noun)
    while end:
        word = ends(_TAILS, noun, end)
        if word and not ends(_KEPT, noun, end):
            end -= len(word)
            continue
        shorter = _before_comparison(noun, end)
        if shorter == end:
            break
        end = shorter
    noun = noun[:end]
    if noun.endswith(")") and (opening := noun.rfind("(")) > 0 and noun[opening + 1] == "第":
        return _without_tails(noun[:opening])
    return noun


def _before_comparison(noun: str, end: int) -> int:
    """工业总产值比一九五二年 ends before 比, 一九五四年 before its figures."""
    if noun[end - 1] not in "年初末期平底":
        return end
    for word in "比较由从":
        at = noun.rfind(word, 0, end)
        if at >= 0 and end - at <= 12:
            return at
    at = end - 1
    while at and noun[at - 1] in _DIGITS:
        at -= 1
    return at if noun[end - 1] == "年" and at < end - 1 else end


def _without_heads(noun: str) -> str:
    at = 0
    while at < len(noun) and (word := starts(_HEADS, noun, at)) and not starts(_NOUNS, noun, at):
        rest = noun[at + len(word) :]
        if not rest and len(word) > 1:
            return word if word in _OWN else ""
        if rest in _OF_A_VERB and len(word) > 1 and word not in _PLAIN_VERBS:
            break
        at += len(word)
    return noun[at:]


def follow(text: str, end: int) -> str:
    """The noun phrase behind the unit that ends at `end`."""
    start = at = end
    limit, quotes = min(len(text), end + _BEHIND), 0
    while at < limit:
        letter = text[at]
        if letter == "(" and at > start:
            closing = text.find(")", at, limit)
            if closing > 0 and text[closing + 1 : closing + 2].isalpha():
                at = closing + 1
                continue
        quotes += (letter == "“") - (letter == "”")
        if letter in STOPS or letter in ")；" or quotes < 0:
            break
        joins = letter in "、和及与或且并" and not starts(_NOUNS, text, at)
        if joins and (at == start or text[at + 1 : at + 2].isdecimal()):
            break
        if letter.isdecimal() and not _level_name(text, at, start):
            break
        if letter == "的":
            if at > start and not text.startswith(_QUALIFIERS, start):
                break
            start = at = at + 1
            continue
        cuts = _CUTS.get(letter)
        if cuts is not None and text.startswith(cuts, at) and not starts(_NOUNS, text, at):
            break
        at += 1
    return text[start:at]


def _level_name(text: str, at: int, start: int) -> bool:
    """4-5类桥梁, opening the noun or within it."""
    return (at == start and text[at + 1 : at + 2] == "-") or (at > start and text[at - 1] == "-")


def beside(text: str, clause: int, start: int, end: int, unit: str) -> str:
    """The noun phrase beside the figure `start` to `end`; empty where neither side has one."""
    before = lead(text[clause:start])
    if names_amount(unit):
        if before not in _GENERIC:
            return before
        behind = follow(text, end)
        if behind not in _GENERIC:
            return behind
        return before or _rate_named(text, clause, start)
    return follow(text, end) or before


def _rate_named(text: str, clause: int, start: int) -> str:
    """年均增速 where nothing else is named; in brackets it speaks of what stands before them."""
    if text[clause - 1 : clause] == "(":
        return ""
    said = text[clause:start].lstrip("且或、，并")
    _, word, at = cue_before(text, start, clause)
    return (
        said[: len(said) - (start - at - len(word))]
        if word in ("增速", "增幅", "涨幅", "降幅")
        else ""
    )


def parted(noun: str) -> list[str]:
    """The measures that a joint name holds: 城镇和农村居民收入, 营收、利润."""
    for word in _AND:
        noun = noun.replace(word, "\0")
    return [part for part in noun.split("\0") if part]
