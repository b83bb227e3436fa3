"""Slips that a tired typist makes, put into a sound plan one at a time.

Each kind takes the plan and a source of chance, and gives the plan with one slip and the number of
the task that it was made in, or None where the plan has no place for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from duban.plan import Due, Milestone, Plan, Task

Mutation = tuple[Plan, int]
Kind = Callable[[Plan, Random], Mutation | None]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?=[一-鿿])(?!年|月|日)")
_PLACE = re.compile(r"[一-鿿](?:村|镇|街道)")
#: characters that are taken for each other, for the names of places
_LOOKALIKE = {"北": "此", "塘": "糖", "桥": "侨", "浦": "埔", "溪": "奚", "荷": "何", "圩": "坪"}


def _with(plan: Plan, task: Task, changed: Task) -> Mutation | None:
    if changed == task or task.number is None:
        return None
    tasks = tuple(changed if one is task else one for one in plan.tasks)
    return replace(plan, tasks=tasks), task.number


def _pick(tasks: Sequence[Task], chance: Random) -> Task | None:
    return chance.choice(tasks) if tasks else None


def _stones(task: Task, at: int, text: str) -> tuple[Milestone, ...]:
    stones = list(task.milestones)
    stones[at] = Milestone(stones[at].period, text, stones[at].place)
    return tuple(stones)


def _reword(task: Task, at: int, text: str) -> Task:
    return replace(task, milestones=_stones(task, at, text))


def _cumulated(plan: Plan) -> list[Task]:
    """Tasks whose last periods give 累计 values."""
    return [
        task
        for task in plan.tasks
        if len(task.milestones) >= 3
        and all("累计" in stone.text for stone in task.milestones[-2:])
        and all(_AMOUNT.search(stone.text) for stone in task.milestones[-2:])
    ]


def end_lowered(plan: Plan, chance: Random) -> Mutation | None:
    """The last value is a tenth below what it was."""
    task = _pick(_cumulated(plan), chance)
    return None if task is None else _scaled(plan, task, len(task.milestones) - 1, chance)


def value_dropped(plan: Plan, chance: Random) -> Mutation | None:
    """A value of the middle falls below the one before it."""
    tasks = [task for task in _cumulated(plan) if _figure(task.milestones[-3].text)]
    task = _pick(tasks, chance)
    if task is None:
        return None
    at = len(task.milestones) - 2
    before, own = _figure(task.milestones[at - 1].text), _figure(task.milestones[at].text)
    if before is None or own is None or "." in own[0] + before[0] or int(before[0]) < 2:
        return None
    low = str(int(before[0]) - 1 - chance.randrange(int(before[0]) // 3 + 1))
    text = task.milestones[at].text
    return _with(plan, task, _reword(task, at, text[: own.start()] + low + text[own.end() :]))


def _figure(text: str) -> re.Match[str] | None:
    found = list(_AMOUNT.finditer(text))
    return found[-1] if len(found) == 1 else None


def _scaled(plan: Plan, task: Task, at: int, chance: Random) -> Mutation | None:
    text = task.milestones[at].text
    own = _figure(text)
    if own is None:
        return None
    value = float(own[0]) * chance.choice((0.8, 0.9, 1.2))
    said = f"{value:.1f}" if "." in own[0] else str(round(value))
    if float(said) == float(own[0]):
        return None
    return _with(plan, task, _reword(task, at, text[: own.start()] + said + text[own.end() :]))


def slash_after_work(plan: Plan, chance: Random) -> Mutation | None:
    """The last period, or one between others, holds / instead of its words."""
    tasks = [task for task in _cumulated(plan) if all(s.text != "/" for s in task.milestones)]
    task = _pick(tasks, chance)
    if task is None:
        return None
    return _with(plan, task, _reword(task, chance.randrange(1, len(task.milestones)), "/"))


def cell_emptied(plan: Plan, chance: Random) -> Mutation | None:
    """A period's cell is lost, so that the task has no such milestone."""
    task = _pick(_cumulated(plan), chance)
    if task is None:
        return None
    at = chance.randrange(1, len(task.milestones))
    stones = (*task.milestones[:at], *task.milestones[at + 1 :])
    return _with(plan, task, replace(task, milestones=stones))


