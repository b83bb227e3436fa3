"""Acts on an import: each calls its step and answers with the part of the page it changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import written_key
from duban.web.design.undoing import Undo, say
from duban.web.ledger import confirming, correcting, deleting, describing, findings
from duban.web.ledger.fields import MAX_LENGTH
from duban.web.ledger.import_views import review_context
from duban.web.ledger.models import Defect, Edition, Entry, EntryKind, SourceDoubt, State
from duban.web.ledger.steps import taking

#: steps a person takes on the whole edition by a button
WHOLE = ("cancel", "delete", "confirm", "call_off", "read_again")


def _visible(request: MemberRequest, pk: int) -> Edition:
    return get_object_or_404(Edition.objects.visible_to(request.member), pk=pk)


@require_POST
def take(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    if step not in WHOLE:
        raise Http404
    held = _visible(request, pk)
    name = str(held)
    if step == "confirm":
        held = confirming.confirm(request.member, pk)
        if held.state != State.CONFIRMED or held.plan is None:
            return redirect(held)
        messages.success(request, _("“%(name)s”已入账。") % {"name": name})
        return redirect(held.plan)
    if step == "delete":
        return _delete(request, held)
    if step == "read_again":
        return redirect(describing.read_again(request.member, pk))
    if step == "call_off":
        held = confirming.call_off(request.member, pk)
        messages.success(request, _("“%(name)s”已停止入账，退回待核对。") % {"name": name})
        return redirect(held)
    with taking(step, pk, request.member):
        pass
    sentence = _("已取消导入“%(name)s”，没有留下任何内容。")
    messages.success(request, sentence % {"name": name})
    return redirect("ledger:plans")


def _delete(request: MemberRequest, held: Edition) -> HttpResponse:
    removed_at = deleting.delete(request.member, held.pk)
    sentence, undo = _("“%(name)s”已删除。"), None
    if removed_at is not None:
        sentence = _("“%(name)s”的草稿已删除，七天内可以恢复。")
        fields = (("removed_at", removed_at.isoformat()),)
        undo = Undo(reverse("ledger:restore", args=[held.pk]), _("恢复"), fields)
    say(request, sentence % {"name": held}, undo)
    return redirect("ledger:plans")


@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring a deleted draft back; the button says which deletion it takes back."""
    held = get_object_or_404(Edition.objects.with_removed_for(request.member), pk=pk)
    said = request.POST.get("removed_at")
    try:
        removed_at = datetime.fromisoformat(said) if said else None
    except ValueError:
        raise Http404 from None
    deleting.restore(request.member, held.pk, removed_at)
    messages.success(request, _("“%(name)s”的草稿已恢复。") % {"name": held})
    return redirect(held)


def _correct(request: MemberRequest, pk: int, key: str) -> str:
    field, text = request.POST.get("field", ""), request.POST.get("text", "")
    if not field or len(field) > 200:
        raise Http404
    correcting.correct(request.member, pk, key, field, text)
    return f"{key}:{field}"


def _split(request: MemberRequest, pk: int, key: str) -> str:
    at = request.POST.get("at", "")
    correcting.split(request.member, pk, key, int(at) if at.isdecimal() and len(at) < 7 else 0)
    return f"{key}:title"


def _join(request: MemberRequest, pk: int, key: str) -> str:
    correcting.join(request.member, pk, key)
    return f"{key}:title"


def _drop(request: MemberRequest, pk: int, key: str) -> str:
    correcting.drop(request.member, pk, key, request.POST.get("reason", ""))
    return ""


ACTS: dict[str, Callable[[MemberRequest, int, str], str]] = {
    "correct": _correct,
    "split": _split,
    "join": _join,
    "drop": _drop,
}


@require_POST
def act_on_entry(request: MemberRequest, pk: int, key: str, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    held = _visible(request, pk)
    try:
        at = ACTS[act](request, pk, key)
    except Entry.DoesNotExist:
        raise Http404 from None
    findings.recheck_soon(held)
    return _answer(request, held, at)


@require_POST
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """What the reader left out, from the lines named or the words selected."""
    held = _visible(request, pk)
    given = request.POST
    first, last = _line(given.get("first")), _line(given.get("last"))
    kind = EntryKind.ACHIEVEMENT if given.get("kind") == "achievement" else EntryKind.TASK
    words = given.get("words", "")[:MAX_LENGTH]
    entry = correcting.add(request.member, pk, kind, (first, last or first), words)
    findings.recheck_soon(held)
    return _answer(request, held, f"{entry.key}:title", tab=f"{kind.value}s")


def _line(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


@require_POST
def describe(request: MemberRequest, pk: int) -> HttpResponse:
    """Correct the document's own facts; back to the page as it was."""
    held = _visible(request, pk)
    names = ("title", "year", "kind", "issuer", "document_number")
    facts = {name: request.POST[name] for name in names if name in request.POST}
    describing.describe(request.member, pk, facts)
    findings.recheck_soon(held)
    said = _("文件信息已更正。")
    if "year" in facts and str(held.year or "") != facts["year"].strip():
        said = _("年份已更正。各期的年份是读取时认定的，要一并改过来，请点“按此年份重新读取”。")
    messages.success(request, said)
    return redirect(held)


@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    held = _visible(request, pk)
    wanted = request.POST.get("correction", "")
    entry = correcting.undo(request.member, pk, written_key(wanted))
    findings.recheck_soon(held)
    return _answer(request, held, f"{entry.key}:title")


@require_POST
def accept(request: MemberRequest, pk: int, position: int) -> HttpResponse:
    held = _visible(request, pk)
    try:
        correcting.accept_doubt(request.member, pk, position)
    except SourceDoubt.DoesNotExist:
        raise Http404 from None
    return _answer(request, held, "")


@require_POST
def act_on_finding(request: MemberRequest, pk: int, defect: int, act: str) -> HttpResponse:
    held = _visible(request, pk)
    found = get_object_or_404(
        Defect.objects.filter(edition=held).select_related("entry"), pk=defect
    )
    match act:
        case "waive":
            findings.waive(request.member, pk, defect, request.POST.get("reason", ""))
        case "unwaive":
            findings.unwaive(request.member, pk, defect)
        case "apply" if found.form["suggestion"] and found.form["fields"] and found.entry:
            correcting.correct(
                request.member,
                pk,
                found.entry.key,
                found.form["fields"][0],
                found.form["suggestion"],
            )
            findings.recheck_soon(held)
        case _:
            raise Http404
    return _answer(request, held, "")


def _answer(request: MemberRequest, held: Edition, at: str, tab: str = "") -> HttpResponse:
    """Both halves again for htmx, else back to the page the person came from."""
    back = QueryDict(request.POST.get("back", ""), mutable=True)
    for word in ("edit", "cut"):
        back.pop(word, None)
    if at:
        back["at"] = at
    if tab:
        back["tab"] = tab
        back.pop("page", None)
    if "HX-Request" not in request.headers:
        address = reverse("ledger:edition", args=[held.pk])
        return HttpResponseRedirect(f"{address}?{back.urlencode()}#chosen")
    # the parts of the page are drawn for the address they are shown under
    request.GET = back  # type: ignore[assignment]
    held.refresh_from_db()
    context = review_context(request, held)
    halves = [
        render_to_string("ledger/_review.html", context, request),
        render_to_string("ledger/_source.html", context | {"beside": True}, request),
    ]
    return HttpResponse("".join(halves))
