"""Words that several papers use alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

#: what no file of XML can hold, whoever typed it
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the signs that a file cannot hold."""
    return _FORBIDDEN.sub("", text)


def said(day: date) -> str:
    """2026年3月5日, the numerals without an idle zero."""
    return f"{day.year}年{day.month}月{day.day}日"


def listed(names: Sequence[str]) -> str:
    return "、".join(names)


def quoted(title: str) -> str:
    return f"《{title}》"


def ended(sentence: str) -> str:
    """The sentence with its full stop."""
    text = sentence.strip()
    return text if not text or text[-1] in "。！？；…" else f"{text}。"
