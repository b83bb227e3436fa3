"""D404 进度要求中的月份应在该期之内

9月底前完成 in the second quarter: the date and its cell do not fit. A month before the period looks
back, or slipped; only one after its end is told as a warning. A text that covers the whole year in
one cell, and a date after which something else is said to follow, are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.series import Stage
from duban.checking.view import TaskView, says_nothing
from duban.plan import Severity

_BY = re.compile(
    r"(?<![\d.年])(1[0-2]|[1-9])\s*月(?:份|底|末|初|中旬|上旬|下旬|\d{1,2}日)?\s*(?:之?前|完成|完工|开工)"
)


@rule("D404", "进度要求中的月份应在该期之内", Severity.WARNING)
def months_fit_period(view: TaskView) -> Iterator[Remark]:
    spoken = [stage for stage in view.stages if not says_nothing(stage.text)]
    if len(spoken) < 2:
        return
    for stage in spoken:
        for found in _outside(stage):
            month = int(found[1])
            late = month > stage.period.last[1]
            if stage.period.first[0] != stage.period.last[0]:
                continue
            yield Remark(
                f"{stage.period.label}写有“{found[0]}”，{month}月"
                f"{'晚于' if late else '早于'}该期。",
                fields=(stage.field,),
                values={"时期": stage.period.label, "所写": found[0]},
                severity=None if late else Severity.INFO,
            )


def _outside(stage: Stage) -> Iterator[re.Match[str]]:
    for found in _BY.finditer(stage.text):
        if not stage.holds(int(found[1])):
            yield found
