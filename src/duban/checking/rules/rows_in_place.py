"""F612 一行的内容不应移位

The reader moved the cells of a row back under their columns. The paper still prints them beside.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import Severity


@rule("F612", "一行的内容不应移位", Severity.WARNING)
def rows_in_place(view: PlanView) -> Iterator[Remark]:
    for doubt, tasks in view.doubts("row-shifted"):
        yield Remark(doubt.message, tasks=tasks, places=(doubt.place,))
