"""Slips of the pen in figures: a digit put for another, two digits exchanged, a 万 for an 亿."""

from __future__ import annotations

from decimal import Decimal

from duban.plan import Quantity

#: how far a wrong scale word, or a point moved, takes a value
SCALES = tuple(Decimal(10) ** power for power in (-8, -4, -3, 3, 4, 8))


def slip(one: Quantity, other: Quantity) -> bool:
    """Whether both values are written alike but for one digit, or two that changed places."""
    a, b = (_digits(figure.value) for figure in (one, other))
    if len(a) != len(b) or len(a) < 3:
        return False
    off = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(off) == 1:
        return True
    return len(off) == 2 and off[1] == off[0] + 1 and sorted(a) == sorted(b)


def _digits(value: Decimal) -> str:
    return f"{abs(value).normalize():f}".replace(".", "").strip("0")


def scale_slip(value: Decimal, expected: Decimal) -> Decimal | None:
    """The power of ten by which `value` is off, where it looks like a wrong 万, 亿 or 公里."""
    if value == 0 or expected == 0:
        return None
    ratio = value / expected
    return next((scale for scale in SCALES if scale / 3 <= ratio <= scale * 3), None)
