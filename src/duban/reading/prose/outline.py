"""Paragraphs under their headings.

A heading is known by its mark (一、 （一） 1. 一是), by the document's own style, or by its
shape alone: a short first sentence without figures that most paragraphs beside it have too. It
may stand on its own line or run in, with text behind its full stop. A marked line that has nothing
below it says what it says itself: it is an item, not a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from duban.reading.prose.charges import Charge, charge_line, charges_in
from duban.reading.prose.clauses import Clause, sentences_of
from duban.reading.prose.marks import Mark, Rank, mark_of, marks_within
from duban.reading.prose.passages import Passage, Span

_LONGEST_HEADING = 70
_LONGEST_RUN_IN = 45
_LONGEST_BARE = 18
#: how many of the paragraphs beside one another must open so before it is a heading
_BARE_SHARE = 0.6
_LEAD = re.compile(
    r"(?:过去|这|近)?[一三五十]年来?，|(?:过去|这)[一五]年|“?十[一二三四五六]五”?(?:时期|期间)，"
)
_ANNOUNCES = re.compile(r"目标|任务|工作|如下|措施|项目")
_SOFT_END = re.compile(r"[。．.：:\s]+$")


class Kind(StrEnum):
    HEADING = "heading"
    BODY = "body"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Heading:
    rank: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document under `path`; for a heading, the path above it.

    `lead` is an item's own run-in heading where the whole item is one task; `charge` says who
    answers for it; `number` is the document's own for an item.
    """

    kind: Kind
    span: Span
    path: tuple[Heading, ...] = ()
    lead: str = ""
    charge: Charge | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, or an item inside one; `body` begins behind its mark."""

    span: Span
    mark: Mark | None
    body: Span
    charge: Charge | None = None
    level: int | None = None
    table_before: bool = False

    @property
    def rank(self) -> int:
        if self.mark is not None:
            return self.mark.rank
        return Rank.STYLE + self.level if self.level else 1000


def outline_of(passages: Sequence[Passage], title: str | None, year: int | None) -> list[Part]:
    blocks = _charged([block for passage in passages for block in _blocks(passage, year)], year)
    bare = _bare_headings(blocks)
    item_ranks = {block.mark.rank for block in blocks if block.charge and block.mark}
    walker = _Walker(blocks, bare, item_ranks, title)
    return list(walker.parts())


def _blocks(passage: Passage, year: int | None) -> Iterator[_Block]:
    """The passage cut where an item ends with its charge and where inner items begin."""
    text = passage.text
    charges = {charge.end: charge for charge in charges_in(text, year)}
    inner = [at for at, _ in marks_within(text)]
    cuts = sorted({*charges, *inner} - {0, len(text)})
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        span = _stripped(Span(passage, start, end))
        if span is None:
            continue
        charge = charges.get(end)
        mark = mark_of(text, span.start)
        body = span.part(span.start + (mark.length if mark else 0), span.end)
        if charge is not None:
            body = body.part(body.start, charge.start)
        yield _Block(span, mark, body, charge, passage.level, passage.lines[0].after_table)


def _stripped(span: Span) -> Span | None:
    text = span.text
    lead = len(text) - len(text.lstrip(" \u3000；;。"))
    kept = text.strip(" \u3000；;。")
    if not any(char.isalnum() for char in kept):
        return None
    return span.part(span.start + lead, span.end)


def _charged(blocks: Sequence[_Block], year: int | None) -> list[_Block]:
    """Lines that only name units or a date become the charge of the block above them."""
    kept: list[_Block] = []
    for block in blocks:
        line = charge_line(block.span.text, year)
        if line is not None and kept:
            above = kept[-1].charge
            merged = line if above is None else above.with_more(line)
            kept[-1] = replace(kept[-1], charge=merged)
        else:
            kept.append(block)
    return kept


def _bare_headings(blocks: Sequence[_Block]) -> set[int]:
    """Indexes of the unmarked blocks whose first sentence is a heading by its shape."""
    found: set[int] = set()
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and blocks[end].mark is None and not blocks[end].level:
            end += 1
        told = [index for index in range(at, end) if len(_sentences(blocks[index].body)) > 1]
        shaped = [index for index in told if _bare_shape(_sentences(blocks[index].body)[0])]
        if shaped and len(shaped) >= _BARE_SHARE * len(told):
            found.update(shaped)
        at = end + 1
    return found


def _sentences(span: Span) -> list[list[Clause]]:
    return sentences_of(span)


def _bare_shape(sentence: Sequence[Clause]) -> bool:
    [first, *rest] = sentence
    return (
        not rest
        and not first.figure
        and len(first.text) <= _LONGEST_BARE
        and "了" not in first.text
    )


class _Walker:
    """Walks the blocks with the headings that stand open."""

    def __init__(
        self, blocks: Sequence[_Block], bare: set[int], item_ranks: set[Rank], title: str | None
    ) -> None:
        self.blocks = blocks
        self.bare = bare
        self.item_ranks = item_ranks
        self.title = _bald(title or "")
        self.path: list[Heading] = []

    def parts(self) -> Iterator[Part]:
        for at, block in enumerate(self.blocks):
            if self._is_label(at):
                yield Part(Kind.LABEL, block.span, tuple(self.path))
            elif block.charge is not None or self._is_item(at):
                yield from self._item(block)
            elif block.level or (block.mark is not None and block.mark.rank is not Rank.DASH):
                yield from self._marked(at)
            else:
                yield from self._plain(at)

    def _is_item(self, at: int) -> bool:
        """Whether a block that names nobody is still an item, by its rank, and heads no others."""
        block, after = self.blocks[at], self._after(at)
        if block.mark is None or block.mark.rank not in self.item_ranks:
            return False
        return after is None or after.mark is None or after.rank <= block.rank

    def _after(self, at: int) -> _Block | None:
        return self.blocks[at + 1] if at + 1 < len(self.blocks) else None

    def _is_label(self, at: int) -> bool:
        """A title, an addressee, a signature, a date."""
        block = self.blocks[at]
        text = _bald(block.span.text)
        if (self.title and text in self.title) or block.level == 0:
            return True
        if block.mark is not None or block.level or block.charge is not None:
            return False
        raw = block.span.text
        if raw.endswith("：") and len(raw) <= 80 and not self.path:
            return not _ANNOUNCES.search(raw)
        return len(raw) <= 40 and not re.search(r"[。；，：！]", raw)

    def _item(self, block: _Block) -> Iterator[Part]:
        """A whole item as one task; its run-in heading is the task's title."""
        if block.mark is not None:
            self._close(block.mark.rank)
        sentences = _sentences(block.body)
        body, lead = block.body, ""
        if len(sentences) > 1 and block.mark is not None and _lead_shape(sentences[0]):
            lead = sentences[0][0].text
            body = body.part(sentences[1][0].span.start, body.end)
        yield Part(
            Kind.BODY,
            body,
            tuple(self.path),
            lead,
            block.charge or Charge(0, 0),
            block.mark.ordinal if block.mark else None,
        )

    def _marked(self, at: int) -> Iterator[Part]:
        block = self.blocks[at]
        sentences = _sentences(block.body)
        if not sentences:
            return
        first_end = sentences[0][-1].span.end
        if len(sentences) == 1 and not self._heads(at, sentences[0]):
            yield Part(
                Kind.BODY,
                block.body,
                tuple(self.path),
                number=block.mark.ordinal if block.mark else None,
            )
            return
        if len(sentences) > 1 and not _run_in_shape(block, sentences[0]):
            yield from self._body(block.body)
            return
        heading = block.span.part(block.span.start, first_end)
        yield self._open(heading, block.rank)
        if len(sentences) > 1:
            yield from self._body(block.body.part(sentences[1][0].span.start, block.body.end))

    def _heads(self, at: int, sentence: Sequence[Clause]) -> bool:
        """Whether a marked line of one sentence has anything below it."""
        block, after = self.blocks[at], self._after(at)
        if block.span.text.endswith(("；", ";")) or len(block.span.text) > _LONGEST_HEADING:
            return False
        if any(clause.figure for clause in sentence) and block.span.text.endswith("。"):
            return False
        if after is None:
            return False
        return after.rank > block.rank or after.table_before

    def _plain(self, at: int) -> Iterator[Part]:
        block = self.blocks[at]
        sentences = _sentences(block.body)
        if not sentences:
            return
        first = sentences[0]
        leads = _LEAD.match(block.body.text) is not None and "将" not in block.body.text[:40]
        if leads:
            self._close(Rank.BRACKETED)
        shaped = leads and len(sentences) > 2 and _lead_sentence(first)
        if at in self.bare or shaped:
            yield self._open(block.body.part(first[0].span.start, first[-1].span.end), Rank.BARE)
            if len(sentences) > 1:
                yield from self._body(block.body.part(sentences[1][0].span.start, block.body.end))
            return
        yield from self._body(block.body)

    def _body(self, span: Span) -> Iterator[Part]:
        """Running text, cut where a spoken heading (一是…。) stands in it."""
        start = span.start
        for sentence in _sentences(span):
            mark = mark_of(sentence[0].text)
            if mark is None or mark.rank is not Rank.SPOKEN or not _spoken_shape(sentence):
                continue
            first = sentence[0].span
            if start < first.start:
                yield Part(Kind.BODY, span.part(start, first.start), tuple(self.path))
            yield self._open(first, Rank.SPOKEN)
            start = first.end
        if any(char.isalnum() for char in span.part(start, span.end).text):
            yield Part(Kind.BODY, span.part(start, span.end), tuple(self.path))

    def _open(self, span: Span, rank: int) -> Part:
        self._close(rank)
        part = Part(Kind.HEADING, span, tuple(self.path))
        self.path.append(Heading(rank, _SOFT_END.sub("", span.text)))
        return part

    def _close(self, rank: int) -> None:
        while self.path and self.path[-1].rank >= rank:
            self.path.pop()


def _run_in_shape(block: _Block, sentence: Sequence[Clause]) -> bool:
    if any(clause.figure for clause in sentence):
        return False
    if block.mark is not None and block.mark.rank is Rank.SPOKEN:
        return _spoken_shape(sentence)
    return sentence[-1].span.end - sentence[0].span.start <= _LONGEST_RUN_IN


def _lead_shape(sentence: Sequence[Clause]) -> bool:
    return len(sentence) == 1 and len(sentence[0].text) <= 30 and not sentence[0].figure


def _lead_sentence(sentence: Sequence[Clause]) -> bool:
    """这五年，… as the topic of a paragraph: it counts nothing and defines nothing."""
    defines = any(re.match(r".{0,12}是", clause.text) for clause in sentence)
    return not defines and not any(clause.figure for clause in sentence)


def _spoken_shape(sentence: Sequence[Clause]) -> bool:
    [first, *rest] = sentence
    return not rest and first.stop == "。" and len(first.text) <= 24 and not first.figure


def _bald(text: str) -> str:
    return re.sub(r"\s+", "", text)
