"""F615 标题所写的项数应与其下任务一致

一、产业发展（3项） with two tasks below it. Only a count in brackets at the end of a heading is
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import PlanKind, Severity, Task

_COUNT = re.compile(r"[（(]\s*共?\s*(\d+)\s*[项个件][)）]\s*$")


@rule("F615", "标题所写的项数应与其下任务一致", Severity.WARNING)
def heading_count(view: PlanView) -> Iterator[Remark]:
    if view.plan.document.kind is not PlanKind.LIST:
        return
    below: dict[tuple[str, ...], list[Task]] = {}
    for task in view.plan.tasks:
        for depth in range(1, len(task.path) + 1):
            below.setdefault(task.path[:depth], []).append(task)
    for path, tasks in below.items():
        found = _COUNT.search(path[-1])
        if found and int(found[1]) != len(tasks):
            yield Remark(
                f"“{path[-1]}”下实有{len(tasks)}项任务。",
                tasks=tuple(tasks),
                fields=("path",),
                values={"标题": f"{found[1]}项", "实有": f"{len(tasks)}项"},
            )
