"""What calamine is handed of a workbook.

calamine goes through a sheet twice, the second time for the merged cells, which stand behind all
cells. Of a small workbook every part has been unpacked to be looked at: it is handed on unpacked,
merged cells first, so that the second way is short. That takes half of the time, and calamine sees
the very bytes that were looked at. A large workbook is handed on as it is.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from struct import Struct

from duban.reading.formats.opened import Opened
from duban.reading.formats.zipped import CHUNK, unpack

#: what calamine opens beside the sheets, in lower case
_NEEDED = ("xl/sharedstrings.xml", "xl/styles.xml", "[content_types].xml", "_rels/.rels")
#: the records of a zip archive: before a member, in the directory, at the end (APPNOTE 4.3)
_MEMBER, _ENTRY, _LAST = Struct("<4s5H3L2H"), Struct("<4s6H3L5H2L"), Struct("<4s4H2LH")
_UTF8, _NO_DAY = 0x800, 0x21
_BEGIN, _END = b"<sheetData", b"</sheetData>"
_MERGES, _MERGES_END = b"<mergeCells", b"</mergeCells>"


def handed(file: Opened, held: dict[str, bytes]) -> io.BytesIO:
    """The workbook in `file` as calamine is to read it; `held` are its parts unpacked so far."""
    archive = file.archive
    if sum(member.file_size for member in archive.infolist()) > CHUNK:
        return io.BytesIO(file.data)
    parts: dict[str, bytes] = {}
    for name in archive.namelist():
        if name in held:
            parts[name] = merges_first(held[name])
        elif name.lower() in _NEEDED:
            parts[name] = unpack(archive, name, file.limits)
    return io.BytesIO(stored(parts))


def stored(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of `parts`, not packed; zipfile takes several times as long to make one."""
    written: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, data in parts.items():
        label, size, crc = name.encode(), len(data), zlib.crc32(data)
        about = (20, _UTF8, 0, 0, _NO_DAY, crc, size, size, len(label), 0)
        written += (_MEMBER.pack(b"PK\x03\x04", *about), label, data)
        directory += (_ENTRY.pack(b"PK\x01\x02", 20, *about, 0, 0, 0, 0, at), label)
        at += _MEMBER.size + len(label) + size
    listed = b"".join(directory)
    end = _LAST.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listed), at, 0)
    return b"".join((*written, listed, end))


def merges_first(xml: bytes) -> bytes:
    """The XML of a sheet with its merged cells before its cells; unchanged where that is not
    plainly to be done, or where it is no sheet."""
    begin, end = xml.find(_BEGIN), xml.rfind(_END)
    if begin < 0 or end < begin:
        return xml
    # a view, since the cells are nearly all of the sheet and need no copy of their own
    head, cells, tail = xml[:begin], memoryview(xml)[begin:end], xml[end:]
    start, stop = tail.find(_MERGES), tail.find(_MERGES_END)
    # a comment might hold anything; merged cells in front are where they should be, or a trap
    if b"<!" in head or b"<!" in tail or _MERGES in head or (start < 0) != (stop < 0):
        return xml
    if start < 0:
        return b"".join((head, _MERGES, b">", _MERGES_END, cells, tail))
    stop += len(_MERGES_END)
    return b"".join((head, tail[start:stop], cells, tail[:start], tail[stop:]))
