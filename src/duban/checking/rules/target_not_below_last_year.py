"""X704 同一工作的目标低于上年的应说明

This year's figure under the same name and measure is below last year's. That may be right, hence
information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.comparing import aligned, difference
from duban.checking.library import Library
from duban.checking.metrics import SAME, likeness
from duban.checking.rule import Remark, rule
from duban.plan import Kind, Severity


@rule("X704", "同一工作的目标低于上年的应说明", Severity.INFO)
def target_not_below_last_year(library: Library) -> Iterator[Remark]:
    for pair in library.pairs:
        # the earlier plan stands for the upper one
        before, now = pair.upper.plan.year, pair.lower.plan.year
        if before is None or now is None or now != before + 1:
            continue
        for old in pair.upper.goals:
            for new in pair.lower.goals:
                held = aligned(new, old.unit)
                if old.kind is not Kind.LEVEL or new.kind is not Kind.LEVEL or held is None:
                    continue
                if likeness(old.metric, new.metric) < SAME or held.value >= old.value:
                    continue
                gap = difference(held.value - old.value, old.unit)
                yield Remark(
                    f"{new.metric}：{before}年目标{old.text}，{now}年目标{new.text}，相差{gap}。",
                    tasks=(pair.lower.task,),
                    figures=(new,),
                    values={f"{before}年": old.text, f"{now}年": new.text, "相差": gap},
                    plan=pair.number,
                )
