"""The marks that open a heading or an item, from the outermost to the innermost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_NUMERALS = "一二三四五六七八九十百零〇"


class Rank(IntEnum):
    """How far in a heading stands; a heading closes all those of its own rank and further in."""

    STYLE = 0
    CHAPTER = 10
    CHINESE = 20
    NAMED = 25
    BRACKETED = 30
    LINE = 35
    ARABIC = 40
    BRACKETED_ARABIC = 50
    CIRCLED = 60
    BARE = 70
    SPOKEN = 80
    INNER = 85
    DASH = 90


_MARKS = (
    (Rank.CHAPTER, rf"第[{_NUMERALS}]{{1,4}}(?:章|节|编|部分)[、：:\s]*"),
    (Rank.CHINESE, rf"[{_NUMERALS}]{{1,4}}[、．]"),
    (Rank.BRACKETED, rf"[（(][{_NUMERALS}]{{1,4}}[）)]、?"),
    (Rank.ARABIC, r"\d{1,3}(?:[．、]|\.(?!\d)|\.(?=(?:19|20)\d\d年))\s*"),
    (Rank.BRACKETED_ARABIC, r"[（(]\d{1,3}[）)]、?|\d{1,3}[）)]"),
    (Rank.CIRCLED, r"[①-⑳]"),
    (
        Rank.SPOKEN,
        rf"(?:第?[{_NUMERALS}]{{1,3}}是(?!年|月|日)|第[{_NUMERALS}]{{1,3}}[，、]|[{_NUMERALS}]要)",
    ),
    (Rank.DASH, r"(?:——|—|--|[•●▪■◆·‧])\s*"),
)
_ANY = re.compile("|".join(f"(?P<{rank.name}>{pattern})" for rank, pattern in _MARKS))
#: a mark in the middle of a paragraph counts only behind one of these
BOUNDARY = "。；：:;）)！？"


@dataclass(frozen=True, slots=True)
class Mark:
    rank: Rank
    length: int
    ordinal: int | None


def mark_of(text: str, at: int = 0) -> Mark | None:
    """The mark at offset `at`, None where there is none."""
    found = _ANY.match(text, at)
    if found is None or found.lastgroup is None:
        return None
    rank = Rank[found.lastgroup]
    return Mark(rank, found.end() - at, _ordinal(found[0]))


def marks_within(text: str) -> list[tuple[int, Mark]]:
    """Marks of items that follow one another inside a paragraph, with their offsets.

    A mark inside counts when it stands behind a boundary and carries on the count of its rank;
    the first of a rank may also stand right behind a heading that has no full stop of its own.
    """
    found: list[tuple[int, Mark]] = []
    last: dict[Rank, int] = {}
    opening = mark_of(text)
    if opening is not None and opening.ordinal is not None:
        last[opening.rank] = opening.ordinal
    first_stop = text.find("。")
    for hit in _ANY.finditer(text, 1):
        at = hit.start()
        mark = mark_of(text, at)
        if mark is None or mark.ordinal is None or mark.rank in (Rank.SPOKEN, Rank.DASH):
            continue
        behind = text[at - 1] in BOUNDARY
        under_heading = (
            mark.rank is Rank.BRACKETED
            and opening is not None
            and opening.rank is Rank.CHINESE
            and not 0 <= first_stop < at
        )
        if not behind and not under_heading:
            continue
        if mark.ordinal != 1 and mark.ordinal != last.get(mark.rank, -1) + 1:
            continue
        last[mark.rank] = mark.ordinal
        found.append((at, mark))
    return found


def _ordinal(text: str) -> int | None:
    digits = re.search(r"\d+", text)
    if digits is not None:
        return int(digits[0])
    circled = re.search(r"[①-⑳]", text)
    if circled is not None:
        return ord(circled[0]) - ord("①") + 1
    spelled = re.search(rf"[{_NUMERALS}]+", text)
    return None if spelled is None else chinese_number(spelled[0])


def chinese_number(text: str) -> int:
    """一 to 九十九, as headings count."""
    digits = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
    tens, ten, ones = text.partition("十")
    if not ten:
        value = 0
        for char in tens:
            value = value * 10 + digits.get(char, 0)
        return value
    return (digits.get(tens, 1) if tens else 1) * 10 + digits.get(ones, 0)
