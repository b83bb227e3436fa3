"""What rules look at: a task, a plan, or several plans, with all that is needed twice kept once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from duban.checking.directory import Directory
from duban.checking.series import Series, Stage, series_of
from duban.plan import Allocation, Link, Place, Plan, Quantity, Task

#: columns that set no target: money, rules of the trade, remarks, dates
_NO_GOAL = re.compile(r"资金|投资|标准|依据|备注|说明|时间|时限|时点|期限|范围|文件|来源")
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
        """Every text of the task by field, the title first."""
        task = self.task
        cells = {"title": task.title} if not task.text or task.text == task.title else {}
        if not cells:
            cells = {"title": task.title, "text": task.text}
        cells.update(task.fields)
        cells.update((stage.field, stage.text) for stage in self.stages)
        if task.note:
            cells["note"] = task.note
        return cells

    @cached_property
    def figures(self) -> Mapping[str, tuple[Quantity, ...]]:
        """Figures by field, in their order."""
        found: dict[str, list[Quantity]] = {}
        for figure in self.task.quantities:
            found.setdefault(figure.field, []).append(figure)
        return {name: tuple(figures) for name, figures in found.items()}

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The periods in their order, blank ones too."""
        stones = sorted(self.task.milestones, key=lambda stone: (stone.period.last, stone.period))
        by_field = self.figures
        return tuple(
            Stage(stone.period, stone.text, by_field.get(f"{MILESTONE}{stone.period}", ()))
            for stone in stones
        )

    @cached_property
    def goals(self) -> tuple[Quantity, ...]:
        """Figures of the title and of the columns that set a target; shares of places left out."""
        return tuple(
            figure
            for name, figures in self.figures.items()
            if is_goal_field(name)
            for figure in without_shares(figures, self.task.allocations)
        )

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


def places_of(task: Task, name: str) -> tuple[Place, ...]:
    """Where a field of the task stands, the whole task where that is not known."""
    if name in task.places:
        return task.places[name]
    if name.startswith(MILESTONE):
        for stone in task.milestones:
            if f"{MILESTONE}{stone.period}" == name and stone.place != Place():
                return (stone.place,)
    return (task.place,) if task.place != Place() else ()


def without_shares(
    figures: Sequence[Quantity], shares: Sequence[Allocation]
) -> tuple[Quantity, ...]:
    """The figures of a cell that are not the share of a place.

    A total stands before its shares, so that of equal texts the last are the shares.
    """
    printed = Counter((share.field, share.text, share.value) for share in shares)
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


class PlanView:
    """A plan and its tasks, with what only the whole of it can tell."""

    def __init__(self, plan: Plan, directory: Directory | None = None) -> None:
        self.plan = plan
        self.directory = directory
        self.tasks = tuple(TaskView(task, self) for task in plan.tasks)

    @property
    def year(self) -> int | None:
        return self.plan.document.year

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
    def fields(self) -> Counter[str]:
        """How many tasks have something to say under each header."""
        return Counter(
            name for view in self.tasks for name, text in view.cells.items() if not is_blank(text)
        )


class Library:
    """Several plans, and which of their tasks are the same work.

    `links` join the first plan to the second.
    """

    def __init__(self, plans: Sequence[PlanView], links: Sequence[Link]) -> None:
        self.plans = tuple(plans)
        self.links = tuple(links)
