"""A paper as it stands on a page of the site, before it goes out.

In the built-in layout the same blocks are drawn as the files are made of; a paper in an office's
own template is filled in and read back, so that what is shown is what the file says.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duban.reading.formats import open_source
from duban.reading.source import Unreadable
from duban.web.accounts.member import Member
from duban.web.ledger.panes import panes_of
from duban.web.papers.choosing import Chosen
from duban.web.papers.kinds.sheet import Facts, Sheet
from duban.web.papers.models import Template
from duban.web.papers.rendering import covered, personal_in, template_of
from duban.web.refusals import ReasonMissing
from duban.writing import blocks
from duban.writing.cells import placed
from duban.writing.filling import open_template


@dataclass(frozen=True, slots=True)
class Shown:
    """A block by the name of its class; `rows` of a table: cells with what they cover."""

    kind: str
    block: Any
    rows: Sequence[Sequence[ShownCell]] = ()
    inner: Sequence[Shown] = ()


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    across: int
    down: int
    align: str
    light: str
    head: bool


def shown(paper: blocks.Paper) -> list[Shown]:
    """The blocks, and below them all the notes that hang on their words."""
    notes: list[str] = []
    found = list(_shown(paper.blocks, notes))
    return [*found, Shown("Notes", notes)] if notes else found


def _shown(found: Sequence[blocks.Block], notes: list[str]) -> Iterator[Shown]:
    for block in found:
        match block:
            case blocks.Wide():
                yield Shown("Wide", block, inner=list(_shown(block.blocks, notes)))
            case blocks.Table():
                yield Shown("Table", block, rows=list(_rows(block)))
            case blocks.Body():
                yield Shown("Body", list(_noted(blocks.spans(block.text), notes)))
            case _:
                yield Shown(type(block).__name__, block)


def _noted(spans: Sequence[blocks.Span], notes: list[str]) -> Iterator[tuple[str, int]]:
    """Each run of letters with the number of its note, 0 where it has none."""
    for span in spans:
        if span.note:
            notes.append(span.note)
        yield span.text, len(notes) if span.note else 0


def _rows(table: blocks.Table) -> Iterator[list[ShownCell]]:
    for number, row in enumerate(placed(table)):
        yield [
            ShownCell(
                cell.text,
                cell.across,
                cell.down,
                cell.align.value,
                "" if cell.light is None else cell.light.value,
                number < table.headers or (table.labels and cell.column == 0),
            )
            for cell in row
            if cell.down
        ]


@dataclass(frozen=True, slots=True)
class Preview:
    """`blocks` in the built-in layout; `panes` and `edges` (headers and footers) of a template.

    `personal` names what looks like personal data, whether it will be covered or not.
    """

    title: str
    blocks: Sequence[Shown] = ()
    panes: Sequence[Any] = ()
    edges: Sequence[str] = ()
    template: Template | None = None
    personal: Sequence[str] = field(default_factory=tuple)


def preview(member: Member, chosen: Chosen) -> Preview:
    """ReasonMissing, in a sentence, where the choices do not make a paper."""
    sheet = chosen.sheet
    facts = sheet.gather(chosen.subject(member))
    personal = personal_in(facts)
    if chosen.mask and personal:
        facts = covered(facts)
    place = chosen.place
    template = None if place is None else template_of(place.pk, sheet.kind)
    return preview_of(sheet, facts, template, personal)


def preview_of(
    sheet: Sheet, facts: Facts, template: Template | None, personal: Sequence[str] = ()
) -> Preview:
    paper = sheet.paper(facts)
    if template is None:
        return Preview(paper.title, blocks=shown(paper), personal=personal)
    filled = open_template(template.path.read_bytes()).fill(sheet.values(facts))
    panes, edges = read_back(filled)
    return Preview(paper.title, (), panes, edges, template, personal)


def read_back(filled: bytes) -> tuple[list[Any], list[str]]:
    """What stands in a file: its blocks, the lines of its headers and footers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.docx")
        path.write_bytes(filled)
        try:
            panes = list(panes_of(open_source(path)))
        except Unreadable as error:
            raise ReasonMissing(str(error)) from error
    lines = (line for line in open_template(filled).lines() if line.where.startswith("页"))
    edges = [f"{line.where[:2]}：{''.join(line.texts)}" for line in lines]
    return panes, [edge for edge in edges if not edge.endswith("：")]
