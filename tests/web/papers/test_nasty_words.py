"""What people type stands in papers as the letters typed, whatever they are: in every kind of paper
and every kind of file, nothing is taken for a template, for typst, for markup or for a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.web.papers.acting import ON, Wanted, words_of

from duban.web.ledger.models import Plan, Task
from duban.web.papers import acting
from duban.web.papers.calendar_keys import calendar_of
from duban.web.papers.freezing import retold
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.kinds.sheet import Facts
from duban.web.papers.rendering import docx, pdf
from duban.web.papers.samples import starter
from duban.web.supervision import acting as chasing
from duban.web.supervision.models import PaperKind
from duban.web.supervision.standing import write_lights
from duban.writing.filling import open_template

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chinese_font")]

NASTY = (
    '=HYPERLINK("http://example.invalid","点")',
    "=cmd|' /C calc'!A0",
    "+86",
    "-1+2",
    "@SUM(A1)",
    "{{ 7*7 }}",
    "{{文号}}",
    "{{任务.名称}}",
    "{% for x in y %}{{ x }}{% endfor %}",
    '#import "x.typ": *',
    "#set page(fill: red)",
    "#{ 1 + 1 }#read(sys.inputs.paper)",
    "$1+1$*粗*_斜_<标签>@引用//注释/*块*/`码`",
    "= 标题 - 列项 / 词: 义",
    "<script>alert(1)</script>",
    "<w:p/>&amp;&#x41;]]>",
    "\\u{41}\\input{x}%s{0}${x}",
    "𠮷𡈽",
)
#: invisible, without a glyph in most fonts, or too long for a line
ODD = (
    "前\u202e倒\u202c后\u200f",
    "零\u200b宽\ufeff",
    "👍🏽👨‍👩‍👧",
    "W" * 100,
    "龘" * 100,
)
CONTROLS = "前\x00\x07\x0b\x1b\x7f\ufffe后"
CHINESE = re.compile("[\u4e00-\u9fff]")


def soiled(facts: Facts, *signs: str) -> Facts:
    """The facts with every Chinese text followed by all of these, each between bars."""
    tail = "".join(f"｜{one}" for one in signs) + "｜"
    return retold(facts, lambda text: text + tail if CHINESE.search(text) else text)


def letters(text: str) -> str:
    return "".join(text.split())


def words_of_pdf(content: bytes) -> str:
    """All letters in the order in which they were written, blanks left out."""
    document = pypdfium2.PdfDocument(content)
    try:
        return letters(" ".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def as_docx(kind: PaperKind, facts: Facts) -> str:
    return letters(words_of(docx(SHEETS[kind], facts, None)))


def as_pdf(kind: PaperKind, facts: Facts) -> str:
    return words_of_pdf(pdf(SHEETS[kind], facts))


def as_own(kind: PaperKind, facts: Facts) -> str:
    """In the template from which an office starts, every field once."""
    sheet = SHEETS[kind]
    return letters(words_of(open_template(starter(sheet, ON)).fill(sheet.values(facts))))


FORMATS = {"docx": as_docx, "pdf": as_pdf, "own": as_own}


@pytest.mark.parametrize("kind", PaperKind)
def test_nothing_that_was_typed_acts_in_any_kind_of_paper(
    kind: PaperKind, cast: Any, wanted: Wanted
) -> None:
    clean = acting.facts_of(cast["office"], wanted(kind))
    facts = soiled(clean, *NASTY)
    for name, drawn in FORMATS.items():
        said = drawn(kind, facts)
        for nasty in NASTY:
            assert f"｜{letters(nasty)}｜" in said, (name, nasty)
        # 7*7 was not worked out, no field was filled in behind a bar
        assert "｜49｜" not in said
        assert "｜2｜" not in said


@pytest.mark.parametrize("kind", PaperKind)
def test_odd_letters_break_no_paper(kind: PaperKind, cast: Any, wanted: Wanted) -> None:
    facts = soiled(acting.facts_of(cast["office"], wanted(kind)), *ODD)
    for name in ("docx", "own"):
        said = FORMATS[name](kind, facts)
        for odd in ODD:
            assert f"｜{odd}｜" in said, (name, odd)
    content = pdf(SHEETS[kind], facts)
    said = words_of_pdf(content)
    assert min(said.count("W"), said.count("龘")) >= 100
    with pdfplumber.open(BytesIO(content)) as drawn:
        for page in drawn.pages:
            assert max(char["x1"] for char in page.chars) < page.width


@pytest.mark.parametrize("kind", PaperKind)
def test_control_characters_reach_no_file(kind: PaperKind, cast: Any, wanted: Wanted) -> None:
    facts = soiled(acting.facts_of(cast["office"], wanted(kind)), CONTROLS)
    for name, drawn in FORMATS.items():
        assert "｜前后｜" in re.sub("[\x7f\ufffe]", "", drawn(kind, facts)), name


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if SHEETS[kind].has_workbook])
@pytest.mark.parametrize("nasty", [*NASTY, *ODD])
def test_no_cell_of_a_workbook_is_a_formula(
    kind: PaperKind, nasty: str, cast: Any, wanted: Wanted
) -> None:
    sheet = SHEETS[kind]
    facts = retold(
        acting.facts_of(cast["office"], wanted(kind)),
        lambda text: nasty if "美丽庭院" in text else text,
    )
    assert sheet.xlsx is not None
    book = load_workbook(BytesIO(sheet.xlsx(facts)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert nasty in [cell.value for cell in cells]


@pytest.mark.parametrize("nasty", [*NASTY, *ODD])
def test_words_typed_on_the_site_reach_the_paper_as_they_are(
    nasty: str, cast: Any, running: Plan, wanted: Wanted, client_of: Callable[[str], Client]
) -> None:
    """Typed where a task, a talk and the paper itself are written; seen on the page, in the files
    of lists and in the calendar."""
    office, client = cast["office"], client_of("office")
    task = running.tasks.get(number=1)
    form = task.form | {"title": nasty, "text": nasty}
    Task.objects.filter(pk=task.pk).update(title=nasty, form=form)
    chasing.hold_talk(office, task.pk, chasing.Talked(ON, "示例", nasty, nasty), ON)
    for kind in PaperKind:
        words = {word.name: _fitting(word.name, nasty) for word in SHEETS[kind].words}
        facts = acting.facts_of(office, wanted(kind, **words))
        said = as_docx(kind, facts)
        assert letters(nasty) in said, kind
    page = client.get("/papers/new/task_list/", {"plan": running.pk}).content.decode()
    assert "<script>alert(1)" not in page
    book = load_workbook(BytesIO(client.get(f"/papers/plans/{running.pk}/list.xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert nasty in [cell.value for cell in cells if cell.data_type == "s"]
    calendar = calendar_of(cast["liaison"], ON).decode().replace("\r\n ", "")
    plain = re.sub(r"\\([\\;,])", r"\1", calendar)
    # long ones are cut short in a calendar
    assert nasty[:30] in plain
    assert plain.count("BEGIN:VEVENT") == plain.count("END:VEVENT")


def _fitting(name: str, nasty: str) -> str:
    """What a word of the office must look like to be taken, with something nasty in it."""
    if name in ("praised", "criticised"):
        return f"新农办：{nasty}"
    return "2026-04-10" if name == "last" else nasty


@pytest.mark.parametrize("nasty", NASTY[:5])
def test_a_csv_of_a_board_holds_no_formula(
    nasty: str, running: Plan, client_of: Callable[[str], Client]
) -> None:
    Task.objects.filter(plan=running).update(heading=nasty)
    write_lights(list(running.tasks.all()), ON)
    answer = client_of("office").get(f"/boards/heading/figures.csv?year={running.year}")
    assert answer.status_code == 200
    cells = [
        cell for row in csv.reader(StringIO(answer.content.decode("utf-8-sig"))) for cell in row
    ]
    assert f"'{nasty}" in cells
    assert nasty not in cells
