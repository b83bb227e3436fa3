"""What the public is told of a task, and nothing else: this module is the whole of it.

Of a task its title as released, its end, a state in four plain words; of each of its quantities the
name, the targets in force, the last accepted figure and its share of the whole target. No words of
a report, no names, no evidence, no light and no cause is ever read into these. Personal data in a
text is masked, should it have got past the release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from duban.plan import Period
from duban.tracking import indicator as figures
from duban.tracking.course import piles_up
from duban.web.boards.models import Publication, PublicTask
from duban.web.evidence.personal import masked
from duban.web.handling.models.indicators import plain
from duban.web.ledger.models import TaskState
from duban.web.supervision.gathering import FINISHED, Record, records_of

TENTH = Decimal("0.1")


class Standing(StrEnum):
    """In the words of the JSON form."""

    UNDER_WAY = "under_way"
    DONE = "done"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"

    @classmethod
    def of(cls, state: str) -> Standing:
        if state in FINISHED:
            return cls.DONE
        return {
            TaskState.SUSPENDED.value: cls.SUSPENDED,
            TaskState.CANCELLED.value: cls.CANCELLED,
        }.get(state, cls.UNDER_WAY)

    @property
    def label(self) -> str:
        return {
            Standing.UNDER_WAY: _("办理中"),
            Standing.DONE: _("已完成"),
            Standing.SUSPENDED: _("暂缓办理"),
            Standing.CANCELLED: _("已撤销"),
        }[self]


@dataclass(frozen=True, slots=True)
class Aim:
    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class Count:
    """One quantity: `reached` as accepted up to the end of `until`, `share` of the whole target in
    percent where parts add up to it."""

    metric: str
    unit: str
    aims: tuple[Aim, ...]
    reached: Decimal | None = None
    until: Period | None = None
    share: Decimal | None = None

    @property
    def bar(self) -> int:
        """How long the bar of the share is drawn, in whole percent."""
        return 0 if self.share is None else int(max(Decimal(0), min(self.share, figures.HUNDRED)))


@dataclass(frozen=True, slots=True)
class Shown:
    number: int
    title: str
    standing: Standing
    due: date | None
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """`updated` is the day on which the last of the figures was accepted."""

    name: str
    code: str
    indexed: bool
    tasks: tuple[Shown, ...]
    updated: date | None


def page_of(publication: Publication, chosen: Iterable[PublicTask], day: date) -> Page:
    """The page with these tasks, under the titles released, or of today where none was yet.

    A constant number of queries.
    """
    held = list(chosen)
    records = records_of(one.task for one in held)
    shown = [_shown(number, one, records[one.task_id], day) for number, one in enumerate(held, 1)]
    accepted = [on for one in held for on in _accepted(records[one.task_id], day)]
    place = publication.jurisdiction
    return Page(
        place.name, place.code, publication.indexed, tuple(shown), max(accepted, default=None)
    )


def _shown(number: int, one: PublicTask, record: Record, day: date) -> Shown:
    facts = record.facts(day)
    return Shown(
        number,
        masked(one.task.title if one.title is None else one.title),
        Standing.of(one.task.state),
        facts.due,
        tuple(_count(indicator, facts.values_of(indicator), day) for indicator in facts.indicators),
    )


def _count(indicator: figures.Indicator, values: Iterable[figures.Value], day: date) -> Count:
    known = list(values)
    targets = (*indicator.steps, *(() if indicator.total is None else (indicator.total,)))
    ordered = sorted(targets, key=lambda target: (target.period.last, target.period.first))
    standing = figures.standing(known, day)
    reached = figures.actual(indicator, known, date.max, day)
    whole, share = indicator.whole, None
    rises = indicator.direction is figures.Direction.UP and piles_up(indicator)
    if rises and reached is not None and whole is not None and whole > 0:
        share = (reached / whole * figures.HUNDRED).quantize(TENTH, ROUND_DOWN)
    return Count(
        masked(indicator.metric),
        masked(indicator.unit),
        tuple(Aim(target.period, target.value) for target in ordered if not target.of_total),
        None if reached is None else plain(reached),
        next(reversed(standing), None),
        share,
    )


def _accepted(record: Record, day: date) -> Iterator[date]:
    for indicator in record.facts(day).indicators:
        for value in record.facts(day).values_of(indicator):
            if value.accepted_on <= day:
                yield value.accepted_on
