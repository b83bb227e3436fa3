"""Y204 按累计填报的数应写明“累计”

Values that run up to the annual target and whose plain sum is far past it are cumulative, whatever
the text says; without the word the next reader adds them up. Where the cell says which part of the
target is meant (完成目标任务的48%), the reading is clear and the remark is information only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from duban.checking.comparing import amount
from duban.checking.rule import Remark, rule
from duban.checking.series import Series
from duban.checking.view import TaskView
from duban.plan import Kind, Quantity, Severity

#: how many tasks with a target that is followed make a way of writing
MANY = 5


@rule("Y204", "按累计填报的数应写明“累计”", Severity.WARNING)
def cumulative_is_said(view: TaskView) -> Iterator[Remark]:
    found = [(series, target, series.unsaid) for series, target in view.aimed]
    found = [(series, target, bare) for series, target, bare in found if bare]
    if not found:
        return
    shared = any(series.kind is Kind.SHARE for series in view.series)
    series, target, bare = found[0]
    total = sum((step.figure.value for step in series.steps), Decimal(0))
    others = f"；另有{len(found) - 1}项相同" if len(found) > 1 else ""
    yield Remark(
        f"{series.metric}：各期为{'、'.join(step.figure.text for step in series.steps)}，"
        f"目标{target.text}；逐期相加为{amount(total, series.unit)}，"
        f"只有按累计数才合理，但{_which(series, bare)}未写“累计”{others}。",
        figures=tuple(figure for _, _, figures in found for figure in figures),
        values={
            "目标": target.text,
            "逐期相加": amount(total, series.unit),
            "最后一期": series.last.figure.text,
        },
        severity=Severity.INFO if shared or _habit(view) else None,
    )


def _habit(view: TaskView) -> bool:
    """Whether most targets of the plan are followed without 累计: its way of writing."""
    return 2 * view.plan.unsaid > view.plan.followed >= MANY


def _which(series: Series, bare: tuple[Quantity, ...]) -> str:
    if len(bare) == len(series.steps) - 1:
        return "各期"
    named = [step.stage.period.label for step in series.steps if step.figure in bare]
    return "、".join(named)
