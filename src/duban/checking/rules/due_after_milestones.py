"""D402 完成期限不应早于进度要求

Work that the plan still asks for in a quarter that begins after the due date is work asked for too
late, or a wrong date. Handing over, settling accounts and looking back may well follow the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, says_nothing
from duban.plan import Severity

_AFTERWARDS = re.compile(
    "总结|巩固|管护|维护|结算|审价|审计|评估|回访|归档|移交|常态|长效|评价|后续"
)


@rule("D402", "完成期限不应早于进度要求", Severity.WARNING)
def due_after_milestones(view: TaskView) -> Iterator[Remark]:
    due = view.task.due
    if due is None:
        return
    late = [
        stage
        for stage in view.stages
        if stage.begins > due.last_day
        and stage.period.last[0] == due.year
        and not says_nothing(stage.text)
    ]
    if not late:
        return
    after = all(_AFTERWARDS.search(stage.text) for stage in late)
    yield Remark(
        f"完成期限为{due.year}年{due.month}月，{late[0].period.label}仍有进度要求：{late[0].text[:30]}",
        fields=("due", *(stage.field for stage in late)),
        values={"期限": str(due), "进度要求": late[0].period.label},
        severity=Severity.INFO if after else None,
    )
