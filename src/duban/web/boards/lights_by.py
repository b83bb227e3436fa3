"""Lights counted under heads: pure shaping, from groups of lamps to a table and its chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.web.boards.lamps import Group, Lamp
from duban.web.boards.panel import Cell, Chart, Column, Label, Panel, Row
from duban.web.boards.seen import Seen
from duban.web.supervision.models import Colour
from duban.web.supervision.moving import Move


@dataclass(frozen=True, slots=True)
class By:
    """By what lights are counted: the panel's words, and the filter's word in the list."""

    name: str
    title: Label
    head: Label
    definition: str
    filter: str
    empty: str = ""


def lights_by(by: By, groups: Iterable[Group], seen: Seen) -> Panel:
    """The head with most red first."""
    counted = sorted(((group, tally(group.lamps)) for group in groups), key=_gravity)
    rows = tuple(_row(by, group, count, seen) for group, count in counted)
    columns = (
        Column("name", by.head, number=False),
        *(Column(one.value, one.label, shade=one.shade) for one in Colour),
        Column("tasks", _("合计")),
        Column("worse", _("较上月变差")),
        Column("better", _("好转")),
    )
    return Panel(
        by.name, by.title, by.definition, columns, rows, chart=_bars(rows, columns), empty=by.empty
    )


Count = Counter[Colour | Move]


def tally(lamps: Sequence[Lamp]) -> Count:
    """How many of each colour, and how many turned which way since last month."""
    found: Count = Counter(lamp.colour for lamp in lamps)
    found.update(lamp.move for lamp in lamps if lamp.move is not None)
    return found


def _gravity(pair: tuple[Group, Count]) -> tuple[int, int, str]:
    group, count = pair
    return -count[Colour.RED], -count[Colour.YELLOW], group.name


def _row(by: By, group: Group, count: Count, seen: Seen) -> Row:
    behind = listed(seen, **{by.filter: group.key})
    return (
        Cell(group.name),
        *(
            Cell(count[one], behind(count[one], colour=one.value), shade=one.shade)
            for one in Colour
        ),
        Cell(len(group.lamps), behind(len(group.lamps))),
        Cell(count[Move.WORSE], behind(count[Move.WORSE], moved=Move.WORSE.value)),
        Cell(count[Move.BETTER], behind(count[Move.BETTER], moved=Move.BETTER.value)),
    )


def listed(seen: Seen, **words: object) -> Callable[..., str]:
    """How to lead from a count to the list of lights behind it; nothing to lead to from none."""
    base = reverse("supervision:lights")

    def address(count: int, **more: object) -> str:
        return base + seen.address(**words, **more) if count else ""

    return address


def _bars(rows: Sequence[Row], columns: Sequence[Column]) -> Chart | None:
    """One bar a head, stacked of its lights."""
    if not rows:
        return None
    lights = [at for at, column in enumerate(columns) if column.shade]
    series = [
        {
            "name": str(columns[at].label),
            "shade": columns[at].shade,
            "values": [row[at].value for row in rows],
            "addresses": [row[at].address for row in rows],
        }
        for at in lights
    ]
    return Chart("bars", {"names": [row[0].value for row in rows], "series": series})


@dataclass(frozen=True, slots=True)
class Tallied:
    """One light of the whole ledger: how many tasks have it, how many more than when last month
    ended, and how many came to it and left it since; each count with the list behind it."""

    colour: Colour
    count: Cell
    came: Cell
    went: Cell

    @property
    def net(self) -> int:
        came, went = self.came.value, self.went.value
        return came - went if isinstance(came, int) and isinstance(went, int) else 0


def tallies(lamps: Sequence[Lamp], seen: Seen) -> list[Tallied]:
    """The five lights; none where nothing is lit."""
    return [_tallied(lamps, colour, listed(seen)) for colour in Colour] if lamps else []


def _tallied(lamps: Sequence[Lamp], colour: Colour, behind: Callable[..., str]) -> Tallied:
    turned = [lamp for lamp in lamps if lamp.before is not lamp.colour]
    count = sum(lamp.colour is colour for lamp in lamps)
    came = sum(lamp.colour is colour for lamp in turned)
    went = sum(lamp.before is colour for lamp in turned)
    turning = Move.TURNED.value
    return Tallied(
        colour,
        Cell(count, behind(count, colour=colour.value)),
        Cell(came, behind(came, colour=colour.value, moved=turning)),
        Cell(went, behind(went, was=colour.value, moved=turning)),
    )
