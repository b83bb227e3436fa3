"""R503 同一单位不应在一栏中重复列出"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import Severity

_COLUMNS = (("lead_units", "牵头单位"), ("co_units", "配合单位"), ("leaders", "牵头领导"))


@rule("R503", "同一单位不应在一栏中重复列出", Severity.WARNING)
def unit_named_once(view: TaskView) -> Iterator[Remark]:
    for name, label in _COLUMNS:
        counts = Counter(unit.strip() for unit in getattr(view.task, name))
        twice = [unit for unit, count in counts.items() if count > 1 and not says_nothing(unit)]
        if twice:
            yield Remark(
                f"“{label}”栏重复列出{'、'.join(twice)}。",
                fields=(name,),
                values={label: "、".join(getattr(view.task, name))},
                suggestion="、".join(counts),
            )
