"""亮灯规则: the editions of a jurisdiction, the text of one, and a trial run side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.tracking.books import PRESETS, text_of
from duban.tracking.rulebook import RuleBook
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn
from duban.web.supervision import rulebooks
from duban.web.supervision.lighting import DEFAULT, read, trial_of
from duban.web.supervision.models import Book, Colour
from duban.web.supervision.rooms import rooms
from duban.web.supervision.rulebooks import TextFaulty, parsed

#: a file with rules is a page or two
LARGEST_FILE = 200_000


def seen_books(request: MemberRequest) -> Any:
    request.member.must(Right.SEE)
    return Book.objects.visible_to(request.member).select_related("jurisdiction", "made_by")


def places_of(request: MemberRequest) -> Any:
    """The jurisdictions whose rules this person sets."""
    return Jurisdiction.objects.filter(request.member.where(Right.SUPERVISE, jurisdiction="pk"))


@require_safe
def books(request: MemberRequest) -> HttpResponse:
    on = asked.today()
    held = list(seen_books(request))
    begun = [book for book in held if book.withdrawn_on is None and book.since <= on]
    now = {book.jurisdiction_id: book.pk for book in reversed(begun)}
    context = {
        "rooms": rooms(request.member, "books"),
        "books": held,
        "now": set(now.values()),
        "on": on,
        "places": places_of(request),
        "presets": PRESETS.items(),
        "base": read(text_of(DEFAULT)),
        "all_own": {post.jurisdiction_id for post in request.member.posts} <= set(now),
    }
    return render(request, "supervision/books.html", context)


@require_safe
def book(request: MemberRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(seen_books(request), pk=pk)
    open_still = held.withdrawn_on is None and held.since > asked.today()
    context = {
        "book": held,
        "rules": held.rules,
        "may_edit": open_still and request.member.may(Right.SUPERVISE, held),
    }
    return render(request, "supervision/book.html", context)


def _text_in(request: MemberRequest) -> str:
    """What was typed, or the file that was chosen instead."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", "").replace("\r\n", "\n")
    if file.size is None or file.size > LARGEST_FILE:
        raise TextFaulty((_("文件太大，请检查是不是选错了。"),))
    try:
        text: str = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextFaulty((_("文件不是UTF-8文本，请另存为UTF-8后再传。"),)) from error
    return text.replace("\r\n", "\n")


@require_http_methods(["GET", "POST"])
def write(request: MemberRequest, place: int, pk: int | None = None) -> HttpResponse:
    """A new edition for a jurisdiction, or one that has not begun: tried, or adopted."""
    member, on = request.member, asked.today()
    member.must(Right.SUPERVISE)
    jurisdiction = get_object_or_404(places_of(request), pk=place)
    held = None
    if pk is not None:
        held = get_object_or_404(seen_books(request).filter(jurisdiction=jurisdiction), pk=pk)
    context: dict[str, Any] = {"place": jurisdiction, "book": held, "presets": PRESETS.items()}
    if request.method == "GET":
        preset = request.GET.get("preset", "")
        text = text_of(preset) if preset in PRESETS else text_of(DEFAULT)
        context |= {"text": text if held is None else held.text, "preset": preset}
        return render(request, "supervision/book_write.html", context)
    try:
        context["text"] = request.POST.get("text", "")
        context["text"] = text = _text_in(request)
        rules = parsed(text)
        if request.POST.get("act") == "try":
            context |= tried(jurisdiction, rules, on)
            return render(request, "supervision/book_write.html", context)
        if held is None:
            made = rulebooks.adopt(member, jurisdiction.pk, text, on)
        else:
            made = rulebooks.edit(member, held.pk, text, on)
    except (TextFaulty, OutOfTurn) as refusal:
        context |= {"refusal": refusal, "faults": getattr(refusal, "faults", ())}
        return render(request, "supervision/book_write.html", context, status=refusal.status)
    messages.success(
        request,
        _("%(book)s自%(day)s起施行。") % {"book": made, "day": made.since.isoformat()},
    )
    return redirect("supervision:books")


def tried(place: Jurisdiction, rules: RuleBook, on: Any) -> dict[str, Any]:
    """What the rules would show today, beside what is shown; nothing is stored."""
    tasks = (
        Task.objects.filter(jurisdiction=place).select_related("plan").order_by("plan", "position")
    )
    run = trial_of(tasks, rules, on)
    moves = sorted(run.moves.items(), key=lambda item: (item[0][0].gravity, item[0][1].gravity))
    return {
        "trial": run,
        "rules": rules,
        "changed": [
            (row, Colour.of(row.before.light), Colour.of(row.after.light)) for row in run.changed
        ],
        "moves": [
            (Colour.of(before), Colour.of(after), count)
            for (before, after), count in moves
            if before is not after
        ],
        "same": len(run.rows) - len(run.changed),
    }


@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(seen_books(request), pk=pk)
    reason = request.POST.get("reason", "")
    rulebooks.withdraw(request.member, held.pk, reason, asked.today())
    messages.success(request, _("这一版规则已撤回，不会施行。"))
    return redirect("supervision:books")
