"""A map as a page shows it: shapes, each the tile of a town, and labels for each size of page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.web.boards.maps.labelling import Lettering, Named, lettering_of
from duban.web.boards.maps.projecting import HIGH, WIDE
from duban.web.boards.models import MapArea, TownMap
from duban.web.boards.panel import Panel, Tile
from duban.web.boards.seen import Seen

SHAPES = {"red": "■", "yellow": "▲", "green": "●", "done": "✔", "grey": "○"}
#: the height of a letter, in parts of the sheet, where the map is as wide as a page, a telephone,
#: or its place on a wall
LETTERS = {"page": 190, "phone": 370, "wall": 330}


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its path, its name, and its town's tile where it stands for one."""

    number: int
    name: str
    path: str
    tile: Tile | None
    matched: bool

    @property
    def words(self) -> str:
        if self.tile is not None:
            facts = "，".join(filter(None, (self.tile.figure, self.tile.word)))
            return f"{self.tile.name}：{facts}"
        fault = _("没有分解量") if self.matched else _("没有对应的单位")
        return f"{self.name}：{fault}"

    @property
    def lines(self) -> tuple[str, ...]:
        """What is written on it."""
        if self.tile is None:
            return (self.name,)
        if not self.tile.figure:
            return (self.tile.name,)
        return self.tile.name, f"{SHAPES[self.tile.shade]} {self.tile.figure}"


@dataclass(frozen=True, slots=True)
class Legend:
    """One light that the map shows, in its shape and its word, and of how many towns."""

    shade: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """`letterings`: one for each size of page. `apart` are the towns that have no area."""

    shapes: tuple[Shape, ...]
    letterings: tuple[Lettering, ...]
    legend: tuple[Legend, ...]
    apart: tuple[Tile, ...]

    @property
    def box(self) -> str:
        return f"0 0 {WIDE} {HIGH}"

    @property
    def numbered(self) -> str:
        """Words of the style sheet: the sizes of page on which some areas bear a number alone."""
        return " ".join(f"numbered-{one.size}" for one in self.letterings if one.numbered)


def on_map(panel: Panel, seen: Seen) -> Panel:
    """The panel with the map of its tiles, where the ledger has one; one query."""
    areas = list(MapArea.objects.filter(map__in=_maps(seen)))
    return replace(panel, drawing=drawing_of(areas, panel.tiles)) if areas else panel


def has_map(seen: Seen) -> bool:
    return _maps(seen).exists()


def _maps(seen: Seen) -> QuerySet[TownMap]:
    return TownMap.objects.visible_to(seen.member).filter(jurisdiction=seen.place.key)


def drawing_of(areas: Sequence[MapArea], tiles: Iterable[Tile]) -> Drawing:
    """`areas` in the order of the map; several may stand for one town."""
    known = {tile.key: tile for tile in tiles}
    shapes = tuple(
        Shape(
            number,
            area.name,
            area.path,
            known.get(area.organisation_id or 0),
            area.organisation_id is not None,
        )
        for number, area in enumerate(areas, start=1)
    )
    named = [
        Named(shape.lines, shape.number, (area.x, area.y), area.room)
        for shape, area in zip(shapes, areas, strict=True)
    ]
    shown = {shape.tile.key for shape in shapes if shape.tile is not None}
    return Drawing(
        shapes,
        tuple(lettering_of(size, named, letter) for size, letter in LETTERS.items()),
        _legend([tile for tile in known.values() if tile.key in shown]),
        tuple(tile for tile in known.values() if tile.key not in shown),
    )


def _legend(tiles: Iterable[Tile]) -> tuple[Legend, ...]:
    """In the order of the lights, red first."""
    counts: dict[tuple[str, str], int] = {}
    for tile in tiles:
        key = tile.shade, tile.word
        counts[key] = counts.get(key, 0) + 1
    order = list(SHAPES)
    return tuple(
        Legend(shade, word, counts[shade, word])
        for shade, word in sorted(counts, key=lambda one: order.index(one[0]))
    )
