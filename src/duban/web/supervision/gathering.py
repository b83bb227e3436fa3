"""The facts of tasks for the pure rules, asked of the database at once for a whole list.

A `Record` keeps every row that ever held, so that the facts of any earlier day can be had without
asking again: dates and targets as they stood then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from duban.plan import Period
from duban.tracking import facts as nouns
from duban.tracking import indicator as figures
from duban.tracking.reporting import Round
from duban.web.accounts.models import OrganisationKind
from duban.web.handling.models import (
    Assignment,
    Change,
    ChangeKind,
    Completion,
    DueDay,
    Finish,
    Indicator,
    Outcome,
    Part,
    Target,
)
from duban.web.journal.models import Entry
from duban.web.ledger.models import Task, TaskState
from duban.web.reports.figures import as_tracked
from duban.web.reports.models import Judgement, Report, ReportingPeriod, State, Value, Verdict
from duban.web.supervision.models import Assessment, Word

#: tasks nobody was asked to do yet
UNASKED = frozenset({TaskState.DRAFT, TaskState.REGISTERED})
#: states behind which stands a verification
FINISHED = frozenset({TaskState.CLOSED, TaskState.STRUCK_OFF, TaskState.ARCHIVED})
#: states in which nobody is asked for anything
RESTING = UNASKED | FINISHED | {TaskState.SUSPENDED, TaskState.CANCELLED}
REACHED = {
    Verdict.REACHED: nouns.Reached.YES,
    Verdict.PARTLY: nouns.Reached.PARTLY,
    Verdict.NOT: nouns.Reached.NO,
}
GRAVITY = list(REACHED)
PLACES = frozenset({OrganisationKind.TOWN, OrganisationKind.VILLAGE})


def day_of(moment: datetime) -> date:
    return timezone.localdate(moment)


@dataclass(slots=True)
class Record:
    """All rows of one task that bear on its light."""

    task: Task
    assignments: list[Assignment] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    targets: dict[int, list[Target]] = field(default_factory=lambda: defaultdict(list))
    due_days: list[DueDay] = field(default_factory=list)
    rounds: tuple[Round, ...] = ()
    values: dict[tuple[str, str], list[figures.Value]] = field(
        default_factory=lambda: defaultdict(list)
    )
    filings: list[nouns.Filing] = field(default_factory=list)
    judgements: list[nouns.Judgement] = field(default_factory=list)
    assessments: list[nouns.Assessment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    finished_on: date | None = None
    started_on: date | None = None
    cancelled_on: date | None = None
    known: dict[date, nouns.Facts] = field(default_factory=dict)

    @property
    def leads(self) -> list[Assignment]:
        return [one for one in self.assignments if one.role == Part.LEAD and one.ended_on is None]

    def due_on(self, day: date) -> date | None:
        if not self.due_days:
            return self.task.due_day
        held = [row for row in self.due_days if _holds(row, day)]
        return held[-1].day if held else None

    def rests(self, day: date) -> bool:
        """Whether nobody is asked for anything on `day`: finished, cancelled, or suspended."""
        over = any(end is not None and end <= day for end in (self.finished_on, self.cancelled_on))
        return over or any(pause.covers(day) for pause in self._pauses())

    def facts(self, day: date) -> nouns.Facts:
        """What is known of the task, under the date and targets that held on `day`."""
        turning = self._turning(day)
        if turning not in self.known:
            self.known[turning] = self._facts(day)
        return self.known[turning]

    def _turning(self, day: date) -> date:
        """The last day on or before `day` on which a date or a target changed."""
        rows: list[Any] = [*self.due_days, *(one for held in self.targets.values() for one in held)]
        turns = [turn for row in rows for turn in (row.since, row.until) if turn is not None]
        turns += [one.ended_on for one in self.indicators if one.ended_on is not None]
        return max((turn for turn in turns if turn <= day), default=date.min)

    def _facts(self, day: date) -> nouns.Facts:
        return nouns.Facts(
            key=str(self.task.pk),
            title=self.task.title,
            kind=self._kind(),
            starts=self._starts(),
            due=self.due_on(day),
            started_on=self.started_on,
            finished_on=self.finished_on,
            ended_on=self.cancelled_on,
            pauses=tuple(self._pauses()),
            indicators=tuple(
                as_tracked(one, [row for row in self.targets[one.pk] if _holds(row, day)])
                for one in self.indicators
                if one.ended_on is None or one.ended_on > day
            ),
            values={key: tuple(held) for key, held in self.values.items()},
            rounds=self.rounds,
            filings=tuple(self.filings),
            judgements=tuple(self.judgements),
            assessments=tuple(self.assessments),
        )

    def _kind(self) -> nouns.UnitKind:
        leads = self.leads
        if leads and leads[0].organisation.kind in PLACES:
            return nouns.UnitKind.PLACE
        return nouns.UnitKind.DEPARTMENT

    def _starts(self) -> date | None:
        if self.task.period:
            return Period.parse(self.task.period).first_day
        return None if self.task.year is None else date(self.task.year, 1, 1)

    def _pauses(self) -> list[nouns.Pause]:
        found: list[nouns.Pause] = []
        for change in self.changes:
            if change.decided_on is None:
                continue
            if change.kind == ChangeKind.SUSPENSION:
                # one that is asked for again goes on, to another day of review
                goes_on = bool(found) and found[-1].until is None
                since = found.pop().since if goes_on else change.decided_on
                found.append(nouns.Pause(since, None, change.day))
            elif change.kind == ChangeKind.RESUMPTION and found:
                found[-1] = nouns.Pause(found[-1].since, change.decided_on, found[-1].review)
        return found


def _holds(row: Any, day: date) -> bool:
    """A row with since and until; the day on which one ends belongs to the next."""
    begun = row.since is None or row.since <= day
    return begun and (row.until is None or row.until > day)


def records_of(tasks: Iterable[Task]) -> Mapping[int, Record]:
    """By key of the task, in the order given; as many queries for one task as for a thousand."""
    found = {task.pk: Record(task) for task in tasks}
    _hands(found)
    _figures(found)
    _reports(found)
    _papers(found)
    _assessments(found)
    for record in found.values():
        sent = [filing.sent_on for filing in record.filings]
        record.started_on = min([*sent, *_one(record.started_on)], default=None)
    _rounds(found)
    return found


def _one(day: date | None) -> list[date]:
    return [] if day is None else [day]


def _hands(found: Mapping[int, Record]) -> None:
    rows = Assignment.objects.filter(task__in=found).select_related("organisation").order_by("pk")
    for row in rows:
        found[row.task_id].assignments.append(row)
    for due in DueDay.objects.filter(task__in=found).order_by("pk"):
        found[due.task_id].due_days.append(due)


def _figures(found: Mapping[int, Record]) -> None:
    whose: dict[int, tuple[Record, tuple[str, str]]] = {}
    for row in Indicator.objects.filter(task__in=found).order_by("position", "pk"):
        found[row.task_id].indicators.append(row)
        whose[row.pk] = found[row.task_id], (row.metric, row.unit)
    for target in Target.objects.filter(indicator__task__in=found).order_by("pk"):
        whose[target.indicator_id][0].targets[target.indicator_id].append(target)
    values = Value.objects.filter(
        indicator__task__in=found, report__state=State.ACCEPTED, report__part=Part.LEAD
    ).values_list(
        *("indicator", "value", "report__period__period"),
        *("report__decided_at", "report__submitted_on"),
    )
    for key, value, period, decided_at, sent_on in values.order_by("report__decided_at", "pk"):
        # accepted reports have their moment, the database sees to it
        if decided_at is not None:
            record, name = whose[key]
            record.values[name].append(
                figures.Value(Period.parse(period), value, day_of(decided_at), sent_on)
            )


def _reports(found: Mapping[int, Record]) -> None:
    sent = Report.objects.filter(
        task__in=found, part=Part.LEAD, submitted_on__isnull=False, corrects__isnull=True
    ).values_list("task", "period__period", "state", "submitted_on", "decided_at")
    for task, period, state, sent_on, decided_at in sent.order_by("submitted_on", "pk"):
        waits = state in (State.SUBMITTED, State.TO_RELEASE)
        decided_on = None if waits or decided_at is None else day_of(decided_at)
        if sent_on is not None:
            found[task].filings.append(
                nouns.Filing(Period.parse(period), sent_on, decided_on, state == State.ACCEPTED)
            )
    worst: dict[int, tuple[int, str, Verdict, date]] = {}
    judged = Judgement.objects.filter(
        report__task__in=found, report__part=Part.LEAD, report__state=State.ACCEPTED
    ).values_list("report", "report__task", "report__period__period", "verdict", "at")
    for report, task, period, verdict, at in judged.order_by("pk"):
        held = worst.get(report)
        one = Verdict(verdict)
        if held is None or GRAVITY.index(one) > GRAVITY.index(held[2]):
            worst[report] = task, period, one, day_of(at)
    for task, period, one, on in worst.values():
        found[task].judgements.append(nouns.Judgement(Period.parse(period), REACHED[one], on))


def _assessments(found: Mapping[int, Record]) -> None:
    for row in Assessment.objects.filter(task__in=found).order_by("on", "pk"):
        period = Period.parse(row.period) if row.period else None
        found[row.task_id].assessments.append(
            nouns.Assessment(Word(row.word).plain, row.on, period, row.ended_on)
        )


def _papers(found: Mapping[int, Record]) -> None:
    changes = Change.objects.filter(task__in=found, outcome=Outcome.APPROVED)
    for change in changes.order_by("decided_on", "pk"):
        record = found[change.task_id or 0]
        record.changes.append(change)
        if change.kind == ChangeKind.CANCELLATION:
            record.cancelled_on = change.decided_on
    passed = Completion.objects.filter(task__in=found, state=Finish.PASSED)
    for task, verified_on in passed.order_by("pk").values_list("task", "verified_on"):
        if found[task].task.state in FINISHED:
            found[task].finished_on = verified_on
    lines = Entry.objects.filter(
        subject_type="ledger.task", subject_id__in=found, verb__in=["task.start", "task.cancel"]
    ).values_list("subject_id", "verb", "at")
    for key, verb, at in lines.order_by("pk"):
        record = found[key or 0]
        if verb == "task.start" and record.started_on is None:
            record.started_on = day_of(at)
        cancelled = verb == "task.cancel" and record.task.state == TaskState.CANCELLED
        if cancelled and record.cancelled_on is None:
            record.cancelled_on = day_of(at)


def _rounds(found: Mapping[int, Record]) -> None:
    """The periods in which each task is reported: none that closed before it was handed out."""
    plans = {record.task.plan_id for record in found.values()}
    rows = ReportingPeriod.objects.filter(calendar__plan__in=plans).order_by("last_day", "pk")
    periods: dict[int, list[Round]] = defaultdict(list)
    for row in rows.select_related("calendar"):
        periods[row.calendar.plan_id].append(row.round)
    for record in found.values():
        leads = [one for one in record.assignments if one.role == Part.LEAD]
        if not leads:
            continue
        begun = min(day_of(one.issued_at) for one in leads)
        record.rounds = tuple(
            sorted(one for one in periods[record.task.plan_id] if one.closes >= begun)
        )
