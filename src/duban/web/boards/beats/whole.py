"""A whole beat, of which its page and the API are made: its sections, gathered once, and the
figures that stand on top of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duban.web.boards.beats import course
from duban.web.boards.beats.catalogue import COMPARED, FIGURES, SECTIONS
from duban.web.boards.beats.line import Found, Section, list_name
from duban.web.boards.beats.rounds import hold_reports
from duban.web.boards.beats.shaping import (
    Figure,
    Item,
    Names,
    behind,
    counted,
    item,
    kind_of,
    table,
)
from duban.web.boards.panel import Panel
from duban.web.boards.rhythm import Beat, Look, Span


@dataclass(frozen=True, slots=True)
class Block:
    """A section: its table, its first lines, how many lines there are, the address of them all."""

    section: Section
    panel: Panel | None
    items: tuple[Item, ...]
    whole: int
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class Whole:
    """`course` is told of a month alone."""

    figures: tuple[Figure, ...]
    blocks: tuple[Block, ...]
    course: Panel | None


def whole(look: Look) -> Whole:
    if look.beat in (Beat.WEEK, Beat.MONTH):
        hold_reports(look, Span(look.earlier.span.first, look.next_span.last))
    sections, earlier = SECTIONS[look.beat], _earlier(look)
    found = {section.name: section.find(look) for section in sections}
    shown = [line for one in sections for line in found[one.name].lines[: one.shown]]
    names = Names.of(look, shown, (line for one in found.values() for line in one.lines))
    return Whole(
        tuple(_figures(look, found, earlier)),
        tuple(_block(section, found[section.name], names, look) for section in sections),
        course.headings(look) if look.beat is Beat.MONTH else None,
    )


def _earlier(look: Look) -> Mapping[str, Found]:
    """What the figures are held against; gathered first, as its lights hold those of the span."""
    if look.beat not in COMPARED:
        return {}
    told = {one.name: one for one, _kind, _label in FIGURES[look.beat] if one.compared}
    return {name: section.find(look.earlier) for name, section in told.items()}


def _figures(
    look: Look, found: Mapping[str, Found], earlier: Mapping[str, Found]
) -> Iterator[Figure]:
    for section, kind, label in FIGURES[look.beat]:
        words = {"kind": kind} if kind else {}
        before = earlier.get(section.name)
        yield Figure(
            list_name(look.beat, section),
            kind,
            label,
            kind_of(section, kind).shade if kind else "",
            counted(found[section.name].lines, kind),
            behind(section, look, **words),
            None if before is None else counted(before.lines, kind),
            behind(section, look.earlier, **words),
        )


def _block(section: Section, found: Found, names: Names, look: Look) -> Block:
    lines = found.lines
    return Block(
        section,
        table(section, lines, names, look) if section.tabled and lines else None,
        tuple(item(section, line, names) for line in lines[: section.shown]),
        len(lines),
        behind(section, look),
        found.note,
    )
