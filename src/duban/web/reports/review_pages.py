"""审核: the queue of what was sent, one report at a time, by keys j k a r."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
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


@require_safe
def queue(request: MemberRequest) -> HttpResponse:
    request.member.must(Right.REVIEW)
    return render(request, "reports/review.html", desk_of(request, request.GET.get("at", "")))


def desk_of(request: MemberRequest, at: str, **more: Any) -> dict[str, Any]:
    """The queue beside the report chosen: the one named, else the first."""
    waiting = queue_of(request)
    unit, plan = request.GET.get("unit", ""), request.GET.get("plan", "")
    units = sorted({(row.organisation_id, row.organisation.name) for row in waiting})
    plans = sorted({(row.task.plan_id, row.task.plan.title) for row in waiting})
    rows = [
        row
        for row in waiting
        if unit in ("", str(row.organisation_id)) and plan in ("", str(row.task.plan_id))
    ]
    keys = [row.pk for row in rows]
    chosen = written_key(at)
    if chosen not in keys:
        chosen = keys[0] if keys else None
    context: dict[str, Any] = {
        "rows": rows[:MOST_SHOWN],
        "count": len(rows),
        "choices": [
            ("unit", _("单位"), units, unit),
            ("plan", _("计划"), plans, plan),
        ],
        "at": chosen,
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
    keys = list(queue_of(request).values_list("pk", flat=True))
    after = keys[keys.index(pk) + 1 :] if pk in keys else keys
    reason = request.POST.get("reason", "")
    version = request.POST.get("version", "")
    try:
        take(
            name,
            pk,
            request.member,
            today(),
            reason=reason,
            verdicts=verdicts_in(request),
            version=written_key(version),
        )
    except Refusal as refusal:
        context = desk_of(request, str(pk), refusal=refusal, reason=reason)
        if context["at"] != pk:
            # somebody else decided it: say so above the next one
            context["refusal"] = refusal
        return render(request, "reports/review.html", context, status=refusal.status)
    done = _("“%(report)s”已%(act)s。") % {"report": held, "act": STEPS[name].label}
    messages.success(request, done)
    following = f"?at={after[0]}" if after else ""
    response = redirect("reports:review")
    response["Location"] += following
    return response
