"""Which indicators a task's own words propose; pure, for a person to confirm or correct.

A series of figures through the periods is one indicator with a target per period; a figure of the
title that no period takes up is one with a single target, for the whole time. What a place was
given of it comes as its shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from duban.checking.comparing import aligned
from duban.checking.metrics import likeness
from duban.checking.series import ALIKE, Mode, Series
from duban.checking.view import PlanView, TaskView
from duban.plan import Allocation, Comparator, Document, Kind, Period, Plan, Quantity, Task
from duban.plan.measures import convert
from duban.web.handling.models import Direction, Rollup

DOWNWARD = frozenset({Comparator.AT_MOST, Comparator.LESS})
#: kinds whose figures cannot be added up
STANDING = frozenset({Kind.GROWTH, Kind.SHARE})
#: a metric this short (建, 整治) names an act and nothing it is done to
MERE_VERB = 2
#: from here on a column has no room
LARGEST = Decimal(10) ** 17
LONGEST_METRIC, LONGEST_UNIT = 120, 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target of one period; figures in the indicator's unit."""

    period: Period
    value: Decimal
    comparator: Comparator = Comparator.EQUAL
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One indicator; `shares` are (name on the paper, value) in order."""

    metric: str
    unit: str
    targets: tuple[Wanted, ...]
    direction: Direction = Direction.UP
    cumulative: bool = True
    rollup: Rollup = Rollup.SUM
    shares: tuple[tuple[str, Decimal], ...] = ()


def propose(task: Task, document: Document) -> tuple[Proposal, ...]:
    """The indicators of `task` in the order its words name them, no two of one name and unit."""
    [view] = PlanView(Plan(document, (task,))).tasks
    whole = _whole(task, document)
    goals = list(_untaken(view))
    followed = [_aimed(series, goals, view.series) for series in view.series]
    found = [_of_series(series, whole) for series in followed]
    found += [_of_goal(goal, whole) for goal in goals if whole is not None]
    fitting = (_within(proposal) for proposal in found)
    named = _first_of_each(proposal for proposal in fitting if proposal.targets)
    return tuple(_with_shares(named, task.allocations, whole))


def _whole(task: Task, document: Document) -> Period | None:
    """The time the whole task speaks of."""
    if task.period is not None:
        return task.period
    year = document.year
    if year is None and task.due is not None:
        year = task.due.year
    return None if year is None else Period.year(year)


def _aimed(series: Series, goals: list[Quantity], beside: Sequence[Series]) -> Series:
    """The series with the goal it must mean where its own words name nothing (建成30户).

    It ends where the goal stands, or both are the only ones of their measure. A goal so taken is
    taken out of `goals`.
    """
    if series.target is not None:
        return series
    fitting = [
        goal
        for goal in goals
        if goal.kind is series.kind and aligned(goal, series.unit) is not None
    ]
    peers = [
        other
        for other in beside
        if other.target is None
        and other.kind is series.kind
        and convert(Decimal(1), other.unit, series.unit) is not None
    ]
    if len(fitting) != 1 or len(peers) != 1:
        return series
    [goal] = fitting
    moved = aligned(goal, series.unit)
    ends_there = moved is not None and moved.value == series.last.figure.value
    if not ends_there and len(series.metric) > MERE_VERB:
        return series
    goals.remove(goal)
    return replace(series, target=moved)


def _of_series(series: Series, whole: Period | None) -> Proposal:
    figures = [step.figure for step in series.steps]
    targets = [_wanted(step.stage.period, step.figure) for step in series.steps]
    goal = series.target
    reached = whole is None or series.last.stage.period.last >= whole.last
    if goal is not None and whole is not None and not reached:
        targets.append(_wanted(whole, goal))
    return Proposal(
        metric=_named(series.metric if goal is None else goal.metric or series.metric, series.kind),
        unit=series.unit[:LONGEST_UNIT],
        targets=tuple(targets),
        direction=_direction([*figures, *([] if goal is None else [goal])]),
        cumulative=_runs_on(series),
        rollup=Rollup.LAST if series.kind in STANDING else Rollup.SUM,
    )


def _of_goal(goal: Quantity, whole: Period | None) -> Proposal:
    return Proposal(
        metric=_named(goal.metric, goal.kind),
        unit=goal.unit[:LONGEST_UNIT],
        targets=() if whole is None else (_wanted(whole, goal),),
        direction=_direction([goal]),
        rollup=Rollup.LAST if goal.kind in STANDING else Rollup.SUM,
    )


def _runs_on(series: Series) -> bool:
    """Whether the figures count from the start of the year."""
    if series.mode is not Mode.UNSETTLED:
        return series.mode is Mode.CUMULATIVE
    values = [step.figure.value for step in series.steps]
    return series.kind in STANDING or values == sorted(values)


def _direction(figures: Iterable[Quantity]) -> Direction:
    down = any(figure.comparator in DOWNWARD for figure in figures)
    return Direction.DOWN if down else Direction.UP


def _within(proposal: Proposal) -> Proposal:
    """Without figures that no column holds; they are slips of scale, for a person to type anew."""
    held = tuple(target for target in proposal.targets if abs(target.value) < LARGEST)
    return replace(proposal, targets=held)


def _named(metric: str, kind: Kind) -> str:
    """Growth of a metric is another indicator than the metric."""
    name = metric.strip() or ("增速" if kind is Kind.GROWTH else "完成数")
    if kind is Kind.GROWTH and not name.endswith(("增速", "增长", "增幅", "增长率")):
        name += "增速"
    return name[:LONGEST_METRIC]


def _wanted(period: Period, figure: Quantity) -> Wanted:
    comparator, high = figure.comparator, figure.high
    if high is not None and abs(high) >= LARGEST:
        high = None
    if comparator is Comparator.RANGE and (high is None or high < figure.value):
        comparator, high = Comparator.EQUAL, None
    return Wanted(period, figure.value, comparator, high)


def _untaken(view: TaskView) -> Iterator[Quantity]:
    """Goals that no series runs to."""
    taken = [series.target for series in view.series if series.target is not None]
    scope = view.task.scope
    for goal in view.goals:
        # 11个 of 11个街镇 counts those whom the task reaches
        if scope is not None and goal.text and goal.text in scope.group:
            continue
        mine = any(_same(goal, other) for other in taken)
        followed = any(
            series.kind is goal.kind
            and likeness(series.metric, goal.metric) >= ALIKE
            and aligned(goal, series.unit) is not None
            for series in view.series
        )
        if not mine and not followed:
            taken.append(goal)
            yield goal


def _same(goal: Quantity, other: Quantity) -> bool:
    moved = aligned(goal, other.unit)
    if moved is None or goal.kind is not other.kind or moved.value != other.value:
        return False
    return likeness(goal.metric, other.metric) >= ALIKE


def _first_of_each(proposals: Iterable[Proposal]) -> list[Proposal]:
    kept: dict[tuple[str, str], Proposal] = {}
    for proposal in proposals:
        kept.setdefault((proposal.metric, proposal.unit), proposal)
    return list(kept.values())


def _with_shares(
    proposals: list[Proposal], allocations: Sequence[Allocation], whole: Period | None
) -> Iterator[Proposal]:
    """The proposals with the shares places have in them; shares of nothing else make their own."""
    groups: dict[tuple[str, str], list[Allocation]] = {}
    for allocation in allocations:
        groups.setdefault((allocation.metric, allocation.unit), []).append(allocation)
    left = dict(groups)
    for proposal in proposals:
        best = max(left, key=lambda key: _fits(proposal, key), default=None)
        if best is None or _fits(proposal, best) == 0:
            yield proposal
        else:
            yield replace(proposal, shares=tuple(_shares(left.pop(best), proposal.unit)))
    if whole is None:
        return
    taken = {(proposal.metric, proposal.unit) for proposal in proposals}
    for (metric, unit), parts in left.items():
        shares = tuple(_shares(parts, unit))
        name = _named(metric, Kind.LEVEL)
        if shares and (name, unit) not in taken:
            total = sum((value for _, value in shares), Decimal(0))
            yield Proposal(name, unit[:LONGEST_UNIT], (Wanted(whole, total),), shares=shares)


def _fits(proposal: Proposal, key: tuple[str, str]) -> float:
    metric, unit = key
    if proposal.rollup is Rollup.LAST or convert(Decimal(1), unit, proposal.unit) is None:
        return 0
    alike = likeness(proposal.metric, metric)
    return alike if alike >= ALIKE else 0


def _shares(parts: Iterable[Allocation], unit: str) -> Iterator[tuple[str, Decimal]]:
    """One line a place, in the indicator's unit."""
    sums: dict[str, Decimal] = {}
    for part in parts:
        value = convert(part.value, part.unit, unit)
        if value is not None and 0 <= value < LARGEST:
            sums[part.org] = sums.get(part.org, Decimal(0)) + value
    yield from sums.items()
