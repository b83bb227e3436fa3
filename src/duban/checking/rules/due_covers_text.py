"""D405 正文中的最后期限不应晚于完成期限

9月底前完成验收 in a task that is due by June.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import MILESTONE, TaskView
from duban.plan import Severity

_BY = re.compile(
    r"(?<![\d.年])(1[0-2]|[1-9])\s*月(?:份|底|末|初|中旬|上旬|下旬|\s*\d{1,2}\s*日)?\s*之?前"
)


@rule("D405", "正文中的最后期限不应晚于完成期限", Severity.WARNING)
def due_covers_text(view: TaskView) -> Iterator[Remark]:
    due = view.task.due
    if due is None or due.year != view.plan.year:
        return
    for name, text in view.cells.items():
        if name.startswith(MILESTONE):
            continue
        late = [found for found in _BY.finditer(text) if int(found[1]) > due.month]
        if late:
            yield Remark(
                f"完成期限为{due.year}年{due.month}月，正文写有“{late[0][0]}”。",
                fields=("due", name),
                values={"期限": str(due), "正文": late[0][0]},
            )
