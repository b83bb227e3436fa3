"""Pages of plans and imports: what is there, what is coming in, a draft beside its source."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.design.downloads import XLSX, download
from duban.web.ledger.deleting import restorable_until
from duban.web.ledger.filestore import pictures
from duban.web.ledger.findings import waivers_of
from duban.web.ledger.models import Correction, Edition, Plan, State
from duban.web.ledger.models.plans import KINDS
from duban.web.ledger.pageimages import page_image
from duban.web.ledger.replaying import predecessor
from duban.web.ledger.reviewing import Chosen, Reviewer, chosen_of, counted, source_view
from duban.web.ledger.sheets import FoundRow, findings_workbook
from duban.web.ledger.steps import steps_open_to
from duban.web.ledger.uploading import upload
from duban.web.refusals import Refusal

ENTRIES_A_PAGE = 40
ROWS_A_PAGE = 100
#: acts without further questions: name in the address, label, key
ENTRY_ACTS = (("join", gettext_lazy("与下一项合并"), "m"), ("drop", gettext_lazy("删去"), "x"))
#: what the pages of an edition name beside it
BESIDE = ("uploaded_by", "confirmed_by", "plan", "jurisdiction")
TABS = ("tasks", "achievements", "doubts", "findings", "corrections")


@require_safe
def plans(request: MemberRequest) -> HttpResponse:
    member = request.member
    member.must(Right.SEE)
    found = (
        Plan.objects.visible_to(member)
        .select_related("jurisdiction", "current")
        .with_task_counts(member)
        .order_by("-year", "jurisdiction__code", "title")
    )
    drafts = (
        Edition.objects.visible_to(member)
        .exclude(state=State.CONFIRMED)
        .select_related("uploaded_by", "jurisdiction")
    )
    context = {
        "plans": Paginator(found, 50).get_page(request.GET.get("page")),
        "drafts": drafts,
        "may_import": member.may(Right.IMPORT),
    }
    return render(request, "ledger/plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: MemberRequest) -> HttpResponse:
    member = request.member
    member.must(Right.IMPORT)
    places = Jurisdiction.objects.filter(member.where(Right.IMPORT, jurisdiction="pk"))
    refusals: list[Refusal] = []
    if request.method == "POST":
        jurisdiction = get_object_or_404(places, pk=_whole(request.POST.get("jurisdiction")))
        taken: list[Edition] = []
        files = request.FILES.getlist("files")
        for file in files:
            try:
                taken.append(upload(member, jurisdiction, file))
            except Refusal as refusal:
                refusals.append(refusal)
        if taken and not refusals:
            return _after_upload(request, taken)
        if taken:
            count = len(taken)
            messages.success(
                request,
                _("另有%(count)d份已收下。") % {"count": count},
            )
    context = {
        "places": places,
        "refusals": refusals,
        "nothing": request.method == "POST" and not request.FILES,
        "drafts": Edition.objects.visible_to(member)
        .exclude(state=State.CONFIRMED)
        .select_related("uploaded_by")[:20],
    }
    return render(
        request,
        "ledger/import.html",
        context,
        status=422 if refusals or context["nothing"] else 200,
    )


def _after_upload(request: MemberRequest, taken: list[Edition]) -> HttpResponse:
    target = taken[0].get_absolute_url() if len(taken) == 1 else reverse("ledger:plans")
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": target})
    return redirect(target)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _edition(request: MemberRequest, pk: int) -> Edition:
    seen = Edition.objects.visible_to(request.member)
    return get_object_or_404(seen.select_related(*BESIDE), pk=pk)


@require_safe
def edition(request: MemberRequest, pk: int) -> HttpResponse:
    """The draft beside its source, how far its reading is, or that it was deleted."""
    member = request.member
    seen = Edition.objects.with_removed_for(member)
    held = get_object_or_404(seen.select_related(*BESIDE), pk=pk)
    if held.removed_at is not None:
        until = restorable_until(held)
        if until is None:
            raise Http404
        context = {"edition": held, "until": until, "removed_at": held.removed_at.isoformat()}
        return render(request, "ledger/removed.html", context)
    context = {"edition": held, "open": steps_open_to(member, held)}
    if held.busy or held.state == State.FAILED:
        return render(request, "ledger/reading.html", context)
    return render(request, "ledger/edition.html", context | review_context(request, held))


def review_context(
    request: MemberRequest, held: Edition, chosen: Chosen | None = None
) -> dict[str, Any]:
    """Everything the import page shows; acts answer with parts of it."""
    if chosen is None:
        chosen = chosen_of(held, request.GET.dict())
    figures = counted(held)
    tab = request.GET.get("tab", "")
    if tab not in TABS:
        past = chosen.entry.startswith("a") or not figures["tasks"]
        tab = "achievements" if past and figures["achievements"] else "tasks"
    context: dict[str, Any] = {
        "edition": held,
        "open": steps_open_to(request.member, held),
        "figures": figures,
        "tab": tab,
        "chosen": chosen,
        "coverage": _percent(held),
        "entry_acts": ENTRY_ACTS,
        "kinds": KINDS,
        "as_picture": _as_picture(request),
        "renews": held.state == State.TO_CHECK and predecessor(held) is not None,
    }
    match tab:
        case "doubts":
            context["page"] = _paged(request, held.doubts.select_related("accepted_by"))
        case "findings":
            by_task = request.GET.get("by") == "task"
            rows = found_rows(held, by_task=by_task)
            may_write = request.member.may(Right.WRITE)
            context |= {"page": _paged(request, rows), "by_task": by_task, "may_write": may_write}
        case "corrections":
            acts = Correction.objects.filter(entry__edition=held)
            beside = ("entry", "other", "by", "undone_by")
            context["page"] = _paged(request, acts.select_related(*beside))
        case _:
            context |= entries_context(held, chosen, tab, _whole(request.GET.get("page")))
    pane = _whole(request.GET.get("pane"))
    if pane is None and context.get("entries"):
        # the source opens where the tasks on show were read
        pane = context["entries"][0].entry.first_pane
    context["source"] = source_view(held, chosen, pane, as_picture=_as_picture(request))
    return context


def _percent(held: Edition) -> str:
    """The part of the source that was found again; never rounded up to all of it."""
    if held.coverage is None:
        return ""
    percent = (held.coverage * 100).quantize(Decimal("0.1"), ROUND_DOWN)
    return f"{percent.normalize():f}%"


def _as_picture(request: MemberRequest) -> bool:
    return request.GET.get("show", "picture") == "picture"


def entries_context(held: Edition, chosen: Chosen, tab: str, wanted: int | None) -> dict[str, Any]:
    """One page of the tasks read: the wanted one, else that of the chosen entry."""
    kind = "achievement" if tab == "achievements" else "task"
    found = held.entries.filter(kind=kind, dropped=False).order_by("position")
    if wanted is None and chosen.entry:
        at = found.filter(key=chosen.entry).values_list("position", flat=True).first()
        if at is not None:
            wanted = found.filter(position__lt=at).count() // ENTRIES_A_PAGE + 1
    page = Paginator(found, ENTRIES_A_PAGE).get_page(wanted or 1)
    reviewer = Reviewer(held, list(page.object_list), chosen)
    return {"page": page, "entries": [reviewer(entry) for entry in page.object_list]}


def found_rows(held: Edition, *, by_task: bool = False) -> list[FoundRow]:
    """The findings by rule, or by task; what was waived comes last."""
    waivers = waivers_of(held)
    rows = [
        FoundRow(defect, waivers.get(defect.key)) for defect in held.defects.select_related("entry")
    ]
    rows.sort(
        key=lambda row: (
            row.waiver is not None,
            "" if by_task else row.defect.rule,
            row.defect.entry.position if by_task and row.defect.entry else 0,
            row.defect.position,
        )
    )
    return rows


def _paged(request: MemberRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


@require_safe
def review(request: MemberRequest, pk: int) -> HttpResponse:
    """The left half alone."""
    held = _edition(request, pk)
    return render(request, "ledger/_review.html", review_context(request, held))


@require_safe
def source(request: MemberRequest, pk: int) -> HttpResponse:
    """The right half alone."""
    held = _edition(request, pk)
    chosen = chosen_of(held, request.GET.dict())
    shown = source_view(
        held, chosen, _whole(request.GET.get("pane")), as_picture=_as_picture(request)
    )
    context = {
        "edition": held,
        "source": shown,
        "chosen": chosen,
        "as_picture": _as_picture(request),
        "open": steps_open_to(request.member, held),
    }
    return render(request, "ledger/_source.html", context)


@require_safe
def progress(request: MemberRequest, pk: int) -> HttpResponse:
    """How far it is; the page itself once it is done, or the list where it was cancelled."""
    held = Edition.objects.visible_to(request.member).filter(pk=pk).first()
    if held is None:
        return HttpResponse(headers={"HX-Redirect": reverse("ledger:plans")})
    if not held.busy:
        return HttpResponse(headers={"HX-Redirect": held.get_absolute_url()})
    context = {"edition": held, "open": steps_open_to(request.member, held)}
    return render(request, "ledger/_progress.html", context)


@require_safe
def original(request: MemberRequest, pk: int) -> FileResponse:
    """The file as it was handed in."""
    held = _edition(request, pk)
    return FileResponse(held.path.open("rb"), as_attachment=True, filename=held.file_name)


@require_safe
def page_picture(request: MemberRequest, pk: int, number: int) -> FileResponse:
    held = _edition(request, pk)
    if not 1 <= number <= len(held.sizes):
        raise Http404
    picture = page_image(held.path, number, pictures())
    response = FileResponse(picture.open("rb"), content_type="image/png")
    # the page of a file named by its digest never changes
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@require_safe
def findings_sheet(request: MemberRequest, pk: int) -> HttpResponse:
    held = _edition(request, pk)
    name = _("%(title)s核对发现.xlsx") % {"title": held}
    return download(findings_workbook(held, found_rows(held)), XLSX, name)
