"""A commitment told as its result, as far as a machine can; what it cannot is left for a person.

    力争6月底前新建停车场70个以上。 → 已于6月底前新建停车场72个，完成年度目标的102.9%。

A time limit is told as kept where accepted reports prove it: the figures behind it had been reached
by then, its milestone was found reached, or the unit had reported the whole done and that was
verified. Where they prove that it was missed, that is said. Else it stays, marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from duban.plan import Kind, Quantity
from duban.writing.blocks import Span
from duban.writing.commitment import Commitment, Each, Figure, Judged, YearReportFacts
from duban.writing.restating import Restated, restated, unit_of
from duban.writing.timing import Limit, limits_in
from duban.writing.turning import SAID, ahead, flipped, loosened, turned
from duban.writing.wording import quoted

BLANK = "〔待补〕"
_ENDS = "。！；;"
_STOP = re.compile("[。；;]")
#: what follows the last figure as a clause of its own has nothing that proves it
_CLAUSES, _A_CLAUSE = re.compile("[，；：。,;]"), 4


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


def sentence_of(commitment: Commitment, facts: YearReportFacts) -> Sentence:
    """The commitment as its result."""
    text = commitment.text.rstrip(_ENDS)
    draft = _Draft(text, list(_timed(text, commitment, facts)))
    if commitment.figures:
        return _by_figures(draft, commitment, facts)
    return _by_words(draft, commitment, facts)


@dataclass(frozen=True, slots=True)
class _Timed:
    """What stands in the place of a limit, and what is said of it at the sentence's end."""

    limit: Limit
    put: str
    note: str = ""
    doubt: str = ""


@dataclass(slots=True)
class _Draft:
    text: str
    timed: list[_Timed]
    spans: list[Span] = field(default_factory=list)
    standings: list[tuple[str, str]] = field(default_factory=list)
    met: list[bool | None] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def piece(self, start: int, end: int) -> str:
        """A piece of the text, a sign for each limit in it that is not left out."""
        told, at = "", start
        for one in self.timed:
            if start <= one.limit.start and one.limit.end <= end:
                told += self.text[at : one.limit.start] + (SAID if one.put else "")
                at = one.limit.end
        return told + self.text[at:end]

    def look_ahead(self) -> None:
        """Doubt what still speaks of a time to come, once the plan's own words are all told."""
        self.doubts += [one.doubt for one in self.timed if one.doubt]
        for word in ahead("".join(span.text for span in self.spans)):
            self.doubts.append(f"“{word}”没有改写，请核定。")

    def close(self, result: Result) -> Sentence:
        """The sentence, the limits back in it."""
        puts = iter([one.put for one in self.timed if one.put])
        told = [
            Span(re.sub(SAID, lambda _: next(puts), span.text), span.note) for span in self.spans
        ]
        return Sentence(_joined(told), result, tuple(self.doubts))


def _timed(text: str, commitment: Commitment, facts: YearReportFacts) -> Iterator[_Timed]:
    """Each limit with what came of it; it holds until the next one, or the end of its sentence."""
    limits = list(limits_in(text, facts.year))
    for number, limit in enumerate(limits):
        stop = _STOP.search(text, limit.end)
        ends = [len(text)] + ([stop.start()] if stop else [])
        ends += [one.start for one in limits[number + 1 :]]
        held = [one for one in commitment.figures if limit.end <= one.quantity.start < min(ends)]
        if limit.day == date(facts.year, 12, 31):
            # a plan of the year is due by then anyway
            yield _Timed(limit, "")
        elif held:
            yield _by_its_figures(limit, held, commitment, facts)
        else:
            yield _by_its_words(limit, commitment, alone=len(limits) == 1)


def _left(limit: Limit, text: str) -> _Timed:
    doubt = f"“{limit.said}”没有改写：没有审核通过的填报能证明是否按时，请核定。"
    return _Timed(limit, text[limit.start : limit.end], doubt=doubt)


def _late(limit: Limit, put: str) -> _Timed:
    return _Timed(limit, put, f"，晚于原定时限（{limit.said}）")


def _by_its_figures(
    limit: Limit, held: Sequence[Figure], commitment: Commitment, facts: YearReportFacts
) -> _Timed:
    since = [one.since for one in held if one.since is not None]
    met = [_found(one).met for one in held if one.reached is not None]
    if len(since) == len(held):
        last = max(since)
        if last <= limit.day:
            return _Timed(limit, f"已于{limit.said}")
        return _late(limit, f"于{_by(last)}")
    if met == [True] * len(held) and _found_by(limit, commitment):
        # a level is had anew each time: its reports do not tell since when
        return _Timed(limit, f"已于{limit.said}")
    if len(met) == len(held) and False in met and limit.day < facts.day:
        return _Timed(limit, "", f"，没有按原定时限（{limit.said}）达到")
    return _left(limit, commitment.text)


def _found_by(limit: Limit, commitment: Commitment) -> bool:
    """Whether the review found the milestone of that day reached, or all was done by then."""
    done = commitment.done_on
    return limit.day in commitment.kept or (done is not None and done <= limit.day)


