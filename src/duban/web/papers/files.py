"""Files of papers as answers: kept by the browser under a name, cached by nobody."""

from __future__ import annotations

from django.http import HttpResponse

from duban.web.design.downloads import download


def sent(content: bytes, kind: str, name: str) -> HttpResponse:
    response = download(content, kind, name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
