"""Lights of tasks by the rule-books of their jurisdictions: today's, and those of past periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _

from duban.tracking.books import PRESETS, text_of
from duban.tracking.history import Mark, history
from duban.tracking.lights import Override, TaskLight, light_on
from duban.tracking.loading import load
from duban.tracking.rulebook import NoEdition, RuleBook, edition_on
from duban.tracking.trial import Trial, trial
from duban.tracking.working_days import Calendar
from duban.web.ledger.models import Task
from duban.web.refusals import OutOfTurn
from duban.web.reports.working_days import calendars_of
from duban.web.supervision.gathering import UNASKED, Record, records_of
from duban.web.supervision.models import Book, Colour, LightOverride

#: the rules of a jurisdiction that has not set its own
DEFAULT = next(iter(PRESETS))


@cache
def read(text: str) -> RuleBook:
    """A rule-book by its text; read once a process."""
    return load(text)


def books_of(jurisdictions: Iterable[int]) -> Mapping[int, tuple[RuleBook, ...]]:
    """All editions by jurisdiction; the shipped one stands before the first of its own."""
    base = read(text_of(DEFAULT))
    found: dict[int, tuple[RuleBook, ...]] = dict.fromkeys(jurisdictions, (base,))
    for book in Book.objects.standing().filter(jurisdiction__in=found).order_by("since", "pk"):
        found[book.jurisdiction_id] += (read(book.text),)
    return found


def overrides_of(tasks: Iterable[int]) -> Mapping[int, list[Override]]:
    found: dict[int, list[Override]] = defaultdict(list)
    rows = LightOverride.objects.filter(task__in=list(tasks)).select_related("by")
    for row in rows.order_by("since", "pk"):
        until = row.until
        if row.lifted_on is not None:
            until = min(until, row.lifted_on - timedelta(days=1))
        if until < row.since:
            continue
        light = Colour(row.colour).light
        found[row.task_id].append(Override(light, row.reason, row.by.name, row.since, until))
    return found


@dataclass(slots=True)
class Lamp:
    """One task with all that its lights are computed from."""

    record: Record
    books: tuple[RuleBook, ...]
    overrides: Sequence[Override]
    calendar: Calendar

    @property
    def task(self) -> Task:
        return self.record.task

    def book(self, day: date) -> RuleBook:
        """OutOfTurn where no rules were in force yet."""
        try:
            return edition_on(self.books, day)
        except NoEdition:
            raise OutOfTurn(
                _("%(day)s还没有施行亮灯规则，请另选一天。") % {"day": day.isoformat()}
            ) from None

    def light(self, day: date) -> TaskLight:
        facts = self.record.facts(day)
        return light_on(facts, self.book(day), day, self.calendar, self.overrides)

    def history(self, day: date) -> tuple[Mark, ...]:
        facts = self.record.facts(day)
        return history(
            facts,
            self.books,
            day,
            self.calendar,
            held_on=self.record.facts,
            overrides=self.overrides,
        )


def lamps_of(tasks: Iterable[Task]) -> list[Lamp]:
    """For tasks that were handed out; a constant number of queries."""
    asked = [task for task in tasks if task.state not in UNASKED]
    records = records_of(asked)
    places = {task.jurisdiction_id for task in asked}
    books, calendars = books_of(places), calendars_of(places)
    overrides = overrides_of(records)
    return [
        Lamp(
            record,
            books[record.task.jurisdiction_id],
            overrides.get(key, ()),
            calendars[record.task.jurisdiction_id],
        )
        for key, record in records.items()
    ]


def lights_of(tasks: Iterable[Task], day: date) -> dict[int, TaskLight]:
    """By key of the task; tasks that were not handed out have no light."""
    return {lamp.task.pk: lamp.light(day) for lamp in lamps_of(tasks)}


def trial_of(tasks: Iterable[Task], other: RuleBook, day: date) -> Trial:
    """The tasks of one jurisdiction by the edition in force and by another, side by side."""
    lamps = lamps_of(tasks)
    if not lamps:
        return Trial(())
    facts = [lamp.record.facts(day) for lamp in lamps]
    return trial(lamps[0].book(day), other, facts, day, lamps[0].calendar)
