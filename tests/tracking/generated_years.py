"""Years of tasks with known outcomes, drawn at random, to hold forecasts against.

A year is lived day by day: people with a capacity, weather, deadlines that wake them, deliveries
that come late, stops, reports that lag behind the work. Nothing here knows how a forecast is made,
and no forecast is told of which kind a year is. All that is drawn depends on the seed alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from duban.plan import Period
from duban.tracking.facts import Facts, Filing
from duban.tracking.holidays import mainland
from duban.tracking.indicator import Direction, Indicator, Rollup, Target, Value, parted
from duban.tracking.reporting import ReportingCalendar, Rhythm

YEAR = 2026
DAYS = [date(YEAR, 1, 1) + timedelta(days=n) for n in range(365)]
ROUNDS = {
    rhythm: ReportingCalendar(rhythm).rounds(YEAR, mainland())
    for rhythm in (Rhythm.MONTHLY, Rhythm.QUARTERLY)
}
#: how much of a year's work the weather lets be done in each month
WEATHERS = {
    "planting": (2, 5, 16, 18, 8, 3, 2, 2, 8, 16, 14, 6),
    "building": (3, 2, 9, 11, 11, 9, 7, 7, 11, 12, 11, 7),
    "spending": (4, 5, 7, 6, 7, 10, 7, 7, 10, 8, 10, 19),
}


@dataclass(frozen=True, slots=True)
class Lived:
    """A year of one task: all that was ever reported, and what stood at the end of each milestone.

    `met` says by the last day of a milestone whether it was reached.
    """

    kind: str
    facts: Facts
    met: Mapping[date, bool]

    @property
    def indicator(self) -> Indicator:
        return self.facts.indicators[0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the plan asks for: by day of the year (0 to 364) the figure to be reached."""

    whole: int
    marks: tuple[tuple[int, int], ...]

    def due(self, day: int) -> tuple[int, int]:
        """The next mark that is not yet past."""
        return next(mark for mark in self.marks if mark[0] >= day)

    def planned(self, day: int) -> float:
        """Where the marks would have the work stand, were it even between them."""
        before, reached = -1, 0
        for at, figure in self.marks:
            if day <= at:
                return reached + (figure - reached) * (day - before) / (at - before)
            before, reached = at, figure
        return float(self.whole)


Course = list[float]
Live = Callable[[random.Random, Wanted], Course]


def years(seed: int, count: int) -> Iterator[Lived]:
    """`count` years of every kind of work that piles up."""
    for name, live in KINDS.items():
        for number in range(count):
            yield _lived(_luck(seed, name, number), name, live)


def years_of_levels(seed: int, count: int) -> Iterator[Lived]:
    """`count` years of every kind of figure that is had anew each time, or must stay low."""
    for name, draw in LEVELS.items():
        for number in range(count):
            yield draw(_luck(seed, name, number), name)


def _luck(seed: int, name: str, number: int) -> random.Random:
    return random.Random(f"{seed} {name} {number}")  # noqa: S311 - repeatable, not secret


def _lived(luck: random.Random, kind: str, live: Live) -> Lived:
    rhythm = luck.choices((Rhythm.MONTHLY, Rhythm.QUARTERLY), (6, 4))[0]
    targets, wanted = _plan(luck)
    course = live(luck, wanted)
    steps, total = parted(targets)
    cumulative = luck.random() < 0.8 or not steps
    indicator = Indicator("完成数", "个", steps=steps, total=total)
    figures = [int(course[_number(one.period.last_day)] + 1e-6) for one in ROUNDS[rhythm]]
    if kind == "noisy":
        figures = _misreported(luck, figures)
    if not cumulative:
        indicator, figures = _each_for_itself(indicator), _differences(figures)
    facts = _reported(luck, indicator, rhythm, figures)
    return Lived(kind, facts, _outcomes(facts, wanted))


