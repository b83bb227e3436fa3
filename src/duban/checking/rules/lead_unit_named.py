"""R501 任务应有牵头单位

Where the plan names who leads, a task without a lead unit has nobody to ask. Plans that name no
units, and prose, are let pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import PlanKind, Severity


@rule("R501", "任务应有牵头单位", Severity.ERROR)
def lead_unit_named(view: TaskView) -> Iterator[Remark]:
    if any(not says_nothing(unit) for unit in view.task.lead_units):
        return
    if view.plan.plan.document.kind is not PlanKind.LIST:
        return
    if view.plan.led * 2 <= len(view.plan.tasks):
        return
    yield Remark(
        f"没有写明牵头单位（本计划{len(view.plan.tasks)}项任务中{view.plan.led}项已写明）。",
        fields=("lead_units",),
        values={"牵头单位": "、".join(view.task.lead_units) or "空"},
    )
