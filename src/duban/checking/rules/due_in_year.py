"""D401 完成期限应在计划年度之内

A plan for one year asks for things within it. A due date before the year is a slip; one after it
is a longer project, and worth a remark only.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import PlanKind, Severity


@rule("D401", "完成期限应在计划年度之内", Severity.ERROR)
def due_in_year(view: TaskView) -> Iterator[Remark]:
    due, year = view.task.due, view.plan.year
    if due is None or year is None or due.year == year:
        return
    if view.plan.plan.document.kind is not PlanKind.LIST and due.year > year:
        return
    others = sum(task.due is not None and task.due.year == year for task in view.plan.plan.tasks)
    odd = others > len(view.plan.tasks) / 2
    yield Remark(
        f"完成期限{due.year}年{due.month}月不在计划年度{year}年之内。",
        fields=("due",),
        values={"期限": str(due), "计划年度": f"{year}年"},
        severity=None if due.year < year or odd else Severity.INFO,
    )
