"""What is known of one task: all that a light is computed from, whatever the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from duban.plan import Period
from duban.tracking.indicator import Indicator, Value
from duban.tracking.reporting import Round


class UnitKind(StrEnum):
    """Some rule-books treat districts and towns apart from departments."""

    DEPARTMENT = "department"
    PLACE = "place"


class Reached(StrEnum):
    """A reviewer's judgement of a milestone in words."""

    YES = "reached"
    PARTLY = "partly"
    NO = "not reached"


class Outlook(StrEnum):
    """The office's judgement of a task: can it still be done?"""

    REACHABLE = "reachable"
    UNREACHABLE = "unreachable"


class Quality(StrEnum):
    """The office's judgement of how the work is done."""

    GOOD = "good"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Filing:
    """One report of a period: when it was sent, and when the review decided.

    A returned report and the one sent after it are two filings; the first counts for being on time.
    `accepted` says how the review decided, once `decided_on` is set.
    """

    period: Period
    sent_on: date
    decided_on: date | None = None
    accepted: bool = True

    def accepted_by(self, day: date) -> bool:
        return self.accepted and self.decided_on is not None and self.decided_on <= day


@dataclass(frozen=True, slots=True)
class Judgement:
    period: Period
    reached: Reached
    on: date


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the office judged on a day: of one period where it names one, else of the task.

    It holds from `on` until the day before `until`, on which another took its place or it was
    taken back (None: it stands).
    """

    word: Outlook | Quality
    on: date
    period: Period | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.on <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Pause:
    """挂账 from `since` until `until` (None: still); a day inside it shows no light. `review` is
    the day on which it is to be looked at again."""

    since: date
    until: date | None = None
    review: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Facts:
    """`key` names the task for good; `starts` is the first day of its work, `due` its last.

    `due` holds the date in force; `started_on` is None until work began, `finished_on` until 办结,
    `ended_on` unless it was 撤销. `rounds` are those of its plan, in order; `values` are
    kept by the key of their indicator.
    """

    key: str
    title: str
    kind: UnitKind = UnitKind.DEPARTMENT
    starts: date | None = None
    due: date | None = None
    started_on: date | None = None
    finished_on: date | None = None
    ended_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    values: Mapping[tuple[str, str], tuple[Value, ...]] = field(default_factory=dict)
    rounds: tuple[Round, ...] = ()
    filings: tuple[Filing, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    @property
    def asked(self) -> tuple[Round, ...]:
        """The rounds in which there was something to report: not before the task began, not after
        it was cancelled, not while it was suspended."""
        return tuple(round_ for round_ in self.rounds if self._asks(round_))

    def _asks(self, round_: Round) -> bool:
        begun = self.starts is None or self.starts <= round_.period.last_day
        ended = self.ended_on is not None and self.ended_on <= round_.due
        return begun and not ended and not any(one.covers(round_.due) for one in self.pauses)

    def sent(self, period: Period, by: date) -> tuple[Filing, ...]:
        """The reports of a period that had been sent by a day, first to last."""
        known = (f for f in self.filings if f.period == period and f.sent_on <= by)
        return tuple(sorted(known, key=lambda filing: filing.sent_on))

    def in_review(self, period: Period, day: date) -> bool:
        """Whether a report waits for the office on `day`: its unit has done its part."""
        sent = self.sent(period, day)
        return bool(sent) and (sent[-1].decided_on is None or sent[-1].decided_on > day)

    def values_of(self, indicator: Indicator) -> tuple[Value, ...]:
        return self.values.get(indicator.key, ())

    def asking(self, held: Facts) -> Facts:
        """The same facts under what `held` asked of the task: its dates and targets then.

        An extension granted in July does not take back that the task was overdue in May.
        """
        return replace(
            self, starts=held.starts, due=held.due, indicators=held.indicators, kind=held.kind
        )
