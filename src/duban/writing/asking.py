"""The questions a meeting puts to a unit, drawn from the facts.

A rule looks at what is known of one unit and words a question for each fact it knows to be telling.
A question quotes its figures, so that the answer can only be about the matter. Of all questions the
three most telling are put: rules in their order, each with its gravest fact first, and no task is
asked about twice while another waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from duban.writing.wording import said

QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class About:
    """The task a fact is about; `serial` is its number in the plan."""

    title: str
    serial: int | None = None

    @property
    def said(self) -> str:
        return f"“{self.title}”" if self.serial is None else f"第{self.serial}项“{self.title}”"


@dataclass(frozen=True, slots=True)
class Gap:
    """What was wanted by the end of `until` (in words) beside what was reached; both with their
    unit. `behind` is in percent of what was wanted."""

    about: About
    metric: str
    until: str
    wanted: str
    reached: str
    behind: Decimal


@dataclass(frozen=True, slots=True)
class Miss:
    """A milestone foreseen to be missed: `chance` in whole percent, `expected` with its unit."""

    about: About
    metric: str
    day: date
    wanted: str
    expected: str
    chance: int


@dataclass(frozen=True, slots=True)
class Overdue:
    about: About
    due: date
    days: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An order whose reply is wanting since `days` days."""

    about: About
    number: str
    reply_by: date
    days: int


@dataclass(frozen=True, slots=True)
class Unkept:
    """What was promised on `on` in `where` (约谈, 调度会, 督办单回复) and did not come true."""

    about: About
    on: date
    where: str
    words: str
    came: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Reporting:
    """Reports since the start of the year: owed, sent late, never sent."""

    owed: int = 0
    late: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Running:
    """A task red for `periods` periods without a break."""

    about: About
    periods: int


@dataclass(frozen=True, slots=True)
class UnitFacts:
    unit: str
    unkept: Sequence[Unkept] = ()
    unanswered: Sequence[Unanswered] = ()
    overdue: Sequence[Overdue] = ()
    gaps: Sequence[Gap] = ()
    misses: Sequence[Miss] = ()
    running: Sequence[Running] = ()
    reporting: Reporting = field(default=Reporting())


@dataclass(frozen=True, slots=True)
class Question:
    """`about` is None where it is about no single task."""

    text: str
    about: About | None = None


def questions(facts: UnitFacts, count: int = QUESTIONS) -> tuple[Question, ...]:
    """The most telling, in the order of the rules; fewer where there are not so many facts."""
    queues = [list(rule(facts)) for rule in RULES]
    # one of each rule before the second of any
    ordered = [(at, one) for turn in zip_longest(*queues) for at, one in enumerate(turn) if one]
    fresh: list[tuple[int, Question]] = []
    again: list[tuple[int, Question]] = []
    for at, one in ordered:
        asked = one.about is not None and any(one.about == other.about for _at, other in fresh)
        (again if asked else fresh).append((at, one))
    chosen = [*fresh, *again][:count]
    return tuple(one for _at, one in sorted(chosen, key=lambda pair: pair[0]))


def unkept(facts: UnitFacts) -> Iterator[Question]:
    """A promise that was not kept, the oldest first."""
    for one in sorted(facts.unkept, key=lambda one: one.on):
        by = "" if one.due is None else f"，时限为{said(one.due)}"
        yield Question(
            f"{one.about.said}：{said(one.on)}{one.where}时承诺“{one.words.strip('。')}”{by}，"
            f"目前{one.came.strip('。')}。为什么没有兑现，新的时限是哪一天？",
            one.about,
        )


def unanswered(facts: UnitFacts) -> Iterator[Question]:
    """An order without an answer, the longest first."""
    for one in sorted(facts.unanswered, key=lambda one: -one.days):
        yield Question(
            f"{one.number}（{one.about.said}）要求{said(one.reply_by)}前回复，"
            f"已逾期{one.days}日。请当场答复：问题出在哪里，怎样整改？",
            one.about,
        )


def overdue(facts: UnitFacts) -> Iterator[Question]:
    """A task past its end, the longest first."""
    for one in sorted(facts.overdue, key=lambda one: -one.days):
        yield Question(
            f"{one.about.said}应于{said(one.due)}完成，已逾期{one.days}日，尚未办结。"
            "还差哪些环节，哪一天能够办结？",
            one.about,
        )


def gaps(facts: UnitFacts) -> Iterator[Question]:
    """What is furthest behind, in percent of what was wanted."""
    for one in sorted(facts.gaps, key=lambda one: -one.behind):
        if one.behind > 0:
            yield Question(
                f"{one.about.said}：{one.metric}截至{one.until}应达到{one.wanted}，"
                f"实际{one.reached}，落后{one.behind:.1f}%。差距在哪里，用什么办法、到什么时候赶上？",
                one.about,
            )


def misses(facts: UnitFacts) -> Iterator[Question]:
    """What is foreseen to be missed, the surest first."""
    for one in sorted(facts.misses, key=lambda one: -one.chance):
        yield Question(
            f"{one.about.said}：{one.metric}到{said(one.day)}应达到{one.wanted}，"
            f"按目前进度预计为{one.expected}，达不到的可能性约{one.chance}%。"
            "要如期达到，还缺什么条件，需要协调什么？",
            one.about,
        )


def running(facts: UnitFacts) -> Iterator[Question]:
    """A task long red; two periods at least."""
    for one in sorted(facts.running, key=lambda one: -one.periods):
        if one.periods >= 2:
            yield Question(
                f"{one.about.said}已连续{one.periods}期亮红灯。已采取的措施为什么没有见效，"
                "是否需要调整工作安排？",
                one.about,
            )


def reporting(facts: UnitFacts) -> Iterator[Question]:
    """Reports late or missing."""
    known = facts.reporting
    if known.late or known.missing:
        parts = [
            f"{word}{count}次"
            for word, count in (("迟报", known.late), ("未报", known.missing))
            if count
        ]
        yield Question(
            f"今年以来应报进展{known.owed}次，{'、'.join(parts)}。原因是什么，今后怎样保证按时报送？"
        )


#: the gravest first
RULES: tuple[Callable[[UnitFacts], Iterator[Question]], ...] = (
    unkept,
    unanswered,
    overdue,
    gaps,
    misses,
    running,
    reporting,
)
