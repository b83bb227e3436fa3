"""A task to plant trees, as the year knows it: what the tests of this room draw their facts with.

Values are written as `20`, or `20 送2026-04-20` where the report was sent on another day than the
last working day on which it was on time, or `20 送2026-04-20 审2026-05-06`. A bare `送2026-04-20`
is a report without a figure, `审—` one that waits for review.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from duban.plan import Period
from duban.tracking.facts import Facts, Filing
from duban.tracking.holidays import mainland
from duban.tracking.indicator import Indicator, Target, Value, parted
from duban.tracking.reporting import ReportingCalendar, Rhythm, Round

CALENDAR = mainland()
WRITTEN = re.compile(r"(-?[\d.]+)?\s*(?:送(\S+))?\s*(?:审(\S+))?")


def day(text: str) -> date:
    return date.fromisoformat(text)


def targets(**written: str) -> tuple[Target, ...]:
    """`Q1="20", Y="100"`: by the end of that part of 2026; `50%` is a part of the whole."""
    return tuple(
        Target(period(key), Decimal(text.rstrip("%")), text.endswith("%"))
        for key, text in written.items()
    )


def period(key: str) -> Period:
    return Period.year(2026) if key == "Y" else Period.parse(f"2026-{key}")


def trees(wanted: Mapping[str, str], **more: Any) -> Indicator:
    steps, total = parted(targets(**wanted))
    return replace(Indicator("植树", "棵", steps=steps, total=total), **more)


def monthly() -> tuple[Round, ...]:
    return ReportingCalendar(Rhythm.MONTHLY).rounds(2026, CALENDAR)


def planting(
    wanted: Mapping[str, str] | None = None,
    reported: Mapping[str, str] | None = None,
    indicator: Mapping[str, Any] | None = None,
    **more: Any,
) -> Facts:
    """The facts of a task reported each month of 2026; `wanted` and `reported` by M01, Q1, Y."""
    made = (trees(wanted, **(indicator or {})),) if wanted is not None else ()
    facts = Facts("1", "植树造林", indicators=made, rounds=monthly())
    filings, values = [], []
    for key, text in (reported or {}).items():
        filing, value = _written(key, text)
        filings.append(filing)
        values += [] if value is None else [value]
    kept = {one.key: tuple(values) for one in made}
    return replace(facts, filings=tuple(filings), values=kept, **more)


def always_reporting(facts: Facts) -> Facts:
    """The same, with a report sent and accepted on the day each period opened."""
    filings = tuple(Filing(one.period, one.opens, one.opens) for one in facts.rounds)
    return replace(facts, filings=filings)


def _written(key: str, text: str) -> tuple[Filing, Value | None]:
    found = WRITTEN.fullmatch(text.strip())
    assert found is not None, text
    figure, sent, decided = found.groups()
    due = next(round_.due for round_ in monthly() if round_.period == period(key))
    sent_on = due if sent is None else day(sent)
    waits = decided == "—"
    decided_on = sent_on + timedelta(days=1) if decided is None or waits else day(decided)
    filing = Filing(period(key), sent_on, None if waits else decided_on)
    if figure is None or waits:
        return filing, None
    return filing, Value(period(key), Decimal(figure), decided_on, sent_on)
