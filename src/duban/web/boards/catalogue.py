"""All boards, in the order of the page: their names, their questions, what makes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.boards import lamps
from duban.web.boards.lamps import Lamp
from duban.web.boards.lights_by import By, lights_by
from duban.web.boards.panel import Label, Panel
from duban.web.boards.seen import Seen


@dataclass
class Facts:
    """What several boards of one page are made of, asked for once."""

    seen: Seen

    @cached_property
    def lamps(self) -> list[Lamp]:
        return lamps.lamps_of(self.seen)


def by_heading(facts: Facts) -> Panel:
    by = By(
        "heading",
        _("各条线亮灯"),
        _("条线"),
        _("按目标类别的第一级，数已亮灯的任务。"),
        "heading",
    )
    return lights_by(by, lamps.by_heading(facts.lamps), facts.seen)


def by_unit(facts: Facts) -> Panel:
    by = By(
        "unit",
        _("各牵头单位亮灯"),
        _("牵头单位"),
        _("数各单位牵头的任务；两家牵头的任务两家都数。"),
        "lead",
    )
    return lights_by(by, lamps.by_unit(facts.lamps, facts.seen), facts.seen)


def by_leader(facts: Facts) -> Panel:
    by = By(
        "leader",
        _("各牵头领导亮灯"),
        _("牵头领导"),
        _("按任务上写的牵头领导数；写了两位的两位都数。"),
        "leader",
    )
    return lights_by(by, lamps.by_leader(facts.lamps, facts.seen), facts.seen)


@dataclass(frozen=True, slots=True)
class Board:
    """`at_once`: it stands on the page from the first; else the page asks for it by itself."""

    name: str
    title: Label
    make: Callable[[Facts], Panel]
    at_once: bool = False


BOARDS = {
    board.name: board
    for board in (
        Board("heading", gettext_lazy("各条线亮灯"), by_heading, at_once=True),
        Board("unit", gettext_lazy("各牵头单位亮灯"), by_unit, at_once=True),
        Board("leader", gettext_lazy("各牵头领导亮灯"), by_leader, at_once=True),
    )
}
