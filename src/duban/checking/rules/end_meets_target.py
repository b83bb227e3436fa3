"""Y201 最后一期应与全年目标一致

The last period's cumulative value, or the sum of all periods where each speaks for itself, is held
against the target. Comparators count: 突破4125万元 is not met by 4125万元, a floor may be overshot.
A last value that the same cell also gives another way is left alone, and so is a name that only
resembles the target's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from duban.checking.comparing import ONE_SIDED, agree, amount, difference, same_value, slack
from duban.checking.digits import slip
from duban.checking.rule import Remark, rule
from duban.checking.series import AMOUNTS, Mode, Series
from duban.checking.view import TaskView, says_nothing
from duban.plan import Comparator, Kind, Quantity, Severity


@rule("Y201", "最后一期应与全年目标一致", Severity.ERROR)
def end_meets_target(view: TaskView) -> Iterator[Remark]:
    spoken = [stage for stage in view.stages if not says_nothing(stage.text)]
    for series, target in view.aimed:
        alone = len(series.steps) < 2 and not series.last.figure.cumulative
        if series.last.stage is not spoken[-1] or alone:
            continue
        end = _end(series, target)
        if end is None or _said_elsewhere(series, target):
            continue
        room = slack(step.figure for step in series.steps) if _summed(series, end) else None
        if agree(_promised(end, target), target, room):
            continue
        yield _remark(series, target, end)


def _end(series: Series, target: Quantity) -> Quantity | None:
    """What the periods come to; None where they leave open how they are to be read."""
    last = series.last.figure
    if series.kind not in AMOUNTS:
        return last if series.kind is Kind.SHARE else None
    figures = [step.figure for step in series.steps]
    total = sum((figure.value for figure in figures), Decimal(0))
    nearer = abs(last.value - target.value) < abs(total - target.value)
    if series.mode is Mode.CUMULATIVE or (series.mode is Mode.UNSETTLED and nearer):
        return last
    return replace(last, value=total, comparator=Comparator.EQUAL)


def _promised(end: Quantity, target: Quantity) -> Quantity:
    """What is promised at the least: 1350个以上 is 1350, unless the target speaks likewise."""
    if end.comparator not in ONE_SIDED or (
        end.comparator is target.comparator and end.value == target.value
    ):
        return end
    return replace(end, comparator=Comparator.EQUAL)


def _summed(series: Series, end: Quantity) -> bool:
    return end.value != series.last.figure.value


def _said_elsewhere(series: Series, target: Quantity) -> bool:
    """Whether another figure of the last cell gives just the target."""
    figures = series.last.stage.figures
    return any(
        figure.kind is series.kind and agree(_promised(figure, target), target)
        for figure in figures
    )


def _remark(series: Series, target: Quantity, end: Quantity) -> Remark:
    last = series.last
    summed = _summed(series, end)
    equal = same_value(target, end)
    gap = difference(end.value - target.value, series.unit)
    said = f"{last.stage.period.label}{'累计' if series.marked else ''}{last.figure.text}"
    if summed:
        said = f"各期合计{amount(end.value, series.unit)}"
    off = "，达不到目标的说法" if equal else f"，相差{gap}"
    if not equal and not summed and slip(target, end):
        off += "（疑有一位数字写错）"
    steps = series.steps if summed else (last,)
    return Remark(
        f"{target.metric or series.metric}：全年目标{target.text}，{said}{off}。",
        figures=(target, *(step.figure for step in steps)),
        values={"目标": target.text, "最后一期": said, "相差": gap},
        severity=Severity.WARNING if equal else None,
    )
