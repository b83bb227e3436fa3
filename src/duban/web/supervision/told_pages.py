"""批示, 约谈 and 通知: what leaders said, who was talked to, what this person was told."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.supervision import acting, asking
from duban.web.supervision.channels import open_channels
from duban.web.supervision.digests import not_reached
from duban.web.supervision.models import Contact, InstructionState, Notice, NoticeKind
from duban.web.supervision.pages import PAGE_ROWS
from duban.web.supervision.rooms import rooms
from duban.web.supervision.telling import reach_by, read_all


@require_safe
def instructions(request: MemberRequest) -> HttpResponse:
    member = request.member
    found = asking.instructions(member)
    state = request.GET.get("state", "")
    if state in InstructionState.values:
        found = found.filter(state=state)
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "rooms": rooms(member, "instructions"),
        "page": page,
        "on": asked.today(),
        "choices": [("state", _("状态"), InstructionState.choices, state)],
    }
    return render(request, "supervision/instructions.html", context)


@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(asking.instructions(request.member), pk=pk)
    acting.answer(request.member, held.pk, request.POST.get("words", ""), asked.today())
    messages.success(request, _("已反馈。"))
    return redirect(held.task)


@require_safe
def talks(request: MemberRequest) -> HttpResponse:
    member = request.member
    page = Paginator(asking.talks(member), PAGE_ROWS).get_page(request.GET.get("page"))
    awaited = acting.awaited_talks().filter(member.where(Right.SEE)).select_related("task")
    context = {"rooms": rooms(member, "talks"), "page": page, "awaited": awaited}
    return render(request, "supervision/talks.html", context)


@require_safe
def notices(request: MemberRequest) -> HttpResponse:
    member = request.member
    found = Notice.objects.visible_to(member).select_related("task", "order")
    kind, fresh = request.GET.get("kind", ""), request.GET.get("fresh", "")
    if kind in NoticeKind.values:
        found = found.filter(kind=kind)
    if fresh:
        found = found.filter(read_at=None)
    context = {
        "rooms": rooms(member, "notices") if member.posts else (),
        "page": Paginator(found, PAGE_ROWS).get_page(request.GET.get("page")),
        "unread": Notice.objects.visible_to(member).filter(read_at=None).count(),
        "choices": [
            ("kind", _("事项"), NoticeKind.choices, kind),
            ("fresh", _("阅读"), [("1", _("未读"))], fresh),
        ],
        "contact": Contact.objects.filter(user=member.user).first(),
        "channels": sorted(open_channels()),
        "missed": not_reached(member.user.pk),
    }
    return render(request, "supervision/notices.html", context)


@require_POST
def read_notices(request: MemberRequest) -> HttpResponse:
    read_all(request.member)
    return redirect("supervision:notices")


@require_POST
def contact(request: MemberRequest) -> HttpResponse:
    reach_by(request.member, request.POST.get("email", ""), robots=bool(request.POST.get("robots")))
    messages.success(request, _("提醒方式已保存。"))
    return redirect("supervision:notices")
