"""Y209 最后一期的进度应到100%

A task whose progress ends at 90% is not finished within the year. It may be meant so (a project
of several years), hence information only; a target of less than all settles the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.rules.cumulative_rises import PROGRESS
from duban.checking.view import TaskView, says_nothing
from duban.plan import Kind, Severity

ALL = 100


@rule("Y209", "最后一期的进度应到100%", Severity.INFO)
def progress_reaches_all(view: TaskView) -> Iterator[Remark]:
    spoken = [stage for stage in view.stages if not says_nothing(stage.text)]
    for series in view.series:
        last = series.last
        if series.kind is not Kind.SHARE or series.unit != "%" or len(series.steps) < 2:
            continue
        if last.stage is not spoken[-1] or series.target is not None:
            continue
        rises = last.figure.value > series.steps[0].figure.value
        if series.metric.endswith("率") and "完成率" not in series.metric:
            continue
        if rises and last.figure.value < ALL and PROGRESS.search(last.stage.text):
            yield Remark(
                f"{series.metric or '进度'}：{last.stage.period.label}只到{last.figure.text}。",
                figures=(last.figure,),
                values={"最后一期": last.figure.text, "全部": "100%"},
            )
