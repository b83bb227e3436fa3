"""承接: what the level above handed down to a town, and the town's answer."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling import asked
from duban.web.handling.drafting_down import draft
from duban.web.handling.handing_down import decline, take_up
from duban.web.handling.models import HandedDown, Taking
from duban.web.ledger.models import Task
from duban.web.ledger.searching import folded

PAGE_ROWS = 30


@require_safe
def handed_down(request: MemberRequest) -> HttpResponse:
    member = request.member
    member.must(Right.SEE)
    first = Case(
        When(state=Taking.OFFERED, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = (
        HandedDown.objects.filter(member.where(Right.SEE))
        .select_related("jurisdiction", "task", "answered_by", "assignment", "draft")
        .order_by(first, "due_day", "id")
    )
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    may = member.may(Right.TAKE_UP)
    own = (
        list(
            Task.objects.visible_to(member).filter(member.where(Right.TAKE_UP)).order_by("position")
        )
        if may and page.object_list
        else []
    )
    rows = [(row, _nearest(row, own)) for row in page]
    writable = may and any(row.waiting and not row.in_draft for row in page)
    context = {"page": page, "rows": rows, "may": may, "writable": writable}
    return render(request, "handling/handed_down.html", context)


def _nearest(handed: HandedDown, own: list[Task]) -> list[Task]:
    """The town's tasks, those first whose words are most like what was handed down."""
    if handed.state != Taking.OFFERED:
        return []
    words = folded(handed.title)

    def mark(task: Task) -> float:
        return SequenceMatcher(None, words, folded(task.title), autojunk=False).ratio()

    here = (task for task in own if task.jurisdiction_id == handed.jurisdiction_id)
    return sorted(here, key=mark, reverse=True)


@require_POST
def answer(request: MemberRequest, pk: int, act: str) -> HttpResponse:
    request.member.must(Right.SEE)
    held = get_object_or_404(HandedDown.objects.visible_to(request.member), pk=pk)
    if act == "take":
        task = asked.key(request.POST.get("task", ""))
        take_up(request.member, held.pk, task)
        messages.success(request, _("已承接。"))
    elif act == "decline":
        decline(request.member, held.pk, request.POST.get("reason", ""))
        messages.success(request, _("已答复上级。"))
    else:
        raise Http404
    return redirect("handling:handed-down")


@require_POST
def draft_list(request: MemberRequest) -> HttpResponse:
    """The ticked ones become a draft of the town's own list; its page shows how far it is."""
    request.member.must(Right.SEE)
    seen = HandedDown.objects.visible_to(request.member)
    keys = [asked.key(text) for text in request.POST.getlist("row")]
    rows = [get_object_or_404(seen, pk=key) for key in keys]
    edition = draft(request.member, [row.pk for row in rows], asked.today())
    messages.success(request, _("已写成清单草稿。核对并确认入账后，再回来承接。"))
    return redirect(edition)
