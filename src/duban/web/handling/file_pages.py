"""Files of papers: added, taken away, covered; given to whoever sees the paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.evidence import serving
from duban.web.evidence.keeping import Checked, checked
from duban.web.handling import attaching
from duban.web.handling.attaching import Paper
from duban.web.handling.models import Attachment, Change, Shows
from duban.web.refusals import Refusal


def handed_in(request: MemberRequest) -> list[Checked]:
    """The files of a form, each looked at; Unfit for the first that is not taken."""
    return [checked(file) for file in request.FILES.getlist("files")]


def seen_paper(member: Member, shows: str, key: int) -> tuple[Shows, Paper]:
    """404 where there is none, or none that this person sees."""
    member.must(Right.SEE)
    if shows not in Shows.values:
        raise Http404
    what = Shows(shows)
    manager: Any = attaching.PLACES[what].model.objects
    return what, get_object_or_404(manager.visible_to(member), pk=key)


def seen_file(member: Member, key: int) -> Attachment:
    member.must(Right.SEE)
    return get_object_or_404(Attachment.objects.visible_to(member), pk=key)


def listed(member: Member, shows: Shows, paper: Paper) -> dict[str, Any]:
    """What `evidence/_files.html` shows of one paper."""
    may = attaching.may_attach(member, shows, paper)
    return {
        "files": attaching.files_of(shows, paper),
        "attach": reverse("handling:attach", args=[shows, paper.pk]) if may else "",
    }


@require_POST
def attach(request: MemberRequest, shows: str, pk: int) -> HttpResponse:
    """Hang what was chosen on a paper; what is not taken is said, the rest stays."""
    what, paper = seen_paper(request.member, shows, pk)
    faults: list[Refusal] = []
    for file in request.FILES.getlist("files"):
        try:
            attaching.attach(request.member, what, paper.pk, checked(file))
        except Refusal as refusal:
            faults.append(refusal)
    return _answer(request, what, paper, faults)


@require_POST
def file_act(request: MemberRequest, pk: int, act: str) -> HttpResponse:
    held = seen_file(request.member, pk)
    if act not in attaching.ACTS:
        raise Http404
    faults: list[Refusal] = []
    try:
        attaching.ACTS[act](request.member, held.pk)
    except Refusal as refusal:
        faults.append(refusal)
    return _answer(request, Shows(held.shows), held.paper, faults)


def _answer(
    request: MemberRequest, shows: Shows, paper: Paper, faults: Sequence[Refusal]
) -> HttpResponse:
    """The list again, for htmx alone; else back to the page of the paper."""
    if "HX-Request" in request.headers:
        context = listed(request.member, shows, paper) | {"faults": faults}
        status = faults[0].status if faults else 200
        return render(request, "evidence/_files.html", context, status=status)
    if faults:
        raise faults[0]
    page = paper if isinstance(paper, Change) else paper.task
    return redirect(page.get_absolute_url())


@require_safe
def download(request: MemberRequest, pk: int) -> FileResponse:
    return serving.download(seen_file(request.member, pk))


@require_safe
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    return serving.preview(seen_file(request.member, pk), request)
