"""X702 本级完成时间不应晚于上级期限

The district is due in October, the town finishes in December. A town's quarter that merely ends
later than the month is worth information only; a date it names is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.library import Library, Pair
from duban.checking.rule import Remark, rule
from duban.checking.view import says_nothing
from duban.plan import Due, Severity

_BY = re.compile(r"(?<![\d.年])(1[0-2]|[1-9])\s*月(?:份|底|末|\s*\d{1,2}\s*日)?\s*之?前")


@rule("X702", "本级完成时间不应晚于上级期限", Severity.WARNING)
def due_before_upper(library: Library) -> Iterator[Remark]:
    for pair in library.pairs:
        due = pair.upper.task.due
        if due is None or pair.upper.plan.year != pair.lower.plan.year or not pair.share():
            continue
        late = _named(pair, due) or _by_period(pair, due)
        if late is None:
            continue
        field, said, severity = late
        upper = pair.upper
        yield Remark(
            f"《{upper.plan.plan.document.title}》任务{upper.task.number}"
            f"要求{due.year}年{due.month}月完成，本计划写作{said}。",
            tasks=(pair.lower.task,),
            fields=(field,),
            values={"上级期限": str(due), "本级": said},
            severity=severity,
            plan=pair.number,
        )


def _named(pair: Pair, due: Due) -> tuple[str, str, Severity | None] | None:
    """A later date that the lower task names."""
    own = pair.lower.task.due
    if own is not None and own.last_day > due.last_day:
        return "due", str(own), None
    for name, text in pair.lower.cells.items():
        for found in _BY.finditer(text):
            if int(found[1]) > due.month:
                return name, found[0], None
    return None


def _by_period(pair: Pair, due: Due) -> tuple[str, str, Severity | None] | None:
    """A last period that ends after the date."""
    spoken = [stage for stage in pair.lower.stages if not says_nothing(stage.text)]
    if not spoken or spoken[-1].period.last_day <= due.last_day:
        return None
    return spoken[-1].field, spoken[-1].period.label, Severity.INFO
