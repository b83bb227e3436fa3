"""One month of a ledger: reports filled in, sent, reviewed, returned, sent again, corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial

from duban.web.accounts.member import Member
from duban.web.config.demo.below import from_towns
from duban.web.config.demo.cast import Cast
from duban.web.config.demo.courses import Fault, draw, fault_of, pace_of, verdict_of
from duban.web.config.demo.exhibits import exhibit
from duban.web.config.demo.figures import LARGE, reached
from duban.web.config.demo.ledgers import DISTRICT_LEDGER, LEDGERS, ROLLED_UP, Ledger, after
from duban.web.config.demo.story import Act
from duban.web.config.demo.words import MENDED, report_words, return_words
from duban.web.handling.models import Assignment, Indicator, Part, Target
from duban.web.reports.clocks import REPORTED_ON
from duban.web.reports.correcting import correct
from duban.web.reports.evidence import attach
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report, ReportingPeriod, State
from duban.web.reports.steps import take
from duban.web.reports.wholeness import stones_of

#: one report in so many carries a file
SHOWN = 7


class Wave(Enum):
    """When in the month's round a report is sent, by what happens to it."""

    EARLY = "early"
    ON_THE_DAY = "on the day"
    LATE = "late"
    STRAGGLING = "straggling"


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit's report of one task, and all that its figures are made of."""

    part: Assignment
    indicators: tuple[Indicator, ...]
    targets: Mapping[int, list[Target]]

    @property
    def number(self) -> int:
        return self.part.task.number or 0


def acts(month: int) -> Iterator[Act]:
    """The towns' month first; the district's figures are made of what was accepted there."""
    for ledger in LEDGERS:
        known = ledger.rounds.get(month)
        if known is None:
            continue
        due, closes = known.due, known.closes
        waits = (2, 3) if ledger is DISTRICT_LEDGER else (3, 6)
        late, last = (min(after(due, days), closes) for days in waits)
        for wave, day in (
            (Wave.EARLY, after(due, -1 if ledger is DISTRICT_LEDGER else -3)),
            (Wave.ON_THE_DAY, due),
            (Wave.LATE, late),
            (Wave.STRAGGLING, last),
        ):
            yield Act(day, partial(_file, ledger, month, wave))
        yield Act(late, partial(_send_again, ledger, month, Fault.RETURNED))
        yield Act(after(last, 2), partial(_send_again, ledger, month, Fault.SENT_BACK))
        for day in (after(due, 1), after(late, 1), after(last, 1), after(last, 3)):
            yield Act(day, partial(review, ledger, month))
        yield Act(after(last, 4), partial(_correct, ledger, month))


def _file(ledger: Ledger, month: int, wave: Wave, cast: Cast, on: date) -> None:
    period = _period(ledger, month)
    for duty in _duties(ledger, period):
        fault = fault_of(ledger, duty.number, month)
        if fault is Fault.MISSING or _wave(ledger, duty.number, fault) is not wave:
            continue
        report = _fill(ledger, cast, duty, period, on)
        if fault is not Fault.DRAFTED:
            _send(ledger, cast, report, on)


def file_one(ledger: Ledger, month: int, number: int, cast: Cast, on: date) -> None:
    """One report out of turn, sent at once."""
    period = _period(ledger, month)
    [duty] = (duty for duty in _duties(ledger, period) if duty.number == number)
    _send(ledger, cast, _fill(ledger, cast, duty, period, on), on)


def _wave(ledger: Ledger, number: int, fault: Fault | None) -> Wave:
    if fault in (Fault.LATE, Fault.SENT_BACK):
        return Wave.LATE
    if fault is Fault.STRAGGLING:
        return Wave.STRAGGLING
    return Wave.EARLY if draw(ledger.key, number, "habit") < 50 else Wave.ON_THE_DAY


def _period(ledger: Ledger, month: int) -> ReportingPeriod:
    return ReportingPeriod.objects.select_related("calendar").get(
        calendar__plan=ledger.plan, last_day__month=month
    )


def _duties(ledger: Ledger, period: ReportingPeriod) -> Iterator[Duty]:
    """What the lead units owe for the period and have not begun."""
    begun = Report.objects.filter(period=period).values("task")
    held = Assignment.objects.held().filter(
        task__plan=ledger.plan, role=Part.LEAD, task__state__in=REPORTED_ON
    )
    rows = held.exclude(task__in=begun).select_related("task__plan", "organisation")
    parts = {part.task_id: part for part in rows.order_by("task__position", "-pk")}
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    for one in Indicator.objects.filter(task__in=parts, ended_on=None).order_by("position"):
        indicators[one.task_id].append(one)
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(indicator__task__in=parts, until=None):
        targets[target.indicator_id].append(target)
    for key, part in parts.items():
        yield Duty(part, tuple(indicators[key]), targets)


