"""A paper is written: what it shall speak of beside what it says, then kept, numbered, sent out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.papers import acting, asking
from duban.web.papers.choosing import Chosen, chosen_again, chosen_of, orders_of, selects
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.papers.kinds.sheet import Sheet
from duban.web.papers.models import Paper, State
from duban.web.papers.preview import Preview, preview
from duban.web.papers.rendering import file_of, template_of
from duban.web.papers.rooms import rooms
from duban.web.refusals import ReasonMissing, Refusal
from duban.web.supervision.models import PaperKind

DATES = frozenset({"day", "period"})
#: what a page that is about something hands on to the choice of a kind
BEGUN = ("plan", "unit")


def sheet_of(kind: str) -> Sheet:
    if kind not in SHEETS:
        raise Http404
    return SHEETS[PaperKind(kind)]


@require_safe
def kinds(request: MemberRequest) -> HttpResponse:
    """Which kind of paper shall it be; what the address has chosen already goes with it."""
    request.member.must(Right.WRITE)
    begun = {name: key for name in BEGUN if (key := request.GET.get(name, "")).isascii() and key}
    context = {
        "rooms": rooms(request.member, "list"),
        "sheets": list(SHEETS.values()),
        "begun": urlencode(begun),
    }
    return render(request, "papers/kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: MemberRequest, kind: str) -> HttpResponse:
    """GET: the choices of the address and what the paper says by them. POST keeps it as a draft,
    numbers it, or sends it out, as `act` says."""
    member, on = request.member, asked.today()
    member.must(Right.WRITE)
    sheet = sheet_of(kind)
    if request.method == "POST":
        with transaction.atomic():
            paper = acting.draft(member, chosen_of(member, sheet, request.POST.dict(), on), on)
            messages.success(request, _finish(request, paper, on))
        return redirect(paper)
    return _page(request, sheet, request.GET.dict(), on)


def _finish(request: MemberRequest, paper: Paper, on: date) -> str:
    match request.POST.get("act"):
        case "send":
            label = acting.send_out(request.member, paper.pk, on).label
            return _("%(number)s已编号并印发。") % {"number": label}
        case "number":
            label = acting.number(request.member, paper.pk, on).label
            return _("已编号：%(number)s。") % {"number": label}
    return _("已存为草稿。")


def _page(
    request: MemberRequest,
    sheet: Sheet,
    query: Mapping[str, Any],
    on: date,
    paper: Paper | None = None,
) -> HttpResponse:
    member = request.member
    refusal: Refusal | None = None
    try:
        chosen = chosen_of(member, sheet, query, on)
    except ReasonMissing as fault:
        # everything but what could not be read is kept
        readable = {name: value for name, value in query.items() if name not in DATES}
        refusal, chosen = fault, chosen_of(member, sheet, readable, on)
    made, refusal = (None, refusal) if refusal else _preview(request, chosen)
    context = {
        "rooms": rooms(member, "list"),
        "sheet": sheet,
        "paper": paper,
        "chosen": chosen,
        "selects": selects(member, chosen, on),
        "words": [(word, chosen.words.get(word.name, "")) for word in sheet.words],
        "preview": made,
        "refusal": refusal,
        "kept": list(kept(chosen)),
        "query": urlencode(kept(chosen)),
    }
    template = "papers/_write.html" if "HX-Request" in request.headers else "papers/write.html"
    return render(request, template, context, status=refusal.status if refusal else 200)


def _preview(request: MemberRequest, chosen: Chosen) -> tuple[Preview | None, Refusal | None]:
    if chosen.missing:
        return None, None
    try:
        return preview(request.member, chosen), None
    except ReasonMissing as fault:
        return None, fault


def kept(chosen: Chosen) -> list[tuple[str, str]]:
    """The choices as they stand in an address or in a form's hidden fields."""
    found = [("day", chosen.day.isoformat())]
    for ask in chosen.sheet.asks:
        held = getattr(chosen, ask.value)
        if held is not None:
            found.append((ask.value, str(getattr(held, "pk", held))))
    found += list(chosen.words.items())
    if not chosen.mask:
        found.append(("keep", "1"))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """The same page for a draft that was kept."""
    member, on = request.member, asked.today()
    paper = get_object_or_404(asking.papers(member), pk=pk)
    member.must(Right.WRITE, paper)
    sheet = sheet_of(paper.kind)
    if request.method == "POST":
        with transaction.atomic():
            acting.change(member, paper.pk, chosen_of(member, sheet, request.POST.dict(), on))
            messages.success(request, _finish(request, paper, on))
        return redirect(paper)
    query = request.GET.dict() or dict(kept(chosen_again(sheet, paper)))
    return _page(request, sheet, query, on, paper)


@require_safe
def draft_file(request: MemberRequest, kind: str, ending: str) -> HttpResponse:
    """The paper by the choices of the address, without a number, marked as a draft."""
    member, on = request.member, asked.today()
    member.must(Right.WRITE)
    sheet = sheet_of(kind)
    chosen = chosen_of(member, sheet, request.GET.dict(), on)
    facts = acting.facts_of(member, chosen)
    place = chosen.place
    template = None if place is None else template_of(place.pk, kind)
    return file_of(sheet, facts, ending, template)


@require_safe
def of_order(request: MemberRequest, pk: int) -> HttpResponse:
    """The paper of an order: the one there is, or for the office the page that writes it."""
    written = asking.papers(request.member).filter(order=asked.row_key(pk))
    there = written.exclude(state=State.WITHDRAWN).first()
    if there is not None:
        return redirect(there)
    order = get_object_or_404(orders_of(request.member), pk=pk)
    return redirect(f"{reverse('papers:write', args=[PaperKind.ORDER])}?order={order.pk}")
