"""Calendars and working days, reports with their figures, evidence."""

from duban.web.reports.models.adoptions import Adoption
from duban.web.reports.models.calendars import (
    LockException,
    ReportingCalendar,
    ReportingPeriod,
    Rhythm,
)
from duban.web.reports.models.evidence import Evidence
from duban.web.reports.models.reports import (
    OPEN,
    PRIVATE,
    WORDS,
    Judgement,
    Report,
    SameFigure,
    State,
    Value,
    Verdict,
)
from duban.web.reports.models.working_days import ChangedDay, DayChange, DayKind

__all__ = [
    "OPEN",
    "PRIVATE",
    "WORDS",
    "Adoption",
    "ChangedDay",
    "DayChange",
    "DayKind",
    "Evidence",
    "Judgement",
    "LockException",
    "Report",
    "ReportingCalendar",
    "ReportingPeriod",
    "Rhythm",
    "SameFigure",
    "State",
    "Value",
    "Verdict",
]
