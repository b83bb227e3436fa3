"""All boards, in the order of the page: their names, their questions, what makes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.web.boards import ahead, heat, lamps, money, progress, towns
from duban.web.boards.behind import Lister
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
        _("还没有亮灯的任务。"),
    )
    return lights_by(by, lamps.by_heading(facts.lamps), facts.seen)


def by_unit(facts: Facts) -> Panel:
    by = By(
        "unit",
        _("各牵头单位亮灯"),
        _("牵头单位"),
        _("数各单位牵头的任务；两家牵头的任务两家都数。"),
        "lead",
        _("还没有亮灯的任务。"),
    )
    return lights_by(by, lamps.by_unit(facts.lamps, facts.seen), facts.seen)


def by_leader(facts: Facts) -> Panel:
    by = By(
        "leader",
        _("各牵头领导亮灯"),
        _("牵头领导"),
        _("按任务上写的牵头领导数；写了两位的两位都数。"),
        "leader",
        _("清单上没有写牵头领导。"),
    )
    return lights_by(by, lamps.by_leader(facts.lamps, facts.seen), facts.seen)


def in_months(facts: Facts) -> Panel:
    return progress.curve(progress.ask_months(facts.seen), facts.seen)


def progress_by_heading(facts: Facts) -> Panel:
    return progress.by_heading(progress.ask_headings(facts.seen).items(), facts.seen)


def turning_red(facts: Facts) -> Panel:
    return ahead.turning_red(ahead.ask_turning(facts.seen))


def milestones_missed(facts: Facts) -> Panel:
    return ahead.milestones_missed(ahead.ask_missing(facts.seen))


def units_by_months(facts: Facts) -> Panel:
    return heat.heat(heat.ask(facts.seen), facts.seen)


def shares_of_towns(facts: Facts) -> Panel:
    return towns.towns(towns.by_town(towns.ask(facts.seen)), facts.seen)


def planned_and_spent(facts: Facts) -> Panel:
    return money.money(money.ask(facts.seen), facts.seen)


@dataclass(frozen=True, slots=True)
class Board:
    """`at_once`: it stands on the page from the first; else the page asks for it by itself.
    `most` rows stand on the page at a glance, all on the board's own. `listed` is the list behind
    its figures, where that is not the list of lights."""

    name: str
    title: Label
    make: Callable[[Facts], Panel]
    most: int = 10
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
        Board("unit", gettext_lazy("各牵头单位亮灯"), by_unit, at_once=True),
        Board("curve", gettext_lazy("全年应达与实际"), in_months, most=12, listed=progress.listed),
        Board("leader", gettext_lazy("各牵头领导亮灯"), by_leader, at_once=True),
        Board("towns", gettext_lazy("街镇分解量完成"), shares_of_towns, 30, listed=towns.listed),
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
