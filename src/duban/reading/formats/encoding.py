"""Bytes to text: UTF-8, UTF-16, GB18030, and a guess for the rest."""

from __future__ import annotations

import codecs
from importlib import import_module

from duban.reading.formats.opened import Opened
from duban.reading.source import Unreadable

NOT_TEXT = "文件不是文本，也不是能读的格式，请提供 .docx、.xlsx、.pdf 或文本文件。"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def refuse_long(file: Opened) -> None:
    """Raise Unreadable for a text so long that no list could be meant."""
    if len(file.data) > file.limits.text_bytes:
        raise Unreadable(f"文本超过{file.limits.text_bytes >> 20}兆字节的上限，请拆分后再试。")


def decode(data: bytes) -> str:
    """The text in `data` with line feeds as the only line ends; Unreadable where it is no text."""
    text = _decoded(data)
    if "\x00" in text:
        raise Unreadable(NOT_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    if b"\x00" in data:
        return _strict(data, _without_mark(data))
    for name in ("utf-8", "gb18030"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return _guessed(data)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_TEXT) from error


def _without_mark(data: bytes) -> str:
    """UTF-16 by the side on which the zero bytes of its blanks and digits stand."""
    return "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"


def _guessed(data: bytes) -> str:
    # Imported by name here: it is slow to import, and hardly ever needed.
    best = import_module("charset_normalizer").from_bytes(data[:65536]).best()
    if best is None:
        raise Unreadable(NOT_TEXT)
    return _strict(data, best.encoding)
