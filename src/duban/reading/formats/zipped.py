"""Office files are zip archives: what must hold before one is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from duban.reading.formats.limits import Limits
from duban.reading.formats.refusals import BOMB, DAMAGED, ENTITIES, LOCKED, MACRO
from duban.reading.source import Unreadable

CHUNK = 1 << 20
#: bytes; deflate unpacks to a thousand times as much at the most
PACKED_SMALL = 1 << 16
#: of the header before a member: its sign, its size without name and extra field
_LOCAL, _LOCAL_SIZE = b"PK\x03\x04", 30


def open_archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive in `data`, its directory checked; Unreadable where it must not be unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise Unreadable(DAMAGED) from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len({member.filename for member in members}) < len(members):
        # Two members of one name: what is looked at might not be what is read.
        raise Unreadable(DAMAGED)
    swollen = unpacked > limits.ratio_from and unpacked > limits.ratio * max(len(data), 1)
    if len(members) > limits.members or unpacked > limits.unpacked_bytes or swollen:
        raise Unreadable(BOMB)
    for member in members:
        if member.filename.lower().endswith("vbaproject.bin"):
            raise Unreadable(MACRO)
        if member.flag_bits & 1:
            raise Unreadable(LOCKED)
    return archive


def unpack(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """One member whole."""
    member = archive.getinfo(name)
    if member.file_size > limits.tree_bytes:
        raise Unreadable(BOMB)
    if member.compress_type == zipfile.ZIP_DEFLATED and member.compress_size <= PACKED_SMALL:
        return _unpack_small(archive, member)
    return b"".join(unpack_in_chunks(archive, name))


def _unpack_small(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member that cannot grow dangerous, in one step: half the time that the library takes to
    hand it over in pieces, which for a list of a hundred rows is as long as to look through it."""
    file = archive.fp
    if file is None:
        raise ValueError("the archive is closed")
    file.seek(member.header_offset)
    header = file.read(_LOCAL_SIZE)
    name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:], "little")
    file.seek(name + extra, io.SEEK_CUR)
    try:
        data = zlib.decompress(
            file.read(member.compress_size), -zlib.MAX_WBITS, max(member.file_size, 1)
        )
    except zlib.error as error:
        raise Unreadable(DAMAGED) from error
    is_whole = len(data) == member.file_size and zlib.crc32(data) == member.CRC
    if not header.startswith(_LOCAL) or not is_whole:
        raise Unreadable(DAMAGED)
    return data


def unpack_in_chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as member:
            # Stops at the size that the directory states, and finds out where that was a lie.
            while chunk := member.read(CHUNK):
                yield chunk
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        KeyError,
    ) as error:
        raise Unreadable(DAMAGED) from error


def refuse_entities(xml: bytes) -> None:
    """Raise Unreadable for XML with a document type, where entities are declared.

    `xml` is a part from its beginning to behind the beginning of its first element.
    """
    if b"\x00" in xml[:4]:  # UTF-16; all that is looked for here is ASCII
        xml = xml.replace(b"\x00", b"")
    at = xml.find(b"<")
    while xml.startswith((b"<?", b"<!--"), at):
        is_comment = xml.startswith(b"<!--", at)
        closed = xml.find(b"-->", at + 4) if is_comment else xml.find(b"?>", at + 2)
        if closed < 0:
            raise Unreadable(DAMAGED)
        at = xml.find(b"<", closed)
    if xml.startswith(b"<!", at):
        raise Unreadable(ENTITIES)
