"""Small numbers as dates, ordinals and serial numbers spell them."""

from __future__ import annotations

import re
from functools import lru_cache

NUMERALS = "一二三四五六七八九十"
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def in_digits(text: str) -> str:
    """The text with 二〇二六 as 2026; 十 stays, so that 十二 is 十2."""
    return text.translate(_DIGITS)


def small_number(text: str) -> int:
    """The number written as 7, 12, 三, 十二, 二十 or 三十一; ValueError where it is none."""
    tens, ten, ones = in_digits(text).rpartition("十")
    if not ten:
        return int(ones)
    return int(tens or "1") * 10 + int(ones or "0")


def leading_numeral(text: str) -> str:
    """The run of Chinese numerals at the beginning of the text."""
    return text[: len(text) - len(text.lstrip(NUMERALS))]


@lru_cache(maxsize=1024)
def number_in(text: str) -> int | None:
    """The serial number in the cell: 7, 07, (7), 7、, ⑦, 七, （七）; none for 1.2."""
    if text.isascii() and text.isdigit():
        return int(text)
    found = re.fullmatch(r"[（(]?\s*(\d{1,5})\s*[)）]?[、.．]?", text)
    if found is not None:
        return int(found[1])
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    spelled = text.strip("（()）、.． ")
    if spelled and re.fullmatch("(?:[二三四五六七八九]?十)?[一二三四五六七八九]?", spelled):
        return small_number(spelled)
    return None
