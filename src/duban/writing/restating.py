"""A figure of a plan restated by what was reached: printed as the plan printed it, and held to it.

70个以上, reached 72        → 72个       完成年度目标的102.9%
18亿元, reached 1763450000  → 17.63亿元  完成年度目标的97.9%，距年度目标（18亿元）还差0.37亿元
6%左右, reached -1.3        → 1.3%, the other way round: 增长 must become 下降
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from duban.plan import Comparator, Kind, Quantity

HUNDRED = Decimal(100)
#: a figure may be told by so many places more than the plan printed
FINER = 2
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_BEHIND = re.compile(r"(?:以上|以下|以内|之内|左右|上下|及以上)+$")
_VAGUE = re.compile(r"^[余多]+")
_SCALES = (("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
_LIMITS = (Comparator.AT_MOST, Comparator.LESS)


@dataclass(frozen=True, slots=True)
class Restated:
    """`printed` is the figure in the plan's own unit. `flipped`: the rate went the other way, so
    that its verb has to be turned round. `over`: a limit was not kept. `met` is None where the plan
    bound nobody (6%左右).

    `standing` sets what was reached beside the target, as a clause.
    """

    printed: str
    standing: str
    met: bool | None
    flipped: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class _Print:
    """How a figure is printed: one of it is `factor` of the base unit, with `places` and `unit`."""

    factor: Decimal
    places: int
    unit: str


def restated(quantity: Quantity, reached: Decimal, *, less_is_better: bool = False) -> Restated:
    """`reached` is in the unit of the quantity; `less_is_better` where its words do not say so."""
    shape = _shape(quantity)
    value = reached / shape.factor
    flipped = value < 0 and quantity.kind in (Kind.GROWTH, Kind.CHANGE)
    met, low = _met(quantity, reached, less_is_better), _low(quantity, less_is_better)
    printed = _printed(abs(value) if flipped else value, shape, reached, quantity)
    standing = _standing(quantity, reached, met, less_is_better)
    return Restated(printed, standing, met, flipped, over=met is False and low)


def unit_of(quantity: Quantity) -> str:
    """What stands behind the number: 个, 亿元, %."""
    return _shape(quantity).unit


def _shape(quantity: Quantity) -> _Print:
    numbers = list(_NUMBER.finditer(quantity.text))
    if not numbers:
        return _in_characters(quantity)
    last = numbers[-1]
    unit = _VAGUE.sub("", _BEHIND.sub("", quantity.text[last.end() :]))
    if "百分之" in quantity.text:
        unit = "%"
    number = Decimal(re.sub("[,，]", "", last[0]))
    whole = quantity.value if quantity.high is None or len(numbers) == 1 else quantity.high
    factor = whole / number if number and whole else Decimal(1)
    places = -int(number.as_tuple().exponent)
    return _Print(factor, places, unit or quantity.unit)


def _in_characters(quantity: Quantity) -> _Print:
    """两百家, 三亿元."""
    for word, scale in _SCALES:
        if f"{word}{quantity.unit}" in quantity.text:
            return _Print(scale, 0, f"{word}{quantity.unit}")
    return _Print(Decimal(1), 0, quantity.unit)


def _printed(value: Decimal, shape: _Print, reached: Decimal, quantity: Quantity) -> str:
    """Rounded, but never up to a target that was missed, and never down to nothing."""
    places = shape.places + FINER
    for finer in (places, places + FINER):
        told = value.quantize(Decimal(1).scaleb(-finer), ROUND_HALF_UP)
        if told * shape.factor != quantity.value or reached == quantity.value:
            break
    else:
        told = value.quantize(Decimal(1).scaleb(-places - FINER), ROUND_DOWN)
    if told == 0 and value != 0:
        return f"{plain(reached)}{quantity.unit}"
    return f"{plain(told)}{shape.unit}"


def plain(value: Decimal) -> str:
    """Without an exponent and without idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _met(quantity: Quantity, reached: Decimal, less_is_better: bool) -> bool | None:
    target, high = quantity.value, quantity.high
    if quantity.comparator is Comparator.ABOUT:
        return True if reached == target else None
    if quantity.comparator is Comparator.LESS:
        return reached < target
    if quantity.comparator is Comparator.MORE:
        return reached > target
    if quantity.comparator is Comparator.RANGE and high is not None and less_is_better:
        return reached <= high
    return reached <= target if _low(quantity, less_is_better) else reached >= target


def _low(quantity: Quantity, less_is_better: bool) -> bool:
    """Whether less is better: a limit, a fall, nothing at all."""
    falls = quantity.kind in (Kind.GROWTH, Kind.CHANGE) and quantity.value < 0
    none = quantity.kind is Kind.LEVEL and quantity.value == 0
    return less_is_better or falls or none or quantity.comparator in _LIMITS


def _standing(quantity: Quantity, reached: Decimal, met: bool | None, less_is_better: bool) -> str:
    if quantity.high is not None:
        return _in_range(quantity, reached, quantity.high)
    off = _difference(quantity, abs(reached - quantity.value))
    target = f"年度目标（{quantity.text}）"
    rate = quantity.unit in ("%", "个百分点", "‰")
    if met is None:
        more = "高" if reached > quantity.value else "低"
        if rate:
            return f"比{target}{more}{off}"
        return f"相当于{target}的{_share(reached, quantity.value)}"
    if quantity.kind in (Kind.GROWTH, Kind.CHANGE) and quantity.value < 0:
        return _fall(reached, quantity.value, off, target)
    if _low(quantity, less_is_better):
        return f"在{target}之内" if met else f"超过{target}{off}"
    if rate:
        if reached == quantity.value and met:
            return "达到年度目标"
        return f"高于年度目标{off}" if met else f"低于{target}{off}，未达到年度目标"
    share = _share(reached, quantity.value)
    if met:
        return "完成年度目标" if share == "100%" else f"完成年度目标的{share}"
    if quantity.value <= 0:
        return f"未达到{target}"
    return f"完成年度目标的{share}，距{target}还差{off}"


def _in_range(quantity: Quantity, reached: Decimal, high: Decimal) -> str:
    target = f"年度目标（{quantity.text}）"
    if reached > high:
        return f"超过{target}上限{_difference(quantity, reached - high)}"
    if reached >= quantity.value:
        return f"在{target}之内"
    return f"低于{target}下限{_difference(quantity, quantity.value - reached)}，未达到年度目标"


def _fall(reached: Decimal, target: Decimal, off: str, words: str) -> str:
    if reached >= 0:
        return f"没有下降，未达到{words}"
    if reached == target:
        return "达到年度目标"
    return f"降幅高于目标{off}" if reached < target else f"降幅低于{words}{off}，未达到年度目标"


def _difference(quantity: Quantity, off: Decimal) -> str:
    """In the plan's own unit; of two percentages in points."""
    if quantity.unit == "%":
        return f"{plain(off)}个百分点"
    shape = _shape(quantity)
    told = (off / abs(shape.factor)).quantize(
        Decimal(1).scaleb(-shape.places - FINER), ROUND_HALF_UP
    )
    return f"{plain(told)}{shape.unit}" if told else f"{plain(off)}{quantity.unit}"


def _share(reached: Decimal, target: Decimal) -> str:
    """In percent with one place; what is short of the whole is never rounded up to it."""
    percent = reached / target * HUNDRED
    told = percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if told == HUNDRED and percent < HUNDRED:
        told = percent.quantize(Decimal("0.1"), ROUND_DOWN)
    if told == HUNDRED and percent > HUNDRED:
        return "100%以上"
    if told == 0 and percent > 0:
        return "0.1%以下"
    return f"{plain(told)}%"
