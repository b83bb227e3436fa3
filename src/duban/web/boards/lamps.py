"""The lit tasks of a ledger, counted by the database: by heading, by unit, by leader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from duban.web.boards.seen import Seen
from duban.web.handling.models import Part
from duban.web.ledger.fields import PATH_JOINT
from duban.web.ledger.models import Task
from duban.web.supervision.asking import NO_HEADING

#: the light of a task when last month ended (empty: not lit yet), and today
Turn = tuple[str, str]
#: how many tasks took each turn
Turns = Counter[Turn]


@dataclass(slots=True)
class Group:
    """Tasks that belong together: under a heading, with a unit, under a leader."""

    key: str
    name: str
    turns: Turns = field(default_factory=Counter)


def lit(seen: Seen) -> QuerySet[Task]:
    """Every lit task of the ledger that the person sees."""
    found = Task.objects.visible_to(seen.member).filter(seen.tasks())
    return found.filter(light_now__isnull=False)


def head(path: str) -> str:
    """The outermost heading of a path; empty where the task stands under none."""
    return path.partition(PATH_JOINT)[0]


def ask_headings(seen: Seen) -> list[Group]:
    """By the outermost heading; what stands under none makes a group of its own."""
    rows = _counted(lit(seen), "heading")
    named = ((head(path), turn, count) for (path,), turn, count in rows)
    return grouped((name or NO_HEADING, name or _("未分条线"), *rest) for name, *rest in named)


def ask_units(seen: Seen) -> list[Group]:
    """By the units that lead; a task led by two belongs to both."""
    held = lit(seen).filter(assignments__role=Part.LEAD, assignments__ended_on=None)
    unit = "assignments__organisation"
    rows = _counted(held, unit, f"{unit}__name")
    return grouped((str(key), name, turn, count) for (key, name), turn, count in rows)


def ask_leaders(seen: Seen) -> list[Group]:
    rows = _counted(lit(seen).filter(leaders__isnull=False), "leaders__name")
    return grouped((name, name, turn, count) for (name,), turn, count in rows)


def _counted(found: QuerySet[Task], *names: str) -> Iterable[tuple[list[Any], Turn, int]]:
    """What the names hold, the turn, and how many tasks have both."""
    lights = ("light_now__before", "light_now__colour")
    rows = found.order_by().values_list(*names, *lights).annotate(count=Count("pk"))
    return ((held, (before, now), count) for *held, before, now, count in rows)


def grouped(rows: Iterable[Any]) -> list[Group]:
    """Groups of rows of (key, name, turn, count)."""
    found: dict[str, Group] = {}
    for key, name, turn, count in rows:
        found.setdefault(key, Group(key, name)).turns[turn] += count
    return list(found.values())
