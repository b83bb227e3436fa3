"""C103 当期数加上期累计数应等于本期累计数

Where a cell prints both, 完成120万元，累计220万元, the cumulative value before it and the period's
own must make the cumulative value now. The first period needs nothing before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from duban.checking.comparing import agree, amount, difference, slack
from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import Comparator, Kind, Severity


@rule("C103", "当期数加上期累计数应等于本期累计数", Severity.ERROR)
def increments_fit(view: TaskView) -> Iterator[Remark]:
    for series in view.series:
        if series.kind is not Kind.LEVEL:
            continue
        for before, now in pairwise(series.steps):
            own, standing = now.own, now.figure
            if own is None or standing.comparator is not Comparator.EQUAL:
                continue
            parts = (before.figure, own)
            value = before.figure.value + own.value
            together = replace(own, value=value)
            if agree(together, standing, slack((*parts, standing))):
                continue
            gap = difference(standing.value - value, series.unit)
            yield Remark(
                f"{series.metric}：{before.stage.period.label}{before.figure.text}加"
                f"{now.stage.period.label}{own.text}应为{amount(value, series.unit)}，"
                f"累计写作{standing.text}，相差{gap}。",
                figures=(before.figure, own, standing),
                values={
                    "应为": amount(value, series.unit),
                    "累计": standing.text,
                    "相差": gap,
                    "算式": f"{before.figure.text}+{own.text}",
                },
            )
