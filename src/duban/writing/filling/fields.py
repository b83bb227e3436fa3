"""The field language: what stands in a line of text, and what may be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

OPENS, CLOSES = "{{", "}}"
#: braces as a Chinese keyboard types them, which open nothing
WIDE_OPENS = "｛｛"
_NAME = re.compile(r"\s*([^\W.]+)(?:\s*\.\s*([^\W.]+))?\s*")
#: nobody writes a longer name; what follows an unclosed field is not quoted whole
LONGEST = 40
#: what stands for something that is no letter: a drawing, a line end, a tab
GAP = "\ufffc"


class Shape(Enum):
    """How a field is written."""

    RIGHT = auto()
    UNCLOSED = auto()
    MISSPELT = auto()
    WIDE = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """A field as written, from `start` to `end` of its line. `group` names the list of an item's
    field, empty for a field of the whole paper."""

    start: int
    end: int
    text: str
    shape: Shape
    group: str = ""
    name: str = ""

    @property
    def full(self) -> str:
        return f"{self.group}.{self.name}" if self.group else self.name


def fields_in(line: str) -> Iterator[Found]:
    """The fields of a line from left to right, those that are written wrongly among them."""
    at = 0
    while (start := _next(line, at)) >= 0:
        if line.startswith(WIDE_OPENS, start):
            end = min(len(line), start + LONGEST)
            yield Found(start, start + len(WIDE_OPENS), line[start:end], Shape.WIDE)
            at = start + len(WIDE_OPENS)
            continue
        end = line.find(CLOSES, start + len(OPENS))
        again = line.find(OPENS, start + len(OPENS))
        gap = line.find(GAP, start)
        if end < 0 or 0 <= again < end or 0 <= gap < end:
            stop = min(at for at in (again, gap, len(line), start + LONGEST) if at > 0)
            yield Found(start, stop, line[start:stop].strip(), Shape.UNCLOSED)
            at = stop
            continue
        stop = end + len(CLOSES)
        yield _read(line, start, stop)
        at = stop


def _next(line: str, at: int) -> int:
    places = [place for sign in (OPENS, WIDE_OPENS) if (place := line.find(sign, at)) >= 0]
    return min(places, default=-1)


def _read(line: str, start: int, stop: int) -> Found:
    text = line[start:stop]
    named = _NAME.fullmatch(text[len(OPENS) : -len(CLOSES)])
    if named is None:
        return Found(start, stop, text, Shape.MISSPELT)
    if named[2] is None:
        return Found(start, stop, text, Shape.RIGHT, "", named[1])
    return Found(start, stop, text, Shape.RIGHT, named[1], named[2])


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a kind of paper has: of single texts, and of lists with their items' texts."""

    texts: frozenset[str]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __contains__(self, found: Found) -> bool:
        if found.group:
            return found.name in self.lists.get(found.group, frozenset())
        return found.name in self.texts

    @property
    def all(self) -> list[str]:
        """Every name as it is written between the braces."""
        items = [f"{group}.{name}" for group, names in self.lists.items() for name in sorted(names)]
        return [*sorted(self.texts), *items]


@dataclass(frozen=True, slots=True)
class Values:
    """What is filled in; line ends and tabs in it are kept."""

    texts: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
