"""Templates handed in, looked at, tried, put into use and given up; what is not taken and why."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.papers.acting import ON, chosen, words_of
from tests.writing.filling.drawing import template

from duban.web.ledger.models import Plan, Task
from duban.web.papers import acting, templating
from duban.web.papers.admitting import LIMITS, Unfit, admit
from duban.web.papers.choosing import Chosen
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.models import Paper, Template, TemplateState
from duban.web.papers.rendering import Kept, docx, template_of
from duban.web.papers.samples import sample_values, starter
from duban.web.refusals import OutOfTurn
from duban.web.supervision.models import PaperKind
from duban.writing.filling import faults_of, open_template

BULLETIN = template(
    "{{发文|单位}}文件",
    "{{文号}}",
    "{{计划名称}}{{时期}}共{{任务数}}项",
    table=[["单位", "红灯"], ["{{单位.名称}}", "{{单位.红灯}}"]],
    footer="第{{文号}}",
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rebuilt(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The file with some parts changed (None: left out) and others added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def with_part(name: str, content: bytes = b"x") -> bytes:
    return rebuilt(BULLETIN, lambda _name, old: old, **{name.replace("/", "__"): content})


def with_body(xml: str) -> bytes:
    def change(name: str, old: bytes) -> bytes:
        if name != "word/document.xml":
            return old
        return old.replace(b"<w:body>", f"<w:body>{xml}".encode())

    return rebuilt(BULLETIN, change)


def with_relation(kind: str, target: str, mode: str = "") -> bytes:
    entry = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'

    def change(name: str, old: bytes) -> bytes:
        if name != "word/_rels/document.xml.rels":
            return old
        return old.replace(b"</Relationships>", f"{entry}</Relationships>".encode())

    return rebuilt(BULLETIN, change)


def field_of(*codes: str) -> str:
    """A field of Word whose code is cut over runs."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return f"<w:p>{_mark('begin')}{runs}{_mark('end')}</w:p>"


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


EXTERNAL = ' TargetMode="External"'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空文件"),
        (b"plain text", "不是 .docx 文件"),
        (b"PK\x03\x04" + b"\0" * 60, "已损坏"),
        (BULLETIN[: len(BULLETIN) // 2], "已损坏"),
        (rebuilt(BULLETIN, lambda n, old: None if n == "word/document.xml" else old), "正文"),
        (with_part("word/vbaProject.bin"), "含有宏"),
        (with_part("word/embeddings/oleObject1.bin"), "不认识的部分"),
        (with_part("word/embeddings/book.xlsx"), "不认识的部分"),
        (with_relation("oleObject", "embeddings/x.xml"), "嵌入的对象"),
        (with_relation("attachedTemplate", "http://h/t.dotm", EXTERNAL), "外部模板"),
        (with_relation("image", "http://h/i.png", EXTERNAL), "放在文件外面的内容"),
        (with_relation("hyperlink", "http://h/", EXTERNAL), "超链接"),
        (with_relation("aFChunk", "chunk.xml"), "嵌入的文件"),
        (with_body(field_of('DDEAUTO c:\\\\x "y"')), "会自动更新的域（DDEAUTO"),
        (with_body(field_of("DD", 'EAUTO c:\\\\x "y"')), "会自动更新的域（DDEAUTO"),
        (with_body(field_of('INCLUDETEXT "http://h/x.docx"')), "INCLUDETEXT"),
        (with_body('<w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>'), "INCLUDEPICTURE"),
        (with_body("<w:p><w:r><w:instrText>DDE x y</w:instrText></w:r></w:p>"), "DDE"),
        (with_body('<w:p><w:ins w:id="1"><w:r><w:t>改</w:t></w:r></w:ins></w:p>'), "修订"),
        (with_body("<w:altChunk/>"), "嵌入的对象"),
    ],
)
def test_what_could_reach_out_or_run_is_turned_away(data: bytes, told: str) -> None:
    with pytest.raises(Unfit, match=told):
        admit(data, "通报.docx")


