"""The commitments and achievements of the body, and what of it only frames them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duban.plan import Doubt, Milestone, Period, Task
from duban.reading.prose import times, words
from duban.reading.prose.blocks import detail_of
from duban.reading.prose.charges import due_in
from duban.reading.prose.clauses import Clause, sentences_of
from duban.reading.prose.grouping import groups_of
from duban.reading.prose.outline import Kind, Part
from duban.reading.prose.owners import Owner
from duban.reading.prose.passages import Span
from duban.reading.prose.ranks import rank_in
from duban.reading.prose.segments import segments_of
from duban.reading.prose.times import Direction, Time
from duban.reading.prose.titles import title_of

_IDEOLOGY = re.compile(words.IDEOLOGY)
_CREED = re.compile(words.CREEDS)
_FRAMING = re.compile(words.FRAMING)
_ASIDE = re.compile(words.ASIDES)
_FLOURISH = re.compile(words.FLOURISHES)
_SERVICE = re.compile(words.SERVICES)
_ASPIRATION = re.compile(words.ASPIRATIONS)
#: a sentence that opens so foresees, or hopes for, all that it says
_FORESEEN = re.compile(r".{0,8}预计")
_HOPED = re.compile(r"(?:力争|争取|努力)")


#: under this name a rank stands among the fields
RANK = "排名"
PROPOSED = "模型建议，请核对"


@dataclass(frozen=True, slots=True)
class Framing:
    """A stretch that promises nothing."""

    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One commitment or achievement before it has its number; `span` is its exact text."""

    part: Part
    span: Span
    clauses: Sequence[Clause]
    time: Time
    year: int | None
    optional: bool = False
    estimated: bool = False
    aspirational: bool = False
    proposed: bool = False

    @property
    def owner(self) -> Owner:
        if self.optional:
            return Owner.SLOGAN
        return Owner.TASK if self.forward else Owner.ACHIEVEMENT

    @property
    def forward(self) -> bool:
        return self.time.direction is Direction.FORWARD

    def reaches(self) -> Iterator[Span]:
        """Its text and the connecting words (一是, 重点围绕 …) that were cut off its clauses."""
        yield self.span
        for clause in self.clauses:
            yield clause.reach

    def task(self, number: int) -> Task:
        places, text, charge = self.span.places(), self.span.printed, self.part.charge
        due = None if charge is None else charge.due
        if due is None and self.forward:
            due = due_in(self.span.text, self.year)
        return Task(
            title=self.part.lead or title_of(self.clauses),
            number=number,
            ids={} if self.part.number is None else {"number": self.part.number},
            path=tuple(heading.text for heading in self.part.path),
            text=text,
            leaders=() if charge is None else charge.leaders,
            lead_units=() if charge is None else charge.lead_units,
            co_units=() if charge is None else charge.co_units,
            fields=dict(self._fields()),
            milestones=self._milestones(),
            due=due,
            period=self.time.period,
            estimated=self.estimated,
            aspirational=self.forward and self.aspirational,
            optional=self.optional,
            note=PROPOSED if self.proposed else "",
            place=places[0],
            places={"text": places},
        )

    def _fields(self) -> Iterator[tuple[str, str]]:
        """The item's labelled lines under their labels, and the rank that a result claims."""
        for detail in self.part.details:
            found = detail_of(detail)
            if found is not None:
                yield found
        rank = rank_in(self.span.text)
        if rank is not None:
            yield RANK, rank

    def _milestones(self) -> tuple[Milestone, ...]:
        """The dated clauses of an item that names more than one date."""
        if self.part.charge is None:
            return ()
        dated = [(due_in(clause.text, self.year), clause.span) for clause in self.clauses]
        found = tuple(
            Milestone(Period.month(due.year, due.month), span.printed, span.places()[0])
            for due, span in dated
            if due is not None
        )
        return found if len({stone.period for stone in found}) > 1 else ()

    def doubt(self) -> Doubt:
        """That a model proposed this entry and no rule found it."""
        return Doubt("proposed", f"{PROPOSED}：{self.span.printed}", self.span.places()[0])


