"""Y210 进度不应集中在最后一期

Most of the target is left to the last period. Buildings are finished so, hence information only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from duban.checking.comparing import difference
from duban.checking.rule import Remark, rule
from duban.checking.series import Mode, Series
from duban.checking.view import TaskView, says_nothing
from duban.plan import Kind, Severity

#: the part of the whole from which the last period carries most of it
MOST = Decimal("0.6")


@rule("Y210", "进度不应集中在最后一期", Severity.INFO)
def progress_even(view: TaskView) -> Iterator[Remark]:
    spoken = [stage for stage in view.stages if not says_nothing(stage.text)]
    for series in view.series:
        if len(series.steps) < 2 or series.last.stage is not spoken[-1] or not _runs_on(series):
            continue
        before, last = series.steps[-2].figure, series.last.figure
        rise = last.value - before.value
        if last.value > 0 and rise >= MOST * last.value:
            yield Remark(
                f"{series.metric or '进度'}：{series.steps[-2].stage.period.label}{before.text}，"
                f"{series.last.stage.period.label}{last.text}，最后一期要完成"
                f"{difference(rise, series.unit).lstrip('+')}。",
                figures=(before, last),
                values={"前一期": before.text, "最后一期": last.text},
            )


def _runs_on(series: Series) -> bool:
    if series.kind is Kind.SHARE:
        return series.unit == "%"
    return series.kind is Kind.LEVEL and series.mode is Mode.CUMULATIVE
