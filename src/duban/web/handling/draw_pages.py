"""历次抽查: every draw with what was found, and the proof that its seed gives what was drawn."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling.draws import again, seen_draws

PAGE_ROWS = 50


@require_safe
def draws(request: MemberRequest) -> HttpResponse:
    found = seen_draws(request.member)
    context = {
        "page": Paginator(found, PAGE_ROWS).get_page(request.GET.get("page")),
        "may_verify": request.member.may(Right.VERIFY),
    }
    return render(request, "handling/draws.html", context)


@require_safe
def one_draw(request: MemberRequest, pk: int) -> HttpResponse:
    """With `again` in the address the whole pool stands below, in the order the seed gives."""
    held = get_object_or_404(seen_draws(request.member), pk=pk)
    context = {"draw": held, "again": again(held), "whole": "again" in request.GET}
    return render(request, "handling/draw.html", context)
