"""What rules look at: a task or a plan, with all that is needed twice kept once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from duban.checking.bare import bare_figures
from duban.checking.calendar import Calendar
from duban.checking.directory import Directory
from duban.checking.endings import Endings
from duban.checking.metrics import staged
from duban.checking.series import Series, Stage, field_of, series_of
from duban.plan import (
    Allocation,
    Doubt,
    Kind,
    Period,
    Place,
    Plan,
    PlanKind,
    Quantity,
    Task,
)

#: columns that set no target: money, rules of the trade, remarks, dates
_NO_GOAL = re.compile(r"资金|投资|标准|依据|备注|说明|时间|时限|时点|期限|范围|文件|来源")
_YEAR = re.compile(r"20\d\d(?=年|\D|$)")
_A_PLACE = re.compile(r"(?:[镇乡村区县市局办委所站院校园]|街道|公司|中心)$")
#: so many tasks, or such a part of them, are no habit
FEW, RARELY = 2, 0.05
#: what a cell holds where it says that there is nothing to say
NONE = frozenset({"", "/", "／", "-", "—", "——", "－", "无", "\\"})
#: the field of a cell that holds a period's own words
MILESTONE = "milestone:"


def is_blank(text: str) -> bool:
    return text.strip() == ""


def says_nothing(text: str) -> bool:
    return text.strip() in NONE


class TaskView:
    """A task in its plan."""

    def __init__(self, task: Task, plan: PlanView) -> None:
        self.task = task
        self.plan = plan

    @cached_property
    def cells(self) -> Mapping[str, str]:
        """Every text of the task by field, the title (in prose the text) first."""
        task = self.task
        if self.plan.plan.document.kind is PlanKind.LIST or not task.text:
            cells = {"title": task.title}
        else:
            cells = {"text": task.text}
        cells.update(task.fields)
        cells.update((stage.field, stage.text) for stage in self.stages)
        if task.note:
            cells["note"] = task.note
        return cells

    @cached_property
    def words(self) -> str:
        """All that the task says."""
        return "\n".join(self.cells.values())

    @cached_property
    def figures(self) -> Mapping[str, tuple[Quantity, ...]]:
        """Figures by field, in their order, their metrics with the stage they speak of."""
        texts = _texts(self.task)
        found: dict[str, list[Quantity]] = {}
        for figure in self.task.quantities:
            text = texts.get(figure.field, "")
            metric = staged(figure.metric, text[: figure.start], text[figure.end :])
            held = figure if metric == figure.metric else replace(figure, metric=metric)
            found.setdefault(figure.field, []).append(held)
        for figure in bare_figures(self.task, texts):
            if figure.field not in found:
                found[figure.field] = [figure]
        return {name: tuple(figures) for name, figures in found.items()}

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The periods in their order, those too in which only other tasks have something to do."""
        stones = self.task.milestones
        figures = self.figures
        return tuple(
            Stage(
                period,
                "" if at is None else stones[at].text,
                begins,
                figures.get(field_of(period), ()),
            )
            for period, begins, at in self.plan.calendar.of(stone.period for stone in stones)
        )

    @property
    def pauses(self) -> bool:
        """Whether a / stands between two periods with work."""
        said = [not says_nothing(stage.text) for stage in self.stages]
        if True not in said:
            return False
        last = len(said) - said[::-1].index(True)
        between = self.stages[said.index(True) : last]
        return any(says_nothing(stage.text) and not is_blank(stage.text) for stage in between)

    @cached_property
    def goals(self) -> tuple[Quantity, ...]:
        """Figures of the title and of the columns that set a target; shares of places left out."""
        return tuple(
            figure
            for name, figures in self.figures.items()
            if is_goal_field(name) and not self._aims_beyond(name)
            for figure in without_shares(figures, self.task.allocations)
        )

    def _aims_beyond(self, name: str) -> bool:
        """Whether a column sets the target of a later year than the plan's: 到2028年目标."""
        year, last = self.plan.year, max(map(int, _YEAR.findall(name)), default=0)
        return year is not None and last > year

    @cached_property
    def series(self) -> tuple[Series, ...]:
        return series_of(self.stages, self.goals)

    @cached_property
    def aimed(self) -> tuple[tuple[Series, Quantity], ...]:
        """The series whose target is beyond doubt, with it."""
        return tuple(
            (series, series.target)
            for series in self.series
            if series.target is not None and series.sure
        )


def _texts(task: Task) -> Mapping[str, str]:
    """The texts that figures stand in, by field."""
    stones = {field_of(stone.period): stone.text for stone in task.milestones}
    return {"title": task.title, "text": task.text, "note": task.note, **task.fields, **stones}


