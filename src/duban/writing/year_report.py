"""The draft of a year's work report: each commitment of the plan turned to its result.

    新建停车场70个以上。 → 新建停车场72个，完成年度目标的102.9%。

Every figure carries a footnote: where in the plan its target stands, and which report brought it.
What was not reached is said plainly. What a machine cannot settle stays as the plan has it, is
marked 〔核N〕 and listed at the end: the draft is made to be finished by a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from duban.plan import Kind, Quantity
from duban.writing.blocks import Block, Body, Heading, Paper, Span, Title
from duban.writing.numerals import chinese
from duban.writing.restating import restated, unit_of
from duban.writing.turning import ahead, flipped, loosened, turned
from duban.writing.wording import quoted, said

BLANK = "〔待补〕"
_ENDS = "。！；;"
_COUNTED = re.compile(r"^(?:[一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）|\d+[.．、])")


class Judged(StrEnum):
    """How the review found a commitment in words."""

    REACHED = "已达到年度要求"
    PARTLY = "部分达到年度要求"
    NOT = "未达到年度要求"


@dataclass(frozen=True, slots=True)
class Source:
    """The report behind a figure or a word: its period in words, who filed, when it was taken."""

    period: str
    unit: str
    accepted_on: date

    @property
    def said(self) -> str:
        return f"{self.unit}{self.period}填报，{said(self.accepted_on)}审核通过"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the commitment with what was accepted for it, in the unit of the quantity.

    The offsets of `quantity` lie in the text of its commitment. `place` is where the plan has it.
    """

    quantity: Quantity
    place: str = ""
    reached: Decimal | None = None
    source: Source | None = None
    less_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment under its headings. `judged` and `words` are what the review and the last
    accepted report say of it; `told` is their source."""

    text: str
    path: Sequence[str] = ()
    place: str = ""
    figures: Sequence[Figure] = ()
    judged: Judged | None = None
    words: str = ""
    told: Source | None = None


@dataclass(frozen=True, slots=True)
class YearReportFacts:
    """`plan` is the title of the plan, `day` that of the draft; commitments in the plan's order."""

    issuer: str
    plan: str
    year: int
    day: date
    commitments: Sequence[Commitment]


