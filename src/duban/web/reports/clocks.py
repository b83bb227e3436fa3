"""Whether a period can be filled in on a day, by whom, and if not, why, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.tracking import locks
from duban.tracking.locks import STANDS_OPEN, Gate, GateState, Speech
from duban.tracking.working_days import Calendar
from duban.web.design.periods import period_words
from duban.web.ledger.models import TaskState
from duban.web.refusals import OutOfTurn
from duban.web.reports.models import LockException, ReportingPeriod

#: states of a task in which nobody reports on it, and what is said of them
SILENT = {
    TaskState.DRAFT: gettext_lazy("任务尚未交办，不需要填报。"),
    TaskState.REGISTERED: gettext_lazy("任务尚未交办，不需要填报。"),
    TaskState.ISSUED: gettext_lazy("任务还没有签收，请单位负责人先签收。"),
    TaskState.CLOSED: gettext_lazy("任务已办结，不再填报。"),
    TaskState.STRUCK_OFF: gettext_lazy("任务已销号，不再填报。"),
    TaskState.ARCHIVED: gettext_lazy("任务已归档，不再填报。"),
    TaskState.SUSPENDED: gettext_lazy("任务挂账期间不填报。"),
    TaskState.CANCELLED: gettext_lazy("任务已撤销，不再填报。"),
}
REPORTED_ON = frozenset(set(TaskState) - set(SILENT))
#: the reader's language
SPEECH = Speech(_, period_words, lambda day: date_format(day, "DATE_FORMAT"))


def gate_of(
    period: ReportingPeriod, unit: str, exceptions: Iterable[LockException], on: date
) -> GateState:
    """What the clocks say for `unit`, in the reader's language; `exceptions` are those of this
    period and unit."""
    return locks.state_on(period.round, on, unit, _plain(period, unit, exceptions), SPEECH)


def gate_alone(
    period: ReportingPeriod, unit: str, exceptions: Iterable[LockException], on: date
) -> Gate:
    """The same without a word, for who asks of many."""
    return locks.gate_on(period.round, on, unit, _plain(period, unit, exceptions))[0]


def _plain(
    period: ReportingPeriod, unit: str, exceptions: Iterable[LockException]
) -> Iterator[locks.LockException]:
    for one in exceptions:
        yield locks.LockException(
            unit=unit,
            period=period.when,
            since=one.since,
            until=one.until,
            reason=one.reason,
            granted_by=one.granted_by.name,
        )


def caution_of(calendar: Calendar, first: date, last: date) -> str:
    """`Calendar.caution` in the reader's language."""
    return calendar.caution(first, last, _)


def gate_for(period: ReportingPeriod, organisation_id: int, on: date) -> GateState:
    """The same, asked of the database; one query where the period is closed, else none."""
    return gate_of(period, str(organisation_id), _exceptions(period, organisation_id, on), on)


def refuse_closed(period: ReportingPeriod, organisation_id: int, on: date) -> None:
    """OutOfTurn, with what the clocks say, where the unit cannot fill a period in."""
    held = _exceptions(period, organisation_id, on)
    if gate_alone(period, str(organisation_id), held, on) not in STANDS_OPEN:
        raise OutOfTurn(gate_of(period, str(organisation_id), held, on).reason)


def _exceptions(period: ReportingPeriod, organisation_id: int, on: date) -> list[LockException]:
    if on <= period.closes_on:
        return []
    found = LockException.objects.filter(period=period, organisation=organisation_id)
    return list(found.select_related("granted_by"))


def silence_of(state: str) -> str:
    """Why a task in this state is not reported on; empty where it is."""
    word = SILENT.get(TaskState(state))
    return "" if word is None else str(word)
