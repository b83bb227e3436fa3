"""All boards, in the order of the page: their names, their questions, what makes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.boards import ahead, heat, lamps, money, progress, towns
from duban.web.boards.behind import Lister
from duban.web.boards.lamps import Group
from duban.web.boards.lights_by import By, lights_by
from duban.web.boards.maps.drawing import on_map
from duban.web.boards.panel import Label, Panel
from duban.web.boards.seen import Seen


@dataclass
class Facts:
    """What several boards of one page are made of, asked for once. `mapped`: towns are shown on
    their map, where there is one."""

    seen: Seen
    mapped: bool = False

    @cached_property
    def headings(self) -> list[Group]:
        return lamps.ask_headings(self.seen)


def by_heading(facts: Facts, most: int | None) -> Panel:
    by = By(
        "heading",
        _("各条线亮灯"),
        _("条线"),
        _("按目标类别的第一级，数已亮灯的任务。"),
        "heading",
        _("还没有亮灯的任务。"),
    )
    return lights_by(by, facts.headings, facts.seen, most)


def by_unit(facts: Facts, most: int | None) -> Panel:
    by = By(
        "unit",
        _("各牵头单位亮灯"),
        _("牵头单位"),
        _("数各单位牵头的任务；两家牵头的任务两家都数。"),
        "lead",
        _("还没有亮灯的任务。"),
    )
    return lights_by(by, lamps.ask_units(facts.seen), facts.seen, most)


def by_leader(facts: Facts, most: int | None) -> Panel:
    by = By(
        "leader",
        _("各牵头领导亮灯"),
        _("牵头领导"),
        _("按任务上写的牵头领导数；写了两位的两位都数。"),
        "leader",
        _("清单上没有写牵头领导。"),
    )
    return lights_by(by, lamps.ask_leaders(facts.seen), facts.seen, most)


def in_months(facts: Facts, _most: int | None) -> Panel:
    return progress.curve(progress.ask_months(facts.seen), facts.seen)


def progress_by_heading(facts: Facts, most: int | None) -> Panel:
    return progress.by_heading(progress.ask_headings(facts.seen), facts.seen, most)


def turning_red(facts: Facts, most: int | None) -> Panel:
    return ahead.turning_red(*ahead.ask_turning(facts.seen, most))


def milestones_missed(facts: Facts, most: int | None) -> Panel:
    return ahead.milestones_missed(*ahead.ask_missing(facts.seen, most))


def units_by_months(facts: Facts, most: int | None) -> Panel:
    return heat.heat(*heat.ask(facts.seen), facts.seen, most)


def shares_of_towns(facts: Facts, _most: int | None) -> Panel:
    panel = towns.towns(towns.by_town(towns.ask(facts.seen)), facts.seen)
    return on_map(panel, facts.seen) if facts.mapped and panel.tiles else panel


def planned_and_spent(facts: Facts, _most: int | None) -> Panel:
    return money.money(money.ask(facts.seen), facts.seen)


@dataclass(frozen=True, slots=True)
class Board:
    """`at_once`: it stands on the page from the first; else the page asks for it by itself.
    `most` rows are made for the page at a glance, all for the board's own. `listed` is the list
    behind its figures, where that is not the list of lights."""

    name: str
    title: Label
    make: Callable[[Facts, int | None], Panel]
    most: int | None = 10
    at_once: bool = False
    listed: Lister | None = None
    wide: bool = False


BOARDS = {
    board.name: board
    for board in (
        Board("heading", gettext_lazy("各条线亮灯"), by_heading, at_once=True),
        Board(
            "progress",
            gettext_lazy("序时进度与实际"),
            progress_by_heading,
            listed=progress.listed,
        ),
        Board("unit", gettext_lazy("各牵头单位亮灯"), by_unit),
        Board("curve", gettext_lazy("全年应达与实际"), in_months, None, listed=progress.listed),
        Board("leader", gettext_lazy("各牵头领导亮灯"), by_leader),
        Board("towns", gettext_lazy("街镇分解量完成"), shares_of_towns, None, listed=towns.listed),
        Board(
            "ahead",
            gettext_lazy("30天内将转红灯"),
            turning_red,
            most=6,
            listed=ahead.turning_listed,
            wide=True,
        ),
        Board(
            "miss",
            gettext_lazy("下一节点预计达不到"),
            milestones_missed,
            most=6,
            listed=ahead.missing_listed,
            wide=True,
        ),
        Board(
            "heat",
            gettext_lazy("各单位逐月亮灯"),
            units_by_months,
            listed=heat.listed,
            wide=True,
        ),
        Board(
            "money",
            gettext_lazy("资金计划与完成"),
            planned_and_spent,
            listed=money.listed,
            wide=True,
        ),
    )
}
