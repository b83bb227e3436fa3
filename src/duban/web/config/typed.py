"""What was typed, without the signs that a database cannot hold: NUL, and halves of pairs.

Neither stands on a keyboard; they come from programs, and from texts copied out of broken files. To
leave them out once, at the door, keeps every page and operation from failing on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from ninja.parser import Parser

_UNFIT = re.compile("[\x00\ud800-\udfff]")


def fit(value: Any) -> Any:
    """A text, or whatever JSON can hold, without those signs."""
    match value:
        case str():
            return _UNFIT.sub("", value)
        case list():
            return [fit(item) for item in value]
        case dict():
            return {fit(key): fit(item) for key, item in value.items()}
    return value


class FitParser(Parser):
    """Addresses, bodies and forms of the JSON API, once it is known who asks."""

    def parse_body(self, request: HttpRequest) -> Any:
        return fit(super().parse_body(request))

    def parse_querydict(self, *data: Any) -> Any:
        return fit(super().parse_querydict(*data))


class FitForms:
    """Middleware: addresses and forms of pages, once it is known that they may come in. A form of
    the API is not unpacked here, before its key has been looked at."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Any,  # noqa: ARG002 - as Django calls it
        args: Any,  # noqa: ARG002
        kwargs: Any,  # noqa: ARG002
    ) -> None:
        if request.resolver_match is not None and request.resolver_match.namespace == "api":
            return
        request.GET = _fit(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _fit(request.POST)  # type: ignore[assignment]


def _fit(typed: QueryDict) -> QueryDict:
    """The very same where nothing is unfit, as nearly always."""
    pairs = [(key, values) for key, values in typed.lists()]
    if not any(_UNFIT.search(text) for key, values in pairs for text in (key, *values)):
        return typed
    found = QueryDict(mutable=True)
    for key, values in pairs:
        found.setlist(fit(key), fit(values))
    found._mutable = False
    return found
