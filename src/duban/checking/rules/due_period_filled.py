"""D403 完成期限所在时期应有进度要求

The quarter of the due date says nothing, while an earlier one already asks for the whole target:
either the date is wrong or the text stands in the wrong cell. A single text for the whole year in
the first cell, as merged cells leave it, promises nothing for that period and is let pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.comparing import same_value
from duban.checking.rule import Remark, rule
from duban.checking.series import Stage
from duban.checking.view import TaskView, is_blank
from duban.plan import Severity


@rule("D403", "完成期限所在时期应有进度要求", Severity.WARNING)
def due_period_filled(view: TaskView) -> Iterator[Remark]:
    due = view.task.due
    if due is None:
        return
    at = [
        number
        for number, stage in enumerate(view.stages)
        if stage.begins <= due.last_day <= stage.period.last_day
    ]
    if not at or not is_blank(view.stages[at[0]].text):
        return
    done = [stage for stage in view.stages[: at[0]] if _reaches(view, stage)]
    if not done:
        return
    stage = view.stages[at[0]]
    yield Remark(
        f"完成期限为{due.year}年{due.month}月，{stage.period.label}进度要求为空，"
        f"{done[0].period.label}已写明全部完成。",
        fields=("due", done[0].field, stage.field),
        values={"期限": str(due), "已写明完成": done[0].period.label, "空白": stage.period.label},
    )


def _reaches(view: TaskView, stage: Stage) -> bool:
    """Whether this period asks for all of a target, or says that the work is complete."""
    return any(
        figure.kind is goal.kind and same_value(figure, goal)
        for figure in stage.figures
        for goal in view.goals
        if "完成" in stage.text
    )
