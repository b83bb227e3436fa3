"""Formatting that texts carry as tags or stars: taken off; every other < or ‹ is text."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*|[ \t]*</p>[ \t]*(?:<p(?:\s[^<>]*)?>)?[ \t]*", re.I)
_TAG = re.compile(r"</?(?:p|b|i|u|s|em|strong|span|font|sub|sup|div|center)(?:\s[^<>]*)?>", re.I)
_STARS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_NAMES = {"&nbsp;": "\u00a0", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_ENTITY = re.compile("|".join(_NAMES))


def unmarked(text: str) -> str:
    """`text` without formatting; a line break or the end of a `<p>` becomes a line feed."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text)).strip("\n")
    if "**" in text or "__" in text:
        text = _STARS.sub(r"\2", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: _NAMES[found[0]], text)
    return text
