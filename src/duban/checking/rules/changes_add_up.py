"""C107 增减数应与前后两期的数吻合

签约率增加0.25%，达到60.25%: the value before it plus the change must make the value after it, in
one cell or from one period to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from duban.checking.comparing import aligned, amount, difference, slack
from duban.checking.metrics import likeness
from duban.checking.rule import Remark, rule
from duban.checking.series import ALONE_ALIKE, Stage
from duban.checking.view import TaskView
from duban.plan import Kind, Quantity, Severity

_REACHED = ("达", "到", "至")


@rule("C107", "增减数应与前后两期的数吻合", Severity.ERROR)
def changes_add_up(view: TaskView) -> Iterator[Remark]:
    standing: Quantity | None = None
    for stage in view.stages:
        for base, change, result in _triples(stage, standing):
            value = base.value + change.value
            if abs(result.value - value) <= slack((base, change, result)):
                continue
            gap = difference(result.value - value, result.unit)
            yield Remark(
                f"{result.metric}：{base.text}，增减{change.text}，应为"
                f"{amount(value, result.unit)}，{stage.period.label}写作{result.text}，相差{gap}。",
                figures=(base, change, result),
                values={
                    "应为": amount(value, result.unit),
                    "所写": result.text,
                    "相差": gap,
                    "算式": f"{base.text}+{change.text}",
                },
            )
        shares = [figure for figure in stage.figures if figure.kind is Kind.SHARE]
        standing = shares[-1] if shares else None


def _triples(
    stage: Stage, standing: Quantity | None
) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """Base, change and result of each 增加…达到…; the base may be the period before."""
    figures = stage.figures
    for at, change in enumerate(figures[:-1]):
        result = figures[at + 1]
        if change.kind is not Kind.CHANGE or result.kind is not Kind.SHARE:
            continue
        between = stage.text[change.end : result.start]
        if not any(word in between for word in _REACHED) or "。" in between or "；" in between:
            continue
        before = figures[at - 1] if at and figures[at - 1].kind is Kind.SHARE else standing
        held = None if before is None else aligned(before, result.unit)
        if held is not None and likeness(held.metric, result.metric) >= ALONE_ALIKE:
            yield held, replace(change, unit=result.unit), result
