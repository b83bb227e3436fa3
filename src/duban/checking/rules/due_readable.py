"""F614 完成期限应写明日期

What stands in the column of due dates and is none (长期, 2026.13) cannot be watched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import Severity

_OPEN = re.compile(r"长期|持续|常年|全年|按|根据|视|另行|待定|适时")


@rule("F614", "完成期限应写明日期", Severity.WARNING)
def due_readable(view: PlanView) -> Iterator[Remark]:
    for doubt, tasks in view.doubts("due-unread"):
        yield Remark(
            doubt.message,
            tasks=tasks,
            fields=("due",),
            places=(doubt.place,),
            severity=Severity.INFO if _OPEN.search(doubt.message) else None,
        )
