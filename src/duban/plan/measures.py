"""Units of measure: what they measure, and what one is worth in another.

A unit has a dimension and an exact factor to the dimension's base, as a fraction, since 15 亩 are
10000 平方米 and no decimal says so. A measure word for things (个, 家, 座 …) is comparable with
itself only; 人, 名 and 位 all count people. A rate (元/户) is comparable where both its parts are.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Dimension(StrEnum):
    MONEY = "money"
    DOLLARS = "dollars"
    EUROS = "euros"
    AREA = "area"
    SOWN_AREA = "sown area"
    LENGTH = "length"
    VOLUME = "volume"
    MASS = "mass"
    ENERGY = "energy"
    POWER = "power"
    TIME = "time"
    MONTHS = "months"
    PROPORTION = "proportion"
    POINTS = "percentage points"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    PEOPLE = "people"
    VISITS = "visits"
    COUNT = "count"


#: base unit of each dimension first, then what the others are worth in it
TABLE: dict[Dimension, dict[str, Fraction]] = {
    Dimension.MONEY: {"元": Fraction(1), "元人民币": Fraction(1)},
    Dimension.DOLLARS: {"美元": Fraction(1)},
    Dimension.EUROS: {"欧元": Fraction(1)},
    Dimension.AREA: {
        "平方米": Fraction(1),
        "平米": Fraction(1),
        "㎡": Fraction(1),
        "m²": Fraction(1),
        "亩": Fraction(2000, 3),
        "公顷": Fraction(10**4),
        "平方公里": Fraction(10**6),
        "平方千米": Fraction(10**6),
        "km²": Fraction(10**6),
    },
    Dimension.SOWN_AREA: {"亩次": Fraction(1)},
    Dimension.LENGTH: {
        "米": Fraction(1),
        "延米": Fraction(1),
        "厘米": Fraction(1, 100),
        "毫米": Fraction(1, 1000),
        "微米": Fraction(1, 10**6),
        "纳米": Fraction(1, 10**9),
        "公里": Fraction(1000),
        "千米": Fraction(1000),
        "km": Fraction(1000),
        "里": Fraction(500),
        "海里": Fraction(1852),
    },
    Dimension.VOLUME: {
        "立方米": Fraction(1),
        "方": Fraction(1),
        "m³": Fraction(1),
        "立方": Fraction(1),
        "升": Fraction(1, 1000),
    },
    Dimension.MASS: {
        "吨": Fraction(1),
        "公斤": Fraction(1, 1000),
        "千克": Fraction(1, 1000),
        "斤": Fraction(1, 2000),
        "克": Fraction(1, 10**6),
        "担": Fraction(1, 20),
    },
    Dimension.ENERGY: {
        "千瓦时": Fraction(1),
        "度": Fraction(1),
        "kWh": Fraction(1),
        "兆瓦时": Fraction(1000),
        "MWh": Fraction(1000),
    },
    Dimension.POWER: {
        "千瓦": Fraction(1),
        "kW": Fraction(1),
        "兆瓦": Fraction(1000),
        "MW": Fraction(1000),
        "GW": Fraction(10**6),
        "瓦": Fraction(1, 1000),
    },
    Dimension.TIME: {
        "天": Fraction(1),
        "日": Fraction(1),
        "周": Fraction(7),
        "小时": Fraction(1, 24),
        "个小时": Fraction(1, 24),
        "分钟": Fraction(1, 1440),
        "秒": Fraction(1, 86400),
    },
    Dimension.MONTHS: {"个月": Fraction(1), "年": Fraction(12)},
    Dimension.PROPORTION: {"%": Fraction(1), "‰": Fraction(1, 10)},
    Dimension.POINTS: {"个百分点": Fraction(1), "百分点": Fraction(1)},
    Dimension.RATIO: {"比": Fraction(1)},
    Dimension.MULTIPLE: {"倍": Fraction(1)},
    Dimension.PEOPLE: {"人": Fraction(1), "名": Fraction(1), "位": Fraction(1)},
    Dimension.VISITS: {"人次": Fraction(1), "人次数": Fraction(1)},
}

_KNOWN = {
    unit: (dimension, factor) for dimension, row in TABLE.items() for unit, factor in row.items()
}


def dimension_of(unit: str) -> Dimension:
    """What `unit` measures; COUNT for every unit the table does not know, and for rates."""
    known = _KNOWN.get(unit)
    return Dimension.COUNT if known is None else known[0]


def factor(unit: str, other: str) -> Fraction | None:
    """How many `other` one `unit` is; None where they cannot be compared."""
    if unit == other:
        return Fraction(1)
    if "/" in unit and unit.count("/") == other.count("/") == 1:
        (over, under), (other_over, other_under) = unit.split("/"), other.split("/")
        above, below = factor(over, other_over), factor(under, other_under)
        return None if above is None or below is None else above / below
    known, wanted = _KNOWN.get(unit), _KNOWN.get(other)
    if known is None or wanted is None or known[0] is not wanted[0]:
        return None
    return known[1] / wanted[1]


def comparable(unit: str, other: str) -> bool:
    return factor(unit, other) is not None


def convert(value: Decimal, unit: str, other: str) -> Decimal | None:
    """`value` of `unit` said in `other`; None where they cannot be compared."""
    ratio = factor(unit, other)
    return None if ratio is None else value * ratio.numerator / ratio.denominator
