"""Which kind of file this is: by what stands in it, by its ending where that leaves a choice."""

from __future__ import annotations

import re
from enum import Enum

from duban.reading.formats.opened import Opened
from duban.reading.formats.refusals import DAMAGED, LOCKED, MACRO
from duban.reading.source import Unreadable


class Shape(Enum):
    TEXT = "文本"
    MARKDOWN = "Markdown 文本"
    CSV = "CSV 表"
    HTML = "网页"
    XLSX = ".xlsx 工作簿"
    DOCX = ".docx 文档"
    PDF = "PDF"
    OLD = "旧版办公文件"


#: endings that each shape may bear; any other is worth a doubt
ENDINGS: dict[Shape, tuple[str, ...]] = {
    Shape.TEXT: (".txt", ".text", ".tsv", ".log", ""),
    Shape.MARKDOWN: (".md", ".markdown"),
    Shape.CSV: (".csv",),
    Shape.HTML: (".html", ".htm", ".xhtml"),
    Shape.XLSX: (".xlsx", ".xltx"),
    Shape.DOCX: (".docx", ".dotx"),
    Shape.PDF: (".pdf",),
    Shape.OLD: (".xls", ".doc", ".wps", ".et", ".ofd", ".rtf", ".odt", ".ods"),
}

_MACRO_ENDINGS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|table)\b", re.I | re.S
)


def shape_of(file: Opened) -> Shape:
    """The shape to read `file` as; Unreadable where there is none."""
    data, ending = file.data, file.ending
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("文件是空的，没有可读的内容。")
    if ending in _MACRO_ENDINGS:
        raise Unreadable(MACRO)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _shape_of_archive(file)
    if data.startswith(_OLE):
        return _shape_of_ole(data)
    if b"%PDF-" in data[:1024]:
        return Shape.PDF
    if data.startswith(b"{\\rtf"):
        return Shape.OLD
    if data.startswith(_PICTURES[:5]) or (data.startswith(b"BM") and b"\x00" in data[:64]):
        raise Unreadable("文件是一张图片，没有可读的文字，请提供电子文本或先做文字识别。")
    return _shape_of_text(data, ending)


def _shape_of_archive(file: Opened) -> Shape:
    names = set(file.archive.namelist())
    if "word/document.xml" in names or "word/document2.xml" in names:
        return Shape.DOCX
    if "xl/workbook.xml" in names:
        return Shape.XLSX
    if "xl/workbook.bin" in names:
        raise Unreadable("不能读 .xlsb 二进制工作簿，请另存为 .xlsx 后再试。")
    if "OFD.xml" in names or "content.xml" in names:
        return Shape.OLD
    if "ppt/presentation.xml" in names:
        raise Unreadable("文件是演示文稿，不是任务清单或文件正文，请提供 .docx、.xlsx 或 .pdf。")
    if "[Content_Types].xml" in names or not names:
        raise Unreadable(DAMAGED)
    raise Unreadable("文件是压缩包，请解压后逐个提供其中的文件。")


def _shape_of_ole(data: bytes) -> Shape:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(LOCKED)
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise Unreadable(MACRO)
    return Shape.OLD


def _shape_of_text(data: bytes, ending: str) -> Shape:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head) or ending in ENDINGS[Shape.HTML]:
        return Shape.HTML
    if ending in ENDINGS[Shape.CSV]:
        return Shape.CSV
    if ending in ENDINGS[Shape.MARKDOWN]:
        return Shape.MARKDOWN
    return Shape.TEXT
