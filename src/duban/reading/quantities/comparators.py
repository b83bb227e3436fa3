"""Comparators: the words that say on which side of a figure the target lies.

before  = FLOOR | ABOVE | CEILING | BELOW | ABOUT           不低于 超过 不高于 不足 约
after   = "左右" | "以上" | "以下" | "以内" …
distant = before, then a verb or the base of a percentage   每年至少召开1次, 不高于…金额的30%
"""

from __future__ import annotations

import re

from duban.plan import Comparator
from duban.reading.quantities.lexicon import by_first, by_last, ends, starts, words

_BEFORE_SIGNS = ("ge", "gt", "le", "lt", "approx")
_SIGN_BEFORE = {
    word: Comparator(sign) for sign in _BEFORE_SIGNS for word in words(f"comparator.{sign}")
}
_SIGN_AFTER = {
    word: Comparator(sign)
    for sign in ("ge", "le", "approx")
    for word in words(f"comparator.after.{sign}")
}
_SIGN_DISTANT = {
    word: Comparator(sign)
    for sign in ("ge", "le", "approx")
    for word in words(f"comparator.distant.{sign}")
}
_NOT = by_last(words("comparator.not"))
_BEFORE, _AFTER = by_last(_SIGN_BEFORE), by_first(_SIGN_AFTER)
_DISTANT = re.compile("|".join(sorted(_SIGN_DISTANT, key=len, reverse=True)))
#: behind 起 only the end of the clause makes it "and more": 200元起
_CLAUSE_ENDS = frozenset(("", "。", "，", ";", ")", "、"))


def before(text: str, start: int, floor: int) -> tuple[Comparator, int] | None:
    """The comparator that ends at `start`, and where it begins, not before `floor`."""
    word = ends(_BEFORE, text, start, floor)
    if not word or (len(word) <= 2 and len(ends(_NOT, text, start, floor)) > len(word)):
        return None
    return _SIGN_BEFORE[word], start - len(word)


def after(text: str, end: int) -> tuple[Comparator, int] | None:
    """The comparator that begins at `end`, and where it ends."""
    word = starts(_AFTER, text, end)
    if not word or (word == "起" and text[end + 1 : end + 2] not in _CLAUSE_ENDS):
        return None
    return _SIGN_AFTER[word], end + len(word)


def distant(text: str, start: int, floor: int) -> Comparator | None:
    """The comparator between `floor` and `start` that still governs the figure at `start`."""
    sign = None
    for found in _DISTANT.finditer(text, floor, start):
        sign = _SIGN_DISTANT[found[0]]
    return sign
