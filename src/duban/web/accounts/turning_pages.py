"""The administrator's pages for the tree of organisations and their turns."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web import clock
from duban.web.accounts import turning
from duban.web.accounts.days import day_of
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import written_key
from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.rights import Right
from duban.web.accounts.tree import tree_of
from duban.web.refusals import ReasonMissing


def _kept(request: MemberRequest) -> QuerySet[Organisation]:
    request.member.must(Right.MANAGE_PEOPLE)
    return Organisation.objects.filter(request.member.where(Right.MANAGE_PEOPLE))


def _places(request: MemberRequest) -> QuerySet[Jurisdiction]:
    request.member.must(Right.MANAGE_PEOPLE)
    return Jurisdiction.objects.filter(request.member.where(Right.MANAGE_PEOPLE, jurisdiction="pk"))


@require_safe
def tree(request: MemberRequest) -> HttpResponse:
    """One jurisdiction's organisations as a tree, those no longer in use at the end."""
    places = list(_places(request).order_by("code"))
    wanted = request.GET.get("jurisdiction", "")
    place = next((one for one in places if str(one.pk) == wanted), places[0] if places else None)
    units = (
        _kept(request)
        .filter(jurisdiction=place)
        .prefetch_related("aliases", "members", "turns__successor", "predecessors__organisation")
        .order_by("-active", "kind", "id")
    )
    leaves = [] if place is None else list(tree_of(units))
    context = {"places": places, "place": place, "leaves": leaves}
    return render(request, "accounts/tree.html", context)


def _basis(request: MemberRequest) -> turning.Basis:
    text = request.POST.get("day", "").strip()
    try:
        day = day_of(text) if text else clock.today()
    except ValueError:
        raise ReasonMissing(_("日期请写成2026-09-30的样子，在1950年至2100年之间。")) from None
    return turning.Basis(day, request.POST.get("paper", ""))


def _rename(request: MemberRequest, held: Organisation) -> str:
    before = held.name
    renamed = turning.rename(request.member, held.pk, request.POST.get("name", ""), _basis(request))
    return _("“%(before)s”已更名为“%(after)s”。") % {"before": before, "after": renamed.name}


def _merge(request: MemberRequest, held: Organisation) -> str:
    into = request.POST.get("into", "")
    found = get_object_or_404(_kept(request), pk=written_key(into))
    turning.merge(request.member, held.pk, found.pk, _basis(request))
    return _("“%(before)s”已并入“%(after)s”。") % {"before": held.name, "after": found.name}


def _split(request: MemberRequest, held: Organisation) -> str:
    posts = [
        key for key in map(written_key, request.POST.getlist("appointment")) if key is not None
    ]
    new = turning.split(
        request.member,
        held.pk,
        request.POST.get("name", ""),
        _basis(request),
        aliases=request.POST.getlist("alias"),
        appointments=posts,
    )
    return _("已从“%(before)s”拆出“%(after)s”。") % {"before": held.name, "after": new.name}


TURNS: dict[str, Callable[[MemberRequest, Organisation], str]] = {
    "rename": _rename,
    "merge": _merge,
    "split": _split,
}


@require_POST
def turn(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    held = get_object_or_404(_kept(request), pk=pk)
    if kind not in TURNS:
        raise Http404
    messages.success(request, TURNS[kind](request, held))
    return redirect("accounts:organisation", pk)
