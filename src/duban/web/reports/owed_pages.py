"""填报: what my units owe, what is due this week first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.handling.asked import today
from duban.web.handling.models import Part
from duban.web.reports.bulk import sendable, to_head, to_release
from duban.web.reports.handing_back import handed_back
from duban.web.reports.models import Report, State
from duban.web.reports.owing import Standing, asked_this_month, duties_of, filed_by, grouped, owed
from duban.web.reports.own_parts import own_parts

# a lazy text's type differs between stubs and run time
HEADS: dict[Standing, Any] = {
    Standing.RETURNED: _("退回待补正"),
    Standing.THIS_WEEK: _("本周到期"),
    Standing.LATE: _("已过期限，仍可补报"),
    Standing.LATER: _("可以填报"),
    Standing.LOCKED: _("已关闭，未报"),
    Standing.AHEAD: _("即将开放"),
    Standing.WAITING: _("已报出，等审核"),
    Standing.DONE: _("已通过"),
}
DONE_SHOWN = 12


@require_safe
def owed_page(request: MemberRequest) -> HttpResponse:
    request.member.must(Right.FILE)
    on = today()
    duties = list(duties_of(request.member))
    rows = owed(duties, on)
    owing = [row for row in rows if row.asked or row.report is not None]
    optional = [row for row in rows if not row.asked and row.report is None and row.open]
    groups = [
        (
            HEADS[standing],
            standing,
            found[:DONE_SHOWN] if standing is Standing.DONE else found,
            len(found),
        )
        for standing, found in grouped(owing)
    ]
    count, plans = asked_this_month(request.member, on)
    context = {
        "on": on,
        "groups": groups,
        "optional": optional,
        "open": sum(row.open for row in owing),
        "asked": count,
        "asking": plans,
        "parts": parts_to_take_in(request),
        "releases": to_release(request.member),
        "ready": sendable(request.member, owing),
        "handed": handed_back(to_head(owing)),
        "duties": bool(duties),
        "own": [(row, row.is_late(on)) for row in own_parts(request.member, on)],
    }
    return render(request, "reports/owed.html", context)


def parts_to_take_in(request: MemberRequest) -> list[Report]:
    """Parts sent to a unit of this person that files the task's report."""
    leads = filed_by(request.member)
    sent = Report.objects.filter(state=State.SUBMITTED, task__in=leads.values("task")).exclude(
        part=Part.LEAD
    )
    rows = sent.select_related("task__plan", "organisation", "period")
    return list(rows.order_by("submitted_at", "pk"))
