"""Days and figures as a sentence says them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

#: a figure is rounded to these places when it is said, finer in 万 and 亿; never to be judged
PLACES, FINE = Decimal("0.01"), Decimal("0.0001")
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_SCALED_UNITS = ("元", "美元", "平方米", "人次", "人")


def said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def figure(value: Decimal, places: Decimal = PLACES) -> str:
    """`value` rounded to `places`, without trailing zeros: 33.33, 40, -0.5."""
    rounded = value.quantize(places, ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def amount(value: Decimal, unit: str) -> str:
    """`value` with its unit; large sums of money, land and people in 万 or 亿."""
    if unit in _SCALED_UNITS:
        for scale, word in _SCALES:
            if abs(value) >= scale:
                return f"{figure(value / scale, FINE)}{word}{unit}"
    return f"{figure(value)}{unit}"