class Result(StrEnum):
    REACHED = "达到"
    SHORT = "未达到"
    OPEN = "无法评定"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A commitment turned. `doubts` are what a person has to settle, each a sentence."""

    spans: tuple[Span, ...]
    result: Result
    doubts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def year_report_paper(facts: YearReportFacts) -> Paper:
    title = f"{facts.issuer}\n{facts.year}年工作完成情况（代拟稿）"
    sentences = [sentence_of(one, facts) for one in facts.commitments]
    counts = {result: sum(one.result is result for one in sentences) for result in Result}
    told = "，".join(f"{result.value}{count}项" for result, count in counts.items() if count)
    blocks: list[Block] = [
        Title(title, f"（{said(facts.day)}）"),
        Body(
            f"本稿由{quoted(facts.plan)}的承诺与审核通过的数据逐句生成，共{len(sentences)}项"
            f"{f'，其中{told}' if told else ''}。"
            "脚注为目标和数据的出处；标有〔核〕的语句须由人核定。"
        ),
    ]
    blocks += _under_headings(facts.commitments, sentences)
    return Paper(title.replace("\n", ""), facts.day, tuple(blocks))


def _under_headings(
    commitments: Sequence[Commitment], sentences: Sequence[Sentence]
) -> Iterator[Block]:
    last: Sequence[str] = ()
    numbers = [0, 0]
    asked: list[tuple[int, str]] = []
    for commitment, sentence in zip(commitments, sentences, strict=True):
        yield from _headings(commitment.path, last, numbers)
        last = commitment.path
        marks = []
        for doubt in sentence.doubts:
            asked.append((len(asked) + 1, doubt))
            marks.append(f"〔核{len(asked)}〕")
        yield Body((*sentence.spans, *marks))
    if asked:
        yield Heading(f"{chinese(numbers[0] + 1)}、需要核定的语句", 1)
        for number, doubt in asked:
            yield Body(f"〔核{number}〕{doubt}")


def _headings(path: Sequence[str], last: Sequence[str], numbers: list[int]) -> Iterator[Block]:
    """The headings that begin here; below the second level they are lines of text."""
    for level, name in enumerate(path):
        if tuple(path[: level + 1]) == tuple(last[: level + 1]):
            continue
        if level == 0:
            numbers[0], numbers[1] = numbers[0] + 1, 0
            yield Heading(f"{chinese(numbers[0])}、{_bare(name)}", 1)
        elif level == 1:
            numbers[1] += 1
            yield Heading(f"（{chinese(numbers[1])}）{_bare(name)}", 2)
        else:
            yield Heading(name, 3)


def _bare(name: str) -> str:
    """A heading without the number that the plan gave it: this paper counts anew."""
    return _COUNTED.sub("", name) or name


def sentence_of(commitment: Commitment, facts: YearReportFacts) -> Sentence:
    """The commitment as its result."""
    if commitment.figures:
        return _by_figures(commitment, facts)
    return _by_words(commitment, facts)


@dataclass(slots=True)
class _Draft:
    spans: list[Span] = field(default_factory=list)
    standings: list[tuple[str, str]] = field(default_factory=list)
    met: list[bool | None] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def _by_figures(commitment: Commitment, facts: YearReportFacts) -> Sentence:
    text, draft, at = commitment.text.rstrip(_ENDS), _Draft(), 0
    for figure in sorted(commitment.figures, key=lambda one: one.quantity.start):
        quantity = figure.quantity
        if quantity.start < at or text[quantity.start : quantity.end] != quantity.text:
            draft.doubts.append(f"“{quantity.text}”在句中找不到，没有改写。")
            draft.met.append(None)
            continue
        _add(draft, text[at : quantity.start], figure, facts)
        at = quantity.end
    rest = turned(text[at:], facts.year)
    draft.spans.append(Span(rest))
    _doubt_what_is_ahead(draft)
    draft.spans.append(Span(f"{_told(draft.standings)}{_verdict(commitment)}。"))
    result = Result.REACHED
    if False in draft.met or commitment.judged in (Judged.PARTLY, Judged.NOT):
        result = Result.SHORT
    elif None in draft.met:
        result = Result.OPEN
    return Sentence(_joined(draft.spans), result, tuple(draft.doubts))


def _add(draft: _Draft, before: str, figure: Figure, facts: YearReportFacts) -> None:
    """One figure with the words before it."""
    quantity, before = figure.quantity, turned(before, facts.year)
    target = f"目标{quantity.text}，见{quoted(facts.plan)}{figure.place}"
    if figure.reached is None:
        draft.spans += [
            Span(before),
            Span(f"{BLANK}{unit_of(quantity)}", f"{target}；没有审核通过的数值"),
        ]
        draft.doubts.append(f"“{quantity.text}”没有审核通过的数值，请补上或改写。")
        draft.met.append(None)
        return
    found = restated(quantity, figure.reached, less_is_better=figure.less_is_better)
    if found.flipped:
        round_ = flipped(before)
        if round_ is None:
            draft.doubts.append(f"“{quantity.text}”的实际方向与目标相反，请改写动词。")
        before = before if round_ is None else round_
    if found.over:
        before = loosened(before)
    source = "；数据来源未注明" if figure.source is None else f"；{figure.source.said}"
    draft.spans += [Span(before), Span(found.printed, f"{target}{source}")]
    draft.standings.append((_name(quantity), found.standing))
    draft.met.append(found.met)
    if found.met is None:
        draft.doubts.append(f"“{quantity.text}”是约数，是否达到请核定。")


def _name(quantity: Quantity) -> str:
    """What a figure counts, where several stand in one sentence."""
    if len(quantity.metric) < 2:
        return f"“{quantity.text}”一项"
    metric = quantity.metric.removeprefix("完成").removeprefix("实现")
    growth = quantity.kind is Kind.GROWTH and not metric.endswith(("速", "幅", "率"))
    return f"{metric}增速" if growth else metric


def _told(standings: Sequence[tuple[str, str]]) -> str:
    if len(standings) == 1:
        return f"，{standings[0][1]}"
    return "".join(f"；{metric}{standing}" for metric, standing in standings)


def _verdict(commitment: Commitment) -> str:
    judged = commitment.judged
    return "" if judged in (None, Judged.REACHED) else f"，经审核{judged}"


def _doubt_what_is_ahead(draft: _Draft) -> None:
    for word in ahead("".join(span.text for span in draft.spans)):
        draft.doubts.append(f"“{word}”没有改写，请核定。")


def _by_words(commitment: Commitment, facts: YearReportFacts) -> Sentence:
    text = turned(commitment.text.rstrip(_ENDS), facts.year)
    source = "" if commitment.told is None else f"；{commitment.told.said}"
    note = f"见{quoted(facts.plan)}{commitment.place}{source}"
    draft = _Draft([Span(text, note)])
    _doubt_what_is_ahead(draft)
    progress = " ".join(commitment.words.split()).rstrip(_ENDS)
    judged = commitment.judged
    if judged is not None and judged is not Judged.REACHED:
        draft.spans.append(Span(f"，{judged}"))
    elif judged is None:
        missing = "没有经审核评判" if progress else "没有审核通过的进展"
        draft.doubts.append(f"这一项{missing}，是否完成请核定。")
    draft.spans.append(Span("。"))
    if progress and judged is not Judged.REACHED:
        draft.spans.append(Span(f"进展情况：{progress}。"))
    result = {None: Result.OPEN, Judged.REACHED: Result.REACHED}.get(judged, Result.SHORT)
    return Sentence(_joined(draft.spans), result, tuple(draft.doubts))


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without empty ones; letters without a note run together."""
    found: list[Span] = []
    for span in spans:
        if found and not found[-1].note and not span.note:
            found[-1] = Span(found[-1].text + span.text)
        elif span.text:
            found.append(span)
    return tuple(found)
