"""R508 牵头领导应与牵头单位的分工相符

A unit whose other tasks all answer to one leader appears once under another. It may be right,
hence information only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import Severity, Task

#: so many tasks under one leader make a division of work
SETTLED = 5


@rule("R508", "牵头领导应与牵头单位的分工相符", Severity.INFO)
def leader_keeps_units(view: PlanView) -> Iterator[Remark]:
    led: dict[str, list[Task]] = {}
    for task in view.plan.tasks:
        if len(task.lead_units) == 1 == len(task.leaders):
            led.setdefault(task.lead_units[0], []).append(task)
    for unit, tasks in led.items():
        counts = Counter(task.leaders[0] for task in tasks)
        [(usual, often)] = counts.most_common(1)
        if len(counts) != 2 or often < SETTLED or len(tasks) - often > 1:
            continue
        odd = next(task for task in tasks if task.leaders[0] != usual)
        yield Remark(
            f"{unit}牵头的其余{often}项任务都由{usual}牵头，本项写作{odd.leaders[0]}。",
            tasks=(odd,),
            fields=("leaders", "lead_units"),
            values={"其余各项": usual, "本项": odd.leaders[0]},
        )
