"""Whatever bytes bear whatever ending: a source or a refusal, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duban.reading.formats import open_source
from duban.reading.source import Grid, Source, Unreadable

ENDINGS = [".txt", ".md", ".csv", ".html", ".xlsx", ".docx", ".pdf", ".xls", ".bin", ""]

relaxed = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

Made = Callable[..., Any]


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def hold(path: Path, content: bytes) -> None:
    """Open `content` at `path`, and see that what comes of it keeps the contract of a source."""
    path.write_bytes(content)
    source: Source | None
    try:
        source = open_source(path)
    except Unreadable as error:
        sentence = str(error)
        source = None
    if source is None:
        assert sentence.endswith("。")
        assert len(sentence.splitlines()) == 1
        return
    assert isinstance(source, Source)
    for block in source.blocks:
        if isinstance(block, Grid):
            assert all(isinstance(cell, str) for row in block.rows for cell in row)
            assert not block.lines or len(block.lines) == len(block.rows)
            for span in block.spans:
                filled = {
                    block.rows[row][column]
                    for row in range(span.top, span.bottom + 1)
                    for column in range(span.left, span.right + 1)
                }
                assert len(filled) == 1
        else:
            assert block.text.strip()


@relaxed
@given(content=st.binary(max_size=400), ending=st.sampled_from(ENDINGS))
def test_any_bytes(tmp_path: Path, content: bytes, ending: str) -> None:
    hold(tmp_path / f"清单{ending}", content)


HEADS = [b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\xff\xfe"]


@relaxed
@given(
    head=st.sampled_from(HEADS), content=st.binary(max_size=300), ending=st.sampled_from(ENDINGS)
)
def test_any_bytes_after_a_known_beginning(
    tmp_path: Path, head: bytes, content: bytes, ending: str
) -> None:
    hold(tmp_path / f"清单{ending}", head + content)


PIECES = [
    "\t",
    "\n",
    "|",
    "---",
    "<b>",
    "</p>",
    "<br>",
    "<table>",
    "<tr>",
    "<td rowspan=3>",
    "<td colspan=2>",
    "#",
    " ",
    "\x0c",
    "‹",
    "**",
    "任务",
    "1",
    '"',
    ",",
    "&lt;",
    "\u200b",
    "\\|",
]


@relaxed
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=60),
    ending=st.sampled_from([".txt", ".md", ".csv", ".html"]),
)
def test_any_text(tmp_path: Path, pieces: list[str], ending: str) -> None:
    hold(tmp_path / f"清单{ending}", "".join(pieces).encode())


TAGS = ["tbl", "tr", "tc", "p", "r", "t", "sdt", "ins", "del", "txbxContent", "drawing"]
MARKS = [
    '<w:gridSpan w:val="3"/>',
    '<w:gridSpan w:val="x"/>',
    "<w:vMerge/>",
    "<w:hMerge/>",
    '<w:vMerge w:val="restart"/>',
    '<w:numId w:val="1"/>',
    "<w:tab/>",
    "字",
]
trees = st.recursive(
    st.sampled_from(MARKS),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>",
        st.sampled_from([*TAGS, "tcPr", "pPr", "numPr"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@relaxed
@given(body=trees)
def test_any_tree_of_a_document(tmp_path: Path, docx: Made, body: str) -> None:
    hold(tmp_path / "清单.docx", docx(body))


references = st.sampled_from(["A1", "B2", "C3", "AA9", "XFD1048576", "1", "", "A0", "ZZZZ9"])


@relaxed
@given(
    cells=st.lists(
        st.tuples(references, st.sampled_from(["s", "n", "str", "b", "e", "q"])), max_size=6
    ),
    merged=st.lists(st.tuples(references, references), max_size=3),
)
def test_any_sheet(
    tmp_path: Path, cells: list[tuple[str, str]], merged: list[tuple[str, str]]
) -> None:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    drawn = "".join(f'<c r="{at}" t="{kind}" s="1"><v>1</v></c>' for at, kind in cells)
    joined = "".join(f'<mergeCell ref="{first}:{last}"/>' for first, last in merged)
    members = {
        "xl/workbook.xml": f'<workbook {names} xmlns:r="{links}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {package}>"
        f'<Relationship Id="a" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {names}><sheetData><row>{drawn}</row></sheetData>"
        f"<mergeCells>{joined}</mergeCells></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    hold(tmp_path / "清单.xlsx", out.getvalue())


@relaxed
@given(data=st.data())
def test_any_damage_to_a_good_file(
    tmp_path: Path, docx: Made, pdf: Made, page: Made, data: st.DataObject
) -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>任务</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    drawn = page().table([50, 150, 300], [60, 90]).text(55, 65, "任务")
    content = bytearray(data.draw(st.sampled_from([docx(table), pdf(drawn)])))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    hold(tmp_path / "清单.docx", bytes(content[: data.draw(st.integers(1, len(content)))]))
