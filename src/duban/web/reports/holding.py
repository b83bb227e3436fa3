"""What a unit has reported for its part of a task, asked by whoever would take the part back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duban.web.handling.models import Assignment
from duban.web.reports.models import Report, State


def why_held(part: Assignment) -> str:
    """Named in settings.PART_HOLDS: a sentence where something of it was accepted or waits."""
    sent = Report.objects.filter(task=part.task_id, organisation=part.organisation_id).filter(
        state__in=[State.ACCEPTED, State.SUBMITTED]
    )
    report = sent.select_related("period").order_by("state", "pk").first()
    if report is None:
        return ""
    words = {"unit": part.name, "period": report.period.label}
    if report.state == State.ACCEPTED:
        return _("“%(unit)s”报的%(period)s已经审核通过，不能收回，可以转给别的单位。") % words
    return _("“%(unit)s”报的%(period)s正等审核，审核后再收回。") % words
