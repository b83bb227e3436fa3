"""Paragraphs cut into items, each with its mark and with whoever answers for it.

A paragraph ends an item with a bracket (（甲局牵头，乙局配合）) and may begin the next behind it.
Lines that only name units or a date (牵头单位：甲局) speak of the whole item above them, from its
marked line on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duban.reading.prose.charges import Charge, charge_line, charges_in, names_units, units_of
from duban.reading.prose.marks import Mark, Rank, mark_of, marks_within
from duban.reading.prose.passages import Passage, Span

#: deeper than any heading
UNRANKED = 1000
_EDGE = " \u3000；;。"
#: how many paragraphs an item may have between its marked line and its units
_LONGEST_ITEM = 8
#: so many lines of unit names without a label are the units of a table that lost its rules
_BARE_NAMES = 3
_DETAIL = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8})[：:]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or an item inside one; `body` begins behind its mark (一是, which belongs to the
    sentence, apart) and ends at its charge.

    `details` are the labelled lines (建设内容：…) between an item's marked line and its units.
    """

    span: Span
    mark: Mark | None
    body: Span
    charge: Charge | None = None
    level: int | None = None
    table_before: bool = False
    details: tuple[Span, ...] = ()

    @property
    def rank(self) -> int:
        if self.mark is not None:
            return self.mark.rank
        return Rank.STYLE + self.level if self.level else UNRANKED

    @property
    def styled(self) -> bool:
        """Whether the document's own style says that it is a heading."""
        return self.level is not None and self.level > 0

    @property
    def number(self) -> int | None:
        return None if self.mark is None else self.mark.ordinal


@dataclass(frozen=True, slots=True)
class Blocks:
    """`charge_lines` are the lines that went into the charge of a block."""

    blocks: tuple[Block, ...]
    charge_lines: tuple[Span, ...]


def blocks_of(passages: Sequence[Passage], year: int | None) -> Blocks:
    blocks: list[Block] = []
    lines: list[Span] = []
    said: Charge | None = None
    bare_names = sum(names_units(passage.text) for passage in passages) >= _BARE_NAMES
    for block in (block for passage in passages for block in _cut(passage, year)):
        line = _line_of(block, year, bare_names=bare_names) if blocks else None
        if line is None:
            said = None
            blocks.append(block)
            continue
        lines.append(block.span)
        above = blocks[-1].charge
        if said is None and above is not None:
            blocks[-1] = replace(blocks[-1], charge=above.with_more(line))
            continue
        if said is None:
            _gather(blocks)
        said = line if said is None else said.with_more(line)
        _hand_out(blocks, said)
    return Blocks(tuple(blocks), tuple(lines))


def _line_of(block: Block, year: int | None, *, bare_names: bool) -> Charge | None:
    """The block as a line that only says who answers for what stands above it."""
    text = block.span.text
    if block.charge is not None:
        return None if any(char.isalnum() for char in block.body.text) else block.charge
    labelled = charge_line(text, year)
    if labelled is None and bare_names and names_units(text):
        return Charge(0, len(text), answering=tuple(units_of(text)))
    return labelled


def _cut(passage: Passage, year: int | None) -> Iterator[Block]:
    """The passage cut where an item ends with its charge and where inner items begin."""
    text = passage.text
    charges = {charge.end: charge for charge in charges_in(text, year)}
    cuts = sorted({*charges, *(at for at, _ in marks_within(text))} - {0, len(text)})
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        span = _stripped(Span(passage, start, end))
        if span is None:
            continue
        charge = charges.get(end)
        mark = mark_of(text, span.start)
        opens = span.start if mark is None or mark.rank is Rank.SPOKEN else span.start + mark.length
        body = span.part(opens, span.end if charge is None else charge.start)
        yield Block(span, mark, body, charge, passage.level, passage.lines[0].after_table)


def _stripped(span: Span) -> Span | None:
    text = span.text
    if not any(char.isalnum() for char in text):
        return None
    return span.part(span.start + len(text) - len(text.lstrip(_EDGE)), span.end)


def _item_start(blocks: Sequence[Block]) -> int:
    """Where the item at the end of `blocks` begins: its marked line, if that is near."""
    for at in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _LONGEST_ITEM), -1):
        if blocks[at].charge is not None or blocks[at].styled:
            break
        if blocks[at].mark is not None:
            return at
    return len(blocks) - 1


def _gather(blocks: list[Block]) -> None:
    """Make labelled lines of the last item the details of its marked line."""
    start = _item_start(blocks)
    head, below = blocks[start], blocks[start + 1 :]
    labelled = [block for block in below if detail_of(block.span) is not None]
    blocks[start:] = [
        replace(head, details=tuple(block.span for block in labelled)),
        *(block for block in below if block not in labelled),
    ]


def _hand_out(blocks: list[Block], charge: Charge) -> None:
    """Give the charge to the last item: to its paragraphs, or to its one line."""
    start = _item_start(blocks) if blocks[-1].charge is None else _handed(blocks)
    for at in range(min(start + 1, len(blocks) - 1), len(blocks)):
        blocks[at] = replace(blocks[at], charge=charge)


def _handed(blocks: Sequence[Block]) -> int:
    """The block above the run of blocks at the end that already have a charge of these lines."""
    last, at = blocks[-1].charge, len(blocks) - 1
    while at >= 0 and blocks[at].charge is last:
        at -= 1
    return at


def detail_of(span: Span) -> tuple[str, str] | None:
    """Label and text of a labelled line, None where it is none."""
    found = _DETAIL.match(span.text)
    return None if found is None else (found["label"], span.printed[found.end() :].strip())
