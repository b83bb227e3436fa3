"""C101 分解量之和应等于总量

A target shared out among places must come back together, whether the total stands in the same
cell, in the target or in another column. Rounding excuses half a grain per printed figure, and a
floor (不少于) may be overshot; nothing else is excused. A total counts only where unit and metric
fit the shares: nine 项 do not add up to 32公里.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duban.checking.comparing import agree, aligned, amount, difference, slack
from duban.checking.metrics import likeness
from duban.checking.rule import Remark, rule
from duban.checking.series import ALIKE, ALONE_ALIKE
from duban.checking.sharing import groups_of, own_total, sum_of, unread_among
from duban.checking.view import TaskView, without_shares
from duban.plan import Allocation, Kind, Quantity, Severity

#: what is read as a metric where the shares name none
NAMELESS = ("", "其中", "分别", "共")


@rule("C101", "分解量之和应等于总量", Severity.ERROR)
def shares_add_up(view: TaskView) -> Iterator[Remark]:
    for shares in groups_of(view.task.allocations):
        if len(shares) < 2 or len({share.org for share in shares}) < len(shares):
            continue
        if unread_among(view, shares[0].field, shares[0].unit):
            continue
        total = _misses(view, shares, _totals(view, shares))
        if total is None:
            continue
        unit, together = total.unit, sum_of(shares)[0]
        held = aligned(together, unit) or together
        gap = held.value - total.value
        yield Remark(
            f"{total.metric or shares[0].metric}：{len(shares)}家合计{amount(held.value, unit)}，"
            f"总量{total.text}，相差{difference(gap, unit)}。",
            figures=(total,),
            fields=tuple(dict.fromkeys((total.field, shares[0].field))),
            values={
                "总量": total.text,
                "分解合计": amount(held.value, unit),
                "相差": difference(gap, unit),
                "算式": "+".join(f"{share.value.normalize():f}" for share in shares),
            },
        )


def _totals(view: TaskView, shares: Sequence[Allocation]) -> list[Quantity]:
    """Figures that could be the total: same measure, in the shares' cell or in a target cell."""
    own = view.figures.get(shares[0].field, ())
    pool = dict.fromkeys((*without_shares(own, view.task.allocations), *view.goals))
    return [
        figure
        for figure in pool
        if figure.kind is Kind.LEVEL and aligned(figure, shares[0].unit) is not None
    ]


def _misses(
    view: TaskView, shares: Sequence[Allocation], totals: Sequence[Quantity]
) -> Quantity | None:
    """The total that the shares fail to reach; None where one is reached, or none is meant."""
    together, rounding = sum_of(shares)
    if any(agree(together, total, rounding + slack((total,))) for total in totals):
        return None
    metric = shares[0].metric
    if metric in NAMELESS:
        return own_total(view, shares[0].field, shares[0].unit)
    need = ALONE_ALIKE if len(totals) == 1 else ALIKE
    sought = [total for total in totals if likeness(total.metric, metric) >= need]
    if len(totals) == 1 and metric in view.cells.get(totals[0].field, ""):
        return totals[0]
    return max(sought, key=lambda total: likeness(total.metric, metric), default=None)