def _fill(ledger: Ledger, cast: Cast, duty: Duty, period: ReportingPeriod, on: date) -> Report:
    """The draft of one report, with a file in every so many."""
    month, number = period.last_day.month, duty.number
    liaison = cast.liaison(duty.part.organisation_id)
    pace = pace_of(ledger, number)
    values = {
        one.pk: reached(one, duty.targets[one.pk], period.last_day, pace) for one in duty.indicators
    }
    words = report_words(pace, month, ledger.key, number)
    if ledger is DISTRICT_LEDGER and number in ROLLED_UP:
        report = from_towns(liaison, duty.part, period, Entered(0, values, words), on)
    else:
        report = save(liaison, duty.part.pk, period.pk, Entered(0, values, words), on)
    if draw(ledger.key, number, month, "shown") % SHOWN == 0:
        attach(liaison, report.pk, exhibit(number, month), on)
    return report


def _send(ledger: Ledger, cast: Cast, report: Report, on: date) -> None:
    if not ledger.release:
        take("submit", report.pk, cast.liaison(report.organisation_id), on)
        return
    take("ask_release", report.pk, cast.liaison(report.organisation_id), on)
    take("release", report.pk, cast.head(report.organisation_id), on)


def _send_again(ledger: Ledger, month: int, fault: Fault, cast: Cast, on: date) -> None:
    period = _period(ledger, month)
    returned = Report.objects.filter(period=period, state=State.RETURNED)
    for report in returned.select_related("task").order_by("pk"):
        if fault_of(ledger, report.task.number or 0, month) is not fault:
            continue
        liaison = cast.liaison(report.organisation_id)
        part = Assignment.objects.held().get(
            task=report.task_id, organisation=report.organisation_id
        )
        words = {"progress": f"{report.progress}{MENDED}"}
        save(liaison, part.pk, period.pk, Entered(report.version, {}, words), on)
        _send(ledger, cast, report, on)


def review(ledger: Ledger, month: int, cast: Cast, on: date) -> None:
    """Whatever came before today is returned once where its story says so, and else accepted."""
    office = cast.office(ledger.place)
    sent = Report.objects.filter(
        period=_period(ledger, month), state=State.SUBMITTED, part=Part.LEAD, submitted_on__lt=on
    )
    for report in sent.select_related("task", "period").order_by("pk"):
        number = report.task.number or 0
        fault = fault_of(ledger, number, month)
        if fault in (Fault.RETURNED, Fault.SENT_BACK) and report.decided_by_id is None:
            reason = return_words(ledger.key, number, month)
            take("return", report.pk, office, on, reason=reason)
        else:
            accept(ledger, office, report, on)


def accept(ledger: Ledger, office: Member, report: Report, on: date) -> None:
    month = report.period.last_day.month
    verdict = verdict_of(pace_of(ledger, report.task.number or 0), month).value
    verdicts = {stone.pk: verdict for stone in stones_of(report)}
    take("accept", report.pk, office, on, verdicts=verdicts)


def _correct(ledger: Ledger, month: int, cast: Cast, on: date) -> None:
    """One figure was counted twice and is set right by a new report."""
    accepted = Report.objects.filter(
        period=_period(ledger, month), state=State.ACCEPTED, part=Part.LEAD, corrections=None
    )
    for report in accepted.select_related("task", "period").order_by("pk"):
        if fault_of(ledger, report.task.number or 0, month) is not Fault.CORRECTED:
            continue
        if report.corrects_id is not None:
            continue
        liaison = cast.liaison(report.organisation_id)
        new = correct(liaison, report.pk, "有1处重复统计，予以核减。", on)
        held: dict[int, Decimal] = {value.indicator_id: value.amount for value in new.values.all()}
        less = {key: figure - 1 for key, figure in held.items() if 1 < figure < LARGE}
        part = Assignment.objects.held().get(task=new.task_id, organisation=new.organisation_id)
        save(liaison, part.pk, new.period_id, Entered(new.version, less, {}), on)
        _send(ledger, cast, new, on)
        accept(
            ledger,
            cast.office(ledger.place),
            Report.objects.select_related("task", "period").get(pk=new.pk),
            on,
        )
