"""督办建议 and 通报: what the rules ask for, decided one by one or many at once; what goes into the
next bulletin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.design.undoing import Undo
from duban.web.handling import asked
from duban.web.refusals import NotAllowed, ReasonMissing
from duban.web.reports.portions import MOST, Heading, answer_in_portions, keys_in
from duban.web.supervision import asking, bulletins, proposing
from duban.web.supervision.models import (
    Act,
    BulletinItem,
    BulletinState,
    Proposal,
    ProposalState,
)
from duban.web.supervision.pages import PAGE_ROWS
from duban.web.supervision.rooms import rooms, watches
from duban.web.supervision.steps import STEPS


def _narrowed(found: QuerySet[Proposal], query: QueryDict) -> tuple[QuerySet[Proposal], str, str]:
    """The proposals that an address asks for, with the state and the act it names."""
    state, kind = query.get("state", ProposalState.WAITING), query.get("act", "")
    if state in ProposalState.values:
        found = found.filter(state=state)
    if kind in Act.values:
        found = found.filter(act=kind)
    return found, state, kind


@require_safe
def proposals(request: MemberRequest) -> HttpResponse:
    """What the rules propose, the waiting first."""
    member = request.member
    member.must(Right.SEE)
    if not watches(member):
        raise NotAllowed.to(_("查看督办建议"))
    found, state, kind = _narrowed(asking.proposals(member), request.GET)
    waiting = asking.waiting_proposals(member).order_by()
    counted = dict(waiting.values_list("act").annotate(count=Count("pk")))
    context = {
        "rooms": rooms(member, "proposals"),
        "page": Paginator(found, PAGE_ROWS).get_page(request.GET.get("page")),
        "choices": [
            ("state", _("状态"), [("all", _("全部")), *ProposalState.choices], state),
            ("act", pgettext("proposal", "建议"), Act.choices, kind),
        ],
        "counts": [(act, counted[act.value]) for act in Act if act.value in counted],
        "kind": kind,
        "may_decide": member.may(Right.SUPERVISE),
        "waiting": state == ProposalState.WAITING,
        "dismissed": state == ProposalState.DISMISSED,
    }
    return render(request, "supervision/proposals.html", context)


@require_POST
def decide(request: MemberRequest) -> HttpResponse:
    """Confirm or dismiss the proposals that were ticked, or all that the address asks for, with
    one reason, or take their dismissal back; each is answered for itself."""
    member, on = request.member, asked.today()
    member.must(Right.SUPERVISE)
    verdict, words = request.POST.get("verdict", ""), request.POST.get("words", "")
    if verdict not in proposing.VERDICTS:
        raise Http404
    step = STEPS[f"proposal.{verdict}"]
    seen = asking.proposals(member)
    if request.POST.get("all"):
        held = _narrowed(seen, request.GET)[0].filter(state__in=step.leaves)
    else:
        held = seen.filter(pk__in=keys_in(request, "proposal"))
    rows = list(held.order_by("pk")[:MOST])
    if step.reasoned and not words.strip():
        raise ReasonMissing(_("不采纳建议须填写理由。"))
    if not rows and "said" not in request.POST:
        messages.info(request, _("请先勾选建议。"))
        return redirect("supervision:proposals")
    done = {"confirm": _("已采纳"), "dismiss": _("未采纳"), "reopen": _("已恢复待确认")}
    undo = None
    if verdict == "dismiss":
        way = reverse("supervision:decide")
        undo = Undo(way, _("撤销不采纳"), (("verdict", "reopen"),))
    back = reverse("supervision:proposals")
    heading = Heading(_("办理督办建议"), back, done[verdict], undo)
    return answer_in_portions(
        request,
        "proposal",
        {one.pk: str(one) for one in rows},
        lambda key: proposing.VERDICTS[verdict](member, key, on, words),
        heading,
    )


def seen_items(request: MemberRequest) -> QuerySet[BulletinItem]:
    request.member.must(Right.SEE)
    found = BulletinItem.objects.visible_to(request.member)
    return found.select_related("task", "listed_by")


@require_safe
def bulletin(request: MemberRequest) -> HttpResponse:
    """What is to be in the next bulletin, and what was in the last ones."""
    member, found = request.member, seen_items(request)
    state = request.GET.get("state", BulletinState.LISTED if watches(member) else "")
    if state in BulletinState.values:
        found = found.filter(state=state)
    choices: list[tuple[str, Any, Any, str]] = [
        ("state", _("状态"), [("all", _("全部")), *BulletinState.choices], state)
    ]
    context = {
        "rooms": rooms(member, "bulletin"),
        "page": Paginator(found, PAGE_ROWS).get_page(request.GET.get("page")),
        "choices": choices,
        "on": asked.today(),
        "may_issue": member.may(Right.SUPERVISE) and state == BulletinState.LISTED,
    }
    return render(request, "supervision/bulletin.html", context)


@require_POST
def send_out(request: MemberRequest) -> HttpResponse:
    """The ticked items went out with one bulletin."""
    request.member.must(Right.SUPERVISE)
    keys = keys_in(request, "item")
    seen = seen_items(request).filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)
    body = request.POST
    day = asked.day(body.get("day", "")) or asked.today()
    sent = bulletins.send_out(
        request.member, list(seen), body.get("number", ""), day, body.get("title", "")
    )
    messages.success(request, _("%(count)s项已登记通报。") % {"count": len(sent)})
    return redirect("supervision:bulletin")


@require_POST
def drop(request: MemberRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(seen_items(request), pk=pk)
    bulletins.drop(request.member, held.pk, request.POST.get("reason", ""), asked.today())
    messages.success(request, _("已撤下，不通报。"))
    return redirect("supervision:bulletin")
