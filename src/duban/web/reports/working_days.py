"""The working days of a jurisdiction: the country's, with what its office has changed laid over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import timedelta
from itertools import groupby

from django.db.models import QuerySet, prefetch_related_objects

from duban.tracking.holidays import mainland
from duban.tracking.working_days import Calendar, Span
from duban.web.accounts.prepared import prepared
from duban.web.reports.models import ChangedDay, DayChange, DayKind


def calendar_of(jurisdiction: int) -> Calendar:
    return calendars_of([jurisdiction])[jurisdiction]


def calendars_of(
    jurisdictions: Iterable[int], without: DayChange | None = None
) -> Mapping[int, Calendar]:
    """By key of the jurisdiction, one or two queries; `without` leaves one change out."""
    base = mainland()
    found = dict.fromkeys(jurisdictions, base)
    changes = [change for change in _standing(frozenset(found)) if change != without]
    prefetch_related_objects(changes, "days")
    for change in changes:
        place = change.jurisdiction_id
        spans = spans_of(change.days.all(), change.basis)
        found[place] = changed(found[place], spans, change.whole_year)
    return found


@prepared
def _standing(jurisdictions: Set[int]) -> QuerySet[DayChange]:
    return DayChange.objects.standing().filter(jurisdiction__in=jurisdictions).order_by("pk")


def changed(calendar: Calendar, spans: Sequence[Span], whole_year: int | None) -> Calendar:
    """A calendar with a change laid over it."""
    under = calendar if whole_year is None else calendar.without_year(whole_year)
    return under.with_spans(spans)


def spans_of(days: Iterable[ChangedDay], basis: str) -> list[Span]:
    """Days that follow each other with one name and kind make one span."""
    held = sorted(days, key=lambda one: one.day)
    runs = groupby(
        enumerate(held),
        key=lambda pair: (pair[1].day - timedelta(days=pair[0]), pair[1].kind, pair[1].name),
    )
    return [
        Span(run[0].day, run[-1].day, DayKind(run[0].kind).plain, run[0].name, basis)
        for run in ([one for _number, one in group] for _key, group in runs)
    ]


def days_of(change: DayChange, spans: Iterable[Span]) -> Iterator[ChangedDay]:
    """The rows of a change."""
    for span in spans:
        for day in span.days():
            yield ChangedDay(
                change=change, day=day, kind=DayKind.of(span.kind), name=span.name[:40]
            )
