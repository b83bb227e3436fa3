"""Paragraphs under their headings.

A heading is known by its mark (一、 （一） 1. 一是), by the document's own style, or by its
shape alone: a short first sentence without figures that most paragraphs beside it have too. It
may stand on its own line or run in, with text behind its full stop. A marked line that has nothing
below it says what it says itself: it is an item, not a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duban.reading.prose.blocks import Block, Blocks, detail_of
from duban.reading.prose.charges import Charge
from duban.reading.prose.clauses import Clause, sentences_of
from duban.reading.prose.marks import Rank
from duban.reading.prose.passages import Span
from duban.reading.prose.shapes import (
    bare_headings,
    inner_headings,
    is_dash_item,
    is_lead,
    is_topic,
    runs_in,
    spoken_headings,
)

_LONGEST_HEADING = 70
_LONGEST_LABEL = 40
_LONGEST_LINE = 25
_LONGEST_ADDRESS = 80
#: a paragraph that begins so speaks of another time than the sections before it
_OTHER_TIME = re.compile(
    r"(?:过去|这|近)?[一三五十]年来?，|(?:过去|这)[一五]年|“?十[一二三四五六]五”?(?:时期|期间)，"
)
_ANNOUNCES = re.compile(r"目标|任务|工作|如下|措施|项目")
_NAMED = re.compile(
    r"[\u4e00-\u9fff“”（）\d]{0,12}(?:目标|任务|措施|安排|要求|保障|重点|思路|原则|回顾|打算|成效)[：:]?"
)
_SOFT_END = re.compile(r"[。．.：:\s]+$")
_SENTENCE_MARKS = re.compile(r"[。；，：！？]")


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
    answers for it, `details` are its labelled lines; `number` is the document's own for an item;
    `extent` the whole block with its mark and run-in heading, where `span` is less.
    """

    kind: Kind
    span: Span
    path: tuple[Heading, ...] = ()
    lead: str = ""
    charge: Charge | None = None
    number: int | None = None
    extent: Span | None = None
    details: tuple[Span, ...] = ()


def outline_of(found: Blocks, title: str) -> list[Part]:
    """Every block as parts, in reading order."""
    return list(_Walker(found.blocks, title).parts())


