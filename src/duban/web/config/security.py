"""Headers that tell the browser what this site never does, and the session's idle clock."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]

#: no inline script, no inline style sheet; style attributes only, which charts and meters need
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
#: the idle clock is written at most this often (seconds), so reading pages stay reading
CLOCK_GRAIN = 60
#: what a page asks for by itself is no sign that somebody sits at it
UNATTENDED = ("/boards/wall/now/",)


def headers(answer: Answer) -> Answer:
    """Middleware: the same headers on every answer that has not set its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            # pages of working data stay out of shared caches and of the back button after leaving
            response.headers["Cache-Control"] = "no-store, private"
        return response

    return middleware


def idle_clock(answer: Answer) -> Answer:
    """Middleware: a session ends SESSION_COOKIE_AGE seconds after its last request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.path not in UNATTENDED:
            now = int(time.time())
            if now - request.session.get("seen", 0) >= CLOCK_GRAIN:
                request.session["seen"] = now
        return answer(request)

    return middleware


def language(answer: Answer) -> Answer:
    """Middleware: Chinese unless chosen otherwise; what a browser asks for is no choice."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = answer(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware
