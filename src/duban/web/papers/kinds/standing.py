"""How the tasks of a plan stand on a day, for the papers that tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duban.plan import Period
from duban.tracking import rulebook
from duban.web.ledger.models import Plan
from duban.web.supervision.gathering import day_of
from duban.web.supervision.lighting import Lamp, lamps_of
from duban.web.supervision.models import Colour, LightHistory
from duban.writing.asking import About
from duban.writing.blocks import Light
from duban.writing.bulletin import LateTask
from duban.writing.wording import listed

LATE = (Light.RED, Light.YELLOW)
GRAVITY = {colour: rulebook.Light[colour.name].gravity for colour in Colour}
#: a report that never came
NEVER = date.max


@dataclass(frozen=True, slots=True)
class Filed:
    """One report that was due, and the day it came (NEVER where it did not)."""

    due: date
    on: date

    @property
    def late(self) -> bool:
        return self.on > self.due


@dataclass(frozen=True, slots=True)
class Stand:
    """The lamps of a plan's tasks in its order, and by key of the task the light of the day."""

    day: date
    lamps: Sequence[Lamp]
    lights: Mapping[int, Light]

    @classmethod
    def of(cls, plan: Plan, day: date) -> Stand:
        """Tasks that were handed out; a constant number of queries, however many."""
        lamps = lamps_of(plan.tasks.order_by("position", "pk").prefetch_related("leaders"))
        return cls(day, lamps, lights_at(lamps, day))

    def by_unit(self) -> Mapping[str, list[Lamp]]:
        """The tasks under the unit that answers for them, in the order of the directory."""
        found: dict[str, list[Lamp]] = defaultdict(list)
        order = {}
        for lamp in self.lamps:
            if lamp.record.leads:
                held = lamp.record.leads[0].organisation
                name = held.called(lamp.task.last_day)
                order[name] = (held.kind, held.pk)
                found[name].append(lamp)
        return {name: found[name] for name in sorted(found, key=lambda name: order[name])}


def lights_at(lamps: Sequence[Lamp], day: date) -> dict[int, Light]:
    return {lamp.task.pk: Light[lamp.light(day).light.name] for lamp in lamps}


def about(lamp: Lamp) -> About:
    return About(lamp.task.title, lamp.task.number)


def lead_of(lamp: Lamp) -> str:
    """The unit named first answers for the task."""
    leads = lamp.record.leads
    return leads[0].organisation.called(lamp.task.last_day) if leads else ""


def there_by(lamps: Sequence[Lamp], day: date) -> list[Lamp]:
    """Those that had been handed out by a day."""
    return [
        lamp
        for lamp in lamps
        if any(day_of(one.issued_at) <= day for one in lamp.record.assignments)
    ]


def filed(lamp: Lamp, first: date, last: date, day: date) -> Iterator[Filed]:
    """The reports of periods that ended from `first` to `last` and were due before `day`."""
    for one in lamp.record.facts(day).asked:
        if first <= one.period.last_day <= last and one.due < day:
            sent = [
                filing.sent_on
                for filing in lamp.record.filings
                if filing.period == one.period and filing.sent_on <= day
            ]
            yield Filed(one.due, min(sent, default=NEVER))


def late_tasks(stand: Stand) -> Iterator[LateTask]:
    """The red and yellow tasks with their causes, in the order of the plan."""
    running = running_of(stand)
    for lamp in stand.lamps:
        light = stand.lights[lamp.task.pk]
        if light in LATE:
            yield LateTask(
                serial=lamp.task.number,
                title=lamp.task.title,
                unit=lead_of(lamp),
                light=light,
                cause=lamp.light(stand.day).cause,
                leader=listed([one.name for one in lamp.task.leaders.all()]),
                running=running[lamp.task.pk],
            )


def running_of(stand: Stand) -> Mapping[int, int]:
    """By key of the task, in how many periods without a break it has shown its light or a worse
    one, this one included; one query."""
    past: dict[int, list[str]] = defaultdict(list)
    rows = LightHistory.objects.filter(task__in=[lamp.task.pk for lamp in stand.lamps])
    ended = rows.filter(last_day__lt=stand.day).order_by("-last_day", "-pk")
    for task, colour in ended.values_list("task", "colour"):
        past[task].append(colour)
    return {key: 1 + _running(past[key], light) for key, light in stand.lights.items()}


def _running(colours: Sequence[str], light: Light) -> int:
    """How many periods before this one, without a break, were as bad or worse."""
    least, count = GRAVITY[Colour(light.value)], 0
    for colour in colours:
        if GRAVITY[Colour(colour)] < least:
            break
        count += 1
    return count


def year_of(plan: Plan, day: date) -> Period:
    return Period.year(day.year if plan.year is None else plan.year)
