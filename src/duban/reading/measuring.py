"""A plan with its figures read: quantities, shares and cost of every task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from duban.plan import Allocation, Kind, Plan, PlanKind, Quantity, Task
from duban.reading.place_names import names_place
from duban.reading.quantities.allocations import bare_shares, investment_in, shares_of
from duban.reading.quantities.grammar import Figure, figures_in
from duban.reading.quantities.metric import lead
from duban.reading.quantities.spelling import plain

#: columns that say how much is to be made, and those that say what for
_SIZES = ("建设规模", "规模", "任务量", "工程量", "数量")
_GOALS = ("建设目标", "工作目标", "目标任务", "年度目标", "目标")
#: and those that say what it is made of, asked last
_CONTENTS = ("建设内容", "主要内容", "项目内容", "实施内容", "工作内容", "建设规模及主要内容")


def measure(plan: Plan) -> Plan:
    """`plan` with quantities, allocations and investment of every task, all else as it was."""
    orgs = frozenset(_names(plan))
    if plan.document.kind is PlanKind.LIST:
        tasks = tuple(_cells(task, orgs) for task in plan.tasks)
    else:
        tasks = _sentences(plan.tasks, orgs)
    return replace(plan, tasks=tasks, achievements=_sentences(plan.achievements, orgs))


def _sentences(tasks: tuple[Task, ...], orgs: frozenset[str]) -> tuple[Task, ...]:
    """Commitments of a text in prose, each told what the one before it measured."""
    out: list[Task] = []
    for task in tasks:
        if task.fields or task.milestones:
            out.append(_cells(task, orgs))
            continue
        before = out[-1] if out and out[-1].path == task.path else None
        subject = before.quantities[-1].metric if before and before.quantities else ""
        figures = figures_in(task.text or task.title, "text", "", subject)
        out.append(
            replace(
                task,
                quantities=tuple(figure.quantity for figure in figures),
                allocations=shares_of(figures, orgs, subject),
            )
        )
    return tuple(out)


def _cells(task: Task, orgs: frozenset[str]) -> Task:
    """A task of a list, read cell by cell."""
    quantities: list[Quantity] = []
    allocations: list[Allocation] = []
    columns: list[tuple[str, tuple[Quantity, ...]]] = []
    subject = subject_of(task)
    for field, header, text in _texts(task, subject):
        figures = figures_in(text, field, header, subject)
        read = tuple(figure.quantity for figure in figures)
        quantities += read
        if names_place(field):
            allocations += _share(field, text, figures, subject)
        elif figures:
            allocations += shares_of(figures, orgs, subject)
        elif header:
            unit = _counted_in(quantities)
            allocations += bare_shares(text, field, orgs, unit=unit, subject=subject)
        if header:
            columns.append((header, read))
    return replace(
        task,
        quantities=tuple(quantities),
        allocations=tuple(allocations),
        investment=investment_in(columns),
    )


def _counted_in(quantities: Sequence[Quantity]) -> str:
    """The one unit in which the title counts, empty where it has none or several."""
    units = {
        quantity.unit
        for quantity in quantities
        if quantity.field == "title" and quantity.kind is Kind.LEVEL
    }
    return units.pop() if len(units) == 1 else ""


def _share(header: str, text: str, figures: Sequence[Figure], subject: str) -> Iterator[Allocation]:
    """What the place that heads the column is to do, where its cell holds one figure or number."""
    org = header.replace("（", "(").partition("(")[0]
    if len(figures) == 1:
        one = figures[0].quantity
        metric = one.metric or subject
        yield Allocation(org, one.value, one.unit, metric, header, one.text, one.grain)
    elif not figures and re.fullmatch(r"\d+(?:\.\d+)?", text):
        yield Allocation(org, Decimal(text), "", subject, header, text)


def _texts(task: Task, subject: str) -> Iterator[tuple[str, str, str]]:
    """Field, header and text of every cell of `task` that may hold figures."""
    units = task.units
    yield "title", "", task.title
    for stone in task.milestones:
        field = f"milestone:{stone.period}"
        yield field, f"{subject}({units[field]})" if field in units else "", stone.text
    for header, text in task.fields.items():
        if header in units:
            noun = subject if names_place(header) else header
            yield header, f"{noun}({units[header]})", text
        else:
            yield header, header, text
    if task.note:
        yield "note", "", task.note


def subject_of(task: Task) -> str:
    """What the task's figures measure where they do not say (完成20%).

    The one thing that its size column counts, else the one that its goal, its title or its
    contents count, else the noun of the title.
    """
    sized = {
        figure.header.noun
        for name in _SIZES
        for figure in figures_in(task.fields.get(name, ""), "", "", "")
        if figure.header is not None
    }
    if len(sized) == 1:
        return sized.pop()
    told = task.fields
    goals, contents = (
        [told[name] for name in names if name in told] for names in (_GOALS, _CONTENTS)
    )
    for text in (*goals, task.title, *contents):
        counted = {figure.quantity.metric for figure in figures_in(text, "", "", "")}
        counted.discard("")
        if len(counted) == 1 and not sized:
            return counted.pop()
    return lead(plain(task.title)[0].partition("，")[0]) or task.title


def _names(plan: Plan) -> Iterator[str]:
    for task in plan.tasks:
        yield from task.lead_units
        yield from task.co_units
        if task.scope is not None:
            yield from task.scope.orgs
