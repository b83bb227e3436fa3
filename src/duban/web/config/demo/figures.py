"""The figures of the story: what a task has reached by the end of a month, at its pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from duban.web.config.demo.courses import Pace
from duban.web.config.demo.ledgers import YEAR
from duban.web.handling.models import Direction, Indicator, Rollup, Target

NOTHING, WHOLE = Decimal(0), Decimal(1)
#: figures from here on are told in whole 万
LARGE = Decimal(10_000)
#: by how much a rate beats what is asked where there is room above it
MARGIN, NO_ROOM = Decimal("0.4"), Decimal(99)


def reached(one: Indicator, targets: Sequence[Target], day: date, pace: Pace) -> Decimal:
    """The figure of the month that ends with `day`, in the indicator's unit and sense."""
    goals = sorted(targets, key=lambda goal: goal.last_day)
    if not goals:
        return NOTHING
    if one.rollup != Rollup.SUM and "进度" not in one.metric:
        return _rate(one, goals, day, pace)
    if one.cumulative:
        return _built_up(goals, day, pace)
    return _of_the_month(goals, day, pace)


def _rate(one: Indicator, goals: Sequence[Target], day: date, pace: Pace) -> Decimal:
    goal = next((goal for goal in goals if goal.last_day >= day), goals[-1]).amount
    share = pace.value.share(day.month)
    if share < WHOLE:
        return (goal * share).quantize(Decimal("0.1"), ROUND_HALF_UP)
    room = one.direction == Direction.UP and goal < NO_ROOM
    return goal + MARGIN if room else goal


def _built_up(goals: Sequence[Target], day: date, pace: Pace) -> Decimal:
    course, last = pace.value, goals[-1].amount
    step = next((goal.amount for goal in reversed(goals) if goal.last_day <= day), None)
    due = step if course.held and step is not None else _on_the_way(goals, day)
    figure = _rounded(due * course.share(day.month), goals)
    return min(figure, last)


def _on_the_way(goals: Sequence[Target], day: date) -> Decimal:
    """Between the step that ended last and the next one, by days."""
    before, begun = NOTHING, date(YEAR, 1, 1)
    for goal in goals:
        if goal.last_day >= day:
            part = Decimal((day - begun).days) / max(1, (goal.last_day - begun).days)
            return before + (goal.amount - before) * part
        before, begun = goal.amount, goal.last_day
    return before


def _of_the_month(goals: Sequence[Target], day: date, pace: Pace) -> Decimal:
    """What the month alone adds, where each period is counted for itself."""
    goal = next((goal for goal in goals if goal.first_day <= day <= goal.last_day), None)
    if goal is None:
        return NOTHING
    months = goal.last_day.month - goal.first_day.month + 1
    gone = day.month - goal.first_day.month + 1
    share = min(WHOLE, pace.value.share(day.month))
    now, then = (_rounded(goal.amount * at * share / months, goals) for at in (gone, gone - 1))
    return now - then


def _rounded(figure: Decimal, goals: Sequence[Target]) -> Decimal:
    if goals[-1].amount >= LARGE * 100:
        return (figure / LARGE).quantize(Decimal(1), ROUND_HALF_UP) * LARGE
    whole = all(goal.amount == goal.amount.to_integral_value() for goal in goals)
    return figure.quantize(Decimal(1) if whole else Decimal("0.1"), ROUND_HALF_UP)
