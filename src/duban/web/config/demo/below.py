"""What the towns have reached of a task of the district, as its liaison finds it: accepted reports
of the tasks that took the shares up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from duban.web.accounts.member import Member
from duban.web.handling.models import HandedDown, Indicator, Part, plain
from duban.web.ledger.models import Task
from duban.web.reports.models import Report, State, Value


def summed(liaison: Member, task: Task, one: Indicator, until: date) -> Decimal | None:
    """The towns' last accepted figures up to a day, added up; only what this person may read.

    None where not every town counts it.
    """
    taken = HandedDown.objects.filter(assignment__task=task, task__isnull=False).values("task")
    counted = Indicator.objects.filter(task__in=taken, metric=one.metric, unit=one.unit)
    if counted.count() < taken.count():
        return None
    read = Report.objects.visible_to(liaison).filter(
        task__in=taken, state=State.ACCEPTED, part=Part.LEAD, period__last_day__lte=until
    )
    values = Value.objects.filter(
        report__in=read.values("pk"), indicator__metric=one.metric, indicator__unit=one.unit
    ).exclude(report__corrections__state=State.ACCEPTED)
    last = dict(
        values.order_by("report__period__last_day", "pk").values_list("report__task", "value")
    )
    return plain(sum(last.values(), Decimal(0)))
