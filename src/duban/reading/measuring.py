"""A plan with its figures read: quantities, shares and cost of every task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from duban.plan import Allocation, Plan, PlanKind, Quantity, Task
from duban.reading.quantities.allocations import investment_in, shares_of
from duban.reading.quantities.grammar import figures_in

#: columns whose text names what a figure without a noun of its own measures (完成20%)
_NAMING = ("建设目标", "工作目标", "目标任务", "年度目标", "建设规模", "建设内容")


def measure(plan: Plan) -> Plan:
    """`plan` with quantities, allocations and investment of every task, all else as it was."""
    orgs = frozenset(_names(plan))
    prose = plan.document.kind is not PlanKind.LIST
    return replace(
        plan,
        tasks=tuple(measured(task, orgs, prose) for task in plan.tasks),
        achievements=tuple(measured(task, orgs, True) for task in plan.achievements),
    )


def measured(task: Task, orgs: frozenset[str] = frozenset(), prose: bool = False) -> Task:
    """`task` with its figures; in prose they stand in its field `text`, else cell by cell."""
    quantities: list[Quantity] = []
    allocations: list[Allocation] = []
    columns: list[tuple[str, tuple[Quantity, ...]]] = []
    subject = "" if prose else subject_of(task)
    for field, header, text in _texts(task, prose):
        figures = figures_in(text, field, header, subject)
        read = tuple(figure.quantity for figure in figures)
        quantities += read
        allocations += shares_of(figures, orgs, subject)
        if header:
            columns.append((header, read))
    return replace(
        task,
        quantities=tuple(quantities),
        allocations=tuple(allocations),
        investment=investment_in(columns),
    )


def _texts(task: Task, prose: bool) -> Iterator[tuple[str, str, str]]:
    """Field, header and text of every place of `task` that may hold figures."""
    if prose and not task.milestones and not task.fields:
        yield "text", "", task.text or task.title
        return
    yield "title", "", task.title
    for stone in task.milestones:
        yield f"milestone:{stone.period}", "", stone.text
    for header, text in task.fields.items():
        yield header, header, text
    if task.note:
        yield "note", "", task.note


def subject_of(task: Task) -> str:
    """What the task's figures measure where they do not say: the noun of its first own figure."""
    texts = [task.fields[name] for name in _NAMING if name in task.fields]
    for text in (*texts, task.title):
        for figure in figures_in(text, "", "", ""):
            if figure.quantity.metric:
                return figure.quantity.metric
    return task.title


def _names(plan: Plan) -> Iterator[str]:
    for task in plan.tasks:
        yield from task.lead_units
        yield from task.co_units
        if task.scope is not None:
            yield from task.scope.orgs
