"""C109 各单位分列的数之和应等于合计栏

A table with a column for each town and one for the total: the row must add up. Only bare numbers
are taken, and only where three places or more have a column of their own. A column that is a total
by its name must fit; one called target only where it is near, and never money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from duban.checking.rule import Remark, rule
from duban.checking.view import TaskView
from duban.plan import Severity

_PLACE = re.compile(r"^(?![全各本])[一-鿿]{1,6}(?:街道|[镇乡村区县市场])$")
_TOTAL = re.compile("合计|总计|小计|总量|总数")
#: 目标 may be a total and may be another figure
_TARGET = re.compile("全[区镇县市乡]|目标|任务|计划")
_MONEY = re.compile("投资|资金|金额|经费|预算|贷款|收入|产值|税|元")
_NUMBER = re.compile(r"\s*(\d[\d,]*(?:\.\d+)?)\s*[^\d\s.]{0,4}\s*")
FEWEST = 3


@rule("C109", "各单位分列的数之和应等于合计栏", Severity.ERROR)
def columns_add_up(view: TaskView) -> Iterator[Remark]:
    numbers = _numbers(view.task.fields)
    shares = {name: value for name, value in numbers.items() if _PLACE.match(name)}
    if len(shares) < FEWEST:
        return
    together = sum(shares.values(), Decimal(0))
    rest = {name: value for name, value in numbers.items() if name not in shares}
    totals = [name for name in rest if _TOTAL.search(name) and not _MONEY.search(name)]
    totals += [
        name
        for name, value in rest.items()
        if _TARGET.search(name) and not _MONEY.search(name) and value <= together * 2 <= value * 4
    ]
    if not totals or together in rest.values():
        return
    name = totals[0]
    gap = together - rest[name]
    yield Remark(
        f"{len(shares)}个单位合计{together:f}，“{name}”栏为{rest[name]:f}，相差{gap:+f}。",
        fields=(name, *shares),
        values={
            name: f"{rest[name]:f}",
            "分列合计": f"{together:f}",
            "相差": f"{gap:+f}",
            "算式": "+".join(f"{value:f}" for value in shares.values()),
        },
    )


def _numbers(fields: Mapping[str, str]) -> dict[str, Decimal]:
    """The columns that hold a number and nothing else but its unit."""
    found = {name: _NUMBER.fullmatch(text) for name, text in fields.items()}
    return {
        name: Decimal(match[1].replace(",", ""))
        for name, match in found.items()
        if match is not None
    }
