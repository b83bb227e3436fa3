"""Units of measure: what they measure, and what one is worth in another.

A unit has a dimension and an exact factor to the dimension's base, as a fraction, since 15 亩 are
10000 平方米 and no decimal says so. A measure word for things (个, 家, 座 …) is comparable with
itself only; 人, 名 and 位 all count people. A rate (元/户) is comparable where both its parts are.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


#: base unit of each dimension first, then what the others are worth in it: a number or (numerator,
#: denominator). Fractions are made when two units are compared, since reading needs only the names
TABLE: dict[Dimension, dict[str, int | tuple[int, int]]] = {
    Dimension.MONEY: {"元": 1, "元人民币": 1},
    Dimension.DOLLARS: {"美元": 1},
    Dimension.EUROS: {"欧元": 1},
    Dimension.AREA: {
        "平方米": 1,
        "平米": 1,
        "㎡": 1,
        "m²": 1,
        "亩": (2000, 3),
        "公顷": 10**4,
        "平方公里": 10**6,
        "平方千米": 10**6,
        "km²": 10**6,
    },
    Dimension.SOWN_AREA: {"亩次": 1},
    Dimension.LENGTH: {
        "米": 1,
        "延米": 1,
        "厘米": (1, 100),
        "毫米": (1, 1000),
        "微米": (1, 10**6),
        "纳米": (1, 10**9),
        "公里": 1000,
        "千米": 1000,
        "km": 1000,
        "里": 500,
        "海里": 1852,
    },
    Dimension.VOLUME: {
        "立方米": 1,
        "方": 1,
        "m³": 1,
        "立方": 1,
        "升": (1, 1000),
    },
    Dimension.MASS: {
        "吨": 1,
        "公斤": (1, 1000),
        "千克": (1, 1000),
        "斤": (1, 2000),
        "克": (1, 10**6),
        "担": (1, 20),
    },
    Dimension.ENERGY: {
        "千瓦时": 1,
        "度": 1,
        "kWh": 1,
        "兆瓦时": 1000,
        "MWh": 1000,
    },
    Dimension.POWER: {
        "千瓦": 1,
        "kW": 1,
        "兆瓦": 1000,
        "MW": 1000,
        "GW": 10**6,
        "瓦": (1, 1000),
    },
    Dimension.TIME: {
        "天": 1,
        "日": 1,
        "周": 7,
        "小时": (1, 24),
        "个小时": (1, 24),
        "分钟": (1, 1440),
        "秒": (1, 86400),
    },
    Dimension.MONTHS: {"个月": 1, "年": 12},
    Dimension.PROPORTION: {"%": 1, "‰": (1, 10)},
    Dimension.POINTS: {"个百分点": 1, "百分点": 1},
    Dimension.RATIO: {"比": 1},
    Dimension.MULTIPLE: {"倍": 1},
    Dimension.PEOPLE: {"人": 1, "名": 1, "位": 1},
    Dimension.VISITS: {"人次": 1, "人次数": 1},
}

_KNOWN = {
    unit: (dimension, worth) for dimension, row in TABLE.items() for unit, worth in row.items()
}


def dimension_of(unit: str) -> Dimension:
    """What `unit` measures; COUNT for every unit the table does not know, and for rates."""
    known = _KNOWN.get(unit)
    return Dimension.COUNT if known is None else known[0]


def _worth(unit: str) -> tuple[Dimension, int, int] | None:
    """Dimension, numerator and denominator of a unit of the table."""
    known = _KNOWN.get(unit)
    if known is None:
        return None
    dimension, worth = known
    return (dimension, *(worth if isinstance(worth, tuple) else (worth, 1)))


@lru_cache(maxsize=1024)
def factor(unit: str, other: str) -> Fraction | None:
    """How many `other` one `unit` is; None where they cannot be compared."""
    from fractions import Fraction  # noqa: PLC0415 - slow to import, and reading compares no units

    if unit == other:
        return Fraction(1)
    if "/" in unit and unit.count("/") == other.count("/") == 1:
        (over, under), (other_over, other_under) = unit.split("/"), other.split("/")
        above, below = factor(over, other_over), factor(under, other_under)
        return None if above is None or below is None else above / below
    known, wanted = _worth(unit), _worth(other)
    if known is None or wanted is None or known[0] is not wanted[0]:
        return None
    return Fraction(known[1] * wanted[2], known[2] * wanted[1])


def comparable(unit: str, other: str) -> bool:
    return factor(unit, other) is not None


def convert(value: Decimal, unit: str, other: str) -> Decimal | None:
    """`value` of `unit` said in `other`; None where they cannot be compared."""
    ratio = factor(unit, other)
    return None if ratio is None else value * ratio.numerator / ratio.denominator
