"""From a file to a Source: one module a format, imported only when such a file is opened."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from duban.plan import Doubt, Format, SourceFile
from duban.reading.formats.classified import refuse_classified
from duban.reading.formats.cleaning import without_unseen
from duban.reading.formats.detect import ENDINGS, Shape, shape_of
from duban.reading.formats.limits import Limits
from duban.reading.formats.opened import Contents, Opened, Progress
from duban.reading.source import Grid, Source, Unreadable

__all__ = ["FORMATS", "Limits", "Progress", "open_source"]

#: shape, the module that reads it (`read(Opened) -> Contents`), the format it is recorded as
FORMATS: dict[Shape, tuple[str, Format]] = {
    Shape.TEXT: ("duban.reading.formats.text", Format.TXT),
    Shape.MARKDOWN: ("duban.reading.formats.text", Format.MD),
    Shape.CSV: ("duban.reading.formats.csv", Format.CSV),
    Shape.HTML: ("duban.reading.formats.html", Format.HTML),
    Shape.XLSX: ("duban.reading.formats.xlsx", Format.XLSX),
    Shape.DOCX: ("duban.reading.formats.docx", Format.DOCX),
    Shape.PDF: ("duban.reading.formats.pdf", Format.PDF),
}


DEFAULTS = Limits()
#: hashlib loads OpenSSL, which takes longer than to read a small list; below so many bytes the
#: standard library's own module is used, as its `random` does
_LEAN_BELOW = 1 << 20
_LEAN = "_sha2" if sys.version_info >= (3, 12) else "_sha256"


# os.path and not pathlib here: that is slow to import, and a command reads one file
def open_source(
    path: os.PathLike[str] | str, limits: Limits = DEFAULTS, progress: Progress | None = None
) -> Source:
    """What stands in the file at `path`; Unreadable, with one sentence, where nothing can be had.

    `progress` is told (done, total), in rows or pages, and ends the reading by raising; nothing is
    left behind then.
    """
    name = _name(path)
    file = Opened(name, _take_in(path, limits), limits, progress or _silent)
    shape = shape_of(file)
    digest = sha256_of(file.data)
    doubts = _wrong_ending(file, shape)
    if shape is Shape.OLD:
        file = import_module("duban.reading.formats.convert").converted(file)
        shape = shape_of(file)
        doubts = (Doubt("converted", f"文件已由 LibreOffice 转为 {file.ending} 后读取。"),)
    module, form = FORMATS[shape]
    read: Contents = import_module(module).read(file)
    contents = without_unseen(read)
    if not _has_text(contents):
        raise Unreadable("文件中没有可读的文字。")
    if not limits.allow_classified:
        refuse_classified(contents.blocks)
    return Source(SourceFile(name, digest, form), contents.blocks, (*doubts, *contents.doubts))


def _name(path: os.PathLike[str] | str) -> str:
    return os.path.basename(os.fspath(path).rstrip(os.sep))


def _take_in(path: os.PathLike[str] | str, limits: Limits) -> bytes:
    name = _name(path)
    try:
        if os.path.getsize(path) > limits.file_bytes:
            raise Unreadable(f"文件超过{limits.file_bytes >> 20}兆字节的上限，请拆分后再试。")
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise Unreadable(f"找不到文件：{name}。") from error
    except (OSError, ValueError) as error:
        raise Unreadable(f"文件打不开：{name}。") from error


def sha256_of(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal digits."""
    is_worth_loading = len(data) >= _LEAN_BELOW or "hashlib" in sys.modules
    try:
        module = import_module("hashlib" if is_worth_loading else _LEAN)
    except ImportError:  # a Python may be built without its own
        module = import_module("hashlib")
    digest: str = module.sha256(data).hexdigest()
    return digest


def _wrong_ending(file: Opened, shape: Shape) -> tuple[Doubt, ...]:
    if shape is Shape.OLD or file.ending in ENDINGS[shape]:
        return ()
    known = any(file.ending in endings for endings in ENDINGS.values())
    if not known and shape is Shape.TEXT:
        return ()
    return (
        Doubt("wrong-ending", f"文件后缀是 {file.ending}，内容是{shape.value}，已按内容读取。"),
    )


def _has_text(contents: Contents) -> bool:
    return any(
        any(any(map(str.strip, row)) for row in block.rows)
        if isinstance(block, Grid)
        else block.text.strip()
        for block in contents.blocks
    )


def _silent(done: int, total: int) -> None:
    """Progress that nobody watches."""
