"""A plan's reporting calendar: which periods are reported, and when each opens, is due, closes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.plan import Period
from duban.tracking.clocks import Anchor, Clock
from duban.tracking.wording import said
from duban.tracking.working_days import Calendar

#: what a plan starts with until its office sets other clocks
OPENS = Clock(Anchor.END, -5)
DUE = Clock(Anchor.END, 5, working=True)
CLOSES = Clock(Anchor.END, 10, working=True)


class Rhythm(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    OWN = "own"


class ClocksOutOfOrder(ValueError):
    """A period would be due before it opens, or close before it is due."""


@dataclass(frozen=True, slots=True, order=True)
class Round:
    """One period of reporting. A report is on time up to and with `due`, locked after `closes`."""

    period: Period
    opens: date
    due: date
    closes: date

    def __post_init__(self) -> None:
        if not self.opens <= self.due <= self.closes:
            raise ClocksOutOfOrder(
                f"{self.period.label}的时点次序不对：{said(self.opens)}开放、"
                f"{said(self.due)}截止、{said(self.closes)}关闭。"
            )


@dataclass(frozen=True, slots=True)
class ReportingCalendar:
    """Clocks strike for each period of the rhythm; where that is OWN, `own` names every day."""

    rhythm: Rhythm
    opens: Clock = OPENS
    due: Clock = DUE
    closes: Clock = CLOSES
    own: tuple[Round, ...] = ()

    def rounds(self, year: int, calendar: Calendar) -> tuple[Round, ...]:
        """The rounds whose periods end in `year`, in order."""
        if self.rhythm is Rhythm.OWN:
            return tuple(sorted(r for r in self.own if r.period.last[0] == year))
        return tuple(self.round_of(period, calendar) for period in self._periods(year))

    def round_of(self, period: Period, calendar: Calendar) -> Round:
        """The days on which the clocks strike for one period."""
        first, last = period.first_day, period.last_day
        opens, due, closes = (
            clock.on(first, last, calendar) for clock in (self.opens, self.due, self.closes)
        )
        return Round(period, opens, due, closes)

    def _periods(self, year: int) -> Iterator[Period]:
        match self.rhythm:
            case Rhythm.MONTHLY:
                yield from (Period.month(year, number) for number in range(1, 13))
            case Rhythm.QUARTERLY:
                yield from (Period.quarter(year, number) for number in range(1, 5))
            case Rhythm.HALF_YEARLY:
                yield from (Period.half(year, number) for number in (1, 2))
