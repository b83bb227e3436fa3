"""One spelling for what the document may print in several.

Full-width digits, per cent signs and points become plain ones, character for character. White
space is taken out, since layout puts blanks between a number and its unit, at line ends even
inside both; the way back to the printed characters is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLAIN = {
    ord(printed): spelt
    for spelt, others in {
        "%": "％﹪",
        ".": "．",
        "+": "＋",
        "-": "－–—―\u2212\u2010\u2011﹣",
        "/": "／",
        ":": "：∶\ufe30",
        "(": "（﹙",
        ")": "）﹚",
        ";": "；",
        "~": "～〜\u223c",
        "<": "＜‹",
        ">": "＞›",
        "≤": "≦⩽",
        "≥": "≧⩾",
        "㎡": "㎡",
        "“": "\uff02「『",
        "”": "」』",
        **dict(zip("0123456789", "０１２３４５６７８９", strict=True)),
    }.items()
    for printed in others
}
_OTHER = re.compile(f"[{''.join(map(chr, _PLAIN))}]")
_BLANK = re.compile(r"\s")
#: stands where a tab, or a blank between two complete numbers, parts what is not one text
GAP = "\n"
_DIGITS = frozenset("0123456789")
_NUMBER = frozenset("0123456789.")
_LONGEST = 24


def plain(text: str) -> tuple[str, Sequence[int]]:
    """`text` in the one spelling, and for each of its characters the printed position.

    The positions have one entry more, the end of the printed text.
    """
    level = text if _OTHER.search(text) is None else text.translate(_PLAIN)
    if _BLANK.search(level) is None:
        return level, range(len(level) + 1)
    out: list[str] = []
    places: list[int] = []
    blank = apart = False
    for place, letter in enumerate(level):
        if letter.isspace():
            blank = True
            apart = apart or letter == "\t"
            continue
        if blank and out and (apart or (letter in _DIGITS and out[-1] in _DIGITS and _apart(out))):
            out.append(GAP)
            places.append(place)
        blank = apart = False
        out.append(letter)
        places.append(place)
    places.append(places[-1] + 1 if places else 0)
    return "".join(out), places


def _apart(out: list[str]) -> bool:
    """Whether the number that ends `out` is complete: it follows a colon, as a table's entry."""
    at, lowest = len(out), max(0, len(out) - _LONGEST)
    while at > lowest and out[at - 1] in _NUMBER:
        at -= 1
    return at > 0 and out[at - 1] in ":\n"
