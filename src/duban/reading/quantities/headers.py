"""Headers inside a cell: 停车场(点)建设(个): names what the bare numbers behind it count."""

from __future__ import annotations

from typing import NamedTuple

from duban.reading.quantities.units import header_unit

_STOPS = frozenset(";,，。:\n")


class Header(NamedTuple):
    """`start` to `end` (behind the colon) in the plain text; `noun` what is counted."""

    start: int
    end: int
    scale: int
    unit: str
    noun: str


def headers_in(text: str) -> tuple[Header, ...]:
    """Every `noun(unit):` of `text`, in order. `text` is in the plain spelling."""
    out: list[Header] = []
    at, floor = text.find("):"), 0
    while at >= 0:
        start = at
        lowest = max(floor, at - 60)
        while start > lowest and text[start - 1] not in _STOPS:
            start -= 1
        while start < at and (
            (text[start].isdigit() and text[start + 1] != "-") or text[start] in "、 "
        ):
            start += 1
        read = header_unit(text[start : at + 2])
        if read is not None:
            scale, unit, noun = read
            out.append(Header(start, at + 2, scale, unit, counted(noun)))
        floor = at + 2
        at = text.find("):", at + 2)
    return tuple(out)


def counted(noun: str) -> str:
    """What a header counts: 停车场(点)建设 is 停车场."""
    noun = noun.removesuffix("建设") or noun
    if noun.endswith(")") and (opening := noun.rfind("(")) > 0:
        noun = noun[:opening]
    return noun
