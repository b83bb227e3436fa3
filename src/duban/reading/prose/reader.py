"""A source in prose as a plan.

lines → paragraphs → outline → sentences → clauses → groups → commitments
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duban.plan import Period, Plan, Task
from duban.reading.facts import facts_of
from duban.reading.prose import times, words
from duban.reading.prose.charges import due_in
from duban.reading.prose.clauses import Clause, sentences_of
from duban.reading.prose.grouping import groups_of
from duban.reading.prose.lines import lines_of
from duban.reading.prose.outline import Kind, Part, outline_of
from duban.reading.prose.passages import Span, passages_of
from duban.reading.prose.segments import segments_of
from duban.reading.prose.times import Direction, Time
from duban.reading.prose.titles import title_of
from duban.reading.source import Grid, Paragraph, Source

_IDEOLOGY = re.compile(words.IDEOLOGY)
_FRAMING = re.compile(words.FRAMING)
_CREED = re.compile(words.CREEDS)
#: a paragraph that tells how the paper came about and hands it over
_HANDS_OVER = re.compile(r"提请.{0,12}(?:审议|审查|审阅)")
_FLOURISH = re.compile(words.FLOURISHES)
_SERVICE = re.compile(words.SERVICES)
_ASPIRATION = re.compile(words.ASPIRATIONS)


def read_prose(source: Source) -> Plan:
    """The commitments and achievements of `source`; its grids are left to the layouts."""
    paragraphs = [block for block in source.blocks if isinstance(block, Paragraph)]
    facts = facts_of(paragraphs, source.file.name)
    lines = lines_of(source)
    parts = outline_of(list(passages_of(lines)), facts.title, facts.year)
    told = list(_told(parts, facts.title, facts.year))
    tasks: list[Task] = []
    achievements: list[Task] = []
    for entry in told:
        back = entry.time.direction is Direction.BACK
        found = achievements if back else tasks
        found.append(entry.task(len(found) + 1))
    return Plan(
        facts.document(source.file),
        tuple(tasks),
        tuple(achievements),
        source.doubts,
        coverage=_coverage(source, lines_length=sum(_letters(line.text) for line in lines)),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One commitment or achievement before it has its number."""

    part: Part
    span: Span
    clauses: Sequence[Clause]
    time: Time
    optional: bool = False
    estimated: bool = False
    year: int | None = None

    def task(self, number: int) -> Task:
        places = self.span.places()
        charge = self.part.charge
        text = self.span.text
        due = (
            charge.due if charge is not None and charge.due is not None else due_in(text, self.year)
        )
        return Task(
            title=self.part.lead or title_of(self.clauses),
            number=number,
            ids={} if self.part.number is None or charge is None else {"number": self.part.number},
            path=tuple(heading.text for heading in self.part.path),
            text=text,
            lead_units=() if charge is None else charge.lead_units,
            co_units=() if charge is None else charge.co_units,
            due=due if self.time.direction is Direction.FORWARD else None,
            period=self.time.period,
            estimated=self.estimated,
            aspirational=self.time.direction is Direction.FORWARD
            and _ASPIRATION.search(text) is not None,
            optional=self.optional,
            place=places[0],
            places={"text": places},
        )


def _told(parts: Sequence[Part], title: str, year: int | None) -> Iterator[Entry]:
    whole = times.of_wording("".join(part.span.text for part in parts if part.kind is Kind.BODY))
    for part in parts:
        if part.kind is not Kind.BODY:
            continue
        time = _time_of(part, title, year, whole)
        if part.charge is not None:
            handed_out = Time(Direction.FORWARD, time.period)
            yield Entry(part, _whole(part), _all_clauses(part.span), handed_out, year=year)
        else:
            yield from _commitments(part, time, year)


def _all_clauses(span: Span) -> list[Clause]:
    return [clause for sentence in sentences_of(span) for clause in sentence]


def _whole(part: Part) -> Span:
    """An item's text without the blanks around it."""
    text = part.span.text
    lead = len(text) - len(text.lstrip())
    return part.span.part(part.span.start + lead, part.span.start + len(text.rstrip()))


def _time_of(part: Part, title: str, year: int | None, whole: Direction | None) -> Time:
    time = times.of_headings([title, *(heading.text for heading in part.path)], year)
    time = times.of_opening(_first_sentence(part.span.text), time, year)
    fallback = times.of_wording(part.span.text) or whole or Direction.FORWARD
    return times.settled(time, fallback, year)


def _first_sentence(text: str) -> str:
    return text.partition("。")[0]


def _commitments(part: Part, time: Time, year: int | None) -> Iterator[Entry]:
    if _HANDS_OVER.search(part.span.text):
        return
    for sentence in sentences_of(part.span):
        text = part.span.part(sentence[0].span.start, sentence[-1].span.end).text
        if _FRAMING.search(text):
            continue
        ideology = _IDEOLOGY.search(text) is not None
        estimated = False
        period: Period | None = None
        for segment in segments_of(sentence):
            for group in [segment.clauses] if segment.whole else groups_of(segment.clauses):
                estimated = estimated or "预计" in _text(group)
                period = times.by_year(_text(group)) or period
                if not _promises(group, ideology):
                    continue
                yield Entry(
                    part,
                    group[0].span.part(group[0].span.start, group[-1].span.end),
                    group,
                    Time(time.direction, period or time.period),
                    optional=ideology,
                    estimated=time.direction is Direction.BACK and estimated,
                    year=year,
                )


def _text(group: Sequence[Clause]) -> str:
    return "，".join(clause.text for clause in group)


def _promises(group: Sequence[Clause], ideology: bool) -> bool:
    said = [clause for clause in group if not clause.opening]
    if not said or all(_FLOURISH.search(clause.text) for clause in said):
        return False
    if all(_SERVICE.match(clause.text) and not clause.figure for clause in said):
        return False
    return not (ideology and all(_CREED.match(clause.text) for clause in said))


def _letters(text: str) -> int:
    return sum(1 for char in text if char.isalnum())


def _coverage(source: Source, lines_length: int) -> Decimal:
    total = sum(
        _letters(block.text)
        if isinstance(block, Paragraph)
        else sum(_letters(cell) for row in block.rows for cell in row)
        for block in source.blocks
        if isinstance(block, (Grid, Paragraph))
    )
    return Decimal(lines_length) / Decimal(total) if total else Decimal(1)
