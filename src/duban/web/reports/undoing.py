"""The way back from a step on a report, by the table of steps."""

from __future__ import annotations

from django.urls import reverse

from duban.web.design.undoing import Undo
from duban.web.reports.models import Report
from duban.web.reports.steps import STEPS


def undo_of(name: str, report: Report) -> Undo | None:
    back = STEPS[name].undone_by
    if not back:
        return None
    return Undo(reverse("reports:step", args=[report.pk, back]), str(STEPS[back].label))
