"""How the milestones and the periods of a quarter came out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.plan import Period
from duban.web.boards.beats.line import Found, Line, Sort, tasks_of, with_leads
from duban.web.boards.panel import Cell
from duban.web.boards.rhythm import Look
from duban.web.design.periods import period_words
from duban.web.ledger.models import Stone
from duban.web.reports.models import Judgement, State, Verdict
from duban.web.supervision.gathering import UNASKED
from duban.web.supervision.models import LightHistory, Outcome
from duban.web.supervision.saying import told

MISSED, PARTLY, MADE_GOOD, MET, WAITING = "missed", "partly", "made_good", "met", "waiting"
GRAVEST = (MISSED, PARTLY, MADE_GOOD, WAITING, MET)
#: how a reviewer's word, or the outcome of the period that ends with it, tells of a milestone
BY_WORD = {Verdict.REACHED: MET, Verdict.PARTLY: PARTLY, Verdict.NOT: MISSED}
BY_OUTCOME = {
    Outcome.ON_TIME: MET,
    Outcome.MADE_GOOD: MADE_GOOD,
    Outcome.MISSED: MISSED,
    Outcome.IN_REVIEW: WAITING,
    Outcome.OPEN: WAITING,
}


def stones(look: Look) -> Found:
    """The milestones that end within the span: by the reviewer's word where there is one, else by
    how the period that ends on the same day came out."""
    rows = Stone.objects.filter(
        task__in=tasks_of(look).exclude(state__in=UNASKED),
        last_day__gte=look.span.first,
        last_day__lte=look.span.last,
    ).order_by("task__plan", "task__position", "position", "pk")
    words, outcomes = _judged(look), _outcomes(look)
    lines = [
        _stone(row, words.get(row.key), outcomes.get((row.task, row.last_day)))
        for row in map(_Row._make, rows.values_list("pk", "task", "last_day", "period", "text"))
    ]
    lines.sort(key=lambda line: GRAVEST.index(line.kind))
    return Found(with_leads(lines))


class _Row(NamedTuple):
    """A milestone, read lean."""

    key: int
    task: int
    last_day: date
    period: str
    text: str


def _stone(row: _Row, word: str | None, outcome: str | None) -> Line:
    kind, basis = WAITING, ""
    if word is not None:
        kind, basis = BY_WORD[Verdict(word)], _("按审核判定")
    elif outcome is not None:
        kind, basis = BY_OUTCOME[Outcome(outcome)], _("按填报结果")
    label = period_words(Period.parse(row.period))
    thing = Cell(f"{label} · {basis}" if basis else label)
    return Line(row.task, kind, day=row.last_day, thing=thing, words=row.text)


def _judged(look: Look) -> dict[int, str]:
    """By milestone, what the reviewer said last on the grounds of an accepted report."""
    rows = Judgement.objects.visible_to(look.member).filter(
        report__state=State.ACCEPTED,
        stone__task__jurisdiction=look.place.key,
        stone__last_day__gte=look.span.first,
        stone__last_day__lte=look.span.last,
    )
    return dict(rows.order_by("at", "pk").values_list("stone", "verdict"))


def _outcomes(look: Look) -> dict[tuple[int, date], str]:
    return {
        (task, last_day): outcome
        for task, last_day, outcome in _history(look).values_list("task", "last_day", "outcome")
    }


def _history(look: Look) -> QuerySet[LightHistory]:
    """The periods that end within the span and have fallen due."""
    rows = LightHistory.objects.visible_to(look.member).filter(
        task__jurisdiction=look.place.key,
        last_day__gte=look.span.first,
        last_day__lte=look.span.last,
    )
    return rows.order_by("task__plan", "task__position", "task", "last_day", "pk")


def outcomes(look: Look) -> Found:
    """The periods of the span, one line for each period of each task."""
    order = (Outcome.MISSED, Outcome.MADE_GOOD, Outcome.IN_REVIEW, Outcome.OPEN, Outcome.ON_TIME)
    lines = list(with_leads(_periods(look)))
    lines.sort(key=lambda line: order.index(Outcome(line.kind)))
    return Found(tuple(lines))


def _periods(look: Look) -> Iterator[Line]:
    names = ("task", "period", "outcome", "colour", "filed_on", "cause")
    for task, period, outcome, colour, filed_on, cause in _history(look).values_list(*names):
        yield Line(
            task,
            Outcome.IN_REVIEW.value if outcome == Outcome.OPEN else outcome,
            sort=Sort.REPORT,
            day=filed_on,
            now=colour,
            period=period,
            words=told(cause),
        )
