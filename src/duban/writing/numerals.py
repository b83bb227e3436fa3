"""Numbers as the headings of an official paper count: 一, 十二, 一百零三."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def chinese(number: int) -> str:
    """The numeral of 1 to 9999."""
    if not 1 <= number <= 9999:
        raise ValueError(f"no heading has the number {number}")
    said = ""
    digits = str(number)
    for at, digit in enumerate(digits):
        if digit != "0":
            said += _DIGITS[int(digit)] + _PLACES[len(digits) - 1 - at]
        elif not said.endswith("零") and int(digits[at:]) > 0:
            said += "零"
    return said.removeprefix("一") if said.startswith("一十") else said
