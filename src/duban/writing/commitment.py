"""What was promised and what was accepted of it: the facts of a year's report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from duban.plan import Quantity
from duban.writing.wording import said


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
class Each:
    """A figure that is asked for anew each time (每季度1次): how many times are over, and in how
    many of them it was reached."""

    word: str
    over: int
    kept: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the commitment with what was accepted for it, in the unit of the quantity.

    The offsets of `quantity` lie in the text of its commitment. `place` is where the plan has it.
    `since` is the last day of the first period by which it had been reached; `each` where it is
    asked for anew each time.
    """

    quantity: Quantity
    place: str = ""
    reached: Decimal | None = None
    source: Source | None = None
    less_is_better: bool = False
    since: date | None = None
    each: Each | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment under its headings. `judged` and `words` are what the review and the last
    accepted report say of it; `told` is their source, `troubles` what that report says is in the
    way.

    `done_on` is the day on which the unit reported the whole done, where that was verified; `kept`
    are the last days of the milestones that the review found reached.
    """

    text: str
    path: Sequence[str] = ()
    place: str = ""
    figures: Sequence[Figure] = ()
    judged: Judged | None = None
    words: str = ""
    told: Source | None = None
    troubles: str = ""
    done_on: date | None = None
    kept: Sequence[date] = ()


@dataclass(frozen=True, slots=True)
class YearReportFacts:
    """`plan` is the title of the plan, `day` that of the draft; commitments in the plan's order."""

    issuer: str
    plan: str
    year: int
    day: date
    commitments: Sequence[Commitment]
