"""One paper: what it says, where it stands, its files, the acts on it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.design.downloads import DOCX
from duban.web.design.undoing import Undo, say
from duban.web.handling import asked
from duban.web.papers import acting, asking
from duban.web.papers.choosing import chosen_again
from duban.web.papers.files import sent
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.models import Paper, State
from duban.web.papers.preview import Preview, preview, preview_of
from duban.web.papers.rendering import Kept, file_name, file_of, template_of
from duban.web.papers.rooms import rooms
from duban.web.papers.steps import steps_open_to
from duban.web.papers.writing_pages import kept, sheet_of
from duban.web.refusals import ReasonMissing
from duban.web.supervision.models import PaperKind


def seen_paper(request: MemberRequest, pk: int) -> Paper:
    found = asking.papers(request.member).select_related(
        "numbered_by", "issued_by", "withdrawn_by", "template", "edition"
    )
    return get_object_or_404(found, pk=pk)


@require_safe
def paper(request: MemberRequest, pk: int) -> HttpResponse:
    held = seen_paper(request, pk)
    made, fault = _shown(request, held)
    context = {
        "rooms": rooms(request.member, "list"),
        "paper": held,
        "preview": made,
        "refusal": fault,
        "sheet": SHEETS[PaperKind(held.kind)],
        "open": {name.partition(".")[2] for name in steps_open_to(request.member, held)},
        "units": [unit.called(held.day) for unit in held.units.order_by("kind", "pk")],
    }
    return render(request, "papers/paper.html", context)


def _shown(request: MemberRequest, held: Paper) -> tuple[Preview | None, ReasonMissing | None]:
    """A draft as it would be today, a numbered paper as it was numbered."""
    if held.state != State.DRAFT:
        kept = Kept.of(held)
        return preview_of(kept.sheet, kept.facts, held.template), None
    sheet = SHEETS[PaperKind(held.kind)]
    try:
        return preview(request.member, chosen_again(sheet, held)), None
    except ReasonMissing as fault:
        return None, fault


@require_safe
def file(request: MemberRequest, pk: int, ending: str) -> HttpResponse:
    return file_answer(request, pk, ending)


def file_answer(request: MemberRequest, pk: int, ending: str) -> HttpResponse:
    """The .docx that was numbered, byte for byte; the other files from the same facts."""
    held = seen_paper(request, pk)
    if held.state == State.DRAFT:
        sheet = SHEETS[PaperKind(held.kind)]
        facts = acting.facts_of(request.member, chosen_again(sheet, held))
        template = template_of(held.jurisdiction_id, held.kind)
        return file_of(sheet, facts, ending, template)
    if ending == "docx":
        name = file_name(held.title, held.label, ".docx")
        return sent(held.path.read_bytes(), DOCX, name)
    kept = Kept.of(held)
    return file_of(kept.sheet, kept.facts, ending, None, label=held.label)


def _number(request: MemberRequest, held: Paper) -> str:
    label = acting.number(request.member, held.pk, asked.today()).label
    return _("已编号：%(number)s。") % {"number": label}


def _send(request: MemberRequest, held: Paper) -> str:
    label = acting.send_out(request.member, held.pk, asked.today()).label
    return _("%(number)s已编号并印发。") % {"number": label}


def _issue(request: MemberRequest, held: Paper) -> str:
    label = acting.issue(request.member, held.pk, asked.today()).label
    return _("%(number)s已印发。") % {"number": label}


def _withdraw(request: MemberRequest, held: Paper) -> str:
    reason = request.POST.get("reason", "")
    acting.withdraw(request.member, held.pk, reason, asked.today())
    return _("已撤回，文号保留。")


def _discard(request: MemberRequest, held: Paper) -> str:
    acting.discard(request.member, held.pk)
    return _("草稿已删除。")


def drafted_again(held: Paper) -> Undo:
    """The way back from throwing a draft away: it is kept again by the same choices."""
    fields = (*kept(chosen_again(sheet_of(held.kind), held)), ("act", "draft"))
    return Undo(reverse("papers:write", args=[held.kind]), _("恢复草稿"), fields)


ACTS: dict[str, Callable[[MemberRequest, Paper], str]] = {
    "number": _number,
    "send": _send,
    "issue": _issue,
    "withdraw": _withdraw,
    "discard": _discard,
}


@require_POST
def act(request: MemberRequest, pk: int, name: str) -> HttpResponse:
    if name not in ACTS:
        raise Http404
    held = seen_paper(request, pk)
    try:
        back = drafted_again(held) if name == "discard" else None
        say(request, ACTS[name](request, held), back)
    except Paper.DoesNotExist as error:
        # somebody threw the draft away meanwhile
        raise Http404 from error
    return redirect("papers:list") if name == "discard" else redirect(held)
