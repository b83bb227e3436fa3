"""Sentences that are headings by their shape, wherever they run in with the text below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duban.reading.prose.blocks import Block
from duban.reading.prose.clauses import Clause, sentences_of
from duban.reading.prose.marks import Rank, mark_of

_LONGEST_RUN_IN = 45
_LONGEST_SPOKEN = 24
_LONGEST_BARE = 18
_LONGEST_LEAD = 30
_LONGEST_INNER = 12
#: how many of the paragraphs beside one another must open so before it is a heading
_BARE_SHARE = 0.6
#: how many sentences of one paragraph must look like headings before they are
_INNER_LEAST = 3
_GENERAL = re.compile(
    r"(?:全力|着力|持续|大力|积极|切实|扎实|坚决|不断|全面|加快|进一步)*"
    r"(?:提升|提高|完善|优化|扩大|稳定|推进|推动|强化|加强|促进|深化|培育|激发|增强|健全|拓展|"
    r"做好|办好|抓好|保障|守牢)"
)
_DEFINES = re.compile(r".{0,12}是")

Sentence = Sequence[Clause]


def bare_headings(blocks: Sequence[Block]) -> set[int]:
    """Indexes of the unmarked blocks whose first sentence is a heading by its shape."""
    found: set[int] = set()
    told: list[int] = []
    shaped: list[int] = []
    for at, block in enumerate([*blocks, None]):
        if block is None or block.mark is not None or block.styled:
            if shaped and len(shaped) >= _BARE_SHARE * len(told) and _together(shaped, blocks):
                found.update(shaped)
            told, shaped = [], []
            continue
        sentences = sentences_of(block.body)
        if len(sentences) > 1:
            told.append(at)
            if _bare_shape(sentences[0]):
                shaped.append(at)
    return found


def _together(shaped: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Whether several paragraphs open so, or the only one does by words that name no one thing."""
    if len(shaped) > 1:
        return True
    sentences = sentences_of(blocks[shaped[0]].body)
    [first] = sentences[0]
    return len(sentences) > 2 and (not first.verb or _GENERAL.match(first.text) is not None)


def _bare_shape(sentence: Sentence) -> bool:
    [first, *rest] = sentence
    return (
        not rest
        and not first.figure
        and len(first.text) <= _LONGEST_BARE
        and "了" not in first.text
        and _DEFINES.match(first.text) is None
    )


def is_dash_item(block: Block, sentences: Sequence[Sentence]) -> bool:
    """Whether a ——line is an item as it stands, not a short heading with text behind it."""
    return block.rank == Rank.DASH and not (len(sentences) > 1 and _bare_shape(sentences[0]))


def runs_in(block: Block, sentences: Sequence[Sentence]) -> bool:
    """Whether the first of several sentences is the heading of the others."""
    first = sentences[0]
    if any(clause.figure for clause in first):
        return False
    if block.rank == Rank.SPOKEN:
        return is_spoken(first)
    return first[-1].span.end - first[0].span.start <= _LONGEST_RUN_IN


def is_lead(sentence: Sentence) -> bool:
    [first, *rest] = sentence
    return not rest and len(first.text) <= _LONGEST_LEAD and not first.figure


def is_topic(sentence: Sentence) -> bool:
    """这五年，… as the topic of a paragraph: it counts nothing and defines nothing."""
    return not any(clause.figure or _DEFINES.match(clause.text) for clause in sentence)


def is_spoken(sentence: Sentence) -> bool:
    [first, *rest] = sentence
    return (
        not rest and first.stop == "。" and len(first.text) <= _LONGEST_SPOKEN and not first.figure
    )


def inner_headings(sentences: Sequence[Sentence]) -> set[int]:
    """Indexes of sentences that head the next ones: 完善促消费政策。… 优化消费供给。…

    One such sentence may be a task; three in a paragraph, each with longer ones behind it, are its
    sections.
    """
    found = {
        at
        for at, sentence in enumerate(sentences[:-1])
        if _is_general(sentence) and not _is_general(sentences[at + 1])
    }
    return found if len(found) >= _INNER_LEAST else set()


def spoken_headings(sentences: Sequence[Sentence]) -> set[int]:
    """Indexes of the sentences 一是…。 that head the next ones."""
    found = set()
    for at, sentence in enumerate(sentences):
        mark = mark_of(sentence[0].text)
        if mark is not None and mark.rank is Rank.SPOKEN and is_spoken(sentence):
            found.add(at)
    return found


def _is_general(sentence: Sentence) -> bool:
    [first, *rest] = sentence
    return (
        not rest
        and len(first.text) <= _LONGEST_INNER
        and not first.figure
        and "“" not in first.text
        and _GENERAL.match(first.text) is not None
    )
