"""Which reader gets a file, what is refused before any does, and what opening leaves alone."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from duban.plan import Format
from duban.reading.formats import FORMATS, Limits, open_source
from duban.reading.formats.detect import ENDINGS, Shape
from duban.reading.source import Source, Unreadable

Opened = Callable[..., Source]
Made = Callable[..., Any]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def test_every_shape_has_endings_and_a_reader() -> None:
    assert ENDINGS.keys() == set(Shape)
    assert FORMATS.keys() == set(Shape) - {Shape.OLD}


REFUSED = [
    pytest.param("清单.docm", b"PK\x03\x04", "宏", id="macro ending"),
    pytest.param("清单.docx", OLE + utf16("EncryptedPackage"), "密码", id="locked"),
    pytest.param("清单.xlsx", OLE + utf16("EncryptedPackage"), "密码", id="locked workbook"),
    pytest.param("清单.xls", OLE + utf16("_VBA_PROJECT"), "宏", id="old macro"),
    pytest.param("清单.docx", b"PK\x03\x04" + b"\x00" * 100, "损坏", id="damaged zip"),
    pytest.param("清单.xlsx", b"PK\x05\x06" + b"\x00" * 18, "损坏", id="empty zip"),
    pytest.param("清单.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, "图片", id="picture"),
    pytest.param("清单.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 20, "图片", id="photograph"),
    pytest.param("清单.xlsx", b"%PDF-1.4\n", "损坏", id="a cut PDF"),
]


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED)
def test_it_refuses(opened: Opened, name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence) as refusal:
        opened(name, content)
    assert str(refusal.value).endswith("。")


ARCHIVES = [
    pytest.param({"甲.txt": "任务"}, "压缩包", id="a plain archive"),
    pytest.param({"ppt/presentation.xml": "<a/>"}, "演示", id="slides"),
    pytest.param({"xl/workbook.bin": "0"}, "xlsb", id="binary workbook"),
    pytest.param({"[Content_Types].xml": "<a/>"}, "损坏", id="parts missing"),
    pytest.param(
        {"word/document.xml": "<a/>", "word/vbaProject.bin": "0"}, "宏", id="macro inside"
    ),
    pytest.param({"xl/workbook.xml": "<a/>"}, "损坏", id="workbook without sheets"),
    pytest.param({"word/document.xml": "<a/>"}, "损坏", id="document without body"),
]


@pytest.mark.parametrize(("members", "sentence"), ARCHIVES)
def test_archives_it_refuses(
    opened: Opened, packed: Made, members: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Unreadable, match=sentence):
        opened("清单.docx", packed(members))


def test_a_bomb_is_refused_before_it_is_unpacked(opened: Opened, packed: Made) -> None:
    content = packed({"word/document.xml": b" " * (40 << 20)})
    assert len(content) < 1 << 20
    with pytest.raises(Unreadable, match="过大"):
        opened("清单.docx", content)
    with pytest.raises(Unreadable, match="过大"):
        opened("清单.docx", content, Limits(ratio=10**6, unpacked_bytes=1 << 20))
    with pytest.raises(Unreadable, match="过大"):
        opened("清单.docx", content, Limits(ratio=10**6, tree_bytes=1 << 20))


def test_a_bomb_that_lies_about_its_size(opened: Opened, packed: Made) -> None:
    content = bytearray(packed({"word/document.xml": b" " * (40 << 20)}))
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 100)
    with pytest.raises(Unreadable):
        opened("清单.docx", bytes(content))


def test_texts_of_a_workbook_that_lie_about_their_size(opened: Opened, packed: Made) -> None:
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    text = "".join(str(number) for number in range(200_000))
    content = bytearray(
        packed(
            {
                "xl/workbook.xml": f'<workbook xmlns:r="{links}"/>',
                "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"/>',
                "xl/sharedStrings.xml": text,
            }
        )
    )
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 100)
    with pytest.raises(Unreadable, match="损坏"):
        opened("清单.xlsx", bytes(content))


def test_two_members_of_one_name_are_refused(opened: Opened, packed: Made) -> None:
    content = packed({"word/document.xml": "<a/>", "word/documenu.xml": "<b/>"})
    with pytest.raises(Unreadable, match="损坏"):
        opened("清单.docx", content.replace(b"documenu", b"document"))


def test_too_many_members_are_refused(opened: Opened, packed: Made) -> None:
    content = packed({f"word/{at}": "" for at in range(20)})
    with pytest.raises(Unreadable, match="过大"):
        opened("清单.docx", content, Limits(members=10))


def test_a_file_over_the_limit_is_refused_unread(opened: Opened) -> None:
    with pytest.raises(Unreadable, match="1兆字节"):
        opened("清单.txt", b"0" * ((1 << 20) + 1), Limits(file_bytes=1 << 20))


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"找不到文件：没有\.txt"):
        open_source(tmp_path / "没有.txt")
    with pytest.raises(Unreadable, match="打不开"):
        open_source(tmp_path)


def test_content_wins_over_the_ending(opened: Opened, docx: Made, packed: Made) -> None:
    body = docx("<w:p><w:r><w:t>正文</w:t></w:r></w:p>")
    for name, content, form, told in (
        ("清单.pdf", body, Format.DOCX, True),
        ("清单.doc", body, Format.DOCX, True),
        ("清单.docx", "正文".encode(), Format.TXT, True),
        ("清单.txt", b"<html><p>a</p></html>", Format.HTML, True),
        ("清单", "正文".encode(), Format.TXT, False),
        ("清单.docx", body, Format.DOCX, False),
        ("清单.DOCX", body, Format.DOCX, False),
    ):
        source = opened(name, content)
        assert source.file.format is form
        assert [doubt.code for doubt in source.doubts] == ["wrong-ending"] * told


def test_the_file_is_named_by_its_content(opened: Opened) -> None:
    content = "云泽区任务清单".encode()
    file = opened("清单.txt", content).file
    assert (file.name, file.sha256) == ("清单.txt", sha256(content).hexdigest())


def test_importing_the_formats_imports_no_library() -> None:
    heavy = ("lxml", "pdfplumber", "pdfminer", "python_calamine", "charset_normalizer", "zipfile")
    program = (
        "import sys, duban.reading.formats;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_a_member_that_is_locked(opened: Opened, packed: Made) -> None:
    content = bytearray(packed({"word/document.xml": "<a/>"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    with pytest.raises(Unreadable, match="密码"):
        opened("清单.docx", bytes(content))
