"""Y203 累计数不应照抄到各期

年度累计完成超过60万元 in every quarter beside 15万元 a quarter: the annual value was pasted. The
same cumulative value in two quarters running, short of the target, says that nothing is to be
done in the second. A side figure that stays small (市外展会1次) is worth information only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from duban.checking.comparing import ONE_SIDED
from duban.checking.rule import Remark, rule
from duban.checking.series import Series
from duban.checking.view import TaskView
from duban.plan import Comparator, Kind, Quantity, Severity
from duban.plan.measures import Dimension, dimension_of


@rule("Y203", "累计数不应照抄到各期", Severity.ERROR)
def cumulative_not_pasted(view: TaskView) -> Iterator[Remark]:
    for series in view.series:
        if series.kind is Kind.GROWTH or not series.last.figure.cumulative:
            continue
        if _pasted(series, view):
            yield _whole_year(series)
        else:
            yield from _standing(series)


def _pasted(series: Series, view: TaskView) -> bool:
    """Whether every period, the first too, says that all of it is done."""
    if series.steps[0].stage is not view.stages[0]:
        return False
    first = series.steps[0].figure
    return len(series.steps) >= 3 and all(
        step.figure.cumulative and step.figure.value == first.value for step in series.steps
    )


def _whole_year(series: Series) -> Remark:
    owns = [step.own for step in series.steps if step.own is not None]
    beside = f"，而各期当期数为{'、'.join(own.text for own in owns)}" if owns else ""
    return Remark(
        f"{series.metric}：{len(series.steps)}个时期的累计数都写作"
        f"{series.last.figure.text}{beside}，疑为照抄全年数。",
        figures=tuple(step.figure for step in series.steps),
        values={"各期累计": series.last.figure.text, "时期": f"{len(series.steps)}个"},
        severity=None if owns or series.target is not None else Severity.WARNING,
    )


def _standing(series: Series) -> Iterator[Remark]:
    """Two periods running with one cumulative value, more still to come."""
    for before, now in pairwise(series.steps):
        if now.figure.value != before.figure.value or not now.figure.cumulative:
            continue
        if series.kind is Kind.SHARE and now.figure.comparator in ONE_SIDED:
            continue  # 按时办结率不低于98% is to be held, and not to be gone beyond
        yield Remark(
            f"{series.metric}：{before.stage.period.label}与{now.stage.period.label}的累计数都是"
            f"{now.figure.text}，{now.stage.period.label}没有新进展。",
            figures=(before.figure, now.figure),
            values={
                before.stage.period.label: before.figure.text,
                now.stage.period.label: now.figure.text,
            },
            severity=Severity.WARNING if _unfinished(series, now.figure) else Severity.INFO,
        )


def _unfinished(series: Series, figure: Quantity) -> bool:
    """Whether more than a small count is still to come."""
    if figure.comparator not in (Comparator.EQUAL, Comparator.ABOUT):
        return False
    if series.kind is Kind.SHARE:
        return figure.value < 100 and figure.unit == "%"
    small = dimension_of(figure.unit) is Dimension.COUNT and figure.value <= 2
    target = series.target if series.sure else None
    return target is not None and figure.value < target.value and not small
