"""The ledgers of the story: the district's, 柳溪镇's own, a short list for every other town."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from duban import samples
from duban.plan import Period
from duban.samples.below import HEADLINES, file_name, shares_of
from duban.tracking import reporting
from duban.tracking.clocks import Clock
from duban.tracking.holidays import mainland
from duban.tracking.reporting import Round
from duban.web.config.demo.places import DISTRICT, SAMPLE_TOWN, TOWNS
from duban.web.ledger.models import Plan
from duban.web.reports.models import Rhythm
from duban.web.reports.scheduling import Settings

YEAR = 2026
#: the last month of the half-year that is reported sparingly
MIDDLE = 6
#: a period can be filled in from here on, so that there is always one to work at
OPENS = "期末前12日"


@dataclass(frozen=True, slots=True)
class Ledger:
    """One plan and how it is reported. `key` names it in the tables of the story; with `release`
    the head of a unit lets its reports out; `sparing`: by quarters until the middle of the year,
    by months only from then on."""

    key: str
    place: str
    paper: str
    due: str
    closes: str
    release: bool = False
    sparing: bool = False

    @property
    def plan(self) -> Plan:
        return Plan.objects.get(
            jurisdiction__name=self.place, editions__file_name=self.paper, current__isnull=False
        )

    @property
    def rounds(self) -> dict[int, Round]:
        """By the month in which each ends."""
        monthly = _rounds(self.due, self.closes)
        if not self.sparing:
            return monthly
        quarterly = {
            month: replace(monthly[month], period=Period.quarter(YEAR, month // 3))
            for month in (3, MIDDLE)
        }
        return quarterly | {month: one for month, one in monthly.items() if month > MIDDLE}

    @property
    def settings(self) -> Settings:
        """The calendar as its office sets it."""
        clocks = (OPENS, self.due, self.closes)
        if self.sparing:
            return Settings(Rhythm.OWN, *clocks, own=tuple(self.rounds.values()))
        return Settings(Rhythm.MONTHLY, *clocks, release=self.release)


DISTRICT_LEDGER = Ledger(
    *("district", DISTRICT[1], samples.DISTRICT),
    *("次月15日顺延", "次月25日顺延"),
    release=True,
)
#: the towns report first: the district's figures are made of theirs
TOWN_CLOCKS = ("次月10日顺延", "次月20日顺延")
LIUXI = Ledger("liuxi", SAMPLE_TOWN, samples.TOWN, *TOWN_CLOCKS)
OTHERS = tuple(
    Ledger(town, town, file_name(town), *TOWN_CLOCKS, sparing=True)
    for town in TOWNS.values()
    if town != SAMPLE_TOWN
)
LEDGERS = (LIUXI, *OTHERS, DISTRICT_LEDGER)

#: serial number in the district's list → the task of 柳溪镇's own list that takes it up
IN_LIUXI = {
    **{1: 1, 2: 2, 3: 7, 4: 8, 5: 9, 6: 11, 7: 10, 8: 13, 9: 12, 10: 18, 11: 17, 12: 19, 13: 20},
    **{14: 21, 15: 16, 16: 14, 17: 22, 18: 24, 19: 26, 20: 25, 21: 27, 22: 28, 23: 29, 24: 33},
    **{25: 34, 27: 30, 28: 35, 29: 36, 30: 37, 31: 38, 32: 39, 33: 40, 35: 41, 36: 42, 37: 43},
    **{38: 44, 39: 45, 40: 46},
}


@cache
def in_town(town: str) -> dict[int, int]:
    """Serial number in the district's list → the task of that town's list that takes it up."""
    if town == SAMPLE_TOWN:
        return IN_LIUXI
    return {line.number: number for number, line in enumerate(shares_of(town), start=1)}


def rest_of(town: str) -> int:
    """The task of a short list under which everything else is taken up."""
    return len(in_town(town)) + 1


def headline_of(ledger: Ledger, number: int) -> int | None:
    """The district's serial number behind a task of a short list."""
    if ledger not in OTHERS:
        return None
    return {own: above for above, own in in_town(ledger.place).items()}.get(number)


ROLLED_UP = frozenset(line.number for line in HEADLINES)


@cache
def _rounds(due: str, closes: str) -> dict[int, Round]:
    calendar = reporting.ReportingCalendar(
        reporting.Rhythm.MONTHLY, Clock.parse(OPENS), Clock.parse(due), Clock.parse(closes)
    )
    rounds = calendar.rounds(YEAR, mainland())
    return {one.period.last_day.month: one for one in rounds}


def after(day: date, working_days: int) -> date:
    """So many working days later (or, below zero, earlier)."""
    return mainland().add_working_days(day, working_days)
