"""R507 同一单位的称谓应一致

规建办 in one task, 规划建设办 in another, 建设管理委 beside 区建设管理委: likely one unit under two
names. Two names that stand in one cell are two units. Information only: names may coincide.
"""

from __future__ import annotations

from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.rules.units_known import GROUP
from duban.checking.view import PlanView
from duban.plan import Severity, Task

_LEVELS = "省市区县镇乡"
#: so many characters may be left out of a name
LEFT_OUT = 4


@rule("R507", "同一单位的称谓应一致", Severity.INFO)
def units_named_in_full(view: PlanView) -> Iterator[Remark]:
    units = {unit: tasks for unit, tasks in view.units.items() if not GROUP.search(unit)}
    by_end: dict[str, list[str]] = {}
    for unit in units:
        by_end.setdefault(unit[-1], []).append(unit)
    for short, tasks in units.items():
        longer = [
            long
            for long in by_end[short[-1]]
            if _shortens(short, long) and not _side_by_side(tasks, units[long], short, long)
        ]
        if len(longer) == 1:
            yield _remark(short, longer[0], units)


def _shortens(short: str, long: str) -> bool:
    if not 3 <= len(short) < len(long) <= len(short) + LEFT_OUT:
        return False
    if long[0] in _LEVELS and long[1:] == short:
        return True
    rest = iter(long)
    return short[0] == long[0] and all(character in rest for character in short)


def _side_by_side(one: tuple[Task, ...], other: tuple[Task, ...], short: str, long: str) -> bool:
    both = {id(task) for task in one} & {id(task) for task in other}
    return any(
        short in column and long in column
        for task in one
        if id(task) in both
        for column in (task.lead_units, task.co_units)
    )


def _remark(short: str, long: str, units: dict[str, tuple[Task, ...]]) -> Remark:
    return Remark(
        f"“{short}”（{len(units[short])}项）与“{long}”（{len(units[long])}项）疑为同一单位。",
        fields=("lead_units", "co_units"),
        values={short: f"{len(units[short])}项", long: f"{len(units[long])}项"},
    )