def _by_its_words(limit: Limit, commitment: Commitment, *, alone: bool) -> _Timed:
    done = commitment.done_on
    if done is not None and alone:
        day = f"{done.month}月{done.day}日"
        return _Timed(limit, f"已于{day}") if done <= limit.day else _late(limit, f"于{day}")
    if limit.day in commitment.kept:
        return _Timed(limit, f"已于{limit.said}")
    return _left(limit, commitment.text)


def _by(day: date) -> str:
    """9月底前, for the last day of a month."""
    ends = (day + timedelta(days=1)).day == 1
    return f"{day.month}月{'底' if ends else f'{day.day}日'}前"


def _by_figures(draft: _Draft, commitment: Commitment, facts: YearReportFacts) -> Sentence:
    at = 0
    for figure in sorted(commitment.figures, key=lambda one: one.quantity.start):
        quantity = figure.quantity
        if quantity.start < at or draft.text[quantity.start : quantity.end] != quantity.text:
            draft.doubts.append(f"“{quantity.text}”在句中找不到，没有改写。")
            draft.met.append(None)
            continue
        _add(draft, draft.piece(at, quantity.start), figure, facts)
        at = quantity.end
    rest, done = draft.piece(at, len(draft.text)), all(draft.met)
    if commitment.judged is not Judged.REACHED:
        draft.doubts += [
            f"“{clause}”没有数据，是否完成请核定。"
            for clause in _CLAUSES.split(rest)[1:]
            if len(clause) >= _A_CLAUSE
        ]
    draft.spans.append(Span(turned(rest, facts.year, done=done)))
    draft.look_ahead()
    notes = "".join(one.note for one in draft.timed)
    draft.spans.append(Span(f"{_told(draft.standings)}{notes}{_verdict(commitment)}。"))
    result = Result.REACHED
    if False in draft.met or commitment.judged in (Judged.PARTLY, Judged.NOT):
        result = Result.SHORT
        draft.spans.append(Span(_troubles(commitment)))
    elif None in draft.met:
        result = Result.OPEN
    return draft.close(result)


def _add(draft: _Draft, before: str, figure: Figure, facts: YearReportFacts) -> None:
    """One figure with the words before it."""
    quantity = figure.quantity
    target = f"目标{quantity.text}，见{quoted(facts.plan)}{figure.place}"
    if figure.reached is None:
        draft.spans += [
            Span(turned(before, facts.year)),
            Span(f"{BLANK}{unit_of(quantity)}", f"{target}；没有审核通过的数值"),
        ]
        draft.doubts.append(f"“{quantity.text}”没有审核通过的数值，请补上或改写。")
        draft.met.append(None)
        return
    found = _found(figure)
    before = turned(before, facts.year, done=found.met is not False)
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


def _found(figure: Figure) -> Restated:
    if figure.reached is None:
        raise ValueError("nothing was accepted for this figure")
    if figure.each is not None:
        return _each_time(figure.quantity, figure.each)
    return restated(figure.quantity, figure.reached, less_is_better=figure.less_is_better)


def _each_time(quantity: Quantity, each: Each) -> Restated:
    """每季度1次 stays as it is: what was reached is said of the quarters that are over."""
    if each.kept == each.over:
        return Restated(quantity.text, f"已过的{each.over}个{each.word}都达到目标", True)
    told = f"已过的{each.over}个{each.word}中{each.kept}个达到目标"
    return Restated(quantity.text, told, False)


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


def _troubles(commitment: Commitment) -> str:
    told = _one_line(commitment.troubles)
    return f"存在问题：{told}。" if told else ""


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(_ENDS)


def _by_words(draft: _Draft, commitment: Commitment, facts: YearReportFacts) -> Sentence:
    judged, progress = commitment.judged, _one_line(commitment.words)
    reached = judged is Judged.REACHED
    sources = [] if commitment.told is None else [commitment.told.said]
    if commitment.done_on is not None:
        sources.append(f"{commitment.done_on.month}月{commitment.done_on.day}日报办结，核查属实")
    note = "；".join([f"见{quoted(facts.plan)}{commitment.place}", *sources])
    text = turned(draft.piece(0, len(draft.text)), facts.year, done=reached)
    ends = "".join(one.note for one in draft.timed)
    if judged is None:
        missing = "没有经审核评判" if progress else "没有审核通过的进展"
        draft.doubts.append(f"这一项{missing}，是否完成请核定。")
        ends += "，完成情况待核定"
    elif not reached:
        ends += f"，{judged}"
    draft.spans.append(Span(text, note))
    draft.look_ahead()
    draft.spans.append(Span(f"{ends}。"))
    if progress and not reached:
        draft.spans.append(Span(f"进展情况：{progress}。"))
    if judged in (Judged.PARTLY, Judged.NOT):
        draft.spans.append(Span(_troubles(commitment)))
    result = {None: Result.OPEN, Judged.REACHED: Result.REACHED}.get(judged, Result.SHORT)
    return draft.close(result)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without empty ones; letters without a note run together."""
    found: list[Span] = []
    for span in spans:
        if found and not found[-1].note and not span.note:
            found[-1] = Span(found[-1].text + span.text)
        elif span.text:
            found.append(span)
    return tuple(found)
