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

OTHER = "other"
ORDER = (Move.WORSE.value, Move.BETTER.value, OTHER)
COLOURS = list(Colour)


@dataclass(frozen=True, slots=True)
class Moved:
    """Tasks whose light has turned since a day, with all that their lights are computed from."""

    lamps: tuple[Lamp, ...]
    note: str


def moved_since(look: Look, day: date) -> Moved:
    """Those handed out by then. All other lights are today what they were on the evening of `day`,
    so that lights of the past can be told without computing every task."""
    seen = asking.lights(look.member).filter(task__jurisdiction=look.place.key, since__gt=day)
    keys = list(seen.order_by("-since", "task").values_list("task", flat=True)[: MOST + 1])
    note = ""
    if len(keys) > MOST:
        note = _("此后转过灯的任务超过%(most)s项，只算其中最近的%(most)s项。") % {"most": MOST}
    tasks = Task.objects.filter(pk__in=keys[:MOST]).defer(*wording_of())
    lamps = lamps_of(tasks.order_by("plan", "position", "pk"))
    return Moved(tuple(lamp for lamp in lamps if _handed_out(lamp, day)), note)


def _handed_out(lamp: Lamp, day: date) -> bool:
    return any(day_of(one.issued_at) <= day for one in lamp.record.assignments)


def turned(look: Look) -> Found:
    """Both lights are computed from the facts, so that any span can be asked for."""
    moved = moved_since(look, look.since)
    lines = [line for lamp in moved.lamps for line in _turn(lamp, look)]
    lines.sort(key=lambda line: (ORDER.index(line.kind), COLOURS.index(Colour(line.now))))
    return Found(tuple(lines), moved.note)


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
            words=light.cause,
        )


def answers_for(lamp: Lamp) -> int | None:
    """The unit that answers for the task: of those that lead, the one named first."""
    leads = lamp.record.leads
    return leads[0].organisation_id if leads else None
