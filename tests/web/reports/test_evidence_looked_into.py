"""What is read in a file on its way in: numbers cut into runs, marks of secrecy, first words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from tests.web.evidence.samples import letter, picture
from tests.web.reports.acting import IN_TIME, Filled

from duban.web.evidence.kept import Kind
from duban.web.evidence.sniffing import Unfit, text_of
from duban.web.reports.evidence import attach, mask
from duban.web.reports.models import Evidence

pytestmark = pytest.mark.django_db


def file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def in_runs(*runs: str) -> bytes:
    """A paragraph that Word has cut into pieces, as it does when a person goes back in it."""
    out, paper = BytesIO(), Document()
    line = paper.add_paragraph("联系人")
    for run in runs:
        line.add_run(run).bold = bool(len(run) % 2)
    paper.save(out)
    return out.getvalue()


def test_a_number_cut_into_runs_is_found_and_covered(cast: Any, filled: Filled) -> None:
    content = in_runs("电话1380", "0", "138000，", "A&B公司")
    assert "13800138000" in text_of(content, Kind.WORD)
    held = attach(cast["liaison"], filled().pk, file(content, "名单.docx"), IN_TIME)
    assert held.personal == 1
    covered = mask(cast["liaison"], held.pk, IN_TIME)
    words = text_of(covered.path.read_bytes(), Kind.WORD)
    assert "联系人电话138********，A&B公司" in words
    assert covered.personal == 0
    [line] = Document(BytesIO(covered.path.read_bytes())).paragraphs
    assert [run.text for run in line.runs] == ["联系人", "电话138*", "*", "******，", "A&B公司"]


def test_cells_of_a_workbook_are_told_apart(cast: Any, filled: Filled) -> None:
    """Two numbers in two cells are not one long one; one in a cell is found."""
    out, book = BytesIO(), openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["138001380", "00"])
    page.append(["信访人李建国", 13800138000])
    book.save(out)
    held = attach(cast["liaison"], filled().pk, file(out.getvalue(), "台账.xlsx"), IN_TIME)
    assert held.personal == 2


@pytest.mark.parametrize("mark", ["机密★1年", "密级：秘密", "000012机密"])
def test_classified_matter_is_refused(cast: Any, filled: Filled, mark: str, settings: Any) -> None:
    report, content = filled(), letter(mark)
    with pytest.raises(Unfit, match="涉密文件不得进入本系统"):
        attach(cast["liaison"], report.pk, file(content, "文件.docx"), IN_TIME)
    assert not Evidence.objects.exists()
    settings.ALLOW_CLASSIFIED = True
    assert attach(cast["liaison"], report.pk, file(content, "文件.docx"), IN_TIME).pk


def test_a_word_of_secrets_is_no_mark(cast: Any, filled: Filled) -> None:
    content = letter("开展保密教育，机密文件管理培训2次")
    assert attach(cast["liaison"], filled().pk, file(content, "总结.docx"), IN_TIME).pk


def test_the_words_of_a_document_are_shown_covered(
    cast: Any, filled: Filled, client_of: Any
) -> None:
    report = filled()
    held = attach(cast["liaison"], report.pk, file(letter("电话13800138000"), "a.docx"), IN_TIME)
    client, address = client_of("liaison"), f"/reports/evidence/{held.pk}/preview/"
    whole = client.get(address).content.decode()
    assert "电话138********" in whole
    assert "<html" in whole
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "电话138********" in part
    assert "<html" not in part
    assert client_of("stranger").get(address).status_code == 404
    drawn = attach(cast["liaison"], report.pk, file(picture(), "b.png"), IN_TIME)
    assert client.get(f"/reports/evidence/{drawn.pk}/preview/")["Content-Type"] == "image/png"
