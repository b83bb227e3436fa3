"""C108 总投资应等于各项资金来源之和

市级财政300万元、区级财政200万元 beside 总投资 of 600: something is missing. Amounts a unit
(3万元/户), and sources without amounts, say nothing of the sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from duban.checking.comparing import agree, amount, difference, slack
from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import Comparator, Kind, Severity

_SOURCES = re.compile(r"资金来源|资金渠道|经费来源|资金构成")
#: a part of the money, or money by another measure
_NOT_ALL = re.compile(r"[/／每]|按|标准|比例|补助|其余|自行|不足|以上|左右")


@rule("C108", "总投资应等于各项资金来源之和", Severity.WARNING)
def investment_fits_sources(view: TaskView) -> Iterator[Remark]:
    total = view.task.investment
    if total is None:
        return
    for name, figures in view.figures.items():
        text = view.cells.get(name, "")
        parts = [one for one in figures if one.unit == total.unit and one.kind is Kind.LEVEL]
        if (
            name == total.field
            or not _SOURCES.search(name)
            or len(parts) < 2
            or _NOT_ALL.search(text)
        ):
            continue
        value = sum((part.value for part in parts), Decimal(0))
        together = replace(parts[0], value=value, comparator=Comparator.EQUAL)
        if agree(together, total, slack((*parts, total))):
            continue
        gap = difference(value - total.value, total.unit)
        yield Remark(
            f"总投资{amount(total.value, total.unit)}，各项来源合计"
            f"{amount(value, total.unit)}，相差{gap}。",
            figures=(*parts, total),
            values={
                "总投资": amount(total.value, total.unit),
                "来源合计": amount(value, total.unit),
                "相差": gap,
                "算式": "+".join(part.text for part in parts),
            },
        )
