"""Facts into files: the built-in layout or an office's own, a draft that says so, the preview."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from duban.web.design.downloads import DOCX, PDF, XLSX
from duban.web.evidence.personal import kinds, masked
from duban.web.papers.files import sent
from duban.web.papers.freezing import retold, texts_of, thawed
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.kinds.sheet import Facts, Sheet
from duban.web.papers.models import Paper, Template, TemplateState
from duban.web.refusals import ReasonMissing
from duban.web.supervision.models import PaperKind
from duban.writing import blocks
from duban.writing.filling import open_template
from duban.writing.typeset import NoFont, to_pdf
from duban.writing.word import to_docx

DRAFT = "（草稿）"


def covered(facts: Facts) -> Facts:
    """The facts with personal data covered, in whatever text it stands."""
    return retold(facts, masked)


def personal_in(facts: Facts) -> list[str]:
    """What looks like personal data in the facts, in words: 手机号1处."""
    return kinds("\n".join(texts_of(facts)))


def as_draft(paper: blocks.Paper) -> blocks.Paper:
    """The paper with a title that says that it is none yet."""
    return replace(
        paper,
        title=DRAFT + paper.title,
        blocks=tuple(
            replace(block, text=DRAFT + block.text) if isinstance(block, blocks.Title) else block
            for block in paper.blocks
        ),
    )


def template_of(jurisdiction_id: int, kind: str) -> Template | None:
    """The edition in use; None: the built-in layout."""
    return Template.objects.filter(
        jurisdiction=jurisdiction_id, kind=kind, state=TemplateState.IN_USE
    ).first()


def docx(sheet: Sheet, facts: Facts, template: Template | None, *, draft: bool = False) -> bytes:
    if template is not None:
        return open_template(template.path.read_bytes()).fill(sheet.values(facts))
    paper = sheet.paper(facts)
    return to_docx(as_draft(paper) if draft else paper)


def pdf(sheet: Sheet, facts: Facts, *, draft: bool = False) -> bytes:
    """In the built-in layout; ReasonMissing, in one sentence, where no font can draw it."""
    paper = sheet.paper(facts)
    try:
        return to_pdf(as_draft(paper) if draft else paper)
    except NoFont as error:
        raise ReasonMissing(_("%(why)s可以先下载 .docx。") % {"why": error}) from error


def file_of(
    sheet: Sheet, facts: Facts, ending: str, template: Template | None, *, label: str = ""
) -> HttpResponse:
    """The paper as a file of one kind, without a `label` a draft; 404 for a workbook of a kind that
    has none."""
    draft = not label
    name = file_name(sheet.paper(facts).title, label, f".{ending}")
    if ending == "docx":
        return sent(docx(sheet, facts, template, draft=draft), DOCX, name)
    if ending == "pdf":
        return sent(pdf(sheet, facts, draft=draft), PDF, name)
    if sheet.xlsx is None:
        raise Http404
    return sent(sheet.xlsx(facts), XLSX, name)


@dataclass(frozen=True, slots=True)
class Kept:
    """A numbered paper with its sheet and the facts that it was numbered with."""

    sheet: Sheet
    facts: Facts

    @classmethod
    def of(cls, paper: Paper) -> Kept:
        sheet = SHEETS[PaperKind(paper.kind)]
        return cls(sheet, thawed(sheet.facts, paper.facts))


def file_name(paper_title: str, label: str, ending: str) -> str:
    """柳溪镇督通〔2026〕3号 通报.docx, or 草稿 通报.docx."""
    return f"{label or _('草稿')} {paper_title}"[:120].strip() + ending