class _Walker:
    """Walks the blocks with the headings that stand open."""

    def __init__(self, blocks: Sequence[Block], title: str) -> None:
        self.blocks = blocks
        self.bare = bare_headings(blocks)
        self.item_ranks = {block.rank for block in blocks if block.charge and block.mark}
        self.title = _bald(title)
        self.path: list[Heading] = []

    def parts(self) -> Iterator[Part]:
        for at, block in enumerate(self.blocks):
            sentences = sentences_of(block.body)
            if sentences and self._is_line_heading(at, sentences[0]):
                yield self._open(block.body, Rank.LINE)
            elif not sentences or self._is_label(block):
                yield Part(Kind.LABEL, block.span, tuple(self.path))
            elif block.charge is not None or self._is_item(at):
                yield self._item(block, sentences)
            elif self._is_named(block):
                yield self._open(block.body, Rank.NAMED)
            elif block.styled or (block.mark is not None and not is_dash_item(block, sentences)):
                yield from self._marked(at, sentences)
            else:
                yield from self._plain(at, sentences)

    def _after(self, at: int) -> Block | None:
        return self.blocks[at + 1] if at + 1 < len(self.blocks) else None

    def _is_label(self, block: Block) -> bool:
        """A title, an addressee, a signature, a date."""
        text = block.span.text
        if block.mark is not None or block.charge is not None:
            return False
        if (self.title and _bald(text) in self.title) or block.level == 0:
            return True
        if block.styled:
            return False
        if text.endswith("：") and len(text) <= _LONGEST_ADDRESS and not self.path:
            return not _ANNOUNCES.search(text)
        if len(text) > _LONGEST_LABEL or _SENTENCE_MARKS.search(text) or self._is_named(block):
            return False
        return not (self.path and sentences_of(block.body)[0][0].verb)

    def _is_named(self, block: Block) -> bool:
        """A heading without a mark that calls itself one: 主要目标, 保障措施."""
        if block.mark is not None or block.styled or block.span.start > 0:
            return False
        return _NAMED.fullmatch(block.span.text) is not None

    def _is_line_heading(self, at: int, sentence: Sequence[Clause]) -> bool:
        """A short line without a mark, such as 加强基础设施建设, over paragraphs or items."""
        block, after = self.blocks[at], self._after(at)
        if block.mark is not None or block.styled or block.charge is not None or after is None:
            return False
        text = block.span.text
        if len(text) > _LONGEST_LINE or _SENTENCE_MARKS.search(text) or not sentence[0].verb:
            return False
        if (self.title and _bald(text) in self.title) or self._is_named(block):
            return False
        inner = after.mark is not None and after.rank > Rank.LINE
        return inner or (after.mark is None and _SENTENCE_MARKS.search(after.span.text) is not None)

    def _is_item(self, at: int) -> bool:
        """Whether a block that names nobody is still an item, by its rank, and heads no others."""
        block, after = self.blocks[at], self._after(at)
        if block.mark is None or block.rank not in self.item_ranks:
            return False
        if after is None or after.rank <= block.rank:
            return True
        return after.mark is None and "。" in block.span.text

    def _item(self, block: Block, sentences: Sequence[Sequence[Clause]]) -> Part:
        """A whole item as one task; its run-in heading is the task's title."""
        body, lead = block.body, ""
        if block.mark is not None:
            self._close(block.rank)
            if len(sentences) > 1 and is_lead(sentences[0]):
                lead = sentences[0][0].span.printed
                body = body.part(sentences[1][0].span.start, body.end)
        return Part(
            Kind.BODY,
            body,
            tuple(self.path),
            lead,
            block.charge or Charge(0, 0),
            block.number,
            block.span,
            block.details,
        )

    def _marked(self, at: int, sentences: Sequence[Sequence[Clause]]) -> Iterator[Part]:
        """A marked or styled block: a heading, a heading that runs in, or an item."""
        block = self.blocks[at]
        heads = self._heads(at, sentences[0]) if len(sentences) == 1 else runs_in(block, sentences)
        if not heads:
            self._close(block.rank)
            yield from self._body(block.body, block)
            return
        opening = block.body.start if block.rank == Rank.DASH else block.span.start
        yield self._open(block.span.part(opening, sentences[0][-1].span.end), block.rank)
        if len(sentences) > 1:
            yield from self._body(block.body.part(sentences[1][0].span.start, block.body.end))

    def _heads(self, at: int, sentence: Sequence[Clause]) -> bool:
        """Whether a marked line of one sentence has anything below it."""
        block, after = self.blocks[at], self._after(at)
        text = block.span.text
        if text.endswith(("；", ";")) or len(text) > _LONGEST_HEADING or after is None:
            return False
        if text.endswith("。") and any(clause.figure for clause in sentence):
            return False
        if after.mark is None and detail_of(after.span) is not None:
            return False
        return after.rank > block.rank or after.table_before

    def _plain(self, at: int, sentences: Sequence[Sequence[Clause]]) -> Iterator[Part]:
        body, first = self.blocks[at].body, sentences[0]
        if self.blocks[at].mark is not None:
            self._close(self.blocks[at].rank)
        leads = _OTHER_TIME.match(body.text) is not None and "将" not in body.text[:40]
        if leads:
            self._close(Rank.BRACKETED)
        if at not in self.bare and not (leads and len(sentences) > 2 and is_topic(first)):
            yield from self._body(body)
            return
        yield self._open(body.part(first[0].span.start, first[-1].span.end), Rank.BARE)
        if len(sentences) > 1:
            yield from self._body(body.part(sentences[1][0].span.start, body.end))

    def _body(self, span: Span, block: Block | None = None) -> Iterator[Part]:
        """Running text, cut where a heading stands in it."""
        start = span.start
        extent = None if block is None else block.span
        sentences = sentences_of(span)
        spoken, inner = spoken_headings(sentences), inner_headings(sentences)
        for at in sorted(spoken | inner):
            first = sentences[at][0].span
            if _lettered(span, start, first.start):
                yield Part(Kind.BODY, span.part(start, first.start), tuple(self.path))
            yield self._open(first, Rank.SPOKEN if at in spoken else Rank.INNER)
            start = first.end
        if _lettered(span, start, span.end):
            yield Part(Kind.BODY, span.part(start, span.end), tuple(self.path), extent=extent)

    def _open(self, span: Span, rank: int) -> Part:
        self._close(rank)
        part = Part(Kind.HEADING, span, tuple(self.path))
        self.path.append(Heading(rank, _SOFT_END.sub("", span.printed)))
        return part

    def _close(self, rank: int) -> None:
        while self.path and self.path[-1].rank >= rank:
            self.path.pop()


def _lettered(span: Span, start: int, end: int) -> bool:
    return any(char.isalnum() for char in span.passage.text[start:end])


def _bald(text: str) -> str:
    return re.sub(r"\s+", "", text)
