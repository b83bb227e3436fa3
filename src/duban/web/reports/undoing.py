"""What a step on a report has done, told with the way back from it by the table of steps."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.web.design.undoing import Undo, say
from duban.web.reports.models import Report
from duban.web.reports.steps import STEPS


def tell(request: HttpRequest, name: str, report: Report) -> None:
    """On the next page, that the step `name` was taken."""
    sentence = _("“%(report)s”已%(act)s。") % {"report": report, "act": STEPS[name].label}
    say(request, sentence, undo_of(name, report))


def undo_of(name: str, report: Report) -> Undo | None:
    back = STEPS[name].undone_by
    if not back:
        return None
    return Undo(reverse("reports:step", args=[report.pk, back]), str(STEPS[back].label))
