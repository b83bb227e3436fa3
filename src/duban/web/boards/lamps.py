"""The lit tasks of a ledger, and to whom each belongs: one query each, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duban.web.boards.seen import Seen
from duban.web.handling.models import Assignment, Part
from duban.web.ledger.fields import PATH_JOINT
from duban.web.ledger.models import TaskLeader
from duban.web.supervision.asking import NO_HEADING
from duban.web.supervision.models import Colour, LightNow
from duban.web.supervision.moving import Move, move, with_before


@dataclass(frozen=True, slots=True)
class Lamp:
    """One task's light today, and what it was at the end of last month (None: not lit yet)."""

    task: int
    colour: Colour
    before: Colour | None
    heading: str
    due: date | None

    @property
    def move(self) -> Move | None:
        return move(self.before, self.colour)


def lamps_of(seen: Seen) -> list[Lamp]:
    """Every lit task of the ledger that the person sees."""
    found = LightNow.objects.visible_to(seen.member).filter(seen.tasks("task__")).order_by()
    rows = with_before(found, seen.on).values_list(
        *("task", "colour", "before", "task__heading", "due")
    )
    return [
        Lamp(task, Colour(colour), None if before is None else Colour(before), head(path), due)
        for task, colour, before, path, due in rows
    ]


def head(path: str) -> str:
    """The outermost heading of a path; empty where the task stands under none."""
    return path.partition(PATH_JOINT)[0]


@dataclass(slots=True)
class Group:
    """Lamps that belong together: under a heading, with a unit, under a leader."""

    key: str
    name: str
    lamps: list[Lamp]


def by_heading(lamps: Iterable[Lamp]) -> list[Group]:
    """By the outermost heading; what stands under none makes a group of its own."""
    found: dict[str, Group] = {}
    for lamp in lamps:
        key, name = lamp.heading or NO_HEADING, lamp.heading or _("未分条线")
        found.setdefault(key, Group(key, name, [])).lamps.append(lamp)
    return list(found.values())


def by_unit(lamps: Iterable[Lamp], seen: Seen) -> list[Group]:
    """By the units that lead; a task led by two belongs to both."""
    held = Assignment.objects.held().filter(seen.tasks("task__"), role=Part.LEAD)
    rows = held.order_by("organisation").values_list("task", "organisation", "organisation__name")
    return _grouped(lamps, rows)


def by_leader(lamps: Iterable[Lamp], seen: Seen) -> list[Group]:
    rows = TaskLeader.objects.filter(seen.tasks("task__")).order_by("name")
    return _grouped(lamps, ((task, name, name) for task, name in rows.values_list("task", "name")))


def _grouped(lamps: Iterable[Lamp], rows: Iterable[tuple[int, int | str, str]]) -> list[Group]:
    """`rows` may speak of tasks the person does not see: those have no lamp and are passed over."""
    known = {lamp.task: lamp for lamp in lamps}
    found: dict[int | str, Group] = {}
    for task, key, name in rows:
        lamp = known.get(task)
        if lamp is not None:
            found.setdefault(key, Group(str(key), name, [])).lamps.append(lamp)
    return list(found.values())
