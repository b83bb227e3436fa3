"""What a file is, is told by its content; what is not taken is said why."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests.web.evidence.samples import PDF, letter, packed, picture, table

from duban.web.evidence.kept import Kind
from duban.web.evidence.sniffing import Unfit, kind_of


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "验收单.pdf", Kind.PDF),
        (picture(), "现场.png", Kind.IMAGE),
        (picture("JPEG"), "现场.JPG", Kind.IMAGE),
        (letter("已验收"), "情况.docx", Kind.WORD),
        (table(3), "台账.xlsx", Kind.SHEET),
        ("建成28户".encode("gbk"), "说明.txt", Kind.TEXT),
    ],
)
def test_the_content_tells_the_kind(content: bytes, name: str, kind: Kind) -> None:
    assert kind_of(content, name) is kind


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        pytest.param(b"", "空.pdf", "是空文件", id="empty"),
        pytest.param(
            b"\x00\x00\x00\x18ftypheic" + b"\0" * 40, "现场.heic", "另存为JPG", id="phone-photo"
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40,
            "情况.doc",
            "另存为docx",
            id="old-word",
        ),
        pytest.param(packed(a_dot_txt=b"x"), "材料.zip", "请解开", id="archive"),
        pytest.param(b"MZ\x90\x00\x03", "程序.pdf", "不是可以上传的文件", id="a program"),
        pytest.param(picture(), "照片.pdf", "与文件名不符", id="a picture called PDF"),
        pytest.param(PDF, "现场.png", "与文件名不符", id="a PDF called picture"),
        pytest.param(b"<script>alert(1)</script>", "页.html", "与文件名不符", id="a page"),
        pytest.param(packed(a=b"x"), "包.zip", "不是可以上传的文件", id="an archive"),
        pytest.param(
            packed(word__document_dot_xml=b"<x/>", word__vbaProject_dot_bin=b"x"),
            "宏.docx",
            "不是可以上传的文件",
            id="macros",
        ),
        pytest.param(picture()[:60], "坏.png", "打不开", id="a broken picture"),
        pytest.param(b"a" * (2 * 1024 * 1024 + 1), "长.txt", "超过2 MB", id="too large"),
    ],
)
def test_what_is_not_taken_is_said_why(content: bytes, name: str, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        kind_of(content, name)


def test_what_to_do_instead_is_a_sentence_of_its_own_in_english_too() -> None:
    with translation.override("en"), pytest.raises(Unfit, match=r"csv\. This is a HEIC photo"):
        kind_of(b"\x00\x00\x00\x18ftypheic" + b"\0" * 40, "photo.heic")
