"""The one clock of the site: what every page, job and step takes for now and for today.

It is the machine's, but for two cases, both of the sample site alone: a data directory that
`duban demo` made stands still on the day it was told (`settings.DAY`), and while its story is
written down every act happens on the story's own day (`telling`). Whatever the site writes down
goes by this clock, the journal too; what guards doors or measures how long something takes
(sessions, lock-outs, codes, sendings) goes by the machine's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

_story: ContextVar[Callable[[], datetime] | None] = ContextVar("story", default=None)
_request_day: ContextVar[date | None] = ContextVar("request_day", default=None)


def now() -> datetime:
    """This moment, with its zone; on a day that stands still, at the machine's time of day."""
    told = _story.get()
    if told is not None:
        return told()
    real = timezone.now()
    if settings.DAY is None:
        return real
    return datetime.combine(settings.DAY, timezone.localtime(real).timetz())


def today() -> date:
    """The day of the request being answered, or of this moment."""
    held = _request_day.get()
    return timezone.localdate(now()) if held is None else held


def one_day(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a request that runs past midnight keeps the day it began on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        held = _request_day.set(timezone.localdate(now()))
        try:
            return answer(request)
        finally:
            _request_day.reset(held)

    return middleware


@contextmanager
def telling(story: Callable[[], datetime]) -> Iterator[None]:
    """Within this, `story` says what moment it is. For the sample's past, never for a real site."""
    held = _story.set(story)
    try:
        yield
    finally:
        _story.reset(held)
