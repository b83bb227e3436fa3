"""C110 合计行应等于所合各行之和

小计 over its section, 合计 over all tasks, a heading's own figures over the tasks under it: column
by column. A column is summed only where the total and every row hold a plain figure or nothing;
rates, averages and numbers that count nothing are no sums. A total that fits the whole table or
the whole plan instead of the rows beside it is let pass, and so is one figure merged over several
rows. Where no column of several fits, the total likely closes other rows: information only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from duban.checking.comparing import amount, difference
from duban.checking.rule import Remark, rule
from duban.checking.series import field_of
from duban.checking.view import PlanView, says_nothing
from duban.plan import Place, Plan, Severity, Task, Total
from duban.plan.measures import convert
from duban.plan.wording import field_label

_FIGURE = re.compile(r"(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?\s*([^\W\d]{0,4})")
#: what is measured in such columns is no amount, and no sum
_NO_SUM = re.compile(
    r"率|均|占|指数|排名|名次|得分|单价|增幅|增速|涨幅|[%％‰]|年份|年度$|时间|期限|日期|编号|序号|代码|"
    r"电话|楼层|层数|等级|进度$|进展$|完工年|开工年"
)
_SUBSET = re.compile(r"\s*[（(]?其中")
HALF = Decimal("0.5")
SCALES = {"万": 10**4, "亿": 10**8}
#: a longer column is not written out
ADDENDS = 30


class Figure(NamedTuple):
    """In the base unit: 1.5亿元 is 150000000元; `grain` is the last printed place."""

    value: Decimal
    unit: str
    grain: Decimal


class Miss(NamedTuple):
    field: str
    printed: str
    figures: tuple[Figure, ...]
    gap: Decimal


@rule("C110", "合计行应等于所合各行之和", Severity.ERROR)
def totals_add_up(view: PlanView) -> Iterator[Remark]:
    plan = view.plan
    cells: dict[int, Mapping[str, str]] = {}
    for total in plan.totals:
        names = [name for name in _cells(total) if not _NO_SUM.search(name)]
        compared = [one for name in names if (one := _compare(plan, total, name, cells))]
        misses = [one for one in compared if one.gap]
        lost = len(compared) > 1 and len(misses) == len(compared)
        for miss in misses:
            yield _remark(total, miss, Severity.INFO if lost else None)


def _cells(row: Task | Total) -> dict[str, str]:
    return {**row.fields, **{field_of(stone.period): stone.text for stone in row.milestones}}


def _compare(
    plan: Plan, total: Total, name: str, cells: dict[int, Mapping[str, str]]
) -> Miss | None:
    """The total beside the sum of its rows, `gap` 0 where they agree; None where that is no sum."""
    printed = _cells(total).get(name, "")
    stated = _figure(printed, name)
    if stated is None:
        return None
    tasks = plan.tasks
    figures = _figures(tasks, (total.first, total.last), name, stated.unit, cells)
    if not figures or total.last - total.first < 2:
        return None
    gap = _gap(stated, figures)
    for rows in {total.table, (0, len(tasks))} if gap else ():
        others = _figures(tasks, rows, name, stated.unit, cells)
        if others and not _gap(stated, others):
            gap = Decimal(0)
    return Miss(name, printed, figures, gap)


def _figures(
    tasks: Sequence[Task],
    rows: tuple[int, int],
    name: str,
    unit: str,
    cells: dict[int, Mapping[str, str]],
) -> tuple[Figure, ...] | None:
    """The figures of a column in the unit of its total; None where a cell is no plain figure."""
    found: list[Figure] = []
    for at in range(*rows):
        task = tasks[at]
        if at not in cells:
            cells[at] = _cells(task)
        text = cells[at].get(name, "")
        if says_nothing(text) or _SUBSET.match(task.title):
            continue
        figure = _figure(text, name)
        held = None if figure is None else _in_unit(figure, unit)
        if held is None:
            return None
        found.append(held)
    return tuple(found)


def _figure(text: str, name: str) -> Figure | None:
    """A cell that holds a figure and nothing else; the unit of its header goes without saying."""
    found = _FIGURE.fullmatch(text.strip())
    if found is None:
        return None
    whole, decimals, unit = found[1].replace(",", "").replace("，", ""), found[2] or "", found[3]
    value = Decimal(whole + decimals)
    if not unit and (head := re.search(r"[（(]([^（()）]{1,4})[)）]$", name)):
        unit = head[1]
    grain = Decimal(1).scaleb(1 - len(decimals)) if decimals else Decimal(1)
    scale = SCALES.get(unit[:1], 1)
    return Figure(value * scale, unit if scale == 1 else unit[1:], grain * scale)


def _in_unit(figure: Figure, unit: str) -> Figure | None:
    if figure.unit == unit:
        return figure
    value, grain = (
        convert(figure.value, figure.unit, unit),
        convert(figure.grain, figure.unit, unit),
    )
    return None if value is None or grain is None else Figure(value, unit, grain)


def _gap(stated: Figure, figures: Sequence[Figure]) -> Decimal:
    """What the rows come to above the total; 0 within the rounding of what is printed."""
    together = sum((figure.value for figure in figures), -stated.value)
    room = sum((_room(figure) for figure in (stated, *figures)), Decimal(0))
    if abs(together) <= room:
        return Decimal(0)
    # a cell merged over several rows is read once in each of them
    once = sum((key.value for key, _ in groupby(figures)), -stated.value)
    return Decimal(0) if abs(once) <= room else together


def _room(figure: Figure) -> Decimal:
    """Half the last printed place, of whole numbers only where they measure money."""
    rounded = figure.grain != 1 or figure.value % 1 or figure.unit.endswith("元")
    return HALF * figure.grain if rounded else Decimal(0)


def _remark(total: Total, miss: Miss, severity: Severity | None) -> Remark:
    unit = miss.figures[0].unit
    together = sum((figure.value for figure in miss.figures), Decimal(0))
    row = " ".join(total.label.split())
    gap = difference(miss.gap, unit)
    places: tuple[Place, ...] = total.places.get(miss.field, (total.place,))
    addends = [amount(figure.value, unit) for figure in miss.figures]
    return Remark(
        f"“{row}”行“{field_label(miss.field)}”栏为{miss.printed}，"
        f"所合{len(addends)}行之和为{amount(together, unit)}，相差{gap}。",
        fields=(miss.field,),
        places=places,
        values={
            row: miss.printed,
            "各行之和": amount(together, unit),
            "相差": gap,
            "算式": "+".join(addends) if len(addends) <= ADDENDS else f"{len(addends)}行相加",
        },
        severity=severity,
    )