def _plan(luck: random.Random) -> tuple[tuple[Target, ...], Wanted]:
    whole = luck.choice((12, 20, 30, 50, 80, 120, 200, 500, 1000, 3000))
    shape = luck.choices(("quarters", "halves", "year", "months"), (5, 2, 2, 1))[0]
    year = Target(Period.year(YEAR), Decimal(whole))
    if shape == "year":
        return (year,), Wanted(whole, ((364, whole),))
    parts = {
        "quarters": [Period.quarter(YEAR, n) for n in range(1, 5)],
        "halves": [Period.half(YEAR, n) for n in (1, 2)],
        "months": [Period.month(YEAR, n) for n in range(1, 13)],
    }[shape]
    lean = luck.choice((0.8, 1.0, 1.0, 1.3, 1.7))
    marks = []
    for number, part in enumerate(parts, 1):
        figure = max(1, round(whole * (number / len(parts)) ** lean))
        marks.append((part, figure if number < len(parts) else whole))
    targets = tuple(Target(part, Decimal(figure)) for part, figure in marks)
    return targets, Wanted(whole, tuple((_number(p.last_day), f) for p, f in marks))


def _number(day: date) -> int:
    return (day - DAYS[0]).days


# what a year can be like


def steady(luck: random.Random, wanted: Wanted) -> Course:
    """A capacity that fits the plan more or less, after a start that may be late."""
    begins, able = luck.randrange(0, 45), luck.lognormvariate(0.18, 0.2)
    daily = able * wanted.whole / 365
    return _piled_up(daily * luck.gammavariate(2, 0.5) if n >= begins else 0 for n in range(365))


def late_spurt(luck: random.Random, wanted: Wanted) -> Course:
    """Idle until a deadline is near, then as much as the people can bear, until it is reached."""
    idle, wakes, able = luck.uniform(0.3, 0.9), luck.randrange(25, 60), luck.uniform(2, 5)
    base = wanted.whole / 365
    course: Course = []
    stands = 0.0
    for n in range(365):
        at, figure = wanted.due(n)
        missing = figure - stands
        if missing > 0 and at - n <= wakes:
            stands += min(able * base, missing / (at - n + 1) * 1.3) * luck.uniform(0.5, 1.5)
        else:
            stands += idle * base * luck.uniform(0, 2)
        course.append(stands)
    return course


def stalls(luck: random.Random, wanted: Wanted) -> Course:
    """On the plan until money or land is wanting; some weeks or months later it goes on, or not."""
    stops = luck.randrange(40, 300)
    resumes = stops + round(luck.expovariate(1 / 60)) + 15
    able, after = luck.lognormvariate(0.2, 0.12), luck.uniform(0.8, 2)
    daily = wanted.whole / 365
    return _piled_up(
        0 if stops <= n < resumes else daily * (able if n < stops else after) * luck.uniform(0, 2)
        for n in range(365)
    )


def seasonal(luck: random.Random, wanted: Wanted) -> Course:
    """The weather decides when, the people how much; the plan may or may not have thought of it."""
    weather = WEATHERS[luck.choice(sorted(WEATHERS))]
    able = wanted.whole * luck.lognormvariate(0.18, 0.15) / sum(weather)
    return _piled_up(able * weather[day.month - 1] / 30 * luck.uniform(0, 2) for day in DAYS)


def batches(luck: random.Random, wanted: Wanted) -> Course:
    """Nothing between deliveries; each is meant for a day and comes some days off."""
    count = luck.randrange(3, 9)
    habit = luck.gauss(-18, 14)
    course = [0.0] * 365
    for number in range(1, count + 1):
        meant = next(n for n in range(365) if wanted.planned(n) >= wanted.whole * number / count)
        comes = round(meant + habit + luck.gauss(0, 9))
        if comes < 365:
            course[max(comes, 0)] += wanted.whole / count * luck.choice((0.9, 1, 1, 1, 1.1, 1.2))
    return _piled_up(course)


