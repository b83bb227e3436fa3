"""要了什么: what a month asked of each unit, plan by plan and paper by paper."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duban.plan import Period
from duban.web.accounts.http import MemberRequest
from duban.web.accounts.rights import Right
from duban.web.design.periods import period_words
from duban.web.handling import asked
from duban.web.supervision.burdens import burdens, units_of
from duban.web.supervision.rooms import rooms, watches


def month_of(text: str, on: date) -> tuple[int, int]:
    """2026-09 as an address has it; this month for anything else."""
    year, _dash, month = text.partition("-")
    if year.isdecimal() and len(year) == 4 and month.isdecimal() and 1 <= int(month[:2]) <= 12:
        return min(max(int(year), 2000), 2100), int(month[:2])
    return on.year, on.month


def _beside(year: int, month: int, step: int) -> str:
    at = year * 12 + month - 1 + step
    return f"{at // 12}-{at % 12 + 1:02}"


@require_safe
def burden(request: MemberRequest) -> HttpResponse:
    member, on = request.member, asked.today()
    member.must(Right.SEE)
    year, month = month_of(request.GET.get("month", ""), on)
    rows = burdens(units_of(member), year, month)
    context = {
        "rooms": rooms(member, "burden"),
        "rows": rows,
        "label": period_words(Period.month(year, month)),
        "before": _beside(year, month, -1),
        "after": _beside(year, month, 1),
        "reports": sum(one.reports for one in rows),
        "figures": sum(one.figures for one in rows),
        "served": sum(one.served for one in rows),
        "watches": watches(member),
    }
    return render(request, "supervision/burden.html", context)
