"""The list of lights on any day: computed from the facts, stored nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from django.utils.translation import gettext as _

from duban.web.accounts.member import Member
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn
from duban.web.supervision import asking
from duban.web.supervision.lighting import lamps_of
from duban.web.supervision.models import Colour

#: tasks that one page computes: a district's year in about a second
MOST = 2_000


@dataclass(frozen=True, slots=True)
class DayLight:
    """One task on a day; it reads as a LightNow does."""

    task: Task
    colour: Colour
    cause: str
    overridden: bool
    due: date | None
    progress: Colour
    deadline: Colour
    since: None = None

    @property
    def task_id(self) -> int:
        return self.task.pk

    @property
    def shade(self) -> str:
        return self.colour.shade

    def get_colour_display(self) -> str:
        return str(self.colour.label)


def lights_of_day(member: Member, wanted: asking.Wanted, day: date) -> list[DayLight]:
    """The tasks that the filters leave, the worse first. OutOfTurn where they are too many.

    What is asked of today's light alone (since when, moved from last month) is left aside.
    """
    plain = replace(wanted, colour="", late="", moved="", was="")
    seen = asking.narrowed(asking.lights(member), plain, day).values("task")
    tasks = Task.objects.filter(pk__in=seen).select_related("plan", "jurisdiction")
    if tasks.count() > MOST:
        raise OutOfTurn(
            _("超过%(most)s项任务，请先按计划或单位筛选，再看某一天的灯。") % {"most": MOST}
        )
    lamps = lamps_of(tasks.prefetch_related("units").order_by("plan", "position", "pk"))
    found = []
    for lamp in lamps:
        light = lamp.light(day)
        found.append(
            DayLight(
                lamp.task,
                Colour.of(light.light),
                light.cause,
                light.override is not None,
                lamp.record.due_on(day),
                Colour.of(light.progress.light),
                Colour.of(light.deadline.light),
            )
        )
    return found


def sorted_out(
    found: Sequence[DayLight], wanted: asking.Wanted
) -> tuple[list[DayLight], Mapping[str, int]]:
    """Those of the colour wanted, the worse first, and how many there are of each."""
    counted = Counter(one.colour.value for one in found)
    order = list(Colour)
    rows = [one for one in found if wanted.colour in ("", one.colour.value)]
    rows.sort(key=attrgetter("task.plan_id", "task.position", "task_id"))
    rows.sort(key=lambda one: (order.index(one.colour), one.due or date.max))
    return rows, counted
