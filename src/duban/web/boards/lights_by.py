"""Lights counted under heads: pure shaping, from groups of tasks to a table and its chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.web.boards.lamps import Group, Turns
from duban.web.boards.panel import Cell, Chart, Column, Label, Panel, Row
from duban.web.boards.seen import Seen
from duban.web.supervision.models import Colour
from duban.web.supervision.moving import Move, move


@dataclass(frozen=True, slots=True)
class By:
    """By what lights are counted: the panel's words, and the filter's word in the list."""

    name: str
    title: Label
    head: Label
    definition: str
    filter: str
    empty: str = ""


def lights_by(by: By, groups: Iterable[Group], seen: Seen, most: int | None = None) -> Panel:
    """The head with most red first; no more than `most` rows are made."""
    held = sorted(((group, tally(group.turns)) for group in groups), key=_gravity)
    rows = tuple(_row(by, group, count, seen) for group, count in held[:most])
    columns = (
        Column("name", by.head, number=False),
        *(Column(one.value, one.label, shade=one.shade) for one in Colour),
        Column("tasks", _("合计")),
        Column("worse", _("较上月变差")),
        Column("better", _("好转")),
    )
    return Panel(
        name=by.name,
        title=by.title,
        definition=by.definition,
        columns=columns,
        rows=rows,
        whole=len(held),
        chart=_bars(rows, columns),
        empty=by.empty,
    )


#: how many tasks have a colour, how many moved a way
Count = Counter[str]


def tally(turns: Turns) -> Count:
    """How many of each colour, and how many turned which way since last month."""
    found: Count = Counter()
    for (before, now), count in turns.items():
        found[now] += count
        way = move(before, now)
        if way is not None:
            found[way] += count
    return found


def _gravity(pair: tuple[Group, Count]) -> tuple[int, int, str]:
    group, count = pair
    return -count[Colour.RED], -count[Colour.YELLOW], group.name


def _row(by: By, group: Group, count: Count, seen: Seen) -> Row:
    behind = listed(seen, **{by.filter: group.key})
    whole = group.turns.total()
    return (
        Cell(group.name),
        *(
            Cell(count[one], behind(count[one], f"colour={one.value}"), shade=one.shade)
            for one in Colour
        ),
        Cell(whole, behind(whole)),
        Cell(count[Move.WORSE], behind(count[Move.WORSE], "moved=worse")),
        Cell(count[Move.BETTER], behind(count[Move.BETTER], "moved=better")),
    )


def listed(seen: Seen, **words: object) -> Callable[..., str]:
    """How to lead from a count to the list of lights behind it; nothing to lead to from none."""
    base = reverse("supervision:lights") + seen.address(**words)

    def address(count: int, more: str = "") -> str:
        if not count:
            return ""
        return f"{base}&{more}" if more else base

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


def tallies(groups: Iterable[Group], seen: Seen) -> list[Tallied]:
    """The five lights; none where nothing is lit."""
    turns: Turns = Counter()
    for group in groups:
        turns.update(group.turns)
    return [_tallied(turns, colour, listed(seen)) for colour in Colour] if turns else []


def _tallied(turns: Turns, colour: Colour, behind: Callable[..., str]) -> Tallied:
    count = sum(held for (_before, now), held in turns.items() if now == colour)
    stayed = turns[colour.value, colour.value]
    came = count - stayed
    went = sum(held for (before, _now), held in turns.items() if before == colour) - stayed
    name = colour.value
    return Tallied(
        colour,
        Cell(count, behind(count, f"colour={name}")),
        Cell(came, behind(came, f"colour={name}&moved=turned")),
        Cell(went, behind(went, f"was={name}&moved=turned")),
    )
