"""Figures of tables that print their unit in a column of its own: 计量单位 万元, 1—3月 8500.

A reader of texts sees a bare number there and no figure; beside its unit it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from duban.plan import Kind, Quantity, Task

_UNIT_COLUMN = re.compile(r"^(?:计量|数量|指标)?单位$")
_GOAL_COLUMN = re.compile(r"目标|计划|全年|年度|任务数|指标值|1[-—–－~～至]12月")
_NUMBER = re.compile(r"\s*(\d[\d,]*(?:\.(\d+))?)\s*")
_UNIT = re.compile(r"[一-鿿%‰㎡A-Za-z][^\d\s]{0,5}")
_SCALES = {"亿": Decimal(10**8), "万": Decimal(10**4)}


def bare_figures(task: Task, texts: Mapping[str, str]) -> Iterator[Quantity]:
    """The bare numbers of the task's periods and target columns, in the unit of its own column."""
    units = [text.strip() for name, text in task.fields.items() if _UNIT_COLUMN.match(name)]
    if len(units) != 1 or not _UNIT.fullmatch(units[0]):
        return
    scale = _SCALES.get(units[0][0], Decimal(1)) if len(units[0]) > 1 else Decimal(1)
    unit = units[0] if scale == 1 else units[0][1:]
    kind = Kind.LEVEL
    if unit in ("%", "‰"):
        kind = Kind.GROWTH if "增" in task.title else Kind.SHARE
    for name, text in texts.items():
        found = _NUMBER.fullmatch(text)
        if found is None or not (name.startswith("milestone:") or _GOAL_COLUMN.search(name)):
            continue
        yield Quantity(
            field=name,
            text=found[1],
            start=found.start(1),
            end=found.end(1),
            value=Decimal(found[1].replace(",", "")) * scale,
            unit=unit,
            grain=scale.scaleb(-len(found[2] or "")),
            kind=kind,
            metric=task.title,
        )
