"""F608 不应误写“上上年度”

培训数量比上上年度提高: one 上 too many. 上上年度 is hardly ever meant, and never beside a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import Severity

_DOUBLED = re.compile(
    r"(?<!以)上上(?:年|半年|季|月|个月|一年)度?|去去年|明明年|本本年|今今年|下下年度"
)


@rule("F608", "不应误写“上上年度”", Severity.WARNING)
def last_year_named_once(view: TaskView) -> Iterator[Remark]:
    if not view.plan.says(_DOUBLED):
        return
    hits = [(name, found) for name, text in view.cells.items() for found in _DOUBLED.finditer(text)]
    if hits:
        words = "、".join(dict.fromkeys(found[0] for _, found in hits))
        yield Remark(
            f"“{words}”疑为“{words[1:]}”之误。",
            fields=tuple(dict.fromkeys(name for name, _ in hits)),
            values={"所写": words, "疑为": words[1:]},
            suggestion=_DOUBLED.sub(lambda found: found[0][1:], view.cells[hits[0][0]]),
        )
