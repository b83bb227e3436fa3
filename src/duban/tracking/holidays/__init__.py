"""Mainland China's public holidays and make-up working days, one table a year."""

from __future__ import annotations

from functools import cache
from importlib import resources

from duban.tracking.working_days import Calendar

YEARS = (2023, 2024, 2025, 2026, 2027)


def table_of(year: int) -> str:
    """The CSV table of one of `YEARS`."""
    return resources.files(__name__).joinpath(f"{year}.csv").read_text(encoding="utf-8")


@cache
def mainland() -> Calendar:
    """All years known; a jurisdiction lays its own rows over it by `with_spans`."""
    tables = [Calendar.from_csv(table_of(year)) for year in YEARS]
    return Calendar(tuple(span for table in tables for span in table.spans))
