"""An office's own template printed by LibreOffice: its fields filled in, its layout as it was."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from tests.conftest import program
from tests.writing.measured import Page, as_pdfs, ink_of, pages_of

from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.samples import sample_values, starter
from duban.web.supervision.models import PaperKind
from duban.writing.filling import Values, open_template

Printed = Mapping[str, Path]


def house_style() -> bytes:
    """As an office lays it out in Word: a red head, a table with its own widths and shading, then a
    page on its side."""
    document: Any = Document()
    first = document.sections[0]
    first.page_width, first.page_height = Mm(210), Mm(297)
    first.left_margin, first.right_margin, first.top_margin = Mm(28), Mm(26), Mm(37)
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run("{{发文单位}}文件")
    run.font.size, run.font.color.rgb = Pt(30), RGBColor(0xC8, 0x16, 0x1D)
    document.add_paragraph("{{文号}}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("{{计划名称}}共{{任务数}}项。")
    document.add_paragraph("承办人（签字）：")
    lying = document.add_section()
    lying.orientation = WD_ORIENT.LANDSCAPE
    lying.page_width, lying.page_height = Mm(297), Mm(210)
    table = document.add_table(2, 3, style="Table Grid")
    table.autofit = False
    texts = (("单位", "红灯", "应报"), ("{{单位.名称}}", "{{单位.红灯}}", "{{单位.应报}}"))
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text, width in zip(row.cells, cells, (120, 40, 60), strict=True):
            cell.text, cell.width = text, Mm(width)
    document.add_paragraph("以上由各单位填报。")
    document.sections[1].footer.is_linked_to_previous = False
    document.sections[1].footer.paragraphs[0].text = "第{{文号}}"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


#: what the bulletin's fields are filled with: one unit more than the page was drawn for
VALUES = Values(
    sample_values(SHEETS[PaperKind.BULLETIN]).texts,
    {"单位": [{"名称": name, "红灯": "1", "应报": "6"} for name in ("新农办", "规建办", "招商办")]},
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Everything that the tests below look at, by one start of LibreOffice."""
    soffice = program("soffice", "libreoffice")
    folder = tmp_path_factory.mktemp("printed")
    files = {"house": house_style(), "house-filled": open_template(house_style()).fill(VALUES)}
    for kind, sheet in SHEETS.items():
        begun = starter(sheet, date(2026, 9, 18))
        files[kind.value] = begun
        files[f"{kind.value}-filled"] = open_template(begun).fill(sample_values(sheet))
    paths = [folder / f"{name}.docx" for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    return dict(zip(files, as_pdfs(soffice, paths), strict=True))


def words_of(pages: list[Page]) -> str:
    return "".join("".join(line.text for page in pages for line in page.lines).split())


@pytest.mark.parametrize("kind", PaperKind)
def test_the_template_to_begin_with_is_filled_and_printed(
    kind: PaperKind, printed: Printed
) -> None:
    pages = pages_of(printed[f"{kind.value}-filled"])
    said = words_of(pages)
    assert "{{" not in said
    for one in SHEETS[kind].fields:
        for line in one.example.split("\n"):
            assert "".join(line.split()) in said, one.name
    # the title and the first line stand where they stood
    begun = pages_of(printed[kind.value])[0]
    title = str(SHEETS[kind].kind.label)
    for page in (begun, pages[0]):
        assert (round(page.width), round(page.height)) == (210, 297)
    before, after = begun.line(title), pages[0].line(title)
    assert abs(before.middle - after.middle) < 0.5
    assert abs(before.left - after.left) < 0.5
    assert before.size == after.size


def test_the_layout_of_an_office_is_kept(printed: Printed) -> None:
    before, after = pages_of(printed["house"]), pages_of(printed["house-filled"])
    sizes = [(round(page.width), round(page.height)) for page in after]
    assert sizes == [(round(page.width), round(page.height)) for page in before]
    assert sizes == [(210, 297), (297, 210)]
    for label in ("承办人", "单位"):
        [old], [new] = ([p.line(label) for p in ps if _has(p, label)] for ps in (before, after))
        assert (round(old.left), round(old.middle)) == (round(new.left), round(new.middle))
        assert old.size == new.size
    head = after[0].line("柳溪镇督查室文件")
    assert head.size == 30
    assert abs((head.left + head.right) / 2 - (28 + 210 - 26) / 2) < 1
    [red] = ink_of(printed["house-filled"], 0, red=True)
    assert abs(red.top - head.middle) < 8
    number = after[0].line("柳溪镇督通〔2026〕3号")
    assert abs(number.right - (210 - 26)) < 1


def _has(page: Page, label: str) -> bool:
    return any(line.text.startswith(label) for line in page.lines)


def test_a_row_is_repeated_with_the_looks_of_the_one_that_was_drawn(printed: Printed) -> None:
    [drawn], [page] = (list(pages_of(printed[n])[1:]) for n in ("house", "house-filled"))
    rows = [line for line in page.lines if line.text.endswith("6")]
    assert [line.text.replace(" ", "") for line in rows] == ["新农办16", "规建办16", "招商办16"]
    steps = {round(b.middle - a.middle, 1) for a, b in itertools.pairwise(rows)}
    assert len(steps) == 1
    assert {line.left for line in rows} == {drawn.line("{{单位.名称}}").left}
    assert page.line("第柳溪镇督通〔2026〕3号").middle == pytest.approx(
        drawn.line("第{{文号}}").middle, abs=0.3
    )
