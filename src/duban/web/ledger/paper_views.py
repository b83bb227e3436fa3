"""Papers that an import sends out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.design.downloads import DOCX, download
from duban.web.ledger.findings import finding_of, plan_as_it_stands, waivers_of
from duban.web.ledger.models import Edition
from duban.writing.findings import findings_paper
from duban.writing.word import to_docx


@require_safe
def findings_docx(request: MemberRequest, pk: int) -> HttpResponse:
    """What the drafting unit is asked to answer: every finding that nobody has waived."""
    edition = get_object_or_404(Edition.objects.visible_to(request.member), pk=pk)
    waived = waivers_of(edition)
    findings = [
        finding_of(defect)
        for defect in edition.defects.order_by("position")
        if defect.key not in waived
    ]
    plan = plan_as_it_stands(edition, edition.entries.order_by("position"))
    paper = findings_paper(plan, findings, clock.today(), sender=str(edition.jurisdiction.name))
    return download(to_docx(paper), DOCX, _("%(title)s核对意见.docx") % {"title": edition})
