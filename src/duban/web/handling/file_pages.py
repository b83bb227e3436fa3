"""Files of papers: added, taken away, covered; given to whoever sees the paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.design.undoing import Undo, say
from duban.web.evidence import serving
from duban.web.evidence.keeping import Checked, checked
from duban.web.evidence.kept import undo_of
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


def seen_file(member: Member, key: int, act: str = "") -> Attachment:
    """The file; for `restore`, one that was taken away."""
    member.must(Right.SEE)
    seen: QuerySet[Attachment] = Attachment.objects.visible_to(member)
    if act == "restore":
        seen = Attachment.everything.visible_to(member).filter(removed_at__isnull=False)
    return get_object_or_404(seen, pk=key)


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
    held = seen_file(request.member, pk, act)
    if act not in attaching.ACTS:
        raise Http404
    faults: list[Refusal] = []
    try:
        attaching.ACTS[act](request.member, held.pk)
    except Refusal as refusal:
        faults.append(refusal)
    undo = undo_of(held) if act == "drop" and not faults else None
    return _answer(request, Shows(held.shows), held.paper, faults, undo)


def _answer(
    request: MemberRequest,
    shows: Shows,
    paper: Paper,
    faults: Sequence[Refusal],
    undo: Undo | None = None,
) -> HttpResponse:
    """The list again, for htmx alone; else back to the page of the paper."""
    if "HX-Request" in request.headers:
        context = listed(request.member, shows, paper) | {"faults": faults, "taken_away": undo}
        status = faults[0].status if faults else 200
        return render(request, "evidence/_files.html", context, status=status)
    if faults:
        raise faults[0]
    if undo is not None:
        say(request, _("附件已移除，一天内可以恢复。"), undo)
    page = paper if isinstance(paper, Change) else paper.task
    return redirect(page.get_absolute_url())


@require_safe
def download(request: MemberRequest, pk: int) -> FileResponse:
    return serving.download(seen_file(request.member, pk))


@require_safe
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    return serving.preview(seen_file(request.member, pk), request)