def without_shares(
    figures: Sequence[Quantity], shares: Sequence[Allocation]
) -> tuple[Quantity, ...]:
    """The figures of a cell that are not the share of a place.

    A total stands before its shares, so that of equal texts the last are the shares.
    """
    held = Counter(share.field for share in shares)
    printed = Counter(
        (share.field, share.text, share.value)
        for share in shares
        # 新增家庭农场30家 by itself is no share of a place called 新增家庭农场
        if held[share.field] > 1 or _A_PLACE.search(share.org)
    )
    kept: list[Quantity] = []
    for figure in reversed(figures):
        key = (figure.field, figure.text, figure.value)
        if printed[key]:
            printed[key] -= 1
        else:
            kept.append(figure)
    return tuple(reversed(kept))


def is_goal_field(name: str) -> bool:
    """Whether figures of this field say what is to be reached."""
    if name.startswith(MILESTONE) or name == "note":
        return False
    return name in ("title", "text") or _NO_GOAL.search(name) is None


_Row = tuple[str | None, int | None, int] | None


def _row(place: Place) -> _Row:
    return None if place.row is None else (place.sheet, place.table, place.row)


def _is_followed(series: Series) -> bool:
    return series.kind is Kind.LEVEL and len(series.steps) >= 3


class PlanView:
    """A plan and its tasks, with what only the whole of it can tell."""

    def __init__(self, plan: Plan, directory: Directory | None = None) -> None:
        self.plan = plan
        self.directory = directory
        self.tasks = tuple(TaskView(task, self) for task in plan.tasks)
        self.achievements = tuple(TaskView(task, self) for task in plan.achievements)
        self._said: dict[re.Pattern[str], bool] = {}

    @property
    def issuer(self) -> str:
        """Whose plan it is, in words that hold the issuer's name."""
        document = self.plan.document
        return f"{document.issuer or ''} {document.title}"

    @property
    def year(self) -> int | None:
        return self.plan.document.year

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that the plan asks every task about: those of a fifth of them, or more."""
        counts = Counter(stone.period for task in self.plan.tasks for stone in task.milestones)
        need = max((counts[period] for period in counts), default=0) / 5
        return tuple(period for period, count in counts.items() if count >= need)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.periods)

    @cached_property
    def units(self) -> Mapping[str, tuple[Task, ...]]:
        """The tasks in which a unit leads or helps, by the unit's printed name."""
        found: dict[str, list[Task]] = {}
        for task in self.plan.tasks:
            for unit in dict.fromkeys((*task.lead_units, *task.co_units)):
                if not says_nothing(unit):
                    found.setdefault(unit, []).append(task)
        return {unit: tuple(tasks) for unit, tasks in found.items()}

    @cached_property
    def led(self) -> int:
        """How many tasks name a lead unit."""
        return sum(any(not says_nothing(unit) for unit in t.lead_units) for t in self.plan.tasks)

    @cached_property
    def pauses(self) -> bool:
        """Whether the plan is in the habit of a / between two periods with work."""
        tasks = (view for view in self.tasks if view.pauses)
        return sum(1 for _ in tasks) > max(FEW, len(self.tasks) * RARELY)

    @cached_property
    def told(self) -> int:
        """How many tasks say something of any of their periods."""
        return sum(any(stone.text.strip() for stone in t.milestones) for t in self.plan.tasks)

    @cached_property
    def followed(self) -> int:
        """How many tasks follow an amount through three periods or more to its target."""
        return sum(any(_is_followed(series) for series, _ in view.aimed) for view in self.tasks)

    @cached_property
    def unsaid(self) -> int:
        """How many of them never say 累计 where it must be meant."""
        return sum(any(series.unsaid for series, _ in view.aimed) for view in self.tasks)

    @cached_property
    def endings(self) -> Endings:
        """How the cells of the plan end."""
        return Endings(cell for view in self.tasks for cell in view.cells.items())

    @cached_property
    def words(self) -> str:
        """All that the plan says, for the rare question whether a word is known to it."""
        views = (*self.tasks, *self.achievements)
        return "\n".join(view.words for view in views)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether the plan says it anywhere, so that most plans need not ask every cell."""
        known = self._said.get(pattern)
        if known is None:
            known = self._said[pattern] = pattern.search(self.words) is not None
        return known

    def doubts(self, code: str) -> Iterator[tuple[Doubt, tuple[Task, ...]]]:
        """What the reader was in doubt about under `code`, with the tasks of that row."""
        for doubt in self.plan.doubts:
            if doubt.code == code:
                yield doubt, self._by_row.get(_row(doubt.place), ())

    @cached_property
    def _by_row(self) -> Mapping[_Row, tuple[Task, ...]]:
        found: dict[_Row, tuple[Task, ...]] = {}
        for task in self.plan.tasks:
            row = _row(task.place)
            if row is not None:
                found[row] = (*found.get(row, ()), task)
        return found
