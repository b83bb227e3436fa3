"""U302 目标与进度的计量单位应一致

招商12家 in the target and 参展12次 in the last quarter: the number returns under a unit that counts
something else, and nothing in the quarters is counted in the target's own. Measure words that may
stand for each other (个 and 座) are let pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.comparing import same_value
from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import Kind, Quantity, Severity
from duban.plan.measures import Dimension, comparable, dimension_of

#: measure words by what they count; within a row one may stand for another
_EVENTS = frozenset(
    (
        "次",
        "场",
        "期",
        "批",
        "轮",
        "趟",
        "届",
        "人次",
        "家次",
        "户次",
        "车次",
        "场次",
        "批次",
        "班次",
    )
)
_ANY = frozenset(("个", "项", "件", "处"))


@rule("U302", "目标与进度的计量单位应一致", Severity.ERROR)
def one_measure_word(view: TaskView) -> Iterator[Remark]:
    spoken = [stage for stage in view.stages if not says_nothing(stage.text)]
    if len(spoken) < 2:
        return
    last = spoken[-1]
    for goal in view.figures.get("title", ()):
        if goal.kind is not Kind.LEVEL or goal.value <= 1:
            continue
        if any(_takes_up(goal, figure) for figure in last.figures):
            continue
        if any(series.target == goal for series, _ in view.aimed):
            continue
        for figure in last.figures:
            if figure.value == goal.value and _clash(goal.unit, figure.unit):
                yield Remark(
                    f"目标{goal.metric}{goal.text}，{last.period.label}写作"
                    f"{figure.metric}{figure.text}：数相同而单位不同，"
                    f"各期都没有以“{goal.unit}”计的{goal.metric}。",
                    figures=(goal, figure),
                    values={"目标": goal.text, "最后一期": figure.text},
                )
                break


def _takes_up(goal: Quantity, figure: Quantity) -> bool:
    """Whether a figure of the last period could be the target's own."""
    return comparable(figure.unit, goal.unit) and same_value(goal, figure)


def _clash(one: str, other: str) -> bool:
    if one == other or one in _ANY or other in _ANY:
        return False
    if dimension_of(one) is not dimension_of(other):
        return True
    if dimension_of(one) is not Dimension.COUNT:
        return False
    return (one in _EVENTS) != (other in _EVENTS)
