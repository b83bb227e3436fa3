"""R502 牵头单位不应同时列为配合单位

A unit that leads is not asked to help itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import Severity


@rule("R502", "牵头单位不应同时列为配合单位", Severity.WARNING)
def lead_not_helper(view: TaskView) -> Iterator[Remark]:
    helpers = {unit.strip() for unit in view.task.co_units}
    both = [unit for unit in view.task.lead_units if unit.strip() in helpers]
    both = [unit for unit in both if not says_nothing(unit)]
    if both:
        yield Remark(
            f"{'、'.join(both)}既是牵头单位，又列在配合单位中。",
            fields=("co_units", "lead_units"),
            values={
                "牵头单位": "、".join(view.task.lead_units),
                "配合单位": "、".join(view.task.co_units),
            },
            suggestion="、".join(unit for unit in view.task.co_units if unit not in both),
        )
