"""F602 序号不应重复"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import PlanKind, Severity, Task


@rule("F602", "序号不应重复", Severity.ERROR)
def serials_once(view: PlanView) -> Iterator[Remark]:
    if view.plan.document.kind is not PlanKind.LIST:
        return
    by_number: dict[int, list[Task]] = {}
    for task in view.plan.tasks:
        if task.number is not None:
            by_number.setdefault(task.number, []).append(task)
    for number, tasks in by_number.items():
        if len(tasks) > 1:
            titles = "、".join(f"“{task.title[:20]}”" for task in tasks)
            yield Remark(
                f"序号{number}出现{len(tasks)}次：{titles}。",
                tasks=tuple(tasks),
                fields=("number",),
                values={"序号": str(number), "出现": f"{len(tasks)}次"},
            )
