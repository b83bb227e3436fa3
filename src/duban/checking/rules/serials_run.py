"""F601 序号应连续

A gap in the plan's own numbering is a task lost or a slip. The numbers of another level (市级序号
beside 区级序号) have gaps by right and are not looked at.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import PlanKind, Severity


@rule("F601", "序号应连续", Severity.ERROR)
def serials_run(view: PlanView) -> Iterator[Remark]:
    if view.plan.document.kind is not PlanKind.LIST:
        return
    numbered = {task.number: task for task in view.plan.tasks if task.number is not None}
    if len(numbered) < 3 or min(numbered) != 1:
        return
    missing = sorted(set(range(1, max(numbered) + 1)) - set(numbered))
    if len(missing) > max(3, len(numbered) // 10):
        # numbers picked from a longer list
        return
    known = sorted(numbered)
    for number in missing:
        at = bisect(known, number)
        before, after = known[at - 1], known[at]
        yield Remark(
            f"序号{number}缺失：序号{before}之后是序号{after}。",
            tasks=(numbered[before], numbered[after]),
            fields=("number",),
            values={"期望": str(number), "实际": f"{before}、{after}"},
        )
