"""Amounts: numerals with the unit that follows them or that a header gives.

amount = numeral [unit] [RANGE numeral] unit        3个, 3-5个, 10%-15%
       | numeral ":" numeral                        2:1
       | numeral "/" numeral                        1/3
       | numeral                                    under a header: 总投资(万元) 278138
       | numeral                                    with 万 or 亿: 76万群众, unit empty
       | numeral CHARACTER                          68樘, where that closes the clause
RANGE  = "-" | "~" | "至" | "到"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from duban.reading.quantities import comparators, labels
from duban.reading.quantities.headers import Header, headers_in
from duban.reading.quantities.numerals import Numeral
from duban.reading.quantities.spelling import GAP, plain
from duban.reading.quantities.units import header_unit, unit_at

_RANGE_MARKS = frozenset("-~至到")
_MINUS = frozenset("-\u2212－")
_CLOSED = frozenset(("", *";,，、。)", GAP))


class Amount(NamedTuple):
    """`start` to `end` in the plain text; `numeral` the one its unit stands behind.

    `taken` is how many numerals it took. `header` gave the unit where the text prints none.
    """

    start: int
    end: int
    value: Decimal
    grain: Decimal
    unit: str
    numeral: Numeral
    high: Decimal | None = None
    taken: int = 1
    header: Header | None = None

    @property
    def in_words(self) -> bool:
        """Whether it is one plain number in Chinese characters, which may be a label."""
        return self.numeral.han and not self.numeral.unit and self.high is None


class Amounts:
    """The amounts of one text in order, quoted slogans and titles passed over."""

    def __init__(
        self, found: Sequence[Numeral], level: str, places: Sequence[int], text: str, header: str
    ) -> None:
        self.found, self.level, self.places, self.text = found, level, places, text
        self.column = header_unit(plain(header)[0]) if header else None
        self.headers = headers_in(level) if "):" in level else ()
        self.ruling = -1
        self.quoted = labels.quoted(level)
        self.quote = 0

    def __iter__(self) -> Iterator[Amount]:
        at = 0
        while at < len(self.found):
            amount = None if self._in_slogan(self.found[at]) else self._at(at)
            at += 1 if amount is None else amount.taken
            if amount is not None:
                yield amount

    def _in_slogan(self, numeral: Numeral) -> bool:
        spans = self.quoted
        while self.quote < len(spans) and spans[self.quote][1] < numeral.start:
            self.quote += 1
        if self.quote == len(spans) or spans[self.quote][0] > numeral.start:
            return False
        _, end, title = spans[self.quote]
        return title or not self.level[numeral.end : end].startswith(("%", "元", "个百分点"))

    def _at(self, at: int) -> Amount | None:
        numeral, level = self.found[at], self.level
        end = numeral.end if numeral.unit else unit_at(level, numeral.end)
        following = self.found[at + 1] if at + 1 < len(self.found) else None
        if following is not None and following.start == end + 1:
            amount = self._paired(numeral, following, end)
            if amount is not None:
                return amount
        unit = numeral.unit or level[numeral.end : end]
        self._rule(numeral.start)
        if not unit or self._entry(numeral):
            return self._bare(numeral)
        start, value = numeral.start, numeral.value
        if start and level[start - 1] == "-" and self._negative(start):
            start, value = start - 1, -value
        return Amount(start, end, value, numeral.grain, unit, numeral)

    def _negative(self, start: int) -> bool:
        """A minus, printed as one, that no figure or letter precedes."""
        before = self.level[start - 2] if start > 1 else ""
        printed = self.text[self.places[start - 1]]
        glued = before.isascii() and (before.isalnum() or before in ("-", "%"))
        return printed in _MINUS and not glued

    def _paired(self, first: Numeral, second: Numeral, end: int) -> Amount | None:
        mark = self.level[end]
        if mark in _RANGE_MARKS:
            return self._range(first, second, end)
        if end != first.end or first.han or second.han or first.value < 0 or second.value <= 0:
            return None
        if mark == ":":
            return self._ratio(first, second)
        return self._fraction(first, second) if mark == "/" else None

    def _range(self, low: Numeral, high: Numeral, low_end: int) -> Amount | None:
        end = high.end if high.unit else unit_at(self.level, high.end)
        unit = high.unit or self.level[high.end : end]
        low_unit = low.unit or self.level[low.end : low_end]
        if (low_unit and low_unit != unit) or labels.prefixed(self.level, low):
            return None
        value = low.value
        if not low.scaled and not low_unit and high.scale > 1:
            value *= high.scale
        if value >= high.value or not unit or low.value < 0:
            return None
        return Amount(low.start, end, value, high.grain, unit, high, high.value, 2)

    def _ratio(self, left: Numeral, right: Numeral) -> Amount | None:
        """2:1 is 2 比; neither a share of three (8:41:50) nor the time of day."""
        level = self.level
        chained = ":" in (level[right.end : right.end + 1], level[left.start - 1 : left.start])
        clock = right.end - right.start == 2 and 2 < left.value < 24
        if chained or clock or unit_at(level, right.end) != right.end:
            return None
        value = left.value / right.value
        return Amount(left.start, right.end, value, left.grain, "比", right, taken=2)

    def _fraction(self, above: Numeral, below: Numeral) -> Amount | None:
        level, end = self.level, below.end
        plainly = unit_at(level, end) == end and not labels.prefixed(level, above)
        if not plainly or not 0 < above.value < below.value <= 10 or level[end : end + 1] == "/":
            return None
        value = above.value * 100 / below.value
        return Amount(above.start, end, value, Decimal(1), "%", above, taken=2)

    def _bare(self, numeral: Numeral) -> Amount | None:
        """A number without a unit of its own."""
        start, end, level = numeral.start, numeral.end, self.level
        if numeral.bare or numeral.value < 0 or numeral.han:
            return None
        behind = level[end : end + 1]
        header = self._header(start)
        ends = behind in _CLOSED or comparators.after(level, end) is not None
        if header is not None and (ends or self._entry(numeral)):
            value, grain = numeral.value * header.scale, numeral.grain * header.scale
            return Amount(start, end, value, grain, header.unit, numeral, header=header)
        if numeral.scaled and (behind.isalpha() or behind in _CLOSED):
            return Amount(start, end, numeral.value, numeral.grain, "", numeral)
        unknown = "\u4e00" <= behind <= "\u9fff" and behind not in labels.NEVER_MEASURES
        if unknown and level[end + 1 : end + 2] in _CLOSED:
            return Amount(start, end + 1, numeral.value, numeral.grain, behind, numeral)
        return None

    def _entry(self, numeral: Numeral) -> bool:
        """Whether a bare number fills the header before it, the next header behind a blank."""
        places, end = self.places, numeral.end
        parted = places[end] > places[end - 1] + 1
        return parted and self.ruling >= 0 and self.headers[self.ruling].end == numeral.start

    def _rule(self, start: int) -> None:
        """Bring the header that rules up to `start`."""
        while self.ruling + 1 < len(self.headers) and self.headers[self.ruling + 1].end <= start:
            self.ruling += 1

    def _header(self, start: int) -> Header | None:
        """The inline header that rules at `start`, else the column's."""
        before = self.level[start - 1 : start]
        if self.ruling >= 0:
            return self.headers[self.ruling] if before == ":" or before.isalpha() else None
        if self.column is None:
            return None
        said = comparators.before(self.level, start, 0)
        if before in _CLOSED or (said is not None and said[1] == 0):
            scale, unit, noun = self.column
            return Header(0, 0, scale, unit, noun)
        return None
