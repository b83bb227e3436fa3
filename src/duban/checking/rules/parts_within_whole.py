"""C105 其中各项之和不应大于总数

What follows 其中 is part of the figure before it. Parts need not be all there is, so that a sum
below the whole says nothing; but where the same parts make up the whole in the task's other cells,
they must make it up here as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duban.checking.comparing import aligned, amount, difference, slack
from duban.checking.metrics import likeness
from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView, without_shares
from duban.plan import Comparator, Kind, Quantity, Severity
from duban.plan.measures import Dimension, dimension_of

OF_WHICH = "其中"
#: how much the names of a count and of its part have in common at least
SAME_KIND = 0.4
_ENDS = "。；;\n"


@dataclass(frozen=True, slots=True)
class Breakdown:
    whole: Quantity
    parts: tuple[Quantity, ...]

    @property
    def gap(self) -> Decimal:
        """What the parts come to above the whole."""
        return sum((part.value for part in self.parts), -self.whole.value)

    @property
    def fits(self) -> bool:
        return abs(self.gap) <= slack((self.whole, *self.parts))


@rule("C105", "其中各项之和不应大于总数", Severity.ERROR)
def parts_within_whole(view: TaskView) -> Iterator[Remark]:
    found = [
        breakdown
        for name, figures in view.figures.items()
        if OF_WHICH in view.cells.get(name, "")
        for breakdown in breakdowns(
            view.cells.get(name, ""), without_shares(figures, view.task.allocations)
        )
    ]
    complete = sum(one.fits and len(one.parts) > 1 for one in found)
    for one in found:
        over = one.gap > slack((one.whole, *one.parts)) and _firm_ceiling(one.whole)
        short = not one.fits and len(one.parts) > 1 and complete > len(found) - complete
        if over or short:
            yield _remark(one, over=over)


def breakdowns(text: str, figures: Sequence[Quantity]) -> Iterator[Breakdown]:
    """Each figure followed by 其中, with the figures of its measure up to the sentence's end."""
    at = text.find(OF_WHICH)
    while at >= 0:
        stop = min((end for mark in _ENDS if (end := text.find(mark, at)) >= 0), default=len(text))
        following = text.find(OF_WHICH, at + 1)
        stop = min(stop, following) if following >= 0 else stop
        before = [figure for figure in figures if figure.end <= at and figure.kind is Kind.LEVEL]
        if before and not any(mark in text[before[-1].end : at] for mark in _ENDS):
            whole = before[-1]
            parts = tuple(
                held
                for figure in figures
                if at <= figure.start < stop and figure.kind is Kind.LEVEL
                if (held := aligned(figure, whole.unit)) is not None and _of_one_kind(whole, figure)
            )
            if parts:
                yield Breakdown(whole, parts)
        at = following


def _of_one_kind(whole: Quantity, part: Quantity) -> bool:
    """Whether a count can be part of a count: of 12个停车场 300个车位 are none."""
    if dimension_of(whole.unit) is not Dimension.COUNT or not part.metric or not whole.metric:
        return True
    return likeness(whole.metric, part.metric) >= SAME_KIND


def _firm_ceiling(whole: Quantity) -> bool:
    return whole.comparator not in (Comparator.AT_LEAST, Comparator.MORE)


def _remark(one: Breakdown, *, over: bool) -> Remark:
    unit = one.whole.unit
    total = one.whole.value + one.gap
    gap = difference(one.gap, unit)
    verdict = "大于" if over else "不等于"
    return Remark(
        f"{one.whole.metric}：总数{one.whole.text}，其中各项合计{amount(total, unit)}，"
        f"{verdict}总数，相差{gap}。",
        figures=(one.whole, *one.parts),
        values={
            "总数": one.whole.text,
            "各项合计": amount(total, unit),
            "相差": gap,
            "算式": "+".join(part.text for part in one.parts),
        },
    )
