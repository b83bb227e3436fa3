"""What people write, made fit to keep: no control characters, no halves of pairs, no white space
around it."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]+")
LONGEST = 4000
#: the name of an organisation, or another by which papers call it
LONGEST_NAME = 80


def tidy(text: str, length: int = LONGEST) -> str:
    """`text` cut to `length`; line breaks and tabs stay."""
    return _CONTROLS.sub("", text).strip()[:length]


def one_line(text: str, length: int = LONGEST) -> str:
    """A name: any white space in it, line breaks too, is one blank."""
    return tidy(" ".join(text.split()), length)
