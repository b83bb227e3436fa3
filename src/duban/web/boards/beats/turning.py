"""转灯: whose light is another one at the end of a span than before it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duban.web.boards.beats.line import Found, Line
from duban.web.boards.rhythm import Look
from duban.web.ledger.models import Task
from duban.web.ledger.models.tasks import wording_of
from duban.web.supervision import asking
from duban.web.supervision.gathering import day_of
from duban.web.supervision.lighting import Lamp, lamps_of
from duban.web.supervision.models import Colour
from duban.web.supervision.moving import Move, move
from duban.web.supervision.of_day import MOST
from duban.web.supervision.saying import told

OTHER = "other"
ORDER = (Move.WORSE.value, Move.BETTER.value, OTHER)
COLOURS = list(Colour)


@dataclass(frozen=True, slots=True)
class Moved:
    """Tasks whose light has turned since a day, with all that their lights are
    computed from. `cut`: there are more than are held."""

    lamps: tuple[tuple[date, Lamp], ...]
    cut: bool

    def after(self, day: date) -> tuple[Lamp, ...]:
        """Those that turned after a later day, and were handed out by then."""
        return tuple(lamp for since, lamp in self.lamps if since > day and _handed_out(lamp, day))

    def note(self, day: date) -> str:
        if not self.cut or any(since <= day for since, _lamp in self.lamps):
            return ""
        return _("此后转过灯的任务超过%(most)s项，只算其中最近的%(most)s项。") % {"most": MOST}


def moved_since(look: Look, day: date) -> Moved:
    """All other lights are today what they were on the evening of `day`, so that lights of the past
    can be told without computing every task."""
    for begun, moved in look.kept.items():
        if begun <= day:
            held: Moved = moved
            return held
    seen = asking.lights(look.member).filter(task__jurisdiction=look.place.key, since__gt=day)
    rows = list(seen.order_by("-since", "task").values_list("task", "since")[: MOST + 1])
    since = dict(rows[:MOST])
    tasks = Task.objects.filter(pk__in=since).defer(*wording_of())
    lamps = lamps_of(tasks.order_by("plan", "position", "pk"))
    found = Moved(tuple((since[lamp.task.pk], lamp) for lamp in lamps), len(rows) > MOST)
    look.kept[day] = found
    return found


def _handed_out(lamp: Lamp, day: date) -> bool:
    return any(day_of(one.issued_at) <= day for one in lamp.record.assignments)


def turned(look: Look) -> Found:
    """Both lights are computed from the facts, so that any span can be asked for."""
    moved = moved_since(look, look.since)
    lines = [line for lamp in moved.after(look.since) for line in _turn(lamp, look)]
    lines.sort(key=lambda line: (ORDER.index(line.kind), COLOURS.index(Colour(line.now))))
    return Found(tuple(lines), moved.note(look.since))


def _turn(lamp: Lamp, look: Look) -> Iterator[Line]:
    was = Colour.of(lamp.light(look.since).light)
    light = lamp.light(look.until)
    now = Colour.of(light.light)
    if was is not now:
        yield Line(
            lamp.task.pk,
            (move(was, now) or OTHER),
            answers_for(lamp),
            was=was.value,
            now=now.value,
            words=told(light.cause),
        )


def answers_for(lamp: Lamp) -> int | None:
    """The unit that answers for the task: of those that lead, the one named first."""
    leads = lamp.record.leads
    return leads[0].organisation_id if leads else None
