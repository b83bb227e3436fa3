"""Every address of the site, and an empty view that asks for a sign-in like any other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from duban.web.config import urls as site
from tools.bench.ledgers import EMPTY

handler400, handler403 = site.handler400, site.handler403
handler404, handler500 = site.handler404, site.handler500


def empty(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("<!doctype html><title>empty</title></html>")


urlpatterns: list[URLPattern | URLResolver] = [*site.urlpatterns, path(EMPTY, empty)]
