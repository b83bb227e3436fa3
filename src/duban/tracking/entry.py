"""What to say to a person while a figure is being typed. Nothing is refused here: it is asked.

Each question is one function that speaks or keeps silent; `remarks` puts them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from duban.plan.measures import Dimension, dimension_of
from duban.tracking.indicator import HUNDRED, Direction, Indicator, Rollup
from duban.tracking.wording import amount, figure

TEN = Decimal(10)
#: by what a wrong unit puts a figure out, up and down
SLIPS = (
    (Decimal(10) ** 4, "一万倍"),
    (Decimal(10) ** 8, "一亿倍"),
    (1 / Decimal(10) ** 4, "万分之一"),
    (1 / Decimal(10) ** 8, "亿分之一"),
)
#: a slip leaves the figure within this factor of the one it is held against
NEARLY = Decimal(3)
#: what is counted one by one
COUNTED = frozenset("个家户人名项座条所处块支场件套辆台栋棵株") | {"人次"}


@dataclass(frozen=True, slots=True)
class Remark:
    """`code` is stable, for styles and tests; `message` is for the person."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure typed for a period, the one accepted before it, and what is expected now.

    All are in the unit of the indicator.
    """

    indicator: Indicator
    value: Decimal
    last: Decimal | None = None
    wanted: Decimal | None = None


def remarks(entry: Entry) -> tuple[Remark, ...]:
    """The questions a figure raises. A slip of the unit explains a jump, so only it is told."""
    slip = unit_slip(entry)
    found = (
        below_nothing(entry),
        not_whole(entry),
        below_last(entry),
        slip,
        jump(entry) if slip is None else None,
        over_all(entry),
    )
    return tuple(remark for remark in found if remark is not None)


def below_nothing(entry: Entry) -> Remark | None:
    """A count or a sum built up over the year is not negative; a growth rate may be."""
    if entry.value >= 0 or not entry.indicator.builds_up or _is_share(entry.indicator):
        return None
    return Remark("negative", f"填写为{_said(entry, entry.value)}，小于0，请核对。")


def not_whole(entry: Entry) -> Remark | None:
    """Half a household cannot be helped; an average of households can be anything."""
    indicator, value = entry.indicator, entry.value
    averaged = indicator.rollup is Rollup.AVERAGE and not indicator.cumulative
    if indicator.unit not in COUNTED or averaged or value == value.to_integral_value():
        return None
    return Remark("not-whole", f"“{indicator.unit}”按整数计，填写为{_said(entry, value)}，请核对。")


def below_last(entry: Entry) -> Remark | None:
    """What counts from the start of the year does not fall."""
    indicator, last = entry.indicator, entry.last
    falls = indicator.cumulative and indicator.direction is not Direction.HOLD
    if last is None or not falls or entry.value >= last:
        return None
    return Remark(
        "below-last",
        f"累计数{_said(entry, entry.value)}，比上期{_said(entry, last)}少"
        f"{_said(entry, last - entry.value)}，请核对是否填成了当期数。",
    )


def unit_slip(entry: Entry) -> Remark | None:
    """A 万 or 亿 too much or too little: 元 typed where 万元 is meant, or the reverse."""
    for known, name, small_is_odd in _held_against(entry):
        for factor, times in SLIPS:
            likely = known * factor
            if factor < 1 and not small_is_odd:
                continue
            if likely / NEARLY <= entry.value <= likely * NEARLY:
                return Remark(
                    "unit",
                    f"填写为{_said(entry, entry.value)}，约为{name}{_said(entry, known)}的{times}，"
                    f"请核对计量单位（应为“{entry.indicator.unit}”）。",
                )
    return None


def jump(entry: Entry) -> Remark | None:
    """Ten times the last figure or more, or a tenth and less where it does not count up."""
    if not entry.last or entry.last < 0:
        return None
    times = entry.value / entry.last
    if times >= TEN and not _as_planned(entry):
        return Remark(
            "jump",
            f"填写为{_said(entry, entry.value)}，是上期{_said(entry, entry.last)}的"
            f"{figure(times)}倍，请核对。",
        )
    if 0 < times <= 1 / TEN and not entry.indicator.cumulative:
        return Remark(
            "drop",
            f"填写为{_said(entry, entry.value)}，"
            f"不足上期{_said(entry, entry.last)}的十分之一，请核对。",
        )
    return None


def over_all(entry: Entry) -> Remark | None:
    """A share of more than all, or more than the target of the whole year."""
    if _is_share(entry.indicator):
        whole = entry.indicator.whole
        if entry.value > HUNDRED and (whole is None or whole <= HUNDRED):
            return Remark("over-100", f"填写为{_said(entry, entry.value)}，超过100%，请核对。")
        return None
    whole = entry.indicator.whole
    beyond = entry.indicator.cumulative and entry.indicator.direction is Direction.UP
    if not whole or whole < 0 or not beyond or entry.value <= whole:
        return None
    share = entry.value / whole * HUNDRED
    return Remark(
        "over-target",
        f"填写为{_said(entry, entry.value)}，"
        f"是总目标{_said(entry, whole)}的{figure(share)}%，请核对。",
    )


def _as_planned(entry: Entry) -> bool:
    """A jump the plan itself asks for is none."""
    return entry.wanted is not None and 0 < entry.value <= entry.wanted


def _held_against(entry: Entry) -> Iterator[tuple[Decimal, str, bool]]:
    """Figure, name, and whether a small part of it is odd: of a year's target it is not."""
    for known, name, small_is_odd in (
        (entry.last, "上期", True),
        (entry.wanted, "应完成", True),
        (entry.indicator.whole, "总目标", False),
    ):
        if known is not None and known > 0:
            yield known, name, small_is_odd


def _is_share(indicator: Indicator) -> bool:
    return dimension_of(indicator.unit) is Dimension.PROPORTION and indicator.unit == "%"


def _said(entry: Entry, value: Decimal) -> str:
    return amount(value, entry.indicator.unit)
