"""From a text to its quantities.

    quantity   = [comparator] amount [comparator]          不低于 3个, 5% 以内
    run        = quantity {("、" | "和") quantity}          one measure, or measures named 分别

`amounts` reads the amount, `comparators` what touches it, `judging` drops it where it is a name,
`kind` and `metric` say what it means. Sentence by sentence 累计 and 力争 cover what follows them.
Every step looks back a bounded way or walks on, so the time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from duban.plan import Comparator, Kind, Quantity
from duban.reading.quantities import comparators
from duban.reading.quantities.amounts import Amount, Amounts
from duban.reading.quantities.headers import Header
from duban.reading.quantities.judging import Said, is_label
from duban.reading.quantities.kind import Standing, kind_of
from duban.reading.quantities.lexicon import words
from duban.reading.quantities.measured import Measures
from duban.reading.quantities.metric import clause_start, stops_in
from duban.reading.quantities.numerals import HOLDS_FIGURE, numerals
from duban.reading.quantities.spelling import plain
from duban.reading.quantities.units import TIMES

_JOINTS = frozenset(("、", "和", "及", "与", "以及", "，", "或"))
_MORE = frozenset("多余")
_MULTIPLE = frozenset(("倍", *TIMES))
_TOTAL, _TOTAL_ENDS = words("cumulative"), words("cumulative.end")
_HOPE, _HOPE_ENDS = words("aspirational"), words("aspirational.end")
_STOPS = frozenset("。;")
_SIGNPOSTS = re.compile("|".join((*_STOPS, *_TOTAL, *_TOTAL_ENDS, *_HOPE, *_HOPE_ENDS)))
_MONEY_NOUNS = words("money.noun")
_FIRM = (Comparator.AT_LEAST, Comparator.AT_MOST)
# a member of an enum is looked up slowly, and these once a figure
_EQUAL, _MORE_THAN, _ABOUT = Comparator.EQUAL, Comparator.MORE, Comparator.ABOUT
_RANGE, _LEVEL, _SHARE = Comparator.RANGE, Kind.LEVEL, Kind.SHARE


def quantities_in(
    text: str, field: str = "text", *, header: str = "", subject: str = ""
) -> tuple[Quantity, ...]:
    """The quantities of `text`, in order.

    `header` is the column's own header, which may name the unit of bare numbers. `subject` is what
    a figure measures where the text does not say.
    """
    return tuple(figure.quantity for figure in figures_in(text, field, header, subject))


def figures_in(text: str, field: str, header: str, subject: str) -> list[Figure]:
    """The quantities of `text` with what `allocations` needs to know of each."""
    if HOLDS_FIGURE.search(text) is None:
        return []
    level, places = plain(text)
    found = list(numerals(level))
    if not found:
        return []
    amounts = Amounts(found, level, places, text, header)
    return _Reader(amounts, field, subject).read()


class Figure(NamedTuple):
    """A quantity, the plain text it was read from, and where it stands in that."""

    quantity: Quantity
    level: str
    start: int
    end: int
    header: Header | None


class _Reader:
    """One pass over one text. `floor` is where the last quantity ended."""

    def __init__(self, amounts: Amounts, field: str, subject: str) -> None:
        self.amounts, self.field = amounts, field
        self.text, self.level, self.places = amounts.text, amounts.level, amounts.places
        self.stops = stops_in(self.level)
        self.measures = Measures(self.level, self.stops, subject)
        self.brackets = "（" in self.text
        self.cumulative = self.aspirational = False
        self.seen = self.floor = 0
        self.run, self.turn = "", (_LEVEL, 1)
        self.firm: Comparator | None = None

    def read(self) -> list[Figure]:
        out: list[Figure] = []
        for amount in self.amounts:
            figure = self._figure(amount)
            if figure is None:
                continue
            if out and self._alternative(out[-1], figure):
                sign = figure.quantity.comparator
                out[-1] = out[-1]._replace(quantity=replace(out[-1].quantity, comparator=sign))
            self.floor = figure.end
            out.append(figure)
        return out

    def _figure(self, amount: Amount) -> Figure | None:
        level, floor = self.level, self.floor
        before = comparators.before(level, amount.start, floor)
        after = comparators.after(level, amount.end)
        end = amount.end if after is None else after[1]
        more = amount.numeral.more
        if after is None and amount.unit in _MULTIPLE and level[end : end + 1] in _MORE:
            more, end = True, end + (end < len(level))
        sign = _sign(before, after, amount, more)
        clause = clause_start(level, self.stops, amount.start, floor)
        if is_label(level, amount, Said(sign, end, clause, floor == amount.start > 0)):
            return None
        start = amount.start if before is None else before[1]
        joined = 0 < floor < start and level[floor:start] in _JOINTS
        said = before is not None and level.startswith("不", start)
        if sign is _EQUAL and joined and self.run == amount.unit and self.firm:
            sign, said = self.firm, True
        elif sign is _EQUAL:
            sign = comparators.distant(level, start, clause) or sign
        self.firm = sign if said and sign in _FIRM else None
        place = Standing(start, end, clause, floor)
        what = self.measures.of(amount, place, joined)
        kind, turn = kind_of(level, place, amount.unit, what)
        if kind is _SHARE and joined and self.run == amount.unit:
            kind, turn = self.turn
        self.run, self.turn = amount.unit, (kind, turn)
        self._walk(amount.start)
        made = self._quantity(amount, place, (sign, kind, turn, what))
        return Figure(made, level, amount.start, end, amount.header)

    def _quantity(
        self, amount: Amount, place: Standing, meant: tuple[Comparator, Kind, int, str]
    ) -> Quantity:
        sign, kind, turn, what = meant
        first, last = self.places[place.start], self.places[place.end - 1] + 1
        unit, value, high = amount.unit, amount.value, amount.high
        if not unit and what.endswith(_MONEY_NOUNS):
            unit = "元"
        if turn < 0:
            value, high = 0 - value, None if high is None else 0 - high
        if self.brackets:
            unit, what = self._printed(unit), self._printed(what)
        return Quantity(
            self.field, self.text[first:last], first, last, value, unit, high, amount.grain,
            sign, kind, what, self.cumulative, self.aspirational,
        )  # fmt: skip

    def _printed(self, word: str) -> str:
        """`word` with its brackets as the text prints them."""
        if "(" in word:
            return word.replace("(", "（").replace(")", "）")
        return word

    def _alternative(self, first: Figure, second: Figure) -> bool:
        """2亿元或纳税5000万元以上: the 以上 behind the second holds for both."""
        between = self.level[first.end : second.start]
        late = second.quantity.comparator in _FIRM and second.end > second.start
        plainly = first.quantity.comparator is _EQUAL
        return (
            plainly
            and late
            and between.startswith("或")
            and first.quantity.unit == second.quantity.unit
        )

    def _walk(self, to: int) -> None:
        """Bring what 累计 and 力争 cover up to the figure at `to`."""
        for sign in _SIGNPOSTS.finditer(self.level, self.seen, to):
            word = sign[0]
            if word in _STOPS:
                self.cumulative = self.aspirational = False
            elif word in _TOTAL or word in _TOTAL_ENDS:
                self.cumulative = word in _TOTAL
            else:
                self.aspirational = word in _HOPE
        self.seen = to


def _sign(
    before: tuple[Comparator, int] | None,
    after: tuple[Comparator, int] | None,
    amount: Amount,
    more: bool,
) -> Comparator:
    if amount.high is not None:
        return _RANGE
    if before is not None and (after is None or before[0] is not _ABOUT):
        return before[0]
    if after is not None:
        return after[0]
    return _MORE_THAN if more else _EQUAL
