"""Y206 有进度要求的任务不应缺某一期

A blank quarter between filled ones, or the last one blank, leaves nothing to be asked for. Where
only the first cell is filled the text was merged over the year; a / says on purpose that nothing
is due, which is doubtful only while the target is not reached, or where an amount grows across it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from duban.checking.comparing import agree
from duban.checking.rule import Remark, rule
from duban.checking.series import Stage
from duban.checking.view import TaskView, is_blank, says_nothing
from duban.plan import Severity

#: the part of the tasks that makes a filled row the rule
MOST = 0.8


@rule("Y206", "有进度要求的任务不应缺某一期", Severity.WARNING)
def periods_filled(view: TaskView) -> Iterator[Remark]:
    stages = [stage for stage in view.stages if len(str(stage.period)) > 4]
    spoken = [number for number, stage in enumerate(stages) if not says_nothing(stage.text)]
    silent = [stage for stage in stages if says_nothing(stage.text)]
    if not silent or len(stages) < 2:
        return
    if not spoken:
        if all(is_blank(stage.text) for stage in stages) and _others_speak(view):
            yield _remark(silent, "其他任务都有进度要求", None)
        return
    if len(spoken) == 1 and spoken[0] == 0:
        yield _remark(silent, "只有第一期有内容，疑为全年合写的一格", Severity.INFO)
        return
    between = [stage for stage in stages[spoken[0] : spoken[-1]] if says_nothing(stage.text)]
    if between:
        grave = any(is_blank(stage.text) for stage in between) or _amid_work(view, between)
        yield _remark(between, "前后各期都有内容", None if grave else Severity.INFO)
    after = [stage for stage in stages[spoken[-1] + 1 :] if not _past_due(view, stage)]
    if after:
        reached = _reached(view)
        open_target = reached is False
        blank = all(is_blank(stage.text) for stage in after) and len(after) == 1
        due = view.task.due
        still_due = due is not None and due.last_day >= after[0].begins
        grave = open_target or (reached is None and (blank or still_due))
        why = "目标尚未达到" if open_target else f"{stages[spoken[-1]].period.label}之后没有要求"
        yield _remark(after, why, None if grave else Severity.INFO)


def _amid_work(view: TaskView, between: Sequence[Stage]) -> bool:
    """Whether an amount grows across the strokes, or is cumulative right behind them; seasonal
    work rests between its seasons."""
    if view.plan.pauses:
        return False
    behind = (stage for stage in view.stages if stage.begins > between[-1].begins)
    after = next(behind, None)
    if after is not None and any(figure.cumulative for figure in after.figures):
        return True
    return any(
        before.stage.begins < between[0].begins < after.stage.begins
        for series in view.series
        for before, after in pairwise(series.steps)
    )


def _others_speak(view: TaskView) -> bool:
    """Whether all but a few tasks of the plan say something of their periods."""
    return view.plan.told >= MOST * len(view.plan.tasks)


def _past_due(view: TaskView, stage: Stage) -> bool:
    due = view.task.due
    return due is not None and stage.begins > due.last_day


def _reached(view: TaskView) -> bool | None:
    """Whether the last figures reach their targets; None where there is nothing to compare."""
    if not view.aimed:
        return None
    return all(
        agree(target, series.last.figure) or series.last.figure.value >= target.value
        for series, target in view.aimed
    )


def _remark(stages: list[Stage], why: str, severity: Severity | None) -> Remark:
    named = "、".join(stage.period.label for stage in stages)
    said = "、".join("空白" if is_blank(stage.text) else stage.text.strip() for stage in stages)
    return Remark(
        f"{named}没有进度要求（{said}）：{why}。",
        fields=tuple(stage.field for stage in stages),
        values={"时期": named, "所写": said},
        severity=severity,
    )
