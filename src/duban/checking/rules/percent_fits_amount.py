"""C104 比例乘总量应等于所写数额

完成目标任务的48%，即1.248亿元: the share of the target and the amount beside it must be one value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from duban.checking.comparing import agree, aligned, amount, difference, slack
from duban.checking.rule import Remark, rule
from duban.checking.series import Stage
from duban.checking.view import TaskView
from duban.plan import Comparator, Kind, Quantity, Severity

#: between a share of the target and the amount it makes
_THAT_IS = re.compile(r"左右|[，,（(\s]*(?:即|也就是|计|约合|折合|合)[\s为]*")


@rule("C104", "比例乘总量应等于所写数额", Severity.ERROR)
def percent_fits_amount(view: TaskView) -> Iterator[Remark]:
    levels = [goal for goal in view.goals if goal.kind is Kind.LEVEL]
    for stage in view.stages:
        for share, said in _pairs(stage):
            totals = [goal for goal in levels if aligned(goal, said.unit) is not None]
            if len(totals) != 1:
                continue
            total = aligned(totals[0], said.unit) or totals[0]
            value = total.value * share.value / 100
            excuse = (slack((total,)) * share.value + total.value * slack((_firm(share),))) / 100
            due = replace(_firm(said), value=value)
            if agree(due, _firm(said), excuse + slack((_firm(said),))):
                continue
            gap = difference(said.value - value, said.unit)
            yield Remark(
                f"{total.metric}：{total.text}的{share.text}应为{amount(value, said.unit)}，"
                f"{stage.period.label}写作{said.text}，相差{gap}。",
                figures=(total, share, said),
                values={
                    "应为": amount(value, said.unit),
                    "所写": said.text,
                    "相差": gap,
                    "算式": f"{total.text}×{share.text}",
                },
            )


def _pairs(stage: Stage) -> Iterator[tuple[Quantity, Quantity]]:
    """Each share of the target with the amount that the cell says it makes."""
    for share, said in zip(stage.figures, stage.figures[1:], strict=False):
        between = stage.text[share.end : said.start]
        if share.kind is not Kind.SHARE or said.kind is not Kind.LEVEL:
            continue
        if share.unit == "%" and "即" in between and _THAT_IS.sub("", between) == "":
            yield share, said


def _firm(figure: Quantity) -> Quantity:
    """The figure without its 约: 23%左右，即0.598亿元 means 23 percent."""
    return replace(figure, comparator=Comparator.EQUAL)