def recovered(luck: random.Random, wanted: Wanted) -> Course:
    """Far behind until somebody was called in, then faster than planned until caught up."""
    slow, called = luck.uniform(0.2, 0.8), luck.randrange(60, 220)
    fast, after = luck.uniform(1.3, 3), luck.lognormvariate(0.1, 0.1)
    base = wanted.whole / 365
    course: Course = []
    stands = 0.0
    for n in range(365):
        pace = slow if n < called else fast
        if stands >= wanted.planned(n) and n >= called:
            pace = after
        stands += pace * base * luck.uniform(0.3, 1.7)
        course.append(stands)
    return course


def noisy(luck: random.Random, wanted: Wanted) -> Course:
    """The work is even; what is said of it is not (see `_misreported`)."""
    able = luck.lognormvariate(0.1, 0.15)
    return _piled_up(able * wanted.whole / 365 * luck.uniform(0.5, 1.5) for _ in range(365))


KINDS: dict[str, Live] = {
    "steady": steady,
    "late spurt": late_spurt,
    "stalls": stalls,
    "seasonal": seasonal,
    "batches": batches,
    "recovered": recovered,
    "noisy": noisy,
}


def _piled_up(daily: Iterator[float] | Course) -> Course:
    course, stands = [], 0.0
    for done in daily:
        stands += done
        course.append(stands)
    return course


def _misreported(luck: random.Random, figures: list[int]) -> list[int]:
    """Rounded, counted twice and taken back, or last period's figure said again."""
    said: list[int] = []
    for figure in figures:
        slip = luck.random()
        if slip < 0.2 and said:
            said.append(said[-1])
        elif slip < 0.35:
            said.append(round(figure * luck.uniform(0.9, 1.15)))
        else:
            said.append(figure)
    return said


def _each_for_itself(indicator: Indicator) -> Indicator:
    before, steps = Decimal(0), []
    for step in indicator.steps:
        steps.append(replace(step, value=step.value - before))
        before = step.value
    total = indicator.total
    if total is not None:
        raise AssertionError("a plan with steps names their sum nowhere else")
    return replace(indicator, steps=tuple(steps), cumulative=False, rollup=Rollup.SUM)


def _differences(figures: list[int]) -> list[int]:
    return [b - a for a, b in zip([0, *figures], figures, strict=False)]


def _reported(
    luck: random.Random, indicator: Indicator, rhythm: Rhythm, figures: Sequence[float]
) -> Facts:
    """The year as its reports tell it; now and then one is sent late, or in a quarter never."""
    filings, values = [], []
    for round_, figure in zip(ROUNDS[rhythm], figures, strict=True):
        fate = luck.random()
        if fate < 0.04 and rhythm is Rhythm.MONTHLY and round_.period.last[1] % 3:
            continue
        sent = round_.due + timedelta(days=luck.randrange(1, 6) if fate < 0.12 else 0)
        accepted = sent + timedelta(days=luck.randrange(0, 4))
        filings.append(Filing(round_.period, sent, accepted))
        values.append(Value(round_.period, Decimal(str(figure)), accepted, sent))
    return Facts(
        key="1",
        title="任务",
        starts=DAYS[0],
        due=DAYS[-1],
        indicators=(indicator,),
        values={indicator.key: tuple(values)},
        rounds=ROUNDS[rhythm],
        filings=tuple(filings),
    )


# figures that are had anew each time, or must stay low


def _rate(luck: random.Random, kind: str) -> Lived:
    """A rate such as 合格率: it goes its way from where it was, the plan lifts it by quarters."""
    begins, goal = luck.uniform(70, 92), luck.uniform(1, 6)
    marks = [(Period.quarter(YEAR, n), round(begins + goal * n / 4, 1)) for n in range(1, 5)]
    stands, able = begins, goal / 12 * luck.uniform(0.2, 2)
    course = []
    for _ in range(12):
        stands = min(stands + able + luck.gauss(0, 0.3), 100)
        course.append(round(stands + luck.gauss(0, 0.5), 1))
    return _of_level(luck, kind, Indicator("合格率", "%", rollup=Rollup.LAST), marks, course)


