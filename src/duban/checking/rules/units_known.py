"""R505 单位应在单位名录之中

Speaks only where the user gives a directory. Groups (各村, 相关单位) are not units and let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import Severity

GROUP = re.compile(r"各|相关|有关|等$|成员单位|所属|全体|其他")


@rule("R505", "单位应在单位名录之中", Severity.WARNING)
def units_known(view: TaskView) -> Iterator[Remark]:
    directory = view.plan.directory
    if directory is None:
        return
    for name in ("lead_units", "co_units"):
        for unit in getattr(view.task, name):
            if says_nothing(unit) or GROUP.search(unit) or unit in directory:
                continue
            yield Remark(f"“{unit}”不在单位名录中。", fields=(name,), values={"所写": unit})
