"""What is done with templates: handed in, put into use, given up for the built-in layout."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.ledger.fields import line_of
from duban.web.ledger.filestore import keep
from duban.web.papers.admitting import Unfit, admit
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.kinds.sheet import Sheet
from duban.web.papers.models import Template, TemplateState
from duban.web.papers.steps import taking
from duban.web.supervision.models import PaperKind
from duban.writing.filling import faults_of, open_template

#: so many faults are told at once
TOLD = 12


class Faulty(Unfit):
    """A template that could not be filled in; `faults` are sentences with their places."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(
            _("模板有%(count)s处要改：%(faults)s")
            % {"count": len(faults), "faults": "；".join(faults[:TOLD])}
        )


def check(sheet: Sheet, data: bytes, name: str) -> None:
    """Unfit or Faulty where the file cannot serve as a template of this kind."""
    admit(data, name)
    faults = [str(fault) for fault in faults_of(open_template(data), sheet.known)]
    if faults:
        raise Faulty(faults)


def upload(member: Member, place_id: int, kind: PaperKind, name: str, data: bytes) -> Template:
    """Keep a template as the next edition of its kind; nobody writes with it yet."""
    with taking("template.upload", place_id, member) as taken:
        place: Jurisdiction = taken.row
        name = line_of(PurePath(name).name, 1000)[-255:] or "template.docx"
        check(SHEETS[kind], data, name)
        sha256, size = keep([data], "template.docx")
        there = Template.objects.filter(jurisdiction=place, kind=kind)
        last = there.order_by("-number").first()
        template = Template.objects.create(
            jurisdiction=place,
            kind=kind,
            number=1 if last is None else last.number + 1,
            file_name=name,
            sha256=sha256,
            size=size,
            made_by=member.user,
        )
        taken.subject = template
        taken.facts |= {"file": name, "sha256": sha256}
    return template


def adopt(member: Member, key: int) -> Template:
    """From now on papers of this kind are written with this edition; that before it is retired."""
    with taking("template.adopt", key, member) as taken:
        template: Template = taken.row
        # two at once: the second one waits here, and finds what the first one left
        Jurisdiction.objects.select_for_update().get(pk=template.jurisdiction_id)
        check(SHEETS[PaperKind(template.kind)], template.path.read_bytes(), template.file_name)
        Template.objects.filter(
            jurisdiction=template.jurisdiction_id, kind=template.kind, state=TemplateState.IN_USE
        ).update(state=TemplateState.RETIRED)
        taken.facts |= {"kind": template.kind, "number": template.number}
    return template


def retire(member: Member, key: int) -> Template:
    """Back to the built-in layout."""
    with taking("template.retire", key, member) as taken:
        taken.facts |= {"kind": taken.row.kind, "number": taken.row.number}
    template: Template = taken.row
    return template


def in_use(places: Any) -> dict[tuple[int, str], Template]:
    """By jurisdiction and kind, the edition in use; one query."""
    rows = Template.objects.filter(jurisdiction__in=places, state=TemplateState.IN_USE)
    return {(one.jurisdiction_id, one.kind): one for one in rows.select_related("made_by")}
