"""Formatting that texts carry as tags or stars: taken off; every other < or ‹ is text."""

from __future__ import annotations

import re

# patterns, not compiled: most texts hold no such sign, and compiling takes longer than reading
_BREAK = r"(?i)[ \t]*<br\s*/?>[ \t]*|[ \t]*</p>[ \t]*(?:<p(?:\s[^<>]*)?>)?[ \t]*"
_TAG = r"(?i)</?(?:p|b|i|u|s|em|strong|span|font|sub|sup|div|center)(?:\s[^<>]*)?>"
_STARS = r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"
_NAMES = {"&nbsp;": "\u00a0", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_ENTITY = "|".join(_NAMES)


def unmarked(text: str) -> str:
    """`text` without formatting; a line break or the end of a `<p>` becomes a line feed."""
    if "<" in text:
        text = re.sub(_TAG, "", re.sub(_BREAK, "\n", text)).strip("\n")
    if "**" in text or "__" in text:
        text = re.sub(_STARS, r"\2", text)
    if "&" in text:
        text = re.sub(_ENTITY, lambda found: _NAMES[found[0]], text)
    return text
