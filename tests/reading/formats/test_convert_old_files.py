"""Old office files go through LibreOffice; without it the person is told what to save as."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duban.plan import Format
from duban.reading.formats import Limits, open_source
from duban.reading.source import Source, Unreadable

Opened = Callable[..., Source]
Made = Callable[..., Any]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK = OLE + "Workbook".encode("utf-16-le")


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A program of LibreOffice's name that runs these shell lines, alone on the path."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()

    def install(lines: str) -> Path:
        program = folder / "soffice"
        program.write_text(
            "#!/bin/sh\nPATH=/usr/bin:/bin\n"
            'while [ "$1" != --convert-to ]; do shift; done\nform=$2 out=$4 source=$5\n' + lines
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return tmp_path / "scratch"

    monkeypatch.setenv("PATH", str(folder))
    return install


SAVE_AS = [
    ("清单.xls", WORKBOOK, ".xlsx"),
    ("清单.et", OLE, ".xlsx"),
    ("清单.doc", OLE, ".docx"),
    ("清单.wps", OLE, ".docx"),
    ("清单.docx", OLE, ".docx"),
    ("清单.xlsx", WORKBOOK, ".xlsx"),
    ("清单.doc", b"{\\rtf1 }", ".docx"),
]


@pytest.mark.parametrize(("name", "content", "target"), SAVE_AS)
def test_without_libreoffice_it_says_what_to_save_as(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, target: str
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unreadable, match=f"LibreOffice.*另存为 {target}"):
        opened(name, content)


def test_ofd_without_libreoffice(
    opened: Opened, packed: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unreadable, match=r"另存为 \.pdf"):
        opened("清单.ofd", packed({"OFD.xml": "<a/>"}))


def test_the_result_is_read_under_the_old_name(
    opened: Opened, converter: Made, docx: Made, texts: Made, tmp_path: Path
) -> None:
    (tmp_path / "made.docx").write_bytes(docx("<w:p><w:r><w:t>正文</w:t></w:r></w:p>"))
    scratch = converter(f'cp "{tmp_path}/made.docx" "$out/source.$form"')
    source = opened("清单.wps", OLE)
    assert texts(source) == ["正文"]
    assert (source.file.name, source.file.format) == ("清单.wps", Format.DOCX)
    assert [doubt.code for doubt in source.doubts] == ["converted"]
    assert not list(scratch.iterdir())


FAILURES = [
    pytest.param("exit 1", Limits(), "转换失败", id="nothing made"),
    pytest.param("sleep 30", Limits(convert_seconds=0), "超时", id="too slow"),
]


@pytest.mark.parametrize(("lines", "limits", "sentence"), FAILURES)
def test_a_failed_conversion_leaves_nothing(
    opened: Opened, converter: Made, lines: str, limits: Limits, sentence: str
) -> None:
    scratch = converter(lines)
    with pytest.raises(Unreadable, match=sentence):
        opened("清单.doc", OLE, limits)
    assert not list(scratch.iterdir())


def test_a_cancelled_conversion_leaves_nothing(converter: Made, tmp_path: Path) -> None:
    scratch = converter("sleep 30")
    path = tmp_path / "清单.doc"
    path.write_bytes(OLE)

    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_source(path, progress=cancel)
    assert not list(scratch.iterdir())
