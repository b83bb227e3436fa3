"""How a report's states look: a word with a shape."""

from __future__ import annotations

from decimal import Decimal

from django import template

from duban.checking.comparing import amount
from duban.web.reports.models import Report, State

register = template.Library()

#: state → the light whose colour and shape it takes
LOOKS = {
    State.DRAFT: "grey",
    State.TO_RELEASE: "yellow",
    State.SUBMITTED: "yellow",
    State.RETURNED: "red",
    State.ACCEPTED: "done",
}


@register.filter
def look_of(report: Report) -> str:
    return LOOKS[State(report.state)]


@register.filter
def told(value: Decimal | str | None, unit: str = "") -> str:
    """A figure as it is said, 1.5万元; a dash where there is none to say."""
    return "—" if value is None or value == "" else amount(Decimal(value), unit)
