"""U301 同一指标的单位应一致

A quarter that is ten thousand times its neighbours was written with 亿 for 万, one a thousand times
with 公里 for 米, or the other way round; so was a target. The same metric printed now in 亿元, now
in 万元, hides such slips and is worth information even where the values are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from duban.checking.comparing import amount
from duban.checking.digits import scale_slip
from duban.checking.rule import Remark, rule
from duban.checking.series import AMOUNTS, Series
from duban.checking.view import TaskView
from duban.plan import Quantity, Severity

_SCALE = re.compile(r"(?<=\d)\s*[^\d\s.,，]+$")


@rule("U301", "同一指标的单位应一致", Severity.ERROR)
def one_scale(view: TaskView) -> Iterator[Remark]:
    for series in view.series:
        if series.kind not in AMOUNTS:
            continue
        figures = [step.figure for step in series.steps]
        if series.target is not None and series.sure:
            figures = [series.target, *figures]
        slips = list(_slips(figures))
        yield from (_remark(series, figure, figures) for figure in slips)
        if not slips:
            yield from _mixed(series, figures)


def _slips(figures: list[Quantity]) -> Iterator[Quantity]:
    values = [figure.value for figure in figures if figure.value > 0]
    if len(values) < 3:
        return
    middle = median(values)
    off = [figure for figure in figures if scale_slip(figure.value, middle) is not None]
    if len(off) == 1 and _scale(off[0]) != _scale_of_rest(figures, off[0]):
        yield off[0]


def _scale(figure: Quantity) -> str:
    """The words behind the number: 万元, 公里."""
    found = _SCALE.search(figure.text)
    return found[0] if found else ""


def _scale_of_rest(figures: list[Quantity], odd: Quantity) -> str:
    scales = [_scale(figure) for figure in figures if figure is not odd]
    return max(set(scales), key=scales.count)


def _remark(series: Series, odd: Quantity, figures: list[Quantity]) -> Remark:
    others = "、".join(figure.text for figure in figures if figure is not odd)
    return Remark(
        f"{series.metric}：{odd.text}与其余各数（{others}）相差千倍以上，疑单位写错。",
        figures=(odd,),
        values={"所写": odd.text, "其余各数": others},
    )


def _mixed(series: Series, figures: list[Quantity]) -> Iterator[Remark]:
    scales = {_scale(figure) for figure in figures if figure.value}
    if any("亿" in one for one in scales) and any("万" in one for one in scales):
        said = "、".join(figure.text for figure in figures)
        yield Remark(
            f"{series.metric}：同一指标有的用亿、有的用万（{said}），不便核对。",
            figures=tuple(figures),
            values={
                "所写": said,
                "统一为": "、".join(amount(figure.value, figure.unit) for figure in figures),
            },
            severity=Severity.INFO,
        )
