"""The units of bare figures, where they stand neither in the cell nor in its column's header.

    group header     投资安排（万元） over 2026年计划      its columns
    above the table  单位：万元, also in a title             columns of money, or of counts
    a column         计量单位: 亿元                          the row's targets and shares
    the task         建设道路（公里）                        the same

A milestone has no header of its own, so the unit in its column's header counts as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from duban.reading.band import Head
from duban.reading.columns import Columns
from duban.reading.header import bare
from duban.reading.place_names import names_place

#: 单位：万元, but not 责任单位：财政局
_STATED = re.compile(r"(?<![^\W\d_])(?:计量|金额)?单位\s*[:：]\s*([^\W\d_]{1,4}(?:/[^\W\d_])?)")
_MEASURES = ("单位", "计量单位", "指标单位", "计算单位")
_MONEY_WORDS = """
    投资 资金 金额 经费 预算 概算 估算 自筹 补助 配套 中央 省级 市级 区级 县级 贷款 债 财政
    融资 支出 收入 产值"""
_MONEY = tuple(_MONEY_WORDS.split())
_SIZE_WORDS = """
    合计 总计 小计 总量 总数 数量 任务数 任务量 总任务 目标值 指标值 目标数 计划数 计划值
    目标任务数 年度目标 全年目标 目标任务 年度计划 年度任务 目标"""
_SIZES = frozenset(_SIZE_WORDS.split())
_WHOLE = ("全区", "全县", "全市", "全镇", "全省")


class Units(NamedTuple):
    """`fixed` gives the units of a table's columns by field; `sized` are the fields whose unit
    stands in the row's own cell in column `measure`, or in brackets behind its `title`."""

    fixed: Mapping[str, str] = {}
    measure: int | None = None
    sized: tuple[str, ...] = ()
    title: int = 0

    def of_row(self, cells: Sequence[str]) -> Mapping[str, str]:
        """The units of the bare figures in a row, by field; the same mapping where all agree."""
        if not self.sized:
            return self.fixed
        title = cells[self.title]
        if self.measure is not None:
            said = _unit_in(f"({cells[self.measure]})")
        else:
            said = _unit_in(title) if title.endswith((")", "）")) else ""
        if not said:
            return self.fixed
        return {**dict.fromkeys(self.sized, said), **self.fixed}


NONE = Units()


def stated_unit(text: str) -> str:
    """The unit that a line above a table states for its figures; empty where it states none."""
    if "单位" not in text:
        return ""
    found = _STATED.search(text)
    return "" if found is None else _unit_in(f"({found[1]})")


def units_of(
    columns: Columns, heads: Sequence[Head | None], stones: Mapping[int, str], listed: str
) -> Units:
    """The units of the columns of one table. `stones` are the periods of its milestones by column,
    `listed` is the unit stated above it."""
    fields = {at: header for header, at in columns.fields}
    names = {**fields, **{at: f"milestone:{period}" for at, period in stones.items()}}
    fixed: dict[str, str] = {}
    sized: list[str] = []
    measure = next((at for at, header in fields.items() if header in _MEASURES), None)
    for at, name in names.items():
        head = heads[at]
        if head is None:
            continue
        own, above = _unit_in(head.text), _unit_in(head.group)
        if own:
            if at in stones:
                fixed[name] = own
        elif above:
            fixed[name] = above
        elif listed and _is_meant(head, listed, at in stones):
            fixed[name] = listed
        elif at in stones or _is_size(head.text):
            sized.append(name)
    return Units(fixed, measure, tuple(sized), columns.title) if fixed or sized else NONE


def _is_meant(head: Head, listed: str, is_stone: bool) -> bool:
    """Whether a unit stated above the table is that of this column."""
    text = head.group + head.text
    if any(word in text for word in _MONEY):
        return listed.endswith("元")
    return is_stone or _is_size(head.text)


def _is_size(text: str) -> bool:
    """Whether the column says how much of the task: 合计, 目标值, 全区合计, or a place's share."""
    if text.startswith(_WHOLE):
        text = text[2:] or "合计"
    return text in _SIZES or (text[:2] == "20" and text[4:5] == "年") or names_place(text)


@lru_cache(maxsize=1024)
def _unit_in(header: str) -> str:
    """The unit in brackets at the header's end, as printed: 万元."""
    text = bare(header).replace("（", "(").replace("）", ")")
    if not text.endswith(")"):
        return ""
    from duban.reading.quantities.units import header_unit  # noqa: PLC0415 - few lists ask

    if header_unit(text) is None:
        return ""
    return text[text.rfind("(") + 1 : -1].removeprefix("单位").lstrip(":：")
