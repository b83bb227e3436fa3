"""F611 表头所列的栏目不应缺失

A column that the header prints and the rows do not have: what belongs there is unknown, which is
not the same as empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import Severity


@rule("F611", "表头所列的栏目不应缺失", Severity.WARNING)
def columns_complete(view: PlanView) -> Iterator[Remark]:
    for doubt, _ in view.doubts("column-missing"):
        yield Remark(doubt.message, fields=("header",), places=(doubt.place,))
