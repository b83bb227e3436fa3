"""督办单 and 督办建议: lists, one order with its turns, the acts on them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.refusals import NotAllowed, Refusal
from duban.web.supervision import asking, ordering, proposing
from duban.web.supervision.models import Act, Colour, Order, OrderState, ProposalState
from duban.web.supervision.ordering import LADDER
from duban.web.supervision.pages import PAGE_ROWS
from duban.web.supervision.rooms import rooms, watches
from duban.web.supervision.steps import STEPS, steps_open_to


@require_safe
def orders(request: MemberRequest) -> HttpResponse:
    member, on = request.member, asked.today()
    found = asking.orders_narrowed(asking.orders(member), request.GET, on)
    states = [("late", _("逾期未回复")), *OrderState.choices]
    colours = [(colour.value, f"{colour.light}色") for colour in LADDER]
    context = {
        "rooms": rooms(member, "orders"),
        "page": Paginator(found, PAGE_ROWS).get_page(request.GET.get("page")),
        "on": on,
        "q": request.GET.get("q", ""),
        "narrowed": any(request.GET.get(name) for name in ("q", "state", "colour")),
        "choices": [
            ("state", _("状态"), states, request.GET.get("state", "")),
            ("colour", _("颜色"), colours, request.GET.get("colour", "")),
        ],
    }
    return render(request, "supervision/orders.html", context)


@require_safe
def order(request: MemberRequest, pk: int) -> HttpResponse:
    member, on = request.member, asked.today()
    held = get_object_or_404(asking.orders(member), pk=pk)
    at = LADDER.index(Colour(held.colour))
    rising = LADDER[at + 1] if at + 1 < len(LADDER) else None
    context = {
        "order": held,
        "on": on,
        "turns": [
            (turn, STEPS[f"order.{turn.step}"].label)
            for turn in held.turns.select_related("by").order_by("-pk")
        ],
        "open": {name.partition(".")[2] for name in steps_open_to(member, held)},
        "overdue": held.state == OrderState.ISSUED and held.reply_by < on,
        "talks": held.talks.select_related("organisation", "by"),
        "rising": rising,
        "rising_by": None if rising is None else ordering.reply_day(rising, on),
        "may_write": member.may(Right.WRITE, held),
        "again_by": ordering.reply_day(Colour(held.colour), on),
    }
    return render(request, "supervision/order.html", context)


def _reply(request: MemberRequest, held: Order) -> str:
    ordering.reply(request.member, held.pk, request.POST.get("words", ""), asked.today())
    return _("已回复。")


def _raise(request: MemberRequest, held: Order) -> str:
    day = asked.day(request.POST.get("day", ""))
    words = request.POST.get("words", "")
    ordering.raise_colour(request.member, held.pk, words, asked.today(), day=day)
    return _("督办单已升级。")


def _send_back(request: MemberRequest, held: Order) -> str:
    day = asked.day(request.POST.get("day", ""))
    words = request.POST.get("words", "")
    ordering.send_back(request.member, held.pk, words, asked.today(), day)
    return _("已退回，等待重新回复。")


def _close(request: MemberRequest, held: Order) -> str:
    ordering.close(request.member, held.pk, request.POST.get("words", ""), asked.today())
    return _("督办单已办结。")


def _void(request: MemberRequest, held: Order) -> str:
    ordering.void(request.member, held.pk, request.POST.get("words", ""), asked.today())
    return _("督办单已作废，文号保留。")


ACTS: dict[str, Callable[[MemberRequest, Order], str]] = {
    "reply": _reply,
    "raise": _raise,
    "send_back": _send_back,
    "close": _close,
    "void": _void,
}


@require_POST
def act(request: MemberRequest, pk: int, name: str) -> HttpResponse:
    if name not in ACTS:
        raise Http404
    held = get_object_or_404(asking.orders(request.member), pk=pk)
    messages.success(request, ACTS[name](request, held))
    return redirect(held)


@require_safe
def proposals(request: MemberRequest) -> HttpResponse:
    """What the rules propose, the waiting first."""
    member = request.member
    member.must(Right.SEE)
    if not watches(member):
        raise NotAllowed.to(_("查看督办建议"))
    found = asking.proposals(member)
    state = request.GET.get("state", ProposalState.WAITING)
    kind = request.GET.get("act", "")
    if state in ProposalState.values:
        found = found.filter(state=state)
    if kind in Act.values:
        found = found.filter(act=kind)
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "rooms": rooms(member, "proposals"),
        "page": page,
        "choices": [
            ("state", _("状态"), [("all", _("全部")), *ProposalState.choices], state),
            ("act", _("建议"), Act.choices, kind),
        ],
        "may_decide": member.may(Right.SUPERVISE),
        "waiting": state == ProposalState.WAITING,
    }
    return render(request, "supervision/proposals.html", context)


@require_POST
def decide(request: MemberRequest) -> HttpResponse:
    """Confirm or dismiss the proposals that were ticked; each is answered for itself."""
    member, on = request.member, asked.today()
    member.must(Right.SUPERVISE)
    keys = [asked.key(text) for text in request.POST.getlist("proposal")[:PAGE_ROWS]]
    agreed = request.POST.get("verdict") == "confirm"
    words, done = request.POST.get("words", ""), 0
    for held in asking.proposals(member).filter(pk__in=keys).order_by("pk"):
        try:
            if agreed:
                proposing.confirm(member, held.pk, on, words)
            else:
                proposing.dismiss(member, held.pk, on, words)
            done += 1
        except Refusal as refusal:
            messages.warning(request, f"{held.task.title[:30]}：{refusal}")
    if done:
        text = _("已采纳%(count)s条。") if agreed else _("未采纳%(count)s条，已记录理由。")
        messages.success(request, text % {"count": done})
    elif not keys:
        messages.info(request, _("请先勾选建议。"))
    return redirect("supervision:proposals")
