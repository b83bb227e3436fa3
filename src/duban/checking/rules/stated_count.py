"""F613 所述任务项数应与清单一致

全区共涉及任务41项 below a list of 40: one was lost, or the sentence is old.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import Severity


@rule("F613", "所述任务项数应与清单一致", Severity.ERROR)
def stated_count(view: PlanView) -> Iterator[Remark]:
    for doubt, _ in view.doubts("count-mismatch"):
        yield Remark(
            doubt.message,
            places=(doubt.place,),
            values={"清单实有": f"{len(view.plan.tasks)}项"},
        )
