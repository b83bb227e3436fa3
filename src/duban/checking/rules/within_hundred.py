"""U303 比例不应超过100%

A coverage, a rate, a part of the work cannot be more than the whole. What is measured against last
year or a budget (完成预算的102%) can, and so can growth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duban.checking.rule import Remark, rule
from duban.checking.view import MILESTONE, TaskView
from duban.plan import Kind, Quantity, Severity

_FULL = {"%": Decimal(100), "‰": Decimal(1000)}
_MAY_EXCEED = re.compile(
    "预算|上年|去年|同期|同比|增长|增幅|增速|(?:增加|提高|提升)(?![至到])|超额|充足率|拨备|产能|"
    "(?:设备|床位|仓容|泊位|负荷|能力|库容|电池)\\w{0,2}利用率|"
    "投资回报|周转|序时|翻|倍|相当于|保费|资产|负债|指标值|下达任务|计划数|任务数"
)


@rule("U303", "比例不应超过100%", Severity.ERROR)
def within_hundred(view: TaskView) -> Iterator[Remark]:
    for figure in view.task.quantities:
        full = _FULL.get(figure.unit)
        if full is None or figure.kind is not Kind.SHARE:
            continue
        top = figure.value if figure.high is None else figure.high
        if top <= full or _MAY_EXCEED.search(_clause(view, figure) + figure.metric):
            continue
        yield Remark(
            f"{figure.metric or '比例'}写作{figure.text}，超过{full:f}{figure.unit}。",
            figures=(figure,),
            values={"所写": figure.text, "最大": f"{full:f}{figure.unit}"},
        )


def _clause(view: TaskView, figure: Quantity) -> str:
    """The words around the figure, up to the next mark on either side."""
    text = view.cells.get(figure.field, "")
    if not text and figure.field.startswith(MILESTONE):
        return ""
    before = re.split(r"[，。；;、]", text[: figure.start])[-1]
    after = re.split(r"[，。；;、]", text[figure.end :])[0]
    return before + after
