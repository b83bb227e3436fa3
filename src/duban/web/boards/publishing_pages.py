"""公开: what of a ledger the public may read, chosen, looked at, released, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.boards import publishing
from duban.web.boards.models import Openness, Publication
from duban.web.boards.public_facts import page_of
from duban.web.boards.public_pages import PAGE_ROWS, UNLISTED
from duban.web.design.undoing import Undo, say
from duban.web.ledger.filters import Filter
from duban.web.ledger.listing import narrowed, ordered
from duban.web.ledger.models import Plan
from duban.web.supervision.asking import number


def place_of(request: MemberRequest, wanted: str) -> Jurisdiction:
    """The jurisdiction an address asks for; 403 for who may publish nowhere, 404 elsewhere."""
    request.member.must(Right.PUBLISH)
    keys = [post.jurisdiction_id for post in request.member.posts_with(Right.PUBLISH)]
    key = number(wanted) if wanted else keys[0]
    if key not in keys:
        raise Http404
    return Jurisdiction.objects.get(pk=key)


def publication_of(place: Jurisdiction) -> Publication:
    """The row, or one not written yet: looking at the page makes nothing."""
    found = Publication.objects.select_related("jurisdiction", "released_by")
    return found.filter(jurisdiction=place).first() or Publication(jurisdiction=place)


def _frame(request: MemberRequest) -> dict[str, Any]:
    place = place_of(request, request.GET.get("at", ""))
    posts = request.member.posts_with(Right.PUBLISH)
    places = dict.fromkeys((post.jurisdiction_id, post.jurisdiction) for post in posts)
    return {
        "place": place,
        "places": places,
        "publication": publication_of(place),
        "at": f"?at={place.pk}",
    }


@require_safe
def desk(request: MemberRequest) -> HttpResponse:
    """What is chosen, what of it is public, and the acts."""
    context = _frame(request)
    publication: Publication = context["publication"]
    chosen = list(
        publication.chosen.select_related("task__plan").prefetch_related("task__indicators")
        if publication.pk
        else ()
    )
    context |= {
        "page": Paginator(chosen, PAGE_ROWS).get_page(request.GET.get("page")),
        "waiting": sum(not one.released for one in chosen),
        "renamed": sum(one.renamed for one in chosen),
        "faults": list(publishing.personal_data(chosen)),
        "is_open": publication.state == Openness.OPEN,
        "public_address": request.build_absolute_uri(publication.address),
    }
    return render(request, "boards/public/desk.html", context)


@require_safe
def choosing(request: MemberRequest) -> HttpResponse:
    """The ledger's tasks to choose from, narrowed by the address."""
    context = _frame(request)
    found, wanted = _found(request, context["place"])
    tasks = publishing.choosable(request.member, context["place"].pk)
    headings = tasks.exclude(heading="").order_by("heading").values_list("heading", flat=True)
    context |= {
        "wanted": wanted,
        "plans": Plan.objects.visible_to(request.member).filter(jurisdiction=context["place"]),
        "headings": headings.distinct(),
        "page": Paginator(found, PAGE_ROWS).get_page(wanted.page),
    }
    return render(request, "boards/public/choosing.html", context)


def _found(request: MemberRequest, place: Jurisdiction) -> tuple[Any, Filter]:
    query = dict(request.GET.lists() if request.method == "GET" else request.POST.lists())
    wanted = Filter.of(query)
    tasks = publishing.choosable(request.member, place.pk).select_related("plan")
    return ordered(narrowed(tasks, wanted), wanted.sort), wanted


@require_safe
def preview(request: MemberRequest) -> HttpResponse:
    """Exactly what the public would read after a release now."""
    context = _frame(request)
    publication: Publication = context["publication"]
    chosen = list(publication.chosen.select_related("task") if publication.pk else ())
    for one in chosen:
        one.title = None
    shown = page_of(publication, chosen, clock.today())
    context |= {
        "shown": shown,
        "q": "",
        "preview": True,
        "page": Paginator(shown.tasks, max(len(shown.tasks), 1)).get_page(1),
        "robots": UNLISTED,
    }
    return render(request, "boards/public/page.html", context)


def _back(place: Jurisdiction, act: str, keys: Sequence[int]) -> Undo | None:
    """The way back from choosing or dropping a few tasks; many are looked through first."""
    if len(keys) > PAGE_ROWS:
        return None
    fields = (("at", str(place.pk)), *(("task", str(key)) for key in keys))
    return Undo(reverse(f"boards:public-{act}"), _("撤回"), fields)


@require_POST
def choose(request: MemberRequest) -> HttpResponse:
    """The ticked tasks, or all that the filter finds."""
    place = place_of(request, request.POST.get("at", ""))
    keys = _keys(request)
    if request.POST.get("all"):
        found, _wanted = _found(request, place)
        keys = list(found.values_list("pk", flat=True))
    count = publishing.choose(request.member, place, keys)
    say(request, _("已选入%(count)s项。") % {"count": count}, _back(place, "drop", keys))
    return _to_desk(place)


@require_POST
def drop(request: MemberRequest) -> HttpResponse:
    place = place_of(request, request.POST.get("at", ""))
    keys = _keys(request)
    count = publishing.drop(request.member, written(place), keys)
    say(request, _("已移出%(count)s项。") % {"count": count}, _back(place, "choose", keys))
    return _to_desk(place)


@require_POST
def release(request: MemberRequest) -> HttpResponse:
    place = place_of(request, request.POST.get("at", ""))
    reason = request.POST.get("reason", "")
    count = publishing.release(request.member, written(place), reason)
    messages.success(request, _("已公开%(count)s项。") % {"count": count})
    return _to_desk(place)


@require_POST
def withdraw(request: MemberRequest) -> HttpResponse:
    place = place_of(request, request.POST.get("at", ""))
    publishing.withdraw(request.member, written(place), request.POST.get("reason", ""))
    messages.success(request, _("公开页已撤下。"))
    return _to_desk(place)


@require_POST
def index(request: MemberRequest) -> HttpResponse:
    place = place_of(request, request.POST.get("at", ""))
    indexed = request.POST.get("indexed") == "1"
    publishing.let_index(request.member, written(place), indexed)
    return _to_desk(place)


def written(place: Jurisdiction) -> Publication:
    """The row; 404 where nothing was ever chosen."""
    found = Publication.objects.filter(jurisdiction=place).first()
    if found is None:
        raise Http404
    return found


def _keys(request: HttpRequest) -> list[int]:
    return [key for text in request.POST.getlist("task") if (key := number(text)) is not None]


def _to_desk(place: Jurisdiction) -> HttpResponse:
    return redirect(f"{reverse('boards:publishing')}?at={place.pk}")
