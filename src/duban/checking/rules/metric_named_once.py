"""U304 同一指标的名称前后应一致

营业额 in the target, 营收 in the quarters: two indicators of statistics, or one under two names.
Short forms of one name are let pass. Information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.metrics import likeness
from duban.checking.rule import Remark, rule
from duban.checking.series import ALIKE, ALONE_ALIKE
from duban.checking.view import TaskView
from duban.plan import Kind, Severity


@rule("U304", "同一指标的名称前后应一致", Severity.INFO)
def metric_named_once(view: TaskView) -> Iterator[Remark]:
    for series, target in view.aimed:
        names = dict.fromkeys(step.figure.metric for step in series.steps if step.figure.metric)
        if series.kind is not Kind.LEVEL or not target.metric or not names:
            continue
        if ALONE_ALIKE <= max(likeness(target.metric, name) for name in names) < ALIKE:
            said = "、".join(names)
            yield Remark(
                f"目标称“{target.metric}”，各期称“{said}”，请核对是否同一指标。",
                figures=(target, series.last.figure),
                values={"目标": target.metric, "各期": said},
            )
