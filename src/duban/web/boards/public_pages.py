"""The page for the public: readable by anybody, as a page, as CSV and as JSON.

Where a jurisdiction has released nothing there is no such address. Caches may keep an answer but
must ask before they give it again: what is withdrawn is gone at once.
"""

from __future__ import annotations

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.web import clock
from duban.web.boards.models import Openness, Publication
from duban.web.boards.public_facts import Page, page_of
from duban.web.boards.public_forms import as_csv, as_form
from duban.web.design.downloads import CSV, download

PAGE_ROWS = 50
#: accepted figures may be this old (seconds); an act on the page shows at once
KEPT = 60
CACHING = "public, no-cache"
UNLISTED = "noindex, nofollow, noarchive"


@login_not_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponseBase:
    shown = _released(code)
    q = " ".join(request.GET.get("q", "").split())[:100]
    found = [task for task in shown.tasks if q in task.title]
    context = {
        "shown": shown,
        "q": q,
        "page": Paginator(found, PAGE_ROWS).get_page(request.GET.get("page")),
        "robots": None if shown.indexed else UNLISTED,
    }
    return _public(request, render(request, "boards/public/page.html", context), shown)


@login_not_required
@require_safe
def page_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    shown = _released(code)
    name = _("%(place)s任务公开.csv") % {"place": shown.name}
    return _public(request, download(as_csv(shown), CSV, name), shown)


@login_not_required
@require_safe
def page_json(request: HttpRequest, code: str) -> HttpResponseBase:
    shown = _released(code)
    form = JsonResponse(as_form(shown), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _public(request, form, shown)


def _released(code: str) -> Page:
    found = Publication.objects.select_related("jurisdiction").filter(
        jurisdiction__code=code, state=Openness.OPEN
    )
    publication = found.first()
    if publication is None:
        raise Http404
    day = clock.today()
    key = f"public-{publication.stamp}-{day}"
    kept: Page | None = cache.get(key)
    if kept is None:
        chosen = publication.chosen.filter(title__isnull=False).select_related("task")
        kept = page_of(publication, chosen, day)
        cache.set(key, kept, KEPT)
    return kept


def _public(request: HttpRequest, response: HttpResponse, shown: Page) -> HttpResponseBase:
    response.headers["Cache-Control"] = CACHING
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    if not shown.indexed:
        response.headers["X-Robots-Tag"] = UNLISTED
    known = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return response if known is None else known
