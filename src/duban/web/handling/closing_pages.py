"""核查销号: what waits to be verified, to be looked at on the spot, to be struck off."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.member import Member
from duban.web.accounts.models import Jurisdiction
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.handling.bulk import ACTS, Act
from duban.web.handling.closing import draw, drawable
from duban.web.handling.models import Completion, Finish, Look, SpotCheck
from duban.web.ledger.models import Task, TaskState

PAGE_ROWS = 50
#: acts offered on the ticked rows of a list: of what is reported done, and of what is found done
VERIFYING_ACTS = ("name_verifier", "close")
ENDING_ACTS = ("strike_off", "archive")


def offered(member: Member, names: Iterable[str]) -> list[Act]:
    return [act for act in map(ACTS.__getitem__, names) if member.may(act.right)]


@require_safe
def closing_queue(request: MemberRequest) -> HttpResponse:
    member = request.member
    member.must(Right.VERIFY)
    reported = (
        Completion.objects.visible_to(member)
        .filter(state=Finish.REPORTED)
        .select_related("task__plan", "organisation", "reported_by", "verifier")
        .order_by("reported_at")
    )
    places = list(
        Jurisdiction.objects.filter(member.where(Right.CLOSE, jurisdiction="pk")).order_by("code")
    )
    checks = (
        SpotCheck.objects.visible_to(member)
        .filter(result=Look.PENDING)
        .select_related("task__plan", "draw")
    )
    closed = (
        Task.objects.visible_to(member)
        .filter(member.where(Right.CLOSE), state__in=(TaskState.CLOSED, TaskState.STRUCK_OFF))
        .exclude(spot_checks__result=Look.PENDING)
        .select_related("plan")
        .order_by("state", "plan", "position")
    )
    context = {
        "page": Paginator(reported, PAGE_ROWS).get_page(request.GET.get("page")),
        "acts": offered(member, VERIFYING_ACTS),
        "checks": checks[:PAGE_ROWS],
        "closed": Paginator(closed, PAGE_ROWS).get_page(request.GET.get("closed")),
        "ending": offered(member, ENDING_ACTS),
        "draws": [(place, drawable(place).count()) for place in places],
        "me": request.user,
    }
    return render(request, "handling/closing.html", context)


@require_POST
def make_draw(request: MemberRequest) -> HttpResponse:
    request.member.must(Right.CLOSE)
    places = Jurisdiction.objects.filter(request.member.where(Right.CLOSE, jurisdiction="pk"))
    place = get_object_or_404(places, pk=asked.key(request.POST.get("jurisdiction", "")))
    size = request.POST.get("size", "")
    made = draw(request.member, place, int(size) if size.isdecimal() and len(size) < 6 else 0)
    messages.success(request, _("已抽出%(count)s项。") % {"count": made.checks.count()})
    return redirect("handling:closing")
