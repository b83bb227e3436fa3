"""Figures of a plan, in a form that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Comparator(StrEnum):
    EQUAL = "eq"
    AT_LEAST = "ge"
    MORE = "gt"
    AT_MOST = "le"
    LESS = "lt"
    ABOUT = "approx"
    RANGE = "range"


class Kind(StrEnum):
    LEVEL = "level"
    GROWTH = "growth"
    SHARE = "share"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a task.

    `value` and `high` (the upper end of a range) are in the base unit: 23.58亿元 is 2358000000 元.
    `grain` is one unit of the last printed place, in the same unit: 23.58亿元 has 1000000.
    `start` and `end` are code point offsets of `text` in the field it was read from.
    """

    field: str
    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    high: Decimal | None = None
    grain: Decimal = Decimal(1)
    comparator: Comparator = Comparator.EQUAL
    kind: Kind = Kind.LEVEL
    metric: str = ""
    cumulative: bool = False
    aspirational: bool = False


@dataclass(frozen=True, slots=True)
class Allocation:
    """The share of one place in a total: 练塘镇 70 个 乡村停车场. `value` is in the base unit."""

    org: str
    value: Decimal
    unit: str
    metric: str
    field: str
    text: str
    grain: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a task reaches: a group that stands for its members, or organisations by name."""

    group: str = ""
    orgs: tuple[str, ...] = ()
