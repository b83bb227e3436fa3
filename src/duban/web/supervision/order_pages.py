"""督办单: the list, one order with its turns, the acts on them."""

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
from duban.web.reports.working_days import calendar_of
from duban.web.supervision import asking, ordering
from duban.web.supervision.models import Colour, Order, OrderState
from duban.web.supervision.ordering import LADDER
from duban.web.supervision.pages import PAGE_ROWS
from duban.web.supervision.rooms import rooms
from duban.web.supervision.steps import STEPS, steps_open_to


@require_safe
def orders(request: MemberRequest) -> HttpResponse:
    member, on = request.member, asked.today()
    found = asking.orders_narrowed(asking.orders(member), request.GET, on)
    states = [("late", _("逾期未回复")), *OrderState.choices]
    colours = [(colour.value, colour.paper) for colour in LADDER]
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
    calendar = calendar_of(held.jurisdiction_id)
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
        "rising_by": None if rising is None else ordering.reply_day(rising, on, calendar),
        "may_write": member.may(Right.WRITE, held),
        "again_by": ordering.reply_day(Colour(held.colour), on, calendar),
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
