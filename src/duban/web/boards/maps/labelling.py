"""Names on a map, none over another: whole where there is room, else a number that the list beside
the map explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from duban.web.boards.maps.geojson import Point
from duban.web.boards.maps.projecting import HIGH, WIDE

#: the height of a line in letters, and the air around a label
LINE, AIR = 13, 3
TENTH = 10


@dataclass(frozen=True, slots=True)
class Named:
    """What is to be written on an area: its lines, its number in the list, its point and the room
    around it."""

    lines: tuple[str, ...]
    number: int
    centre: Point
    room: int


@dataclass(frozen=True, slots=True)
class Label:
    """Lines around a point, each centred. `short`: the number alone."""

    x: int
    y: int
    lines: tuple[str, ...]
    short: bool = False


@dataclass(frozen=True, slots=True)
class Lettering:
    """The labels for a size of page. `letter` is the height of a letter on the sheet; `numbered`:
    some are numbers, or are not there at all."""

    size: str
    letter: int
    labels: tuple[Label, ...]
    numbered: bool

    @property
    def texts(self) -> Iterator[tuple[int, int, str]]:
        """Each line with the middle of its foot."""
        for label in self.labels:
            top = label.y - len(label.lines) * self.letter * LINE // TENTH // 2
            for at, line in enumerate(label.lines):
                foot = top + at * self.letter * LINE // TENTH + self.letter
                yield label.x, foot, line


@dataclass(frozen=True, slots=True)
class Box:
    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    @property
    def on_sheet(self) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= WIDE and self.bottom <= HIGH


def lettering_of(size: str, named: Sequence[Named], letter: int) -> Lettering:
    labels = labels_of(named, letter)
    numbered = len(labels) < len(named) or any(label.short for label in labels)
    return Lettering(size, letter, labels, numbered)


def labels_of(named: Sequence[Named], letter: int) -> tuple[Label, ...]:
    """A label for each area that has room for one; `letter` is the height of a letter on the sheet.
    The roomiest areas choose first."""
    taken: list[Box] = []
    found: dict[int, Label] = {}
    for at in sorted(range(len(named)), key=lambda at: -named[at].room):
        placed = next(_fitting(named[at], letter, taken), None)
        if placed is not None:
            found[at], box = placed
            taken.append(box)
    return tuple(found[at] for at in sorted(found))


def _fitting(one: Named, letter: int, taken: Sequence[Box]) -> Iterator[tuple[Label, Box]]:
    """The ways to write it that meet no other label, the best first."""
    for lines in (one.lines, (str(one.number),)):
        wide, high = _wide(lines, letter), len(lines) * letter * LINE // TENTH
        short = lines != one.lines
        if not short and wide > 3 * one.room:
            # so wide a name would lie on the neighbours
            continue
        for x, y in _places(one.centre, wide, high):
            box = Box(x - wide // 2, y - high // 2, x + wide // 2, y + high // 2)
            if box.on_sheet and not any(box.meets(other) for other in taken):
                yield Label(x, y, lines, short), box


def _wide(lines: Sequence[str], letter: int) -> int:
    longest = max(sum(2 if east_asian_width(one) in "WFA" else 1 for one in line) for line in lines)
    return (longest * letter) // 2 + letter * AIR // TENTH


def _places(centre: Point, wide: int, high: int) -> Iterator[Point]:
    """On the point of the area, or shifted so that its box still holds it."""
    x, y = centre
    yield centre
    for across, down in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1)):
        yield x + across * wide * 2 // 5, y + down * high * 2 // 5
