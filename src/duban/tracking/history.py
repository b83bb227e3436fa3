"""What every past period showed, and shows: its colour by the edition then in force, and whether
it was late, which nothing that came later takes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from duban.plan import Period
from duban.tracking.facts import Facts
from duban.tracking.lights import Override, TaskLight, light_of_round
from duban.tracking.outcome import Outcome, outcome
from duban.tracking.reporting import Round
from duban.tracking.rulebook import RuleBook, edition_on
from duban.tracking.wording import said
from duban.tracking.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Mark:
    """One period of one task. `edition` is the label of the rule-book that gave the colour."""

    round: Round
    light: TaskLight
    outcome: Outcome
    edition: str
    filed_on: date | None = None

    @property
    def period(self) -> Period:
        return self.round.period

    @property
    def late(self) -> bool:
        return self.outcome.late

    @property
    def said(self) -> str:
        filed = "未报送" if self.filed_on is None else f"{said(self.filed_on)}报送"
        return f"{self.period.label}：{self.light.light}灯，{self.outcome.value}，{filed}。"


def history(
    facts: Facts,
    books: tuple[RuleBook, ...],
    day: date,
    calendar: Calendar,
    *,
    held_on: Callable[[date], Facts] | None = None,
    overrides: Sequence[Override] = (),
) -> tuple[Mark, ...]:
    """A mark for each period that was asked for and had fallen due by `day`, in order.

    `held_on` gives the facts as a day knew them, where dates or targets of the task have changed.
    """
    marks = []
    for round_ in facts.asked:
        if round_.due >= day:
            continue
        asked = facts if held_on is None else facts.asking(held_on(min(day, round_.closes)))
        book = edition_on(books, round_.period.last_day)
        sent = facts.sent(round_.period, day)
        marks.append(
            Mark(
                round_,
                light_of_round(asked, book, round_, day, calendar, overrides=overrides),
                outcome(asked, round_, day),
                book.label,
                sent[0].sent_on if sent else None,
            )
        )
    return tuple(marks)
