"""One metric followed through a task: its target and what each period says of it.

The target and the quarters name a metric differently, print it in different units, and give now
the quarter's own value, now the value since January. A series is what remains after that has been
settled: at most one standing figure a period, the quarter's own value beside it where both are
printed, and the target it runs to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from duban.checking.comparing import agree, aligned, same_value
from duban.checking.metrics import likeness
from duban.plan import Kind, Period, Quantity, measures

#: from here on two names are taken for one metric, whatever else stands in the cell
ALIKE = 0.8
#: enough where nothing else in either cell could be meant
ALONE_ALIKE = 0.3
#: enough to accuse, where both sides have one figure of the measure only
SOLE_ALIKE = 0.5
#: a target and a last value that agree need little more to belong together
EQUAL_BONUS = 0.5


#: kinds whose values can be added up over the year
AMOUNTS = (Kind.LEVEL, Kind.CHANGE)


class Mode(Enum):
    """How the figures of a series run on: since January, each period for itself, or unsettled."""

    CUMULATIVE = "累计"
    PER_PERIOD = "当期"
    UNSETTLED = "未明"


@lru_cache(maxsize=4096)
def field_of(period: Period) -> str:
    """The field in which figures of a period stand."""
    return f"milestone:{period}"


@lru_cache(maxsize=4096)
def comparable(unit: str, other: str) -> bool:
    """Whether figures of both units may be one metric; asked often, of few units."""
    return measures.comparable(unit, other)


@dataclass(frozen=True, slots=True)
class Stage:
    """A period, the words of its cell, and the figures read from it in their order.

    `begins` is the day after the period before: 12月底前 after 9月底前 begins in October.
    """

    period: Period
    text: str
    begins: date
    figures: tuple[Quantity, ...] = ()

    def holds(self, month: int) -> bool:
        """Whether a month of the period's last year lies in it."""
        first = self.begins.month if self.begins.year == self.period.last[0] else 1
        return first <= month <= self.period.last[1]

    @property
    def field(self) -> str:
        return field_of(self.period)


@dataclass(frozen=True, slots=True)
class Step:
    """What a period says of the metric; `own` is the period's own value printed beside it."""

    stage: Stage
    figure: Quantity
    own: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Series:
    metric: str
    unit: str
    kind: Kind
    steps: tuple[Step, ...]
    mode: Mode
    target: Quantity | None = None
    sure: bool = False

    @property
    def marked(self) -> bool:
        """Whether any step after the first says 累计."""
        return any(step.figure.cumulative for step in self.steps[1:])

    @property
    def unsaid(self) -> tuple[Quantity, ...]:
        """The figures after the first that must be cumulative and do not say so."""
        values = [step.figure.value for step in self.steps]
        rising = all(before < now for before, now in pairwise(values))
        if self.kind is not Kind.LEVEL or self.mode is not Mode.CUMULATIVE:
            return ()
        if len(values) < 3 or not rising or _since_january(self.steps):
            return ()
        return tuple(step.figure for step in self.steps[1:] if not step.figure.cumulative)

    @property
    def last(self) -> Step:
        return self.steps[-1]


@dataclass(slots=True)
class _Thread:
    """A series while it is being gathered."""

    kind: Kind
    unit: str
    names: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    target: Quantity | None = None
    sure: bool = False

    def like(self, metric: str) -> float:
        return max((likeness(name, metric) for name in dict.fromkeys(self.names)), default=0.0)

    def add(self, stage: Stage, figures: Sequence[Quantity]) -> None:
        self.names.extend(figure.metric for figure in figures)
        figures = [aligned(figure, self.unit) or figure for figure in figures]
        standing = next((figure for figure in figures if figure.cumulative), figures[-1])
        own = next((figure for figure in figures if not figure.cumulative), None)
        self.steps.append(Step(stage, standing, own if own is not standing else None))


def series_of(stages: Sequence[Stage], goals: Sequence[Quantity]) -> tuple[Series, ...]:
    """The series of a task, from its periods in order and the figures of its target cells."""
    threads: list[_Thread] = []
    for stage in stages:
        for bucket in _buckets([_sized(figure) for figure in stage.figures]):
            _place(stage, bucket, threads)
    _aim(threads, [_sized(goal) for goal in goals])
    return tuple(_finish(thread) for thread in threads)


def _sized(figure: Quantity) -> Quantity:
    """A decrease by its size, so that 减少100亩 runs up to 减少500亩 as an increase would."""
    return replace(figure, value=abs(figure.value)) if figure.kind is Kind.CHANGE else figure