def entries_of(parts: Sequence[Part], title: str, year: int | None) -> Iterator[Entry | Framing]:
    """The body of every part in reading order, as entries and framing."""
    bodies = [part for part in parts if part.kind is Kind.BODY]
    whole = times.of_wording("".join(part.span.text for part in bodies), None)
    for part in bodies:
        time = _time_of(part, title, year, whole)
        if part.charge is not None:
            handed_out = Time(Direction.FORWARD, time.period)
            clauses = clauses_of(part.span)
            hoped = any(clause.aspires for clause in clauses)
            yield Entry(part, _trimmed(part.span), clauses, handed_out, year, aspirational=hoped)
        elif _ASIDE.search(part.span.text):
            yield Framing(part.span)
        else:
            yield from _of_body(part, time, year)


def _time_of(part: Part, title: str, year: int | None, whole: Direction | None) -> Time:
    time = times.of_headings([title, *(heading.text for heading in part.path)], year)
    time = times.of_opening(part.span.text.partition("。")[0], time, year)
    fallback = times.of_wording(part.span.text, whole) or Direction.FORWARD
    return times.settled(time, fallback, year)


def clauses_of(span: Span) -> list[Clause]:
    return [clause for sentence in sentences_of(span) for clause in sentence]


def _trimmed(span: Span) -> Span:
    text = span.text
    lead = len(text) - len(text.lstrip())
    return span.part(span.start + lead, span.start + len(text.rstrip()))


def _of_body(part: Part, time: Time, year: int | None) -> Iterator[Entry | Framing]:
    for sentence in sentences_of(part.span):
        whole = part.span.part(sentence[0].span.start, sentence[-1].span.end)
        if _FRAMING.search(whole.text):
            yield Framing(whole)
        else:
            yield from _of_sentence(part, sentence, time, year, whole.text)


def _of_sentence(
    part: Part, sentence: Sequence[Clause], time: Time, year: int | None, text: str
) -> Iterator[Entry | Framing]:
    ideology = _IDEOLOGY.search(text) is not None
    foreseen, hoped = _FORESEEN.match(text) is not None, _HOPED.match(text) is not None
    period = time.period
    for segment in segments_of(sentence):
        if segment.label:
            yield from (Framing(clause.reach) for clause in segment.clauses)
            continue
        for whole in [segment.clauses] if segment.whole else groups_of(segment.clauses):
            creeds, group = _without_creeds(whole) if ideology else ((), whole)
            yield from (Framing(clause.reach) for clause in creeds)
            said = "，".join(clause.text for clause in group)
            period = times.by_year(said) or period
            if not _promises(group, ideology):
                yield from (Framing(clause.reach) for clause in group)
                continue
            yield Entry(
                part,
                part.span.part(group[0].span.start, group[-1].span.end),
                group,
                Time(time.direction, period),
                year,
                optional=ideology,
                estimated=(foreseen or "预计" in said) and time.direction is Direction.BACK,
                aspirational=hoped or _ASPIRATION.search(said) is not None,
            )


def _without_creeds(group: Sequence[Clause]) -> tuple[Sequence[Clause], Sequence[Clause]]:
    """The clauses at the head that only say by whose guidance, and the others (never none)."""
    at = 0
    while at < len(group) - 1 and _CREED.match(group[at].text):
        at += 1
    return group[:at], group[at:]


def _promises(group: Sequence[Clause], ideology: bool) -> bool:
    """Whether the clauses say anything that someone can be asked about."""
    said = [clause for clause in group if not clause.opening]
    if not said or all(_FLOURISH.search(clause.text) for clause in said):
        return False
    if all(_SERVICE.match(clause.text) and not clause.figure for clause in said):
        return False
    return not (ideology and all(_CREED.match(clause.text) for clause in said))
