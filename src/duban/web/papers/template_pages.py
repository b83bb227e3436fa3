"""模板: the layout of each kind of paper, its fields, the editions of an office's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.design.downloads import DOCX
from duban.web.papers import templating
from duban.web.papers.files import sent
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.models import Template
from duban.web.papers.preview import read_back
from duban.web.papers.rooms import rooms
from duban.web.papers.samples import sample_values, starter
from duban.web.papers.templating import Faulty
from duban.web.papers.writing_pages import sheet_of
from duban.web.refusals import ReasonMissing
from duban.web.supervision.models import PaperKind
from duban.writing.filling import open_template


def places_of(request: MemberRequest) -> list[Jurisdiction]:
    """Where this person writes papers."""
    request.member.must(Right.WRITE)
    own = request.member.where(Right.WRITE, jurisdiction="pk")
    return list(Jurisdiction.objects.filter(own).order_by("code"))


@require_safe
def templates(request: MemberRequest) -> HttpResponse:
    places = places_of(request)
    used = templating.in_use(places)
    context = {
        "rooms": rooms(request.member, "templates"),
        "places": [
            (place, [(sheet, used.get((place.pk, sheet.kind))) for sheet in SHEETS.values()])
            for place in places
        ],
    }
    return render(request, "papers/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: MemberRequest, place: int, kind: str) -> HttpResponse:
    """The fields of a kind and the editions of its template; POST hands in another one."""
    sheet, member = sheet_of(kind), request.member
    member.must(Right.WRITE)
    own = member.where(Right.WRITE, jurisdiction="pk")
    held = get_object_or_404(Jurisdiction.objects.filter(own), pk=place)
    refusal: ReasonMissing | None = None
    if request.method == "POST":
        try:
            made = _handed_in(request, held, PaperKind(kind))
        except ReasonMissing as fault:
            refusal = fault
        else:
            messages.success(request, _("%(template)s已上传，请预览后启用。") % {"template": made})
            return redirect("papers:template-preview", made.pk)
    editions = Template.objects.filter(jurisdiction=held, kind=kind).select_related("made_by")
    context = {
        "rooms": rooms(member, "templates"),
        "place": held,
        "sheet": sheet,
        "editions": editions,
        "refusal": refusal,
        "faults": refusal.faults if isinstance(refusal, Faulty) else (),
    }
    return render(
        request, "papers/template.html", context, status=refusal.status if refusal else 200
    )


def _handed_in(request: MemberRequest, place: Jurisdiction, kind: PaperKind) -> Template:
    file = request.FILES.get("file")
    if file is None:
        raise ReasonMissing(_("请先选择一个 .docx 文件。"))
    return templating.upload(request.member, place.pk, kind, file.name or "", file.read())


@require_safe
def sample(request: MemberRequest, kind: str) -> HttpResponse:
    """A file with every field once, to begin with."""
    request.member.must(Right.WRITE)
    sheet = sheet_of(kind)
    name = _("%(kind)s模板样例.docx") % {"kind": sheet.kind.label}
    return sent(starter(sheet, clock.today()), DOCX, name)


def seen_template(request: MemberRequest, pk: int) -> Template:
    request.member.must(Right.WRITE)
    found = Template.objects.visible_to(request.member)
    return get_object_or_404(found.select_related("jurisdiction", "made_by"), pk=pk)


@require_safe
def template_preview(request: MemberRequest, pk: int) -> HttpResponse:
    """The edition filled with the examples of its fields."""
    held = seen_template(request, pk)
    sheet = SHEETS[PaperKind(held.kind)]
    filled = open_template(held.path.read_bytes()).fill(sample_values(sheet))
    panes, edges = read_back(filled)
    context = {
        "rooms": rooms(request.member, "templates"),
        "template": held,
        "sheet": sheet,
        "panes": panes,
        "edges": edges,
    }
    return render(request, "papers/template_preview.html", context)


@require_safe
def template_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The file as it was handed in."""
    held = seen_template(request, pk)
    return sent(held.path.read_bytes(), DOCX, held.file_name)


@require_safe
def filled_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The edition filled with the examples, to be looked at in Word."""
    held = seen_template(request, pk)
    values = sample_values(SHEETS[PaperKind(held.kind)])
    filled = open_template(held.path.read_bytes()).fill(values)
    return sent(filled, DOCX, _("填好例子的%(name)s") % {"name": held.file_name})


#: what may be done with an edition, and the sentence that follows
ACTS = {
    "adopt": (templating.adopt, gettext_lazy("已启用。以后这类公文按这一版生成。")),
    "retire": (templating.retire, gettext_lazy("已恢复内置版式。")),
}


@require_POST
def template_act(request: MemberRequest, pk: int, name: str) -> HttpResponse:
    if name not in ACTS:
        raise Http404
    held = seen_template(request, pk)
    act, sentence = ACTS[name]
    act(request.member, held.pk)
    messages.success(request, sentence)
    return redirect("papers:template", held.jurisdiction_id, held.kind)
