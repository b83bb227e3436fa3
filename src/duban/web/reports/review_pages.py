"""审核: the queue of what was sent, one report at a time, by keys j k a r."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.keys import written_key
from duban.web.accounts.rights import Right
from duban.web.handling.asked import today
from duban.web.handling.models import Part
from duban.web.refusals import Refusal
from duban.web.reports.models import Report, State
from duban.web.reports.reading_pages import context_of, seen, verdicts_in
from duban.web.reports.steps import STEPS, take

MOST_SHOWN = 200


def queue_of(request: MemberRequest) -> QuerySet[Report]:
    """Reports that wait for this person's review; the longest waiting first."""
    own = request.member.where(Right.REVIEW, jurisdiction="task__jurisdiction")
    return (
        Report.objects.filter(own, state=State.SUBMITTED, part=Part.LEAD)
        .select_related("task__plan", "organisation", "period", "submitted_by", "corrects")
        .order_by("submitted_on", "pk")
    )


def narrowing(request: MemberRequest) -> dict[str, str]:
    """By what the queue is narrowed: keys of a unit and of a plan, as the address has them."""
    return {name: word for name in ("unit", "plan") if (word := request.GET.get(name, ""))}


def narrowed(rows: Iterable[Report], by: Mapping[str, str]) -> list[Report]:
    return [
        row
        for row in rows
        if by.get("unit", "") in ("", str(row.organisation_id))
        and by.get("plan", "") in ("", str(row.task.plan_id))
    ]


@require_safe
def queue(request: MemberRequest) -> HttpResponse:
    request.member.must(Right.REVIEW)
    return render(request, "reports/review.html", desk_of(request, request.GET.get("at", "")))


def desk_of(request: MemberRequest, at: str, **more: Any) -> dict[str, Any]:
    """The queue beside the report chosen: the one named, else the first."""
    waiting, by = list(queue_of(request)), narrowing(request)
    units = sorted({(row.organisation_id, row.organisation.name) for row in waiting})
    plans = sorted({(row.task.plan_id, row.task.plan.title) for row in waiting})
    rows = narrowed(waiting, by)
    keys = [row.pk for row in rows]
    chosen = written_key(at)
    if chosen not in keys:
        chosen = keys[0] if keys else None
    context: dict[str, Any] = {
        "rows": rows[:MOST_SHOWN],
        "count": len(rows),
        "choices": [
            ("unit", _("单位"), units, by.get("unit", "")),
            ("plan", _("计划"), plans, by.get("plan", "")),
        ],
        "at": chosen,
        # a decision that was refused shows the desk at an address that nobody can open
        "list_at": reverse("reports:review"),
        "picked": {},
        "narrowed": f"?{urlencode(by)}" if by else "",
    }
    if chosen is not None:
        position = keys.index(chosen)
        context |= context_of(request, seen(request, chosen))
        context |= {
            "before": keys[position - 1] if position else None,
            "after": keys[position + 1] if position + 1 < len(keys) else None,
            "position": position + 1,
        }
    return context | more


@require_POST
def decide(request: MemberRequest, pk: int, name: str) -> HttpResponse:
    """Accept or return, then on to the next; a refusal stays with the report."""
    if name not in ("accept", "return"):
        raise Http404
    held = get_object_or_404(Report.objects.visible_to(request.member), pk=pk)
    following = _following(request, pk)
    reason, verdicts = request.POST.get("reason", ""), verdicts_in(request)
    version = request.POST.get("version", "")
    try:
        take(
            name,
            pk,
            request.member,
            today(),
            reason=reason,
            verdicts=verdicts,
            version=written_key(version),
        )
    except Refusal as refusal:
        context = desk_of(request, str(pk), refusal=refusal, reason=reason)
        if context["at"] != pk:
            # somebody else decided it: say so above the next one
            context |= {"refusal": refusal, "reason": ""}
        else:
            context["picked"] = verdicts
        return render(request, "reports/review.html", context, status=refusal.status)
    done = _("“%(report)s”已%(act)s。") % {"report": held, "act": STEPS[name].label}
    messages.success(request, done)
    return redirect(following)


def _following(request: MemberRequest, pk: int) -> str:
    """The desk at the next report of what the reviewer goes through; all that wait once no other
    is left of it."""
    by = narrowing(request)
    keys = [row.pk for row in narrowed(queue_of(request), by)]
    after = keys[keys.index(pk) + 1 :] if pk in keys else keys
    query = by if set(keys) - {pk} else {}
    query |= {"at": str(after[0])} if after else {}
    desk = reverse("reports:review")
    return f"{desk}?{urlencode(query)}" if query else desk
