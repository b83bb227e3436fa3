"""What was reported on one task, for the ledger's page of it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from duban.web.accounts.http import MemberRequest
from duban.web.handling.asked import today
from duban.web.handling.models import Part
from duban.web.ledger.models import Task
from duban.web.reports.models import PRIVATE, Report
from duban.web.reports.owing import duties_of, owed


def panel(request: HttpRequest, task: Task) -> str:
    """Named in settings.TASK_PANELS; the ledger's page shows what it gives."""
    return render_to_string("reports/_panel.html", _context(request, task), request)  # type: ignore[arg-type]


def _context(request: MemberRequest, task: Task) -> dict[str, object]:
    reports = (
        Report.objects.visible_to(request.member)
        .filter(task=task, part=Part.LEAD)
        .exclude(state__in=PRIVATE)
        .standing()
        .select_related("period", "organisation")
        .prefetch_related("values__indicator", "judgements__stone")
        .order_by("-period__last_day", "-pk")
    )
    open_now = [
        row for row in owed(duties_of(request.member).filter(task=task), today()) if row.open
    ]
    return {"task": task, "reports": reports, "open_now": open_now}