def test_entities_and_bombs_are_turned_away() -> None:
    doctype = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///x">]>'

    def change(name: str, old: bytes) -> bytes:
        return doctype + old.partition(b"?>")[2] if name.endswith("document.xml") else old

    evil = rebuilt(BULLETIN, change)
    with pytest.raises(Unfit, match="外部实体"):
        admit(evil, "通报.docx")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"\0" * (LIMITS.unpacked_bytes + 1))
    with pytest.raises(Unfit, match="解压后过大"):
        admit(packed.getvalue(), "通报.docx")
    with pytest.raises(Unfit, match="超过4 MB"):
        admit(b"PK\x03\x04" + b"\0" * LIMITS.file_bytes, "通报.docx")
    with pytest.raises(Unfit, match="另存为"):
        admit(BULLETIN, "通报.docm")


def test_page_numbers_and_pictures_are_let_in() -> None:
    admit(with_body(field_of(" PAGE ")), "通报.docx")
    admit(with_body('<w:p><w:fldSimple w:instr=" NUMPAGES "/></w:p>'), "通报.docx")
    admit(with_part("word/media/logo.png", b"\x89PNG"), "通报.docx")


@pytest.mark.parametrize("kind", PaperKind)
def test_the_starter_of_every_kind_is_a_template_without_fault(kind: PaperKind) -> None:
    sheet = SHEETS[kind]
    data = starter(sheet, ON)
    admit(data, "样例.docx")
    assert faults_of(open_template(data), sheet.known) == []
    said = words_of(open_template(data).fill(sample_values(sheet)))
    assert "{{" not in said
    assert sheet.fields[0].example in said


@pytest.fixture
def in_use(cast: Any, running: Plan) -> Template:
    made = templating.upload(
        cast["office"], cast.town.pk, PaperKind.BULLETIN, "通报.docx", BULLETIN
    )
    return templating.adopt(cast["office"], made.pk)


@pytest.mark.django_db
def test_papers_are_written_with_the_template_in_use_and_stay_so(
    cast: Any, in_use: Template, bulletin: Chosen, draft: Callable[[Chosen], Paper]
) -> None:
    office = cast["office"]
    paper = acting.number(office, draft(bulletin).pk, ON)
    assert paper.template == in_use
    said = words_of(paper.path.read_bytes())
    assert "柳溪镇督查室文件" in said
    assert "第柳溪镇督通〔2026〕1号" in said
    assert "新农办" in said
    templating.retire(office, in_use.pk)
    assert template_of(cast.town.pk, PaperKind.BULLETIN) is None
    # what went out is what it was, and can be filled again
    kept = Kept.of(Paper.objects.get(pk=paper.pk))
    assert docx(kept.sheet, kept.facts, in_use) == paper.path.read_bytes()
    other = acting.number(office, draft(bulletin).pk, ON)
    assert other.template is None
    assert "执行情况的通报" in words_of(other.path.read_bytes())


@pytest.mark.django_db
def test_one_edition_is_in_use_and_the_others_are_kept(cast: Any, in_use: Template) -> None:
    office = cast["office"]
    second = templating.upload(
        office, cast.town.pk, PaperKind.BULLETIN, "通报二.docx", template("{{文号}}")
    )
    assert (second.number, second.state) == (2, TemplateState.ON_TRIAL)
    templating.adopt(office, second.pk)
    in_use.refresh_from_db()
    assert in_use.state == TemplateState.RETIRED
    templating.adopt(office, in_use.pk)
    assert template_of(cast.town.pk, PaperKind.BULLETIN) == in_use
    with pytest.raises(OutOfTurn):
        templating.adopt(office, in_use.pk)
    assert Template.objects.count() == 2


