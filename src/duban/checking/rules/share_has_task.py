"""X703 上级分解给本级的任务应列入本级计划

The district gives the town a share of a work that the town's list does not hold. It may be done
under another name, hence information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.comparing import amount
from duban.checking.library import Library, issuer_is
from duban.checking.rule import Remark, rule
from duban.plan import Severity


@rule("X703", "上级分解给本级的任务应列入本级计划", Severity.INFO)
def share_has_task(library: Library) -> Iterator[Remark]:
    taken = {(id(pair.upper), pair.number) for pair in library.pairs}
    for at, lower in enumerate(library.plans[:2]):
        upper = library.plans[1 - at]
        if upper.year != lower.year:
            continue
        for view in upper.tasks:
            given = [one for one in view.task.allocations if issuer_is(lower.issuer, one.org)]
            if not given or (id(view), at) in taken:
                continue
            said = "、".join(f"{one.metric}{amount(one.value, one.unit)}" for one in given)
            yield Remark(
                f"本任务分解{given[0].org}{said}，《{lower.plan.document.title}》没有列入对应的任务。",
                tasks=(view.task,),
                fields=tuple(dict.fromkeys(one.field for one in given)),
                values={"分解": said, "单位": given[0].org},
                plan=1 - at,
            )
