"""Periods and due dates as pages say them, in the reader's language.

What is recorded or printed keeps the words of the plan, `duban.plan.Period.label`; in Chinese both
are the same.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from duban.plan import Period

MONTHS = (
    *(gettext_lazy("1月"), gettext_lazy("2月"), gettext_lazy("3月"), gettext_lazy("4月")),
    *(gettext_lazy("5月"), gettext_lazy("6月"), gettext_lazy("7月"), gettext_lazy("8月")),
    *(gettext_lazy("9月"), gettext_lazy("10月"), gettext_lazy("11月"), gettext_lazy("12月")),
)
QUARTERS = (
    *(gettext_lazy("一季度"), gettext_lazy("二季度")),
    *(gettext_lazy("三季度"), gettext_lazy("四季度")),
)
HALVES = (gettext_lazy("上半年"), gettext_lazy("下半年"))


def period_words(period: Period) -> str:
    """2026年一季度, Q1 2026."""
    first, last = period.first[0], period.last[0]
    if first != last:
        return _("%(first)s—%(last)s年") % {"first": first, "last": last}
    part = part_of_year(period)
    if not part:
        return _("%(year)s年") % {"year": first}
    return _("%(year)s年%(part)s") % {"year": first, "part": part}


def part_of_year(period: Period) -> str:
    """一季度, Q1: a period where its year goes without saying; empty for one of whole years."""
    (year, first), (last_year, last) = period.first, period.last
    months = last - first + 1
    if months == 12 or year != last_year:
        return ""
    if months == 1:
        return str(MONTHS[last - 1])
    if months == 3 and last % 3 == 0:
        return str(QUARTERS[last // 3 - 1])
    if months == 6 and last % 6 == 0:
        return str(HALVES[last // 6 - 1])
    return _("%(first)s—%(last)s月") % {"first": first, "last": last}


def due_words(due: str) -> str:
    """2026年9月 for 2026-09, 2026年9月30日 for 2026-09-30; Sep 2026, 30 September 2026."""
    return _due_words(due, get_language())


@lru_cache(maxsize=2048)
def _due_words(due: str, _language: str | None) -> str:
    # a list says few dates many times
    if due.count("-") == 1:
        return period_words(Period.month(*map(int, due.split("-"))))
    return date_format(date.fromisoformat(due), "DATE_FORMAT")
