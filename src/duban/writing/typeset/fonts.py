"""Which fonts this machine has, and whether one of them can write Chinese."""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from functools import lru_cache

import typst

#: a folder of fonts besides the machine's own
FONTS_VARIABLE = "DUBAN_FONTS"
#: bit of ulCodePageRange1 in a font's OS/2 table: simplified Chinese (code page 936)
_SIMPLIFIED = 18
_CODE_PAGES = 78


def folders(chosen: Sequence[os.PathLike[str] | str] = ()) -> tuple[str, ...]:
    """The folders that are searched besides the machine's own."""
    named = os.environ.get(FONTS_VARIABLE, "")
    return tuple(os.fspath(place) for place in chosen) or tuple(
        filter(None, named.split(os.pathsep))
    )


@lru_cache(maxsize=8)
def fonts_in(places: tuple[str, ...], *, system: bool = True) -> typst.Fonts:
    """All fonts to be had; looked up once for a process, for it takes a tenth of a second."""
    return typst.Fonts(
        include_system_fonts=system,
        include_embedded_fonts=True,
        font_paths=[place for place in places if os.path.isdir(place)],
    )


@lru_cache(maxsize=8)
def writes_chinese(places: tuple[str, ...], *, system: bool = True) -> bool:
    """Whether any font says of itself that it holds the signs of simplified Chinese."""
    found = {(font.path, font.index) for font in fonts_in(places, system=system).fonts()}
    return any(path is not None and _is_chinese(path, index) for path, index in found)


def _is_chinese(path: str, index: int) -> bool:
    """Read from the table OS/2 of one face of an OpenType font or collection."""
    try:
        with open(path, "rb") as file:
            start = 0
            if file.read(4) == b"ttcf":
                file.seek(12 + 4 * index)
                (start,) = struct.unpack(">I", file.read(4))
            file.seek(start + 4)
            (count,) = struct.unpack(">H", file.read(2))
            file.seek(start + 12)
            entries = struct.iter_unpack(">4sIII", file.read(16 * count))
            at = next((offset for tag, _, offset, _ in entries if tag == b"OS/2"), None)
            if at is None:
                return False
            file.seek(at + _CODE_PAGES)
            (pages,) = struct.unpack(">I", file.read(4))
            return bool(pages >> _SIMPLIFIED & 1)
    except (OSError, struct.error):
        return False
