"""The figures of a report beside what is known of them: target, expected, last, the other sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from duban.plan import Period
from duban.tracking import entry
from duban.tracking import expected as tracked
from duban.tracking import indicator as nouns
from duban.web.accounts.prepared import prepared
from duban.web.handling.holding import Targets, targets_of
from duban.web.handling.models import Indicator, Part, Rollup, Target
from duban.web.reports.models import Report, ReportingPeriod, State, Value

#: states whose figures count as said
SAID = (State.SUBMITTED, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an indicator before its figure for a period is filled in.

    `last` is the figure of the period before; `before` what all periods before it add up to.
    """

    indicator: Indicator
    plain: nouns.Indicator
    target: Target | None
    first_target: Target | None
    expected: tracked.Expected | None
    last: Value | None
    before: Decimal

    @property
    def has_other(self) -> bool:
        """Whether the figure can be said both since the start and for the period alone."""
        return self.indicator.rollup == Rollup.SUM

    def skips_to(self, period: ReportingPeriod) -> bool:
        """Whether periods between the one said last and `period` were not reported: then what is
        told of the period alone is of more than it, or what is added up lacks them."""
        if self.last is None or not self.has_other:
            return False
        return self.last.report.period.last_day + timedelta(days=1) < period.first_day

    def other(self, value: Decimal) -> Decimal:
        """The same figure in the other sense."""
        return value - self.before if self.indicator.cumulative else value + self.before

    def own(self, other: Decimal) -> Decimal:
        """A figure said in the other sense, in the indicator's own."""
        return other + self.before if self.indicator.cumulative else other - self.before

    def remarks(self, value: Decimal) -> list[str]:
        """What the checker thinks of a figure."""
        typed = entry.Entry(
            self.plain,
            value,
            last=None if self.last is None else self.last.amount,
            wanted=None if self.expected is None else self.expected.value,
        )
        return [remark.message for remark in entry.remarks(typed)]


@dataclass(frozen=True, slots=True)
class Asked:
    """For which period, as which part, and of whom a figure is asked."""

    period: ReportingPeriod
    part: str
    organisation: int

    def is_of(self, value: Value) -> bool:
        """Whether `value` was said before, in the same row of figures."""
        report = value.report
        leads, theirs = report.part == Part.LEAD, report.organisation_id == self.organisation
        same = leads if self.part == Part.LEAD else theirs and not leads
        return same and report.period.last_day < self.period.last_day


def bare(indicators: Iterable[Indicator]) -> Mapping[int, Known]:
    """Indicators without what was said of them: enough to read a figure in its own sense."""
    return {
        one.pk: Known(one, as_tracked(one, ()), None, None, None, None, Decimal(0))
        for one in indicators
    }


def known_of(
    indicators: Iterable[Indicator], period: ReportingPeriod, part: str, organisation: int, on: date
) -> Mapping[int, Known]:
    """By key of the indicator; two queries."""
    one = Asked(period, part, organisation)
    return known_of_all({one: list(indicators)}, on)[one]


def known_of_all(
    wanted: Mapping[Asked, Sequence[Indicator]], on: date
) -> Mapping[Asked, Mapping[int, Known]]:
    """By whom it is asked of, then by key of the indicator; two queries, however many."""
    every = {one.pk: one for indicators in wanted.values() for one in indicators}
    targets = targets_of(every.values(), on)
    said: dict[int, list[Value]] = {key: [] for key in every}
    for value in _said(every, wanted):
        said[value.indicator_id].append(value)
    return {
        asked: {
            one.pk: _known(
                one,
                targets[one.pk],
                [value for value in said[one.pk] if asked.is_of(value)],
                asked.period.last_day,
            )
            for one in indicators
        }
        for asked, indicators in wanted.items()
    }


def _said(keys: Iterable[int], wanted: Iterable[Asked]) -> Iterable[Value]:
    """The figures of indicators that count as said by those asked, in order of time."""
    held = list(wanted)
    units = {one.organisation for one in held}
    last = max((one.period.last_day for one in held), default=date.min)
    leads = any(one.part == Part.LEAD for one in held)
    return _values(frozenset(keys), units, last, leads)


@prepared
def _values(keys: Set[int], units: Set[int], last: date, leads: bool) -> QuerySet[Value]:
    """Of these units' reports before a day, and where `leads` of whoever led; in order of time."""
    whose = Q(report__organisation__in=units)
    if leads:
        whose |= Q(report__part=Part.LEAD)
    found = Value.objects.filter(
        whose,
        indicator__in=keys,
        report__state__in=SAID,
        report__period__last_day__lt=last,
    ).exclude(report__corrections__state=State.ACCEPTED)
    ordered = found.order_by("report__period__last_day", "report_id")
    return ordered.select_related("report__period")


def _known(
    one: Indicator, targets: Mapping[str, Targets], earlier: list[Value], last_day: date
) -> Known:
    held = [found.now for found in targets.values() if found.now is not None]
    first = [found.first for found in targets.values() if found.first is not None]
    last = earlier[-1] if earlier else None
    if one.cumulative:
        before = Decimal(0) if last is None else last.amount
    else:
        before = sum((value.amount for value in earlier), Decimal(0))
    plain = as_tracked(one, held)
    return Known(
        indicator=one,
        plain=plain,
        target=max(held, key=_reach, default=None),
        first_target=max(first, key=_reach, default=None),
        expected=tracked.expected(plain, last_day),
        last=last,
        before=before,
    )


def _reach(target: Target) -> tuple[date, int, int]:
    """Targets in order of what they are for: the latest end, then the longest span."""
    return target.last_day, -target.first_day.toordinal(), target.pk


def as_tracked(one: Indicator, targets: Iterable[Target]) -> nouns.Indicator:
    """The indicator as the pure rules know it."""
    plain = [nouns.Target(Period.parse(target.period), target.amount) for target in targets]
    steps, total = nouns.parted(plain)
    return nouns.Indicator(
        metric=one.metric,
        unit=one.unit,
        direction=nouns.Direction(one.direction),
        cumulative=one.cumulative,
        rollup=nouns.Rollup(one.rollup),
        steps=steps,
        total=total,
    )


def known_of_report(
    report: Report, indicators: Iterable[Indicator], on: date
) -> Mapping[int, Known]:
    return known_of(indicators, report.period, report.part, report.organisation_id, on)
