"""Y202 累计数不应下降

What has been done since January cannot become less. Rates that may well move either way (失业率,
不合格率), and figures whose reading is open, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duban.checking.comparing import amount, difference
from duban.checking.digits import scale_slip
from duban.checking.rule import Remark, rule
from duban.checking.series import Mode, Series, Step
from duban.checking.view import TaskView
from duban.plan import Comparator, Kind, Severity

#: shares that say how much of the work is done
PROGRESS = re.compile(
    "完成|进度|覆盖|整治|改造|建设|竣工|签约|安置|工程|任务|销号|推进|普及|达标|开工"
)
#: what ought to fall
_WANES = re.compile(
    "失业|不合格|发生|事故|死亡|损失|能耗|排放|降|减|投诉|违法|空置|逾期|负债|剩余|存量"
)


@rule("Y202", "累计数不应下降", Severity.ERROR)
def cumulative_rises(view: TaskView) -> Iterator[Remark]:
    for series in view.series:
        if not _must_rise(series, view):
            continue
        for before, now in pairwise(series.steps):
            if now.figure.value < before.figure.value and _comparable(before, now):
                yield _remark(series, before, now)


def _must_rise(series: Series, view: TaskView) -> bool:
    if series.kind is Kind.CHANGE:
        return series.mode is Mode.CUMULATIVE
    if _WANES.search(series.metric) or _WANES.search(view.task.title):
        return False
    if series.kind is Kind.SHARE:
        words = series.metric + "".join(step.stage.text for step in series.steps)
        return PROGRESS.search(words) is not None
    return series.kind is Kind.LEVEL and series.mode is Mode.CUMULATIVE


def _comparable(before: Step, now: Step) -> bool:
    """Ceilings and ranges say nothing of the value; after 累计 a bare figure may be a period's."""
    loose = (Comparator.AT_MOST, Comparator.LESS, Comparator.RANGE)
    if before.figure.comparator in loose or now.figure.comparator in loose:
        return False
    return now.figure.cumulative or not before.figure.cumulative


def _remark(series: Series, before: Step, now: Step) -> Remark:
    gap = difference(now.figure.value - before.figure.value, series.unit)
    scale = scale_slip(now.figure.value, before.figure.value)
    hint = "（疑单位写错）" if scale is not None else ""
    return Remark(
        f"{series.metric}：{before.stage.period.label}{before.figure.text}，"
        f"{now.stage.period.label}{now.figure.text}，反而减少{gap.lstrip('-')}{hint}。",
        figures=(before.figure, now.figure),
        values={
            before.stage.period.label: amount(before.figure.value, series.unit),
            now.stage.period.label: amount(now.figure.value, series.unit),
            "相差": gap,
        },
    )
