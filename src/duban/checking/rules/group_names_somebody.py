"""R506 牵头单位应指名

相关单位 in the column of lead units names nobody. Among the helpers it is common and worth
information only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import Severity

_NOBODY = re.compile(
    r"^(?:各|全体)?(?:相关|有关|各级|其他)(?:职能)?(?:单位|部门|街镇|村居?|方面)?$|^各单位$|^各部门$"
)


@rule("R506", "牵头单位应指名", Severity.WARNING)
def group_names_somebody(view: TaskView) -> Iterator[Remark]:
    vague = [unit for unit in view.task.lead_units if _NOBODY.match(unit)]
    if vague and len(vague) == len(view.task.lead_units):
        yield Remark(
            f"牵头单位只写“{'、'.join(vague)}”，没有指名。",
            fields=("lead_units",),
            values={"牵头单位": "、".join(vague)},
        )
    loose = [unit for unit in view.task.co_units if _NOBODY.match(unit)]
    if loose and len(loose) == len(view.task.co_units):
        yield Remark(
            f"配合单位只写“{'、'.join(loose)}”，没有指名。",
            fields=("co_units",),
            values={"配合单位": "、".join(loose)},
            severity=Severity.INFO,
        )
