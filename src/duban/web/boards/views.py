"""今日: what needs this person today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.boards.duties import duties


@require_safe
def today(request: MemberRequest) -> HttpResponse:
    day = timezone.localdate()
    context = {
        "day": day,
        "duties": tuple(duties(request.member)),
    }
    return render(request, "boards/today.html", context)
