"""A trial run: what another rule-book would show, beside what the present one shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duban.tracking.facts import Facts
from duban.tracking.lights import TaskLight, light_on
from duban.tracking.rulebook import Light, RuleBook
from duban.tracking.working_days import Calendar


@dataclass(frozen=True, slots=True)
class TrialRow:
    key: str
    title: str
    before: TaskLight
    after: TaskLight

    @property
    def changed(self) -> bool:
        return self.before.light is not self.after.light

    @property
    def worse(self) -> bool:
        return self.after.light.gravity > self.before.light.gravity


@dataclass(frozen=True, slots=True)
class Trial:
    """`rows` keep the order of the tasks."""

    rows: tuple[TrialRow, ...]

    @property
    def changed(self) -> tuple[TrialRow, ...]:
        return tuple(row for row in self.rows if row.changed)

    @property
    def moves(self) -> dict[tuple[Light, Light], int]:
        """How many tasks go from one colour to another, the unchanged among them."""
        return Counter((row.before.light, row.after.light) for row in self.rows)


def trial(
    book_a: RuleBook, book_b: RuleBook, facts: Iterable[Facts], day: date, calendar: Calendar
) -> Trial:
    """Each task by both books on one day. Nothing is stored, nobody is told; overrides are out."""
    return Trial(
        tuple(
            TrialRow(
                one.key,
                one.title,
                light_on(one, book_a, day, calendar),
                light_on(one, book_b, day, calendar),
            )
            for one in facts
        )
    )
