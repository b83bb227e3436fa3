"""Saving what is filled in: one draft a unit, task and period; two hands lose no value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.checking.comparing import amount
from duban.web import clock
from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.handling.models import Assignment, Indicator, Part
from duban.web.journal.record import record
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.reports.clocks import refuse_closed, silence_of
from duban.web.reports.models import (
    OPEN,
    WORDS,
    Report,
    ReportingPeriod,
    State,
    Value,
)
from duban.web.reports.roll_up import Offer, note, offers, refuse_empty
from duban.web.reports.steps import part_of
from duban.web.reports.twins import Ties, lock_with_twins, serve
from duban.web.reports.wholeness import Content, asked_of, content_of

#: characters that one field of words may have
LONGEST_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class Entered:
    """What came from a form. A figure or a word that is not here stays as it was; None and ""
    empty it. `version`: what the form was drawn from, 0 where there was no report. `adopts`: keys
    of the indicators whose figure shall be what the towns come to. `fills`: where nothing stands,
    it is filled in without asking, since no value is lost by it."""

    version: int
    values: Mapping[int, Decimal | None] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    adopts: frozenset[int] = frozenset()
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people filled in differently. `field` names it in the form."""

    field: str
    label: str
    mine: str
    theirs: str


class Conflict(OutOfTurn):
    """Somebody else saved the same form in between; nothing was overwritten."""

    def __init__(self, report: Report, differences: Sequence[Difference]) -> None:
        self.report, self.differences = report, differences
        super().__init__(
            _(
                "%(who)s刚刚也保存了这份填报，有%(count)s处与您填的不同。两边的内容都列出来了，请核对后再保存。"
            )
            % {"who": report.saved_by.name, "count": len(differences)}
        )


@dataclass(frozen=True, slots=True)
class Held:
    """What a saving stands on, locked until the transaction ends."""

    assignment: Assignment
    period: ReportingPeriod
    report: Report | None
    indicators: Mapping[int, Indicator]
    ties: Ties


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as it was just written, still locked."""

    report: Report
    content: Content


def save(member: Member, assignment_id: int, period_id: int, entered: Entered, on: date) -> Report:
    """Keep what was typed as the unit's draft. Conflict where another hand was quicker."""
    with transaction.atomic():
        return keep(member, hold(member, assignment_id, period_id, on), entered, on).report


def hold(member: Member, assignment_id: int, period_id: int, on: date) -> Held:
    """Lock what a saving writes to, inside the caller's transaction; a Refusal where this person
    may not write it, or nobody may now."""
    assignment, ties = lock_with_twins(assignment_id)
    if not member.may(Right.FILE, assignment):
        raise NotAllowed.to(str(Right.FILE.label))
    period = period_of(assignment, period_id)
    held = _last_report(assignment.task_id, period.pk, assignment.organisation_id)
    report = held[0] if held else None
    if report is not None:
        report.task, report.period = assignment.task, period
        report.organisation = assignment.organisation
    refuse_unwritable(assignment, period, report, on)
    asked = asked_of(assignment.task_id)
    return Held(assignment, period, report, {one.pk: one for one in asked}, ties)


def period_of(assignment: Assignment, period_id: int) -> ReportingPeriod:
    """A period of the calendar by which a unit reports; DoesNotExist where it is of another."""
    found = _period(period_id, assignment.task.plan_id)
    if not found:
        raise ReportingPeriod.DoesNotExist
    return found[0]


@prepared
def _period(key: int, plan: int) -> QuerySet[ReportingPeriod]:
    found = ReportingPeriod.objects.filter(pk=key, calendar__plan=plan)
    return found.select_related("calendar")


def reports_of(task: int, period: int, unit: int) -> QuerySet[Report]:
    """The unit's reports of a task for a period, the one that stands last first."""
    return Report.objects.filter(task=task, period=period, organisation=unit).order_by("-pk")


@prepared
def _last_report(task: int, period: int, unit: int) -> QuerySet[Report]:
    """The one that stands last, locked."""
    found = reports_of(task, period, unit).select_for_update(of=("self",))
    return found.select_related("saved_by")[:1]


def keep(member: Member, held: Held, entered: Entered, on: date) -> Kept:
    """Write what was typed. Conflict where another hand was quicker; then nothing is written."""
    entered = replace(entered, words={name: _even(text) for name, text in entered.words.items()})
    _refuse_strange(entered, held.indicators)
    _refuse_long(entered.words)
    taken = _from_towns(held, entered.adopts)
    totals = {key: offer.total for key, offer in taken.items()}
    entered = replace(entered, values={**entered.values, **totals})
    report = held.report
    if report is not None and report.version != entered.version:
        found = differences(report, entered, held.indicators)
        if entered.fills:
            found = [one for one in found if one.theirs]
        if found:
            raise Conflict(report, found)
    asked = list(held.indicators.values())
    if report is None:
        report = _begin(member, held, entered)
        values = {key: value for key, value in entered.values.items() if value is not None}
        kept = Kept(report, Content(asked, values, ()))
        written = True
    else:
        written = _write(member, report, entered)
        kept = Kept(report, content_of(report, asked))
    for offer in taken.values():
        note(member, report, offer, on)
    if written:
        serve(member, report, held.ties, on)
    return kept


