"""我的日历: one's own due dates, to look at, to take away, and to subscribe to."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.handling import asked
from duban.web.papers.calendar_keys import calendar_of, end_key, holder_of, make_key
from duban.web.papers.due_dates import due_dates, labels
from duban.web.papers.files import sent
from duban.web.papers.models import CalendarKey
from duban.web.papers.rooms import rooms
from duban.writing.calendar import CONTENT_TYPE

SHOWN = 100


@never_cache
@require_safe
def calendar(request: MemberRequest) -> HttpResponse:
    return _page(request)


def _page(request: MemberRequest, address: str = "") -> HttpResponse:
    on = asked.today()
    words = labels()
    found = [one for one in due_dates(request.member, on) if one.day >= on]
    context = {
        "rooms": rooms(request.member, "calendar"),
        "dates": [(one, words[one.kind]) for one in found[:SHOWN]],
        "count": len(found),
        "on": on,
        "key": CalendarKey.objects.filter(user=request.user).first(),
        "address": address,
    }
    return render(request, "papers/calendar.html", context)


@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    content = calendar_of(request.member, asked.today())
    return sent(content, CONTENT_TYPE, _("我的时限.ics"))


@never_cache
@require_POST
def renew(request: MemberRequest) -> HttpResponse:
    """The new address stands on this page and nowhere else."""
    path = reverse("papers:subscription", args=[make_key(request.user)])
    return _page(request, request.build_absolute_uri(path))


@require_POST
def end(request: MemberRequest) -> HttpResponse:
    end_key(request.user)
    messages.success(request, _("订阅已停用，原来的地址不再有效。"))
    return redirect("papers:calendar")


@login_not_required
@require_safe
def subscription(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001
    """The calendar behind a private address: the due dates of one person and nothing else."""
    member = holder_of(key)
    if member is None:
        raise Http404
    response = sent(calendar_of(member, asked.today()), CONTENT_TYPE, "calendar.ics")
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
