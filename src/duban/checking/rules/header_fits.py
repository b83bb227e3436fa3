"""F610 表头应与内容对齐

The reader found the header off its data and put every cell where its content belongs; a person who
trusts the header reads each value under another name.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import Severity


@rule("F610", "表头应与内容对齐", Severity.ERROR)
def header_fits(view: PlanView) -> Iterator[Remark]:
    for doubt, _ in view.doubts("header-shifted"):
        yield Remark(doubt.message, fields=("header",), places=(doubt.place,))
