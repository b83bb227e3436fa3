"""What a file is by its content, and the text in it; nothing in it is ever run."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO

import pypdfium2
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from duban.web.evidence.kept import Kind
from duban.web.ledger.filestore import ending_of
from duban.web.refusals import ReasonMissing

#: what may be handed in: kind → endings
ENDINGS = {
    Kind.PDF: (".pdf",),
    Kind.IMAGE: (".png", ".jpg", ".jpeg"),
    Kind.WORD: (".docx",),
    Kind.SHEET: (".xlsx",),
    Kind.TEXT: (".txt", ".csv"),
}
MEBI = 1024 * 1024
LIMITS = {
    Kind.PDF: 20 * MEBI,
    Kind.IMAGE: 10 * MEBI,
    Kind.WORD: 20 * MEBI,
    Kind.SHEET: 20 * MEBI,
    Kind.TEXT: 2 * MEBI,
}
MOST_PIXELS = 50_000_000
MOST_UNPACKED = 200 * MEBI
#: of what is searched for personal data: a workbook of half a million cells
MOST_WRITTEN = 60 * MEBI
MOST_PARTS = 5_000
MOST_PAGES_READ = 50
#: what ends a piece of text in the XML of Word and Excel; a number is often cut into runs within it
_ENDS = re.compile(r"</(?:w:p|w:tc|si|c|f|is|text|comment)>|<w:(?:br|tab|cr)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
#: the parts that hold what a person wrote
TEXT_PARTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
    r"|xl/(?:sharedStrings|comments\d*|worksheets/sheet\d+)\.xml"
)


class Unfit(ReasonMissing):
    """A file that is not taken."""


def kind_of(content: bytes, name: str) -> Kind:
    """The kind of a file; Unfit, in words, where it is none of those taken, is broken, is larger
    than its kind may be, or is not what its name says."""
    if not content:
        raise Unfit(_("“%(name)s”是空文件。") % {"name": name})
    kind = _by_content(content)
    if kind is None:
        raise Unfit(
            _("“%(name)s”不是可以上传的文件。可以上传：PDF、PNG或JPG图片、docx、xlsx、txt、csv。")
            % {"name": name}
            + _way_out(content)
        )
    if ending_of(name) not in ENDINGS[kind]:
        raise Unfit(
            _("“%(name)s”的内容是%(kind)s，与文件名不符，请改名或另存后再上传。")
            % {"name": name, "kind": kind.label}
        )
    if len(content) > LIMITS[kind]:
        raise Unfit(
            _("“%(name)s”超过%(limit)s MB，请压缩后再上传。")
            % {"name": name, "limit": LIMITS[kind] // MEBI}
        )
    if kind is Kind.IMAGE:
        _refuse_bad_image(content, name)
    return kind


def _way_out(content: bytes) -> str:
    """What to do with a file of a kind that people have, and that is not taken."""
    if content[4:8] == b"ftyp" and content[8:11] in (b"hei", b"hev", b"mif", b"msf"):
        return _("这是HEIC照片，请在手机上另存为JPG，或截图后上传。")
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _("这是旧版的Word或Excel文件，请另存为docx或xlsx后上传。")
    if content.startswith((b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")):
        return _("压缩包请解开，逐个上传里面的文件；带宏的文件请另存为不带宏的。")
    return ""


def _by_content(content: bytes) -> Kind | None:
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return Kind.IMAGE
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return Kind.TEXT if _is_text(content) else None


def _office(content: bytes) -> Kind | None:
    """A Word or Excel file without macros that unpacks to a bearable size."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = {part.filename for part in parts.infolist()}
            unpacked = sum(part.file_size for part in parts.infolist())
            written = sum(
                part.file_size for part in parts.infolist() if TEXT_PARTS.fullmatch(part.filename)
            )
    except zipfile.BadZipFile:
        return None
    if unpacked > MOST_UNPACKED or len(names) > MOST_PARTS or written > MOST_WRITTEN:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return Kind.WORD
    return Kind.SHEET if "xl/workbook.xml" in names else None


def _is_text(content: bytes) -> bool:
    text = decoded(content)
    return text is not None and not any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text)


def decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _refuse_bad_image(content: bytes, name: str) -> None:
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unfit(_("“%(name)s”的像素太多，请缩小后再上传。") % {"name": name})
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unfit(_("“%(name)s”打不开，图片可能已损坏。") % {"name": name}) from error


def text_of(content: bytes, kind: Kind) -> str:
    """The words in a file, as far as it has any a program can read; pictures have none."""
    match kind:
        case Kind.TEXT:
            return decoded(content) or ""
        case Kind.PDF:
            return _pdf_text(content)
        case Kind.WORD | Kind.SHEET:
            return "\n".join(map(_words, _office_parts(content).values()))
        case Kind.IMAGE:
            return ""


def _words(part: str) -> str:
    lines = _TAG.sub("", _ENDS.sub("\n", part)).splitlines()
    return unescape("\n".join(line for line in lines if line.strip()))


def _pdf_text(content: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    try:
        return "\n".join(
            document[number].get_textpage().get_text_range()
            for number in range(min(len(document), MOST_PAGES_READ))
        )
    finally:
        document.close()


def _office_parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return {
            name: parts.read(name).decode("utf-8", "replace")
            for name in parts.namelist()
            if TEXT_PARTS.fullmatch(name)
        }
