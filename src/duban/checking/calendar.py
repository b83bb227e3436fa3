"""The periods of a plan in their order, worked out once for each set of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from duban.plan import Period

#: a period, when it begins, and its place among the task's own; None where only others have it
Entry = tuple[Period, date, int | None]


class Calendar:
    def __init__(self, periods: Sequence[Period]) -> None:
        self._periods = tuple(periods)
        self._known: dict[tuple[Period, ...], tuple[Entry, ...]] = {}

    def of(self, own: Iterable[Period]) -> tuple[Entry, ...]:
        """The task's `own` periods and the plan's, by their ends.

        A period begins on the day after the one before it, where there would be a gap.
        """
        key = tuple(own)
        known = self._known.get(key)
        if known is None:
            places = dict.fromkeys(self._periods) | {period: at for at, period in enumerate(key)}
            known = tuple((period, begins, places[period]) for period, begins in _begun(places))
            self._known[key] = known
        return known


def _begun(periods: Iterable[Period]) -> Iterator[tuple[Period, date]]:
    last: date | None = None
    for period in sorted(periods, key=lambda period: (period.last, period.first)):
        begins = period.first_day
        if last is not None and last < begins:
            begins = last + timedelta(days=1)
        last = period.last_day
        yield period, begins
