"""What is known of each unit before a meeting; the questions put to it are drawn from this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from duban.tracking.holidays import mainland
from duban.tracking.shortfall import in_percent
from duban.tracking.situation import today
from duban.tracking.wording import amount
from duban.web.ledger.models import Plan
from duban.web.papers.kinds.standing import NEVER, Stand, about, filed, running_of, year_of
from duban.web.supervision.forecasting import Outlook
from duban.web.supervision.gathering import FINISHED
from duban.web.supervision.lighting import Lamp
from duban.web.supervision.models import Order, OrderState
from duban.writing.asking import (
    Gap,
    Miss,
    Overdue,
    Reporting,
    Running,
    Unanswered,
    UnitFacts,
    Unkept,
)
from duban.writing.blocks import Light
from duban.writing.pack import Kept, Promise
from duban.writing.wording import said


def units_of(
    plan: Plan, stand: Stand, promises: Sequence[Promise], ahead: Mapping[int, Outlook]
) -> Iterator[UnitFacts]:
    """What is known of each unit that leads; the questions are drawn from it."""
    broken: dict[str, list[Unkept]] = defaultdict(list)
    for one in promises:
        if one.kept is Kept.BROKEN:
            broken[one.unit].append(
                Unkept(one.about, one.on, one.where, one.words, one.came, one.due)
            )
    silent = _unanswered(stand)
    running = running_of(stand)
    for name, lamps in stand.by_unit().items():
        yield UnitFacts(
            unit=name,
            unkept=tuple(broken[name]),
            unanswered=tuple(silent[name]),
            overdue=tuple(_overdue(lamps, stand.day)),
            gaps=tuple(gap for lamp in lamps for gap in _gaps(lamp, stand.day)),
            misses=tuple(miss for lamp in lamps for miss in _misses(lamp, ahead[lamp.task.pk])),
            running=tuple(
                Running(about(lamp), running[lamp.task.pk])
                for lamp in lamps
                if stand.lights[lamp.task.pk] is Light.RED
            ),
            reporting=_reporting(plan, lamps, stand.day),
        )


def _unanswered(stand: Stand) -> Mapping[str, list[Unanswered]]:
    found: dict[str, list[Unanswered]] = defaultdict(list)
    lamps = {lamp.task.pk: lamp for lamp in stand.lamps}
    orders = Order.objects.filter(
        task__in=lamps, state=OrderState.ISSUED, reply_by__lt=stand.day
    ).select_related("organisation")
    for one in orders.order_by("reply_by", "pk"):
        days = (stand.day - one.reply_by).days
        entry = Unanswered(about(lamps[one.task_id]), one.label, one.reply_by, days)
        found[one.organisation.called(one.issued_on)].append(entry)
    return found


def _overdue(lamps: Sequence[Lamp], day: date) -> Iterator[Overdue]:
    for lamp in lamps:
        due = lamp.record.due_on(day)
        ended = lamp.task.state in FINISHED or lamp.record.cancelled_on is not None
        if due is not None and due < day and not ended:
            yield Overdue(about(lamp), due, (day - due).days)


def _gaps(lamp: Lamp, day: date) -> Iterator[Gap]:
    facts = lamp.record.facts(day)
    situation = today(facts, mainland(), lamp.book(day).near, day)
    for one in situation.per_indicator():
        short = one.shortfall
        if short is None or one.until is None or short.gap <= 0:
            continue
        unit = short.indicator.unit
        yield Gap(
            about(lamp),
            short.indicator.metric,
            said(one.until),
            amount(short.expected.value, unit),
            amount(short.actual, unit) if short.reported else "尚无审核通过的数值",
            in_percent(short).value,
        )


def _misses(lamp: Lamp, ahead: Outlook) -> Iterator[Miss]:
    """What will sooner be missed than met."""
    found = ahead.forecast
    if found is not None and not found.settled and found.miss * 2 > 1:
        unit = found.indicator.unit
        yield Miss(
            about(lamp),
            found.indicator.metric,
            found.mark.day,
            amount(found.mark.value, unit),
            amount(found.value, unit),
            int(found.miss * 100),
        )


def _reporting(plan: Plan, lamps: Sequence[Lamp], day: date) -> Reporting:
    """Since the start of the plan's year."""
    year = year_of(plan, day)
    due = [one for lamp in lamps for one in filed(lamp, year.first_day, day, day)]
    late = [one for one in due if one.late]
    missing = sum(one.on == NEVER for one in late)
    return Reporting(len(due), len(late) - missing, missing)