def _buckets(figures: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Figures of one cell that measure in the same way, by kind and unit."""
    left = list(figures)
    while left:
        first = left[0]
        yield [figure for figure in left if _measures_like(figure, first)]
        left = [figure for figure in left if not _measures_like(figure, first)]


def _measures_like(one: Quantity, other: Quantity) -> bool:
    return one.kind is other.kind and comparable(one.unit, other.unit)


def _place(stage: Stage, bucket: list[Quantity], threads: list[_Thread]) -> None:
    """Give each figure of the bucket to the thread it continues, or begin a new one."""
    kind, unit = bucket[0].kind, bucket[0].unit
    open_threads = [
        thread for thread in threads if thread.kind is kind and comparable(thread.unit, unit)
    ]
    groups = _groups(bucket)
    pairs = sorted(
        (
            (thread.like(group[-1].metric), -at, -number)
            for at, group in enumerate(groups)
            for number, thread in enumerate(open_threads)
        ),
        reverse=True,
    )
    alone = len(groups) == 1 and len(open_threads) == 1
    need = ALONE_ALIKE if alone else ALIKE
    taken: set[int] = set()
    placed: set[int] = set()
    for score, at, number in pairs:
        if score >= need and at not in placed and number not in taken:
            open_threads[-number].add(stage, groups[-at])
            placed.add(at)
            taken.add(number)
    for at, group in enumerate(groups):
        if -at not in placed:
            thread = _Thread(kind, unit)
            thread.add(stage, group)
            threads.append(thread)


def _groups(bucket: list[Quantity]) -> list[list[Quantity]]:
    """A period's own value and the cumulative one printed after it go together."""
    groups: list[list[Quantity]] = []
    for figure in bucket:
        before = groups[-1] if groups else []
        doubles = (
            len(before) == 1
            and figure.cumulative
            and not before[0].cumulative
            and (likeness(before[0].metric, figure.metric) >= ALIKE or len(bucket) == 2)
        )
        if doubles:
            before.append(figure)
        else:
            groups.append([figure])
    return groups


def _aim(threads: Sequence[_Thread], goals: Sequence[Quantity]) -> None:
    """Give each thread the target it runs to; what agrees at the end is paired first."""
    scores = {
        (number, at): thread.like(goal.metric)
        for number, thread in enumerate(threads)
        for at, goal in enumerate(goals)
        if goal.kind is thread.kind and comparable(goal.unit, thread.unit)
    }
    rows = Counter(number for (number, _), alike in scores.items() if alike >= ALONE_ALIKE)
    columns = Counter(at for (_, at), alike in scores.items() if alike >= ALONE_ALIKE)
    pairs: list[tuple[float, bool, int, int]] = []
    for (number, at), alike in scores.items():
        equal = same_value(threads[number].steps[-1].figure, goals[at])
        only = alike >= ALONE_ALIKE and rows[number] == 1 == columns[at]
        if alike >= ALIKE or (equal and alike > 0) or only:
            sure = alike >= ALIKE or equal or alike >= SOLE_ALIKE
            pairs.append((alike + EQUAL_BONUS * equal, sure, -number, -at))
    used: set[int] = set()
    for _, sure, number, at in sorted(pairs, reverse=True):
        thread = threads[-number]
        if thread.target is None and -at not in used:
            thread.target = aligned(goals[-at], thread.unit)
            thread.sure = sure
            used.add(-at)


def _finish(thread: _Thread) -> Series:
    metric = max(thread.names, key=len)
    steps = tuple(thread.steps)
    mode = _mode(thread)
    return Series(metric, thread.unit, thread.kind, steps, mode, thread.target, thread.sure)


def _since_january(steps: Sequence[Step]) -> bool:
    """Whether the columns themselves run from one month on: 1—3月, 1—6月, 1—9月."""
    begins = {step.stage.period.first for step in steps}
    return len(steps) > 1 and len(begins) == 1


def _mode(thread: _Thread) -> Mode:
    """累计 or the columns decide; else the target, by the last value or by the sum of all."""
    figures = [step.figure for step in thread.steps]
    if any(figure.cumulative for figure in figures[1:]) or _since_january(thread.steps):
        return Mode.CUMULATIVE
    if thread.target is None or thread.kind not in AMOUNTS or len(figures) < 2:
        return Mode.UNSETTLED
    total = sum(figure.value for figure in figures)
    ends_there = agree(thread.target, figures[-1])
    if ends_there and total != thread.target.value:
        return Mode.CUMULATIVE
    if total == thread.target.value and not ends_there:
        return Mode.PER_PERIOD
    return Mode.UNSETTLED
