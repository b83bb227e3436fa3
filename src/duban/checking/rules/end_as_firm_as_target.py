"""Y205 最后一期的说法不应弱于目标

新增民宿10栋 in the target, 力争完成10栋 in the last quarter: what was promised is only hoped for.
左右 beside an exact target is worth information only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.comparing import same_value
from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import Comparator, Quantity, Severity

_HOPES = re.compile(r"力争|争取|努力|力求|尽力")
_CLAUSE = re.compile(r"[。；;，,\n]")


@rule("Y205", "最后一期的说法不应弱于目标", Severity.WARNING)
def end_as_firm_as_target(view: TaskView) -> Iterator[Remark]:
    spoken = [stage for stage in view.stages if not says_nothing(stage.text)]
    for series, target in view.aimed:
        last = series.last
        if last.stage is not spoken[-1] or not same_value(target, last.figure):
            continue
        hoped = last.figure.aspirational and not target.aspirational and not _hopes(view, target)
        about = (
            last.figure.comparator is Comparator.ABOUT and target.comparator is not Comparator.ABOUT
        )
        if not hoped and not about:
            continue
        said = "力争" if hoped else "约"
        yield Remark(
            f"{target.metric}：目标为{target.text}，{last.stage.period.label}写作"
            f"{'力争' if hoped else ''}{last.figure.text}，弱于目标。",
            figures=(target, last.figure),
            values={"目标": target.text, "最后一期": last.figure.text, "弱在": said},
            severity=None if hoped else Severity.INFO,
        )


def _hopes(view: TaskView, target: Quantity) -> bool:
    """Whether the target's own clause hopes as well."""
    before = view.cells.get(target.field, "")[: target.start]
    return _HOPES.search(_CLAUSE.split(before)[-1]) is not None
