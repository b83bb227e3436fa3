"""What the towns have reached of a task of the district, as its liaison takes it over: the sum of
what was accepted there for the month, and by hand what late towns had told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from duban.web.accounts.member import Member
from duban.web.handling.models import Assignment
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report, ReportingPeriod
from duban.web.reports.roll_up import Offer, offers


def from_towns(
    liaison: Member, part: Assignment, period: ReportingPeriod, entered: Entered, on: date
) -> Report:
    """The draft of a report with the sums of the towns in it, wherever all of them count the same;
    other figures as they were `entered`."""
    held = part.task.indicators.filter(ended_on=None)
    found = {key: one for key, one in offers(part.task_id, held, period).items() if _usable(one)}
    adopted = replace(entered, adopts=frozenset(found))
    report = save(liaison, part.pk, period.pk, adopted, on)
    late = {key: offer.total + _earlier(offer) for key, offer in found.items() if _earlier(offer)}
    if not late:
        return report
    return save(liaison, part.pk, period.pk, Entered(report.version, late), on)


def _usable(offer: Offer) -> bool:
    """Whether every town that took its share up counts the same, and one of them has told."""
    return offer.counted > 0 and all(line.own is not None for line in offer.lines if line.taken)


def _earlier(offer: Offer) -> Decimal:
    """What towns had told before that have nothing accepted for this month."""
    return sum(
        (line.earlier.amount for line in offer.lines if line.earlier is not None), Decimal(0)
    )
