"""Y208 目标中的数应在进度要求中体现

The target counts something that no period counts, although the periods count other things. A
period that speaks of a part of the target (完成50%) takes it up.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import Kind, Severity
from duban.plan.measures import comparable


@rule("Y208", "目标中的数应在进度要求中体现", Severity.INFO)
def target_taken_up(view: TaskView) -> Iterator[Remark]:
    spoken = [stage for stage in view.stages if not says_nothing(stage.text)]
    figures = [figure for stage in spoken for figure in stage.figures]
    if len(spoken) < 2 or not figures or any(one.kind is Kind.SHARE for one in figures):
        return
    for goal in view.figures.get("title", ()):
        if goal.kind is not Kind.LEVEL:
            continue
        if not any(comparable(goal.unit, figure.unit) for figure in figures):
            yield Remark(
                f"目标{goal.metric}{goal.text}，各期进度要求中没有以“{goal.unit}”计的数。",
                figures=(goal,),
                values={"目标": goal.text, "各期": "、".join(one.text for one in figures[:6])},
            )
