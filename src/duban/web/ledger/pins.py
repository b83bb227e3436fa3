"""Where a value stands in its source, as a short word that fits into an address.

place   = table | line
table   = "t" NUMBER "r" NUMBER "c" NUMBER
line    = "l" NUMBER [ "." NUMBER "-" NUMBER ]      start and end within the line
"""

from __future__ import annotations

import re

from duban.plan import Place

_PIN = re.compile(r"t(\d{1,6})r(\d{1,7})c(\d{1,5})|l(\d{1,8})(?:\.(\d{1,7})-(\d{1,7}))?")


def pin_of(place: Place) -> str:
    """The word for a place; empty where the place names neither a cell nor a line."""
    if place.table is not None and place.row is not None and place.column is not None:
        return f"t{place.table}r{place.row}c{place.column}"
    if place.line is None:
        return ""
    if place.start is None or place.end is None:
        return f"l{place.line}"
    return f"l{place.line}.{place.start}-{place.end}"


def place_of(pin: str) -> Place | None:
    """The place that `pin_of` wrote, None where the word is none."""
    found = _PIN.fullmatch(pin)
    if found is None:
        return None
    table, row, column, line, start, end = (
        None if part is None else int(part) for part in found.groups()
    )
    return Place(table=table, row=row, column=column, line=line, start=start, end=end)
