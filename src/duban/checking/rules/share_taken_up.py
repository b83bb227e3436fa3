"""X701 上级分解的任务量应落实到本级目标

The district gives the town 680户, the town's own target is 650户. A town may promise more; what is
compared is the figure of the same measure and name, or the only one of its measure.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.comparing import aligned, amount, difference
from duban.checking.library import Library, Pair
from duban.checking.metrics import likeness
from duban.checking.rule import Remark, rule
from duban.checking.series import ALIKE
from duban.plan import Allocation, Kind, Quantity, Severity


@rule("X701", "上级分解的任务量应落实到本级目标", Severity.WARNING)
def share_taken_up(library: Library) -> Iterator[Remark]:
    for pair in library.pairs:
        for share in pair.share():
            goal = _taken(share, pair)
            held = None if goal is None else aligned(goal, share.unit)
            if goal is None or held is None or held.value >= share.value:
                continue
            gap = difference(held.value - share.value, share.unit)
            given = amount(share.value, share.unit)
            upper = pair.upper
            yield Remark(
                f"{share.metric}：《{upper.plan.plan.document.title}》任务{upper.task.number}"
                f"分解{share.org}{given}，本计划目标{goal.text}，相差{gap}。",
                tasks=(pair.lower.task,),
                figures=(goal,),
                values={"上级分解": given, "本级目标": goal.text, "相差": gap},
                plan=pair.number,
            )


def _taken(share: Allocation, pair: Pair) -> Quantity | None:
    """The target that answers the share; None where more than one could."""
    fitting = [
        goal
        for goal in pair.lower.goals
        if goal.kind is Kind.LEVEL and aligned(goal, share.unit) is not None
    ]
    alike = [goal for goal in fitting if likeness(goal.metric, share.metric) >= ALIKE]
    if any((held := aligned(goal, share.unit)) and held.value == share.value for goal in fitting):
        return None
    best = alike or fitting
    return best[0] if len(best) == 1 else None
