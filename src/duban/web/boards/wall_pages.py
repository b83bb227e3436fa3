"""大屏: a ledger for a wall, that refreshes itself; and the keys that let it stand there.

Nobody sits at a wall. It is opened with a key, kept in a cookie of its own that no other page
reads; a session may open it too, but what the wall asks for by itself does not keep a session
alive (see `config.security.idle_clock`).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.boards.board_pages import wants_map
from duban.web.boards.catalogue import BOARDS, Facts
from duban.web.boards.lights_by import tallies
from duban.web.boards.maps.drawing import has_map
from duban.web.boards.models import WallKey
from duban.web.boards.panel import Panel
from duban.web.boards.seen import Seen, places_of
from duban.web.boards.walls import issue, revoke, viewer_of
from duban.web.handling import asked
from duban.web.refusals import ReasonMissing
from duban.web.supervision.models import Tick

COOKIE = "duban_wall"
#: boards on the wall, and how many rows of each it has room for; where there is a map of the towns
#: it takes the last place
SHOWN = (("heading", 8), ("curve", None), ("heat", 8), ("ahead", 4))
LOOKS = ("dark", "light")


def _viewer(request: HttpRequest) -> Member | None:
    token = request.COOKIES.get(COOKIE, "")
    if token:
        found = viewer_of(token, clock.today())
        if found is not None:
            return found
    member: Member | None = getattr(request, "member", None)
    return member if member is not None and member.may(Right.SEE) else None


@require_safe
@login_not_required
def wall(request: HttpRequest) -> HttpResponse:
    """The screen; the way to enter a key where nobody is known."""
    viewer = _viewer(request)
    if viewer is None:
        return render(request, "boards/wall_door.html")
    return render(request, "boards/wall.html", _context(request, viewer))


@require_safe
@login_not_required
def wall_now(request: HttpRequest) -> HttpResponse:
    """What the screen asks for every minute; without a key that holds, the way to the door."""
    viewer = _viewer(request)
    if viewer is None:
        return HttpResponse(headers={"HX-Redirect": reverse("boards:wall")})
    return render(request, "boards/_wall.html", _context(request, viewer))


def _context(request: HttpRequest, viewer: Member) -> dict[str, Any]:
    seen = Seen.of(viewer, request.GET, clock.today())
    facts = Facts(seen, mapped=wants_map(request))
    look = request.GET.get("look", "")
    return {
        "seen": seen,
        "look": look if look in LOOKS else LOOKS[0],
        "now": clock.now(),
        "last": Tick.objects.first(),
        "tallies": tallies(facts.headings, seen),
        "panels": _panels(facts),
    }


def _panels(facts: Facts) -> list[Panel]:
    *first, last = SHOWN
    towns = BOARDS["towns"].make(facts, None) if facts.mapped and has_map(facts.seen) else None
    panels = [BOARDS[name].make(facts, most) for name, most in first]
    if towns is not None and towns.drawing is not None:
        return [*panels, towns]
    name, most = last
    return [*panels, BOARDS[name].make(facts, most)]


@require_POST
@login_not_required
def open_wall(request: HttpRequest) -> HttpResponse:
    """The key goes into a cookie that only the wall is sent."""
    token = request.POST.get("key", "").strip()
    if viewer_of(token, clock.today()) is None:
        context = {"fault": _("口令不对，或已作废、过期。请向督查室要新的口令。")}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "boards/wall_door.html", context, status=status)
    response = redirect("boards:wall")
    response.set_cookie(
        COOKIE,
        token,
        max_age=366 * 24 * 3600,
        path=reverse("boards:wall"),
        secure=settings.TLS,
        httponly=True,
        samesite="Strict",
    )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def wall_keys(request: MemberRequest) -> HttpResponse:
    """The keys of the person's ledgers; a new one is shown this once."""
    request.member.must(Right.SUPERVISE)
    token, on = "", clock.today()
    if request.method == "POST":
        place = get_object_or_404(
            Jurisdiction.objects.filter(pk__in=[one.key for one in places_of(request.member)]),
            pk=asked.key(request.POST.get("place", "")),
        )
        until = asked.day(request.POST.get("until", ""))
        if until is None:
            raise ReasonMissing(_("请写明有效至哪一天。"))
        token = issue(request.member, place, request.POST.get("name", ""), until, on)
    context = {
        "keys": WallKey.objects.visible_to(request.member).select_related(
            "jurisdiction", "issued_by"
        ),
        "places": places_of(request.member),
        "token": token,
        "on": on,
    }
    return render(request, "boards/wall_keys.html", context)


@require_POST
def revoke_key(request: MemberRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(WallKey.objects.visible_to(request.member), pk=pk)
    revoke(request.member, held.pk)
    return redirect("boards:wall-keys")
