"""What a unit was asked for its part of a task, asked by whoever would take the part back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duban.web.handling.models import Assignment
from duban.web.supervision.models import Order, OrderState


def why_held(part: Assignment) -> str:
    """Named in settings.PART_HOLDS: a sentence where an order of it is open."""
    orders = Order.objects.filter(
        task=part.task_id,
        organisation=part.organisation_id,
        state__in=[OrderState.ISSUED, OrderState.REPLIED],
    )
    order = orders.first()
    if order is None:
        return ""
    words = {"unit": part.name, "number": order.label}
    return _("“%(unit)s”还有没办结的督办单%(number)s，不能收回。") % words
