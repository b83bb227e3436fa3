"""F613 所述任务项数应与清单一致

全区共涉及任务41项 below a list of 40, or 共安排重点任务5项 above one of 4: a task was lost, or the
sentence is old. Above the list only a sentence that counts tasks in so many words is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import PlanKind, Severity

_TASKS = "(?:重点|主要|目标|工作|建设)*(?:任务|工作|事项|项目)"
_STATED = re.compile(
    rf"共(?:安排|涉及|有|确定|明确|列入|实施|梳理|计)*(?:{_TASKS}\s*(\d+)\s*[项个件]|(\d+)\s*[项个件]{_TASKS})"
)


@rule("F613", "所述任务项数应与清单一致", Severity.ERROR)
def stated_count(view: PlanView) -> Iterator[Remark]:
    held = len(view.plan.tasks)
    for doubt, _ in view.doubts("count-mismatch"):
        yield Remark(doubt.message, places=(doubt.place,), values={"清单实有": f"{held}项"})
    if view.plan.document.kind is not PlanKind.LIST:
        return
    for doubt, _ in view.doubts("text-outside"):
        found = _STATED.search(doubt.values.get("原文", doubt.message))
        count = int(found[1] or found[2]) if found else held
        if found and count != held:
            yield Remark(
                f"文中说“{found[0]}”，清单实有{held}项。",
                places=(doubt.place,),
                values={"所述": f"{count}项", "清单实有": f"{held}项"},
                severity=Severity.WARNING,
            )
