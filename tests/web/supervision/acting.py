"""Days on which the tests of supervision act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from duban.web.reports.models import Report

#: a Monday; an order of this day in blue is to be answered until the 18th
ON = date(2026, 5, 11)
REPLY_BY = date(2026, 5, 18)
LATE = date(2026, 5, 20)

Accepted = Callable[..., Report]
