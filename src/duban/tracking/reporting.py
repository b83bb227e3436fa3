"""A plan's reporting calendar: which periods are reported, and when each opens, is due, closes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.plan import Period
from duban.tracking.clocks import Anchor, Clock
from duban.tracking.working_days import Calendar


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
                f"{self.period.label}的时点次序不对：{self.opens}开放、{self.due}截止、{self.closes}关闭。"
            )


@dataclass(frozen=True, slots=True)
class ReportingCalendar:
    """Clocks strike for each period of the rhythm; `own` gives the periods where it is OWN."""

    rhythm: Rhythm
    opens: Clock = Clock(Anchor.END, -5)
    due: Clock = Clock(Anchor.END, 5, working=True)
    closes: Clock = Clock(Anchor.END, 10, working=True)
    own: tuple[Period, ...] = ()

    def rounds(self, year: int, calendar: Calendar) -> tuple[Round, ...]:
        """The rounds whose periods end in `year`, in order."""
        return tuple(self._round(period, calendar) for period in sorted(self._periods(year)))

    def _round(self, period: Period, calendar: Calendar) -> Round:
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
            case Rhythm.OWN:
                yield from (period for period in self.own if period.last[0] == year)


def last_due(rounds: Sequence[Round], day: date) -> Round | None:
    """The latest round that could be asked for: due on `day` or before."""
    return max((round_ for round_ in rounds if round_.due <= day), default=None)
