"""今日: what needs this person today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duban.web import clock
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.boards.at_home import headings, round_of
from duban.web.boards.duties import duties
from duban.web.boards.rhythm import LABELS
from duban.web.boards.waiting import days_left, matters, tallies, unread


@require_safe
def today(request: MemberRequest) -> HttpResponse:
    day, member = clock.today(), request.member
    lights = tallies(member)
    found = list(matters(member, day, lights))
    context = {
        "day": day,
        "matters": found,
        "tallies": tuple(lights.items()),
        "unread": unread(member),
        "days_left": days_left(member, day),
        "round": round_of(member, day),
        "panel": headings(member, day),
        "beats": LABELS.items() if member.may(Right.SEE) else (),
        # whoever has nothing to do is told what comes here, and the way in
        "duties": () if found else tuple(duties(member)),
    }
    return render(request, "boards/today.html", context)
