"""Figures held against each other, with the room that printing and comparators leave.

A printed figure is known to half its grain; 约 leaves room for a twentieth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from duban.plan import Comparator, Quantity
from duban.plan.measures import Dimension, convert, dimension_of

HALF = Decimal("0.5")
ABOUT = Decimal("0.05")
#: from here on an amount is easier to read in 万 or 亿
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
ONE_SIDED = frozenset((Comparator.AT_LEAST, Comparator.MORE, Comparator.AT_MOST, Comparator.LESS))
_SCALED_UNITS = ("元", "美元", "亩", "平方米", "吨", "人次", "亩次", "人")


def slack(figures: Iterable[Quantity]) -> Decimal:
    """How far a sum of `figures` may be off for no other reason than rounding and 约."""
    return sum((max(_rounding(figure), _about(figure)) for figure in figures), Decimal(0))


def _rounding(figure: Quantity) -> Decimal:
    """Half the last printed place; nothing for a count."""
    return HALF * figure.grain if figure.grain != 1 or figure.value % 1 else Decimal(0)


def _about(figure: Quantity) -> Decimal:
    return ABOUT * abs(figure.value) if figure.comparator is Comparator.ABOUT else Decimal(0)


def _room(figure: Quantity) -> Decimal:
    """What one printed figure leaves open; a whole number, of 万 too, is taken as it stands."""
    return max(_rounding(figure) if "." in figure.text else Decimal(0), _about(figure))


def aligned(figure: Quantity, unit: str) -> Quantity | None:
    """The same figure in another unit; None where the two measure different things."""
    if figure.unit == unit:
        return figure
    if _one_count(figure.unit, unit):
        return replace(figure, unit=unit)
    value = convert(figure.value, figure.unit, unit)
    grain = convert(figure.grain, figure.unit, unit)
    if value is None or grain is None:
        return None
    high = None if figure.high is None else convert(figure.high, figure.unit, unit)
    return replace(figure, value=value, grain=grain, high=high, unit=unit)


def _one_count(one: str, other: str) -> bool:
    """Whether both count the same things, one with the thing named: 25个 and 25个村."""
    short, long = sorted((one, other), key=len)
    if short != "个" or not long.startswith(short):
        return False
    return dimension_of(long) is Dimension.COUNT


@dataclass(frozen=True, slots=True)
class Reach:
    """The values a figure allows, from `low` to `high`; an open end does not belong to it."""

    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    def meets(self, other: Reach) -> bool:
        """Whether one value could satisfy both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        shut = (
            (self.low == low and self.open_low)
            or (other.low == low and other.open_low)
            or (self.high == high and self.open_high)
            or (other.high == high and other.open_high)
        )
        return not shut


_FAR = Decimal("Infinity")


def reach(figure: Quantity, room: Decimal) -> Reach:
    """The values that `figure` allows, `room` on either side of what it prints."""
    value = figure.value
    match figure.comparator:
        case Comparator.AT_LEAST:
            return Reach(value, _FAR)
        case Comparator.MORE:
            return Reach(value, _FAR, open_low=True)
        case Comparator.AT_MOST:
            return Reach(-_FAR, value)
        case Comparator.LESS:
            return Reach(-_FAR, value, open_high=True)
        case _:
            return Reach(value - room, (value if figure.high is None else figure.high) + room)


def agree(one: Quantity, other: Quantity, room: Decimal | None = None) -> bool:
    """Whether one value could satisfy both, each within what its words and printing leave open.

    Of two exact figures the coarser decides: 1.49亿元 agrees with 14885万元. Beside a floor or a
    ceiling a printed value is taken as it stands: 4125万元 is not 突破4125万元. `room`, where
    given, is what the two may be apart instead, as for a sum of many figures.
    """
    held = aligned(other, one.unit)
    if held is None:
        return False
    strict = any(figure.comparator in ONE_SIDED for figure in (one, held))
    if room is not None:
        return reach(one, room).meets(reach(held, _about(held)))
    rooms = [_about(figure) if strict else _room(figure) for figure in (one, held)]
    return reach(one, rooms[0]).meets(reach(held, rooms[1]))


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether both print the same value, comparators left aside."""
    held = aligned(other, one.unit)
    return held is not None and abs(one.value - held.value) <= max(_room(one), _room(held))


def amount(value: Decimal, unit: str) -> str:
    """`value` of `unit` as an official would write it: 14885万元, 12家, 30%."""
    for scale, word in _SCALES:
        if abs(value) >= scale and unit in _SCALED_UNITS:
            return f"{_digits(value / scale)}{word}{unit}"
    return f"{_digits(value)}{unit}"


def difference(value: Decimal, unit: str) -> str:
    """`amount` with its sign, percentages as points."""
    if unit in ("%", "％"):
        return f"{_digits(value, sign=True)}个百分点"
    sign = "+" if value > 0 else ""
    return sign + amount(value, unit)


def _digits(value: Decimal, *, sign: bool = False) -> str:
    text = f"{value:+f}" if sign else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
