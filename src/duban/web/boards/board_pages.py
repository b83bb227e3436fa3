"""看板: a ledger at a glance, each board on a page of its own, and its figures as a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.boards.behind import page_of
from duban.web.boards.catalogue import BOARDS, Board, Facts
from duban.web.boards.export import as_csv
from duban.web.boards.lights_by import tallies
from duban.web.boards.panel import Panel
from duban.web.boards.seen import Seen, places_of
from duban.web.design.downloads import CSV, download
from duban.web.supervision.models import Tick


def _seen(request: MemberRequest) -> Seen:
    return Seen.of(request.member, request.GET, clock.today())


def _frame(request: MemberRequest, seen: Seen) -> dict[str, Any]:
    """What every page of boards says of itself: whose ledger, of which year, as of when."""
    return {
        "seen": seen,
        "places": [
            (place, f"?at={place.key}&year={seen.year}") for place in places_of(request.member)
        ],
        "query": seen.address(),
        "years": [seen.year - 1, *([seen.year + 1] if seen.year < seen.on.year else [])],
        "last": Tick.objects.first(),
        "may_issue": request.member.may(Right.SUPERVISE),
    }


@require_safe
def glance(request: MemberRequest) -> HttpResponse:
    seen = _seen(request)
    facts = Facts(seen)
    panels = [
        (board, board.make(facts, board.most) if board.at_once else None)
        for board in BOARDS.values()
    ]
    context = _frame(request, seen) | {"panels": panels, "tallies": tallies(facts.headings, seen)}
    return render(request, "boards/glance.html", context)


def wants_map(request: HttpRequest) -> bool:
    """Towns stand on their map, where there is one, unless an address asks for tiles."""
    return request.GET.get("shape") != "tiles"


@require_safe
def board(request: MemberRequest, name: str) -> HttpResponse:
    """One board: a page of its own, or for htmx the piece that another page waits for."""
    one, seen = _board(name), _seen(request)
    if request.htmx:
        panel = one.make(Facts(seen), one.most)
        context = {"board": one, "panel": panel, "query": seen.address()}
        return render(request, "boards/_board.html", context)
    panel = one.make(Facts(seen, mapped=wants_map(request)), None)
    context = _frame(request, seen) | {"board": one, "panel": panel, "boards": BOARDS.values()}
    return render(request, "boards/board.html", context)


@require_safe
def board_list(request: MemberRequest, name: str) -> HttpResponse:
    """The list behind a figure of a board, narrowed by the address."""
    one, seen = _board(name), _seen(request)
    if one.listed is None:
        raise Http404
    page, panel = page_of(one.listed(seen, request.GET), request.GET.get("page"))
    context = _frame(request, seen) | {"board": one, "panel": panel, "page": page}
    return render(request, "boards/list.html", context)


@require_safe
def board_csv(request: MemberRequest, name: str) -> HttpResponse:
    one, seen = _board(name), _seen(request)
    return as_file(one.make(Facts(seen), None), seen.place.name, seen.on)


def as_file(panel: Panel, whose: str, on: date) -> HttpResponse:
    """The panel's figures to be kept, under a name that says whose they are and of which day."""
    return download(as_csv(panel), CSV, f"{whose}{panel.title}{on:%Y%m%d}.csv")


def _board(name: str) -> Board:
    if name not in BOARDS:
        raise Http404
    return BOARDS[name]
