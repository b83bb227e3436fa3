"""Days, periods and types that the tests of reporting share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from duban.web.ledger.models import Plan
from duban.web.reports.models import Report, ReportingPeriod

#: the period of March 2026: open from 26 March, due on 8 April (three days off), then late
IN_TIME, LATE, TOO_LATE = date(2026, 3, 31), date(2026, 4, 10), date(2026, 5, 20)
MARCH = "2026-M03"
Filled = Callable[..., Report]


def period_of(plan: Plan, name: str = MARCH) -> ReportingPeriod:
    return plan.calendar.periods.get(period=name)
