"""F603 序号应由小到大

Speaks of the first task that steps back; what is doubled is another rule's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import PlanKind, Severity


@rule("F603", "序号应由小到大", Severity.WARNING)
def serials_in_order(view: PlanView) -> Iterator[Remark]:
    if view.plan.document.kind is not PlanKind.LIST:
        return
    numbered = [(task.number, task) for task in view.plan.tasks if task.number is not None]
    steps = [(a, b) for a, b in pairwise(numbered) if b[0] < a[0]]
    if len(steps) > len(numbered) // 10 + 1:
        # numbering that starts anew below each heading
        return
    for (before, one), (number, other) in steps:
        yield Remark(
            f"序号{number}排在序号{before}之后。",
            tasks=(one, other),
            fields=("number",),
            values={"前一项": str(before), "后一项": str(number)},
        )
