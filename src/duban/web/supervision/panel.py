"""The light of one task on its page: both families with their cause, the periods behind it, the
papers about it, and what may be done."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

from duban.tracking.lights import Family, TaskLight, Verdict
from duban.tracking.rulebook import ActKind
from duban.tracking.triggers import deductions
from duban.web.accounts.http import MemberRequest
from duban.web.handling import asked
from duban.web.ledger.models import Task
from duban.web.supervision import asking
from duban.web.supervision.assessing import periods_of
from duban.web.supervision.gathering import RESTING
from duban.web.supervision.lighting import Lamp, lamps_of
from duban.web.supervision.models import BulletinItem, BulletinState, Colour, Order, Talk, Word
from duban.web.supervision.ordering import LADDER, reply_day
from duban.web.supervision.steps import steps_open_to

#: acts that ask a unit for something, which a task that rests does not
ASKING = ("task.remind", "order.issue")
#: acts on a task, each a small form that opens in the panel
FORMS = (
    *ASKING,
    *("bulletin.list", "talk.hold", "instruction.write"),
    *("assessment.give", "light.override"),
)
FAMILIES = {Family.PROGRESS: gettext_lazy("进度"), Family.DEADLINE: gettext_lazy("期限")}


def panel(request: HttpRequest, task: Task) -> str:
    """Named in settings.TASK_PANELS; nothing for a task that was not handed out."""
    lamps = lamps_of([task])
    if not lamps:
        return ""
    context = context_of(request, lamps[0])  # type: ignore[arg-type]
    return render_to_string("supervision/_panel.html", context, request)


def context_of(request: MemberRequest, lamp: Lamp) -> dict[str, Any]:
    member, task, on = request.member, lamp.task, asked.today()
    day = asking.day_in(request.GET) or on
    opened, rests = steps_open_to(member, task), task.state in RESTING
    instructions = list(task.instructions.select_related("by", "answered_by"))
    return {
        "task": task,
        "on": on,
        **_lit(lamp, day),
        "day": day,
        "overrides": task.light_overrides.holding(day).select_related("by"),
        "past": task.light_history.all(),
        "costs": costs_of(lamp, on),
        "assessments": task.assessments.select_related("by"),
        "words": Word.choices,
        "periods": periods_of(lamp.record.rounds, on),
        "orders": Order.objects.visible_to(member).filter(task=task),
        "talks": Talk.objects.visible_to(member).filter(task=task).select_related("organisation"),
        "bulletins": BulletinItem.objects.visible_to(member)
        .filter(task=task)
        .exclude(state=BulletinState.DROPPED),
        "instructions": [(one, steps_open_to(member, one)) for one in instructions],
        "acts": [name for name in FORMS if name in opened and not (rests and name in ASKING)],
        "may_lift": "light.override" in opened,
        "may_instruct": "instruction.write" in opened,
        "for_leader": "task.remind" in opened,
        "units": task.assignments.filter(ended_on=None).order_by("pk"),
        "colours": [
            (colour, colour.paper, reply_day(colour, on, lamp.calendar)) for colour in LADDER
        ],
        "lights": Colour.choices,
        "in_a_month": on + timedelta(days=30),
    }


def _lit(lamp: Lamp, day: date) -> dict[str, Any]:
    light = lamp.light(day)
    return {
        "light": shown(light.computed) | {"cause": light.cause, **tinted(light)},
        "families": [shown(light.progress), shown(light.deadline)],
    }


def costs_of(lamp: Lamp, on: date) -> list[tuple[str, Decimal]]:
    """What the lights of the task cost by the rules in force: why, and how many marks."""
    book = lamp.book(on)
    if not any(trigger.step.kind is ActKind.DEDUCTION for trigger in book.triggers):
        return []
    found = deductions(book, str(lamp.task.pk), lamp.history(on), on, lamp.calendar)
    return [(one.because, marks) for one, marks in found]


def tinted(light: TaskLight) -> dict[str, Any]:
    colour = Colour.of(light.light)
    return {"colour": colour, "shade": colour.shade, "word": colour.label}


def shown(verdict: Verdict) -> dict[str, Any]:
    colour = Colour.of(verdict.light)
    return {
        "family": FAMILIES[verdict.family],
        "shade": colour.shade,
        "word": colour.label,
        "cause": verdict.cause,
        "basis": verdict.basis,
    }
