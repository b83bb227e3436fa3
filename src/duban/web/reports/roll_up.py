"""A total shared out to towns comes back: the sum of what was accepted in their ledgers.

A share that went down is taken up by a task of the town's own ledger. What the town's office has
accepted there for the same period may be summed up above; nothing else of it is seen there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.handling.models import HandedDown, Indicator, Part, Rollup
from duban.web.journal.record import record
from duban.web.refusals import OutOfTurn
from duban.web.reports.models import Adoption, Report, ReportingPeriod, State, Value

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One town: its share, its `own` indicator, and what was accepted of it: `value` for this
    period, `earlier` the last one before it. `why` says why nothing is counted."""

    town: str
    share: Decimal
    own: Indicator | None = None
    value: Value | None = None
    earlier: Value | None = None
    why: str = ""
    #: whether a task of the town's ledger took the share up
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """What the towns come to for one indicator and period."""

    indicator: Indicator
    lines: Sequence[Line]

    @property
    def counted(self) -> int:
        return sum(line.value is not None for line in self.lines)

    @property
    def total(self) -> Decimal:
        return sum((line.value.amount for line in self.lines if line.value is not None), ZERO)

    @property
    def shares(self) -> Decimal:
        return sum((line.share for line in self.lines), ZERO)

    @property
    def whole(self) -> bool:
        return self.counted == len(self.lines)

    def form(self) -> list[dict[str, str | int | None]]:
        """The lines as an adoption keeps them."""
        return [
            {
                "town": line.town,
                "share": f"{line.share:f}",
                "value": None if line.value is None else f"{line.value.amount:f}",
                "report": None if line.value is None else line.value.report_id,
            }
            for line in self.lines
        ]


def offers(
    task_id: int, indicators: Iterable[Indicator], period: ReportingPeriod
) -> dict[int, Offer]:
    """By key of the indicator, for those that add up and went down to towns. One query where
    nothing did, else three."""
    summed = [one for one in indicators if one.rollup == Rollup.SUM]
    if not summed:
        return {}
    handed = _handed(task_id)
    if not handed:
        return {}
    below = _indicators(handed)
    values = _accepted(below.values(), period)
    return {
        one.pk: Offer(one, lines)
        for one in summed
        if (lines := [*_lines(handed, one, below, values, period)])
    }


@prepared
def _handed(task_id: int) -> QuerySet[HandedDown]:
    rows = HandedDown.objects.filter(assignment__task=task_id, assignment__ended_on=None)
    return rows.select_related("assignment__organisation").order_by("assignment", "pk")


def _share(row: HandedDown, one: Indicator) -> Decimal | None:
    """The town's share of an indicator, as it went down."""
    for held in row.figures:
        if (held["metric"], held["unit"]) == (one.metric, one.unit):
            return Decimal(held["value"])
    return None


def _indicators(handed: Iterable[HandedDown]) -> dict[int, list[Indicator]]:
    """The towns' own indicators, by key of the task that takes a share up."""
    found: dict[int, list[Indicator]] = defaultdict(list)
    tasks = [row.task_id for row in handed if row.task_id is not None]
    for one in Indicator.objects.filter(task__in=tasks, ended_on=None).order_by("position", "pk"):
        found[one.task_id].append(one)
    return found


def _accepted(
    below: Iterable[Iterable[Indicator]], period: ReportingPeriod
) -> dict[int, list[Value]]:
    """What was accepted of those indicators until the end of a period, in order of time."""
    found: dict[int, list[Value]] = defaultdict(list)
    rows = Value.objects.filter(
        indicator__in=[one.pk for held in below for one in held],
        report__state=State.ACCEPTED,
        report__part=Part.LEAD,
        report__period__last_day__lte=period.last_day,
    ).exclude(report__corrections__state=State.ACCEPTED)
    for value in rows.select_related("report__period").order_by("report__period__last_day", "pk"):
        found[value.indicator_id].append(value)
    return found


def counterpart(one: Indicator, below: Sequence[Indicator]) -> Indicator | None:
    """The town's indicator that counts the same: of the same name, else the only one in its
    unit."""
    alike = [own for own in below if (own.unit, own.cumulative) == (one.unit, one.cumulative)]
    named = [own for own in alike if own.metric == one.metric]
    held = named or alike
    return held[0] if len(held) == 1 else None


def _lines(
    handed: Iterable[HandedDown],
    one: Indicator,
    below: Mapping[int, Sequence[Indicator]],
    values: Mapping[int, Sequence[Value]],
    period: ReportingPeriod,
) -> Iterator[Line]:
    """One for each town that has a share of the indicator."""
    for row in handed:
        share = _share(row, one)
        if share is not None:
            own = counterpart(one, below.get(row.task_id or 0, ()))
            held = () if own is None else values.get(own.pk, ())
            yield _line(row, share, own, held, period)


def _line(
    row: HandedDown,
    share: Decimal,
    own: Indicator | None,
    held: Sequence[Value],
    period: ReportingPeriod,
) -> Line:
    town = row.assignment.organisation.called(period.last_day)
    if row.task_id is None:
        why = _("没有承接") if row.reason else _("还没有承接")
        return Line(town, share, why=why, taken=False)
    if own is None:
        return Line(town, share, why=_("承接的任务没有同样的指标"))
    now = next((value for value in reversed(held) if _of(value, own, period)), None)
    if now is not None:
        return Line(town, share, own, now)
    earlier = held[-1] if held and own.cumulative else None
    return Line(town, share, own, None, earlier, _("本期还没有通过的填报"))


def _of(value: Value, one: Indicator, period: ReportingPeriod) -> bool:
    """Whether a figure is of this very period: what is cumulative counts from the start of the
    year, so that its end alone matters."""
    its = value.report.period
    return its.last_day == period.last_day and (one.cumulative or its.first_day == period.first_day)


def refuse_empty(offer: Offer | None) -> Offer:
    """OutOfTurn where no town has anything accepted for the period."""
    if offer is None or not offer.counted:
        raise OutOfTurn(_("各街镇本期还没有通过的填报，没有可采用的合计数。"))
    return offer


def note(member: Member, report: Report, offer: Offer, on: date) -> Adoption:
    """Within the transaction that saves it: that this report took a sum over."""
    adoption, _made = Adoption.objects.update_or_create(
        report=report,
        indicator=offer.indicator,
        defaults={
            "value": offer.total,
            "counted": offer.counted,
            "towns": len(offer.lines),
            "rows": offer.form(),
            "by": member.user,
            "at": clock.now(),
        },
    )
    record(
        member.user,
        "report.adopt",
        report,
        metric=offer.indicator.metric,
        value=f"{offer.total:f}",
        counted=offer.counted,
        towns=len(offer.lines),
        on=str(on),
    )
    return adoption