def _even(text: str) -> str:
    """Words with line ends of one kind: browsers, sheets and programs send different ones."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def refuse_unwritable(
    assignment: Assignment, period: ReportingPeriod, report: Report | None, on: date
) -> None:
    """OutOfTurn, with the reason, where the unit cannot write this report now."""
    if assignment.ended_on is not None:
        raise OutOfTurn(_("这项任务已不由本单位承担。"))
    silence = silence_of(assignment.task.state)
    if silence:
        raise OutOfTurn(silence)
    if report is not None and report.state not in OPEN:
        raise OutOfTurn(
            _("这份填报当前为“%(state)s”，不能改写。") % {"state": report.get_state_display()}
        )
    if report is not None and (report.corrects_id is not None or report.submitted_on is not None):
        return
    refuse_closed(period, assignment.organisation_id, on)


def _refuse_strange(entered: Entered, indicators: Mapping[int, Indicator]) -> None:
    if set(entered.values) - set(indicators) or set(entered.words) - set(WORDS):
        raise OutOfTurn(_("任务的指标已有变动，请重新打开填报页。"))


def _refuse_long(words: Mapping[str, str]) -> None:
    """Words that go beyond what a field holds are never cut."""
    for name, text in words.items():
        if len(text) > LONGEST_WORDS:
            raise ReasonMissing(
                _("“%(label)s”有%(count)s字，最多%(most)s字，请精简后再保存。")
                % {"label": label_of(name), "count": len(text), "most": LONGEST_WORDS}
            )


def label_of(name: str) -> str:
    """What a field of words is called in the form."""
    return str(Report._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _from_towns(held: Held, wanted: frozenset[int]) -> dict[int, Offer]:
    """What the towns come to, for those indicators; OutOfTurn where it is nothing."""
    if not wanted:
        return {}
    if wanted - set(held.indicators) or part_of(held.assignment) != Part.LEAD:
        raise OutOfTurn(_("这个指标没有可采用的合计数。"))
    asked = [held.indicators[key] for key in wanted]
    found = offers(held.assignment.task_id, asked, held.period)
    return {key: refuse_empty(found.get(key)) for key in wanted}


def _begin(member: Member, held: Held, entered: Entered) -> Report:
    report = Report.objects.create(
        task=held.assignment.task,
        period=held.period,
        organisation=held.assignment.organisation,
        part=part_of(held.assignment),
        author=member.user,
        saved_by=member.user,
        **entered.words,
    )
    record(member.user, "report.begin", report, after=State.DRAFT)
    _write_values(report, entered.values)
    return report


def differences(
    report: Report, entered: Entered, indicators: Mapping[int, Indicator]
) -> list[Difference]:
    """Fields in which the form and what stands disagree, in the order of the form."""
    held = {value.indicator_id: value.amount for value in report.values.all()}
    found = []
    for key, value in entered.values.items():
        one, theirs = indicators[key], held.get(key)
        if value != theirs:
            found.append(
                Difference(f"v-{key}", one.metric, _said(value, one.unit), _said(theirs, one.unit))
            )
    for name, text in entered.words.items():
        stands = getattr(report, name)
        if text != stands:
            found.append(Difference(name, label_of(name), text, stands))
    return found


def _said(value: Decimal | None, unit: str) -> str:
    return "" if value is None else amount(value, unit)


def _write(member: Member, report: Report, entered: Entered) -> bool:
    """Whether anything changed. Only the fields that did are saved."""
    changed = [name for name, text in entered.words.items() if text != getattr(report, name)]
    for name in changed:
        setattr(report, name, entered.words[name])
    held = {value.indicator_id: value for value in report.values.order_by()}
    moved = {
        key: value
        for key, value in entered.values.items()
        if value != (held[key].amount if key in held else None)
    }
    _write_values(report, moved)
    if not changed and not moved:
        return False
    report.version += 1
    report.saved_by, report.saved_at = member.user, clock.now()
    report.save(update_fields=[*changed, "version", "saved_by", "saved_at"])
    return True


def _write_values(report: Report, moved: Mapping[int, Decimal | None]) -> None:
    """The figures that are others now, in as many queries for one as for twenty."""
    emptied = [key for key, value in moved.items() if value is None]
    if emptied:
        report.values.filter(indicator__in=emptied).delete()
    Value.objects.bulk_create(
        [
            Value(report=report, indicator_id=key, value=value)
            for key, value in moved.items()
            if value is not None
        ],
        update_conflicts=True,
        unique_fields=["report", "indicator"],
        update_fields=["value", "taken_from"],
    )
