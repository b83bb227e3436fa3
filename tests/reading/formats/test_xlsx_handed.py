"""Merged cells go before the cells, and nothing else of a sheet changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from duban.reading.formats import xlsx_handed
from duban.reading.formats.xlsx_handed import merges_first, stored
from duban.reading.source import Grid, Source, Span

HEAD = b"<worksheet><cols/>"
CELLS = b"<sheetData><row><c><v>1</v></c></row></sheetData>"
MERGES = b'<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
END = b"<pageMargins/></worksheet>"


def test_merged_cells_go_first() -> None:
    assert merges_first(HEAD + CELLS + MERGES + END) == HEAD + MERGES + CELLS + END


def test_a_sheet_without_any_says_so_first() -> None:
    none = b"<mergeCells></mergeCells>"
    assert merges_first(HEAD + CELLS + END) == HEAD + none + CELLS + END


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(b"<styleSheet/>", id="no sheet"),
        pytest.param(b"<worksheet><sheetData/>" + MERGES + END, id="no cells"),
        pytest.param(b"<!-- <sheetData> -->" + HEAD + CELLS + MERGES + END, id="comment before"),
        pytest.param(HEAD + CELLS + b"<!-- " + MERGES + b" -->" + END, id="comment behind"),
        pytest.param(HEAD + MERGES + CELLS + MERGES + END, id="twice"),
        pytest.param(HEAD + CELLS + b"<mergeCells/>" + END, id="closed at once"),
        pytest.param((HEAD + CELLS + MERGES + END).decode().encode("utf-16"), id="UTF-16"),
    ],
)
def test_it_leaves_alone(xml: bytes) -> None:
    assert merges_first(xml) == xml


def test_an_archive_not_packed() -> None:
    parts = {"xl/甲.xml": b"<a/>", "b": b"", "c": bytes(range(256)) * 300}
    archive = zipfile.ZipFile(io.BytesIO(stored(parts)))
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == parts


def test_a_book_handed_on_unpacked_reads_as_it_is(
    opened: Callable[..., Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in ("甲表", "乙表"):
            sheet = book.add_worksheet(name)
            sheet.merge_range(0, 0, 0, 2, "云泽区重点任务")
            sheet.write_row(1, 0, ["序号", "任务", 1.5])
            sheet.write_row(2, 0, [1, "修路", "柳溪镇"])
    unpacked = opened("清单.xlsx", out.getvalue()).blocks
    monkeypatch.setattr(xlsx_handed, "CHUNK", 0)
    assert opened("清单.xlsx", out.getvalue()).blocks == unpacked
    assert [block.spans for block in unpacked if isinstance(block, Grid)] == [
        (Span(0, 0, 0, 2),)
    ] * 2
