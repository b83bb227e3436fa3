"""F607 引用的规划、计划不应已经到期

《…行动计划（2021-2023年）》 in a plan for 2026, or 十三五: the paper that is to be carried out has
ended. The five-year plan that ended with last year is still being closed and is worth information
only; what looks back (总结, 评估) is let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import PlanKind, Severity

_RANGE = re.compile(
    r"(20\d\d)\s*年?\s*[-—–－~～至到]+\s*(20\d\d)\s*年?[)）]?\s*"
    r"(?:[^，。；、《》\d]{0,8}(?:行动|计划|规划|方案|纲要|工程))?"
)
#: what either kind of citation has in it
_CITED = re.compile(r"20\d\d[^\d]{1,4}20\d\d|十[一二三四五]五")
_PAPER = re.compile(r"行动|计划|规划|方案|纲要|意见")
_FIVE_YEAR_PLANS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030}
_LOOKS_BACK = re.compile(r"总结|评估|回顾|收官|验收|完成.{0,6}编制|遗留|后评价|三年行动.*基础")


@rule("F607", "引用的规划、计划不应已经到期", Severity.WARNING)
def plans_current(view: TaskView) -> Iterator[Remark]:
    year = view.plan.year
    if year is None or view.plan.plan.document.kind is PlanKind.REPORT:
        return
    if not view.plan.says(_CITED):
        return
    for name, text in view.cells.items():
        for found, last in _ended(text, year):
            around = text[max(0, found.start() - 16) : found.end() + 10]
            if _LOOKS_BACK.search(around):
                continue
            yield Remark(
                f"“{around}”：所引计划{last}年到期，早于本计划的{year}年。",
                fields=(name,),
                values={"到期": f"{last}年", "计划年度": f"{year}年"},
                severity=Severity.INFO if "五" in found[0] and last == year - 1 else None,
            )
            break


def _ended(text: str, year: int) -> Iterator[tuple[re.Match[str], int]]:
    """What is cited and ended before `year`, with the year it ended."""
    for found in _RANGE.finditer(text):
        last = int(found[2])
        around = text[max(0, found.start() - 30) : found.end() + 6]
        if int(found[1]) < last < year and _PAPER.search(around):
            yield found, last
    for found in re.finditer(r"(十[一二三四五])五(?=[”\"’]|规划|计划|期间|时期|发展)", text):
        last = _FIVE_YEAR_PLANS[found[1]]
        if last < year:
            yield found, last