@pytest.mark.django_db
def test_faults_are_named_on_the_page_with_their_places(
    cast: Any, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    address = f"/papers/templates/of/{cast.town.pk}/bulletin/"
    wrong = template("{{文号}}", "共{{任务书}}项", table=[["{{单位.红登}}"]])
    answer = client.post(address, {"file": SimpleUploadedFile("通报.docx", wrong)})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "第2段“{{任务书}}”：没有这个字段，是否指“{{任务数}}”" in shown
    assert "表1第1行第1列“{{单位.红登}}”：没有这个字段，是否指“{{单位.红灯}}”" in shown
    assert not Template.objects.exists()
    assert client.post(address, {}).status_code == 422


@pytest.mark.django_db
def test_a_template_is_previewed_before_it_is_used(
    cast: Any, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    address = f"/papers/templates/of/{cast.town.pk}/bulletin/"
    shown = client.get(address).content.decode()
    assert "{{滞后任务.原因}}" in shown
    file = SimpleUploadedFile("通报.docx", BULLETIN)
    answer = client.post(address, {"file": file}, follow=True).content.decode()
    # filled with the examples, header and footer too
    assert "柳溪镇督查室文件" in answer
    assert "页脚：第柳溪镇督通〔2026〕3号" in answer
    made = Template.objects.get()
    filled = client.get(f"/papers/templates/{made.pk}/filled.docx").content
    assert "柳溪镇督查室文件" in words_of(filled)
    assert client.get(f"/papers/templates/{made.pk}/template.docx").content == BULLETIN
    client.post(f"/papers/templates/{made.pk}/do/adopt/")
    assert template_of(cast.town.pk, PaperKind.BULLETIN) == made
    assert client.post(f"/papers/templates/{made.pk}/do/nothing/").status_code == 404


@pytest.mark.django_db
def test_a_paper_in_an_own_template_is_previewed_as_the_file_says(
    in_use: Template, running: Plan, client_of: Callable[[str], Client]
) -> None:
    words: dict[str, Any] = {"plan": running.pk, "period": "2026-Q1"}
    shown = client_of("office").get("/papers/new/bulletin/", words).content.decode()
    assert "柳溪镇督查室文件" in shown
    assert "页脚：第草稿，未编号" in shown
    assert "按“通报模板第1版”生成" in shown


@pytest.mark.django_db
def test_what_a_task_is_called_runs_nowhere(
    cast: Any, in_use: Template, running: Plan, client_of: Callable[[str], Client]
) -> None:
    """Nasty titles come out as the letters typed: own template, built-in layout, workbook, page."""
    from docx import Document  # noqa: PLC0415
    from openpyxl import load_workbook  # noqa: PLC0415
    from tests.writing.filling.test_filling_templates import NASTY  # noqa: PLC0415

    office, client = cast["office"], client_of("office")
    task = running.tasks.get(number=1)
    for nasty in NASTY:
        form = task.form | {"title": nasty, "text": nasty}
        Task.objects.filter(pk=task.pk).update(title=nasty, form=form)
        # the words of a task hold no line breaks of their own
        pledge = chosen(office, "pledge", plan=running.pk, unit=cast.unit.pk)
        facts = acting.facts_of(office, pledge)
        sheet = SHEETS[PaperKind.PLEDGE]
        document: Any = Document(BytesIO(docx(sheet, facts, None)))
        cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
        assert nasty in cells, nasty
        drawn = open_template(template(table=[["{{任务.名称}}"]])).fill(sheet.values(facts))
        assert nasty in words_of(drawn).split("\n")
        book = client.get(f"/papers/plans/{running.pk}/list.xlsx").content
        cells_of_book = [
            cell
            for sheet_ in load_workbook(BytesIO(book))
            for row in sheet_.iter_rows()
            for cell in row
            if cell.value == nasty
        ]
        assert cells_of_book, nasty
        assert {cell.data_type for cell in cells_of_book} <= {"s"}, nasty
        words: dict[str, Any] = {"plan": running.pk, "unit": cast.unit.pk}
        shown = client.get("/papers/new/pledge/", words).content.decode()
        assert "<script>alert(1)" not in shown