def cell_cut(plan: Plan, chance: Random) -> Mutation | None:
    """A cell ends before its last figure or in the middle of its words."""
    tasks = [task for task in plan.tasks if any(len(s.text) > 12 for s in task.milestones)]
    task = _pick(tasks, chance)
    if task is None:
        return None
    ats = [at for at, stone in enumerate(task.milestones) if len(stone.text) > 12]
    at = chance.choice(ats)
    text = task.milestones[at].text
    keep = chance.randrange(len(text) // 2, len(text) - 2)
    return _with(plan, task, _reword(task, at, text[:keep]))


def name_one_off(plan: Plan, chance: Random) -> Mutation | None:
    """A character of a place's or a unit's name is one that looks like it."""
    places = [
        (task, at, sign)
        for task in plan.tasks
        for at, stone in enumerate(task.milestones)
        for sign in _LOOKALIKE
        if re.search(f"{sign}[一-鿿]?(?:村|镇|街道)", stone.text)
    ]
    if not places:
        return None
    task, at, sign = chance.choice(places)
    text = task.milestones[at].text.replace(sign, _LOOKALIKE[sign], 1)
    return _with(plan, task, _reword(task, at, text))


def share_off(plan: Plan, chance: Random) -> Mutation | None:
    """One share of a total is a figure more or less than it was."""
    tasks = [task for task in plan.tasks if len(task.allocations) > 1]
    task = _pick(tasks, chance)
    if task is None:
        return None
    share = chance.choice(task.allocations)
    text = task.fields.get(share.field, "")
    found = re.search(re.escape(share.org) + r"\s*(\d+)(?![\d.])", text)
    if found is None:
        return None
    said = str(int(found[1]) + chance.choice((1, 2, 5)))
    changed = text[: found.start(1)] + said + text[found.end(1) :]
    return _with(plan, task, replace(task, fields={**task.fields, share.field: changed}))


def due_too_early(plan: Plan, chance: Random) -> Mutation | None:
    """The due date lies before the period that finishes the work."""
    tasks = [
        task
        for task in plan.tasks
        if task.due is not None and task.milestones and len(task.milestones[-1].text) > 4
    ]
    task = _pick(tasks, chance)
    if task is None or task.due is None:
        return None
    year, month = task.milestones[-1].period.first
    early = chance.randrange(1, month) if month > 1 else None
    return None if early is None else _with(plan, task, replace(task, due=Due(year, early)))


def due_in_another_year(plan: Plan, chance: Random) -> Mutation | None:
    """The due date keeps last year's figure."""
    task = _pick([task for task in plan.tasks if task.due is not None], chance)
    if task is None or task.due is None:
        return None
    return _with(plan, task, replace(task, due=Due(task.due.year - 1, task.due.month)))


def lead_helps(plan: Plan, chance: Random) -> Mutation | None:
    """The lead unit stands among the co-units too."""
    task = _pick([task for task in plan.tasks if task.lead_units and task.co_units], chance)
    if task is None:
        return None
    return _with(plan, task, replace(task, co_units=(*task.co_units, task.lead_units[0])))


def lead_lost(plan: Plan, chance: Random) -> Mutation | None:
    """The cell of the lead unit is empty."""
    task = _pick([task for task in plan.tasks if task.lead_units], chance)
    return None if task is None else _with(plan, task, replace(task, lead_units=()))


def over_hundred(plan: Plan, chance: Random) -> Mutation | None:
    """A rate has a digit too many."""
    rates = [
        (task, at)
        for task in plan.tasks
        for at, stone in enumerate(task.milestones)
        if re.search(r"率(?:达到|不低于)?\d\d%", stone.text)
    ]
    if not rates:
        return None
    task, at = chance.choice(rates)
    text = re.sub(r"(率(?:达到|不低于)?\d\d)%", r"\g<1>0%", task.milestones[at].text, count=1)
    return _with(plan, task, _reword(task, at, text))


def unit_slipped(plan: Plan, chance: Random) -> Mutation | None:
    """公里 becomes 米 in one period, 亿元 becomes 万元."""
    slips = (("公里", "米"), ("亿元", "万元"), ("万平方米", "平方米"))
    cells = [
        (task, at, right, wrong)
        for task in plan.tasks
        for at, stone in enumerate(task.milestones)
        for right, wrong in slips
        if re.search(rf"\d{right}", stone.text)
    ]
    if not cells:
        return None
    task, at, right, wrong = chance.choice(cells)
    text = task.milestones[at].text.replace(right, wrong)
    return _with(plan, task, _reword(task, at, text))


def leftover(plan: Plan, chance: Random) -> Mutation | None:
    """A conversion leaves its marks in a cell."""
    task = _pick([task for task in plan.tasks if task.milestones], chance)
    if task is None:
        return None
    at = chance.randrange(len(task.milestones))
    text = task.milestones[at].text
    cut = chance.randrange(1, max(2, len(text)))
    mark = chance.choice(("<br>", "&nbsp;", "\ufffd", "锟斤拷"))
    return _with(plan, task, _reword(task, at, text[:cut] + mark + text[cut:]))


def number_twice(plan: Plan, chance: Random) -> Mutation | None:
    """Two tasks carry one serial number."""
    at = chance.randrange(1, len(plan.tasks))
    task = plan.tasks[at]
    mutation = _with(plan, task, replace(task, number=plan.tasks[at - 1].number))
    return None if mutation is None else (mutation[0], plan.tasks[at - 1].number or 0)


def total_off(plan: Plan, chance: Random) -> Mutation | None:
    """A figure of a column that is summed up is another than it was."""
    if not plan.totals:
        return None
    total = chance.choice(plan.totals)
    names = [name for name, text in total.fields.items() if text.isdigit()]
    rows = plan.tasks[total.first : total.last]
    cells = [(t, n) for t in rows for n in names if t.fields.get(n, "").isdigit()]
    if len(rows) < 2 or not cells:
        return None
    task, name = chance.choice(cells)
    said = str(int(task.fields[name]) + chance.choice((10, 100, 1000)))
    return _with(plan, task, replace(task, fields={**task.fields, name: said}))


#: every kind of slip, with the part of its cases that must be found at error or warning. What the
#: paper itself cannot decide keeps a part below 1: a share out by less than 1.2万 is rounded to, a
#: cell cut where its words may end, a first quarter of 2万元 under 4.5亿元 a year
KINDS: dict[Kind, float] = {
    end_lowered: 0.9,
    value_dropped: 0.9,
    slash_after_work: 0.9,
    cell_emptied: 0.95,
    cell_cut: 0.75,
    name_one_off: 0.95,
    share_off: 0.75,
    total_off: 0.95,
    due_too_early: 0.95,
    due_in_another_year: 0.95,
    lead_helps: 1.0,
    lead_lost: 1.0,
    over_hundred: 0.95,
    unit_slipped: 0.75,
    leftover: 1.0,
    number_twice: 1.0,
}


def cases(kind: Kind, plans: Sequence[Plan], seed: int, many: int) -> Iterator[Mutation]:
    """At most `many` different slips of one kind, the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    known: set[str] = set()
    for _ in range(many * 6):
        made = kind(chance.choice(plans), chance)
        if made is None or (key := repr(made[0].tasks)) in known:
            continue
        known.add(key)
        yield made
        if len(known) >= many:
            return
