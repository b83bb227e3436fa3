"""The light of one task on its page: both families with their cause, the periods behind it, the
papers about it, and what may be done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from duban.tracking.lights import TaskLight, Verdict
from duban.web.accounts.http import MemberRequest
from duban.web.handling import asked
from duban.web.ledger.models import Task
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.models import Colour, Order, Talk
from duban.web.supervision.ordering import LADDER, reply_day
from duban.web.supervision.steps import steps_open_to

#: acts on a task, each a small form that opens in the panel
FORMS = ("task.remind", "order.issue", "instruction.write", "talk.hold", "light.override")


def panel(request: HttpRequest, task: Task) -> str:
    """Named in settings.TASK_PANELS; nothing for a task that was not handed out."""
    lamps = lamps_of([task])
    if not lamps:
        return ""
    context = context_of(request, task, lamps[0].light(asked.today()))  # type: ignore[arg-type]
    return render_to_string("supervision/_panel.html", context, request)


def context_of(request: MemberRequest, task: Task, light: TaskLight) -> dict[str, Any]:
    member, on = request.member, asked.today()
    opened = steps_open_to(member, task)
    instructions = list(task.instructions.select_related("by", "answered_by"))
    return {
        "task": task,
        "on": on,
        "light": shown(light.computed) | {"cause": light.cause, **tinted(light)},
        "families": [shown(light.progress), shown(light.deadline)],
        "overrides": task.light_overrides.holding(on).select_related("by"),
        "past": task.light_history.all(),
        "orders": Order.objects.visible_to(member).filter(task=task),
        "talks": Talk.objects.visible_to(member).filter(task=task).select_related("organisation"),
        "instructions": [(one, steps_open_to(member, one)) for one in instructions],
        "acts": [name for name in FORMS if name in opened],
        "may_lift": "light.override" in opened,
        "may_instruct": "instruction.write" in opened,
        "for_leader": "task.remind" in opened,
        "units": task.assignments.filter(ended_on=None).order_by("pk"),
        "colours": [(colour, colour.light, reply_day(colour, on)) for colour in LADDER],
        "lights": Colour.choices,
        "in_a_month": on + timedelta(days=30),
    }


def tinted(light: TaskLight) -> dict[str, Any]:
    colour = Colour.of(light.light)
    return {"colour": colour, "shade": colour.shade, "word": colour.label}


def shown(verdict: Verdict) -> dict[str, Any]:
    colour = Colour.of(verdict.light)
    return {
        "family": verdict.family,
        "shade": colour.shade,
        "word": colour.label,
        "cause": verdict.cause,
        "basis": verdict.basis,
    }
