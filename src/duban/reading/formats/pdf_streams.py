"""Compressed streams of a PDF, looked at before the parser unpacks them without any bound."""

from __future__ import annotations

import re
import zlib

from duban.reading.formats.limits import Limits
from duban.reading.formats.refusals import BOMB
from duban.reading.source import Unreadable

#: bytes taken from a stream, and given out, at a time
PACKED_STEP = 1 << 14
UNPACKED_STEP = 1 << 20

_STREAM = re.compile(rb"stream\r?\n")
#: one stream packed twice could hide its size from a single unpacking
_PACKED_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")


def refuse_swollen(data: bytes, limits: Limits) -> None:
    """Raise Unreadable for streams that unpack to more than the limits allow, all together."""
    if _PACKED_TWICE.search(data):
        raise Unreadable(BOMB)
    most = max(limits.ratio_from, min(limits.ratio * len(data), limits.unpacked_bytes))
    unpacked = 0
    for found in _STREAM.finditer(data):
        unpacked = _unpacked(data, found.end(), unpacked, most)


def _unpacked(data: bytes, start: int, already: int, most: int) -> int:
    """`already` and the size of the stream at `start`; one that is not packed counts nothing."""
    size = already
    unpacker = zlib.decompressobj()
    try:
        for at in range(start, len(data), PACKED_STEP):
            step = data[at : at + PACKED_STEP]
            while step and not unpacker.eof:
                size += len(unpacker.decompress(step, UNPACKED_STEP))
                step = unpacker.unconsumed_tail
                if size > most:
                    raise Unreadable(BOMB)
            if unpacker.eof:
                break
    except zlib.error:
        # Not packed, damaged or encrypted: what it is, the parser finds out.
        return size
    return size
