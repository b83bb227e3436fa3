"""F614 完成期限应写明日期

What stands in the column of due dates and is none (长期, 2026.13) cannot be watched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import Doubt, Severity, Task

_OPEN = re.compile(
    r"长期|持续|常年|全年|按|根据|视|另行|待定|适时|立行立改|立[即刻]|立查立改|即知即改|边查边改|日常|每[月季年]|及时"
)


@rule("F614", "完成期限应写明日期", Severity.WARNING)
def due_readable(view: PlanView) -> Iterator[Remark]:
    for doubt, tasks in view.doubts("due-unread"):
        yield Remark(
            doubt.message,
            tasks=tasks,
            fields=("due",),
            places=(doubt.place,),
            values=doubt.values,
            severity=Severity.INFO if _OPEN.search(_printed(doubt, tasks)) else None,
        )


def _printed(doubt: Doubt, tasks: Sequence[Task]) -> str:
    """The words of the column, which a task without remarks of its own keeps as its note."""
    return doubt.values.get("所写", tasks[0].note if tasks else "")
