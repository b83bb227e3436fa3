"""Every address of the site: one line an app."""

from __future__ import annotations

from django.urls import include, path

from duban.web.config.api import api

urlpatterns = [
    path("", include("duban.web.boards.urls")),
    path("", include("duban.web.accounts.urls")),
    path("ledger/", include("duban.web.ledger.urls")),
    path("handling/", include("duban.web.handling.urls")),
    path("supervision/", include("duban.web.supervision.urls")),
    path("reports/", include("duban.web.reports.urls")),
    path("papers/", include("duban.web.papers.urls")),
    path("api/", api.urls),
]
handler400 = "duban.web.boards.errors.bad_request"
handler403 = "duban.web.boards.errors.forbidden"
handler404 = "duban.web.boards.errors.not_found"
handler500 = "duban.web.boards.errors.broken"