def _growth(luck: random.Random, kind: str) -> Lived:
    """A growth rate: it swings about what the trade allows, the plan names one figure for all."""
    goal = luck.uniform(3, 12)
    allows, stands = goal + luck.gauss(0.5, 1.5), goal + luck.gauss(0, 2)
    marks = [(Period.quarter(YEAR, n), round(goal, 1)) for n in range(1, 5)]
    course = []
    for _ in range(12):
        stands += 0.3 * (allows - stands) + luck.gauss(0, 0.7)
        course.append(round(stands, 1))
    return _of_level(luck, kind, Indicator("增速", "%", rollup=Rollup.LAST), marks, course)


def _share_kept_low(luck: random.Random, kind: str) -> Lived:
    """A rate that must not rise over a limit, worse in some seasons than in others."""
    limit, season = luck.uniform(4, 30), luck.uniform(0, 0.1)
    usual, worst = limit * luck.uniform(0.8, 1.15), luck.randrange(12)
    marks = [(Period.quarter(YEAR, n), round(limit, 1)) for n in range(1, 5)]
    course = []
    for month in range(12):
        away = min((month - worst) % 12, (worst - month) % 12)
        stands = usual * (1 + season * (3 - away) / 3) * luck.gauss(1, 0.05)
        course.append(round(max(stands, 0), 1))
    low = Indicator("超标率", "%", Direction.DOWN, rollup=Rollup.LAST)
    return _of_level(luck, kind, low, marks, course)


def _events(luck: random.Random, kind: str) -> Lived:
    """Events that come by chance, of which no more than so many may come in the year."""
    limit = luck.choice((3, 6, 10, 20, 60))
    rate = limit / 365 * luck.uniform(0.5, 1.2)
    daily = [luck.random() < rate for _ in DAYS]
    marks = [(Period.quarter(YEAR, n), max(1, round(limit * n / 4))) for n in range(1, 5)]
    ends = [_number(Period.month(YEAR, month).last_day) for month in range(1, 13)]
    course = [sum(daily[: end + 1]) for end in ends]
    return _of_level(luck, kind, Indicator("发生数", "起", Direction.DOWN), marks, course)


LEVELS: dict[str, Callable[[random.Random, str], Lived]] = {
    "rate": _rate,
    "growth": _growth,
    "kept low": _share_kept_low,
    "events": _events,
}


def _of_level(
    luck: random.Random,
    kind: str,
    indicator: Indicator,
    marks: Sequence[tuple[Period, float]],
    monthly: Sequence[float],
) -> Lived:
    """`monthly` is what stood at the end of each month."""
    rhythm = luck.choice((Rhythm.MONTHLY, Rhythm.QUARTERLY))
    steps = tuple(Target(period, Decimal(str(figure))) for period, figure in marks)
    figures = [monthly[one.period.last[1] - 1] for one in ROUNDS[rhythm]]
    facts = _reported(luck, replace(indicator, steps=steps), rhythm, figures)
    [held] = facts.indicators
    known = {value.period.last_day: value.value for value in facts.values_of(held)}
    low = indicator.direction is Direction.DOWN
    met = {
        step.period.last_day: (
            known[step.period.last_day] <= step.value
            if low
            else known[step.period.last_day] >= step.value
        )
        for step in steps
        if step.period.last_day in known
    }
    return Lived(kind, facts, met)


def _outcomes(facts: Facts, wanted: Wanted) -> dict[date, bool]:
    """By what was reported up to the end of each milestone that ends with a report."""
    [indicator] = facts.indicators
    said = facts.values_of(indicator)
    ends = {value.period.last_day for value in said}
    found = {}
    for at, figure in wanted.marks:
        known = [value.value for value in said if value.period.last_day <= DAYS[at]]
        if DAYS[at] in ends:
            reached = known[-1] if indicator.cumulative else sum(known)
            found[DAYS[at]] = reached >= figure
    return found
