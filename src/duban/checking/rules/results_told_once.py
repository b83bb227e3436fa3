"""C111 同一指标的完成数前后应一致

A report tells a result more than once: in the review of the year, in that of five years, where the
plan starts from it. The same measure of the same year must have the same figure. Only sums of
money that head an economy are compared, and only where the two are written alike but for a slip of
the pen: of other figures the one may well be a part of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from duban.checking.comparing import agree, aligned
from duban.checking.digits import slip
from duban.checking.metrics import plain
from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView, TaskView
from duban.plan import Kind, Period, Quantity, Severity

_HEADLINE = re.compile("收入|产值|生产总值|总额|投资|税收|增加值|销售额|财力|营收")
#: what is summed up over years is no result of one
_YEARS = re.compile("五年|三年|四年|“?十[一二三四五]五|以来|年均|累计")
_MONEY = "元"
Told = tuple[TaskView, Quantity]


@rule("C111", "同一指标的完成数前后应一致", Severity.WARNING)
def results_told_once(view: PlanView) -> Iterator[Remark]:
    told: dict[tuple[Period, str], list[Told]] = {}
    for achievement in view.achievements:
        period = achievement.task.period
        if period is None:
            continue
        for figure in achievement.task.quantities:
            text = achievement.cells.get(figure.field, "")
            if _is_result(figure, text):
                told.setdefault((period, plain(figure.metric)), []).append((achievement, figure))
    for (period, _), results in told.items():
        for (_, one), (again, other) in combinations(results, 2):
            held = aligned(other, one.unit)
            if held is not None and not agree(one, held) and slip(one, held):
                yield _remark(period, one, again, other)


def _is_result(figure: Quantity, text: str) -> bool:
    if figure.kind is not Kind.LEVEL or figure.unit != _MONEY or figure.cumulative:
        return False
    return _HEADLINE.search(figure.metric) is not None and _YEARS.search(text) is None


def _remark(period: Period, one: Quantity, again: TaskView, other: Quantity) -> Remark:
    return Remark(
        f"{period.label}{one.metric}前面写作{one.text}，此处写作{other.text}，疑为笔误。",
        fields=(other.field,),
        figures=(other,),
        values={"前文": one.text, "此处": other.text},
        tasks=(again.task,),
    )
