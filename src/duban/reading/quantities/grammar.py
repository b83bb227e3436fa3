"""From a text to its quantities.

    quantity   = [comparator] amount [comparator]
    amount     = numeral [unit] [RANGE numeral] unit | numeral ":" numeral     3-5个, 10%-15%, 2:1
               | numeral                   under a header that names the unit  总投资(万元): 278138
    run        = quantity {("、" | "和") quantity}        one measure, or measures named 分别
    RANGE      = "-" | "~" | "至" | "到"

An amount is dropped where `labels` calls it a name. Sentence by sentence 累计 and 力争 cover what
follows them. Every step looks back a bounded way or walks on, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from duban.plan import Comparator, Kind, Quantity
from duban.reading.quantities import comparators, labels, metric
from duban.reading.quantities.headers import Header, headers_in
from duban.reading.quantities.kind import Standing, kind_of
from duban.reading.quantities.numerals import Numeral, numerals
from duban.reading.quantities.spelling import GAP, plain
from duban.reading.quantities.units import TIMES, header_unit, unit_at

_RANGE_MARKS = frozenset("-~至到")
_STRICT = frozenset(
    (Comparator.AT_LEAST, Comparator.MORE, Comparator.AT_MOST, Comparator.LESS, Comparator.RANGE)
)
_CLOSED = frozenset(";,，、。)" + GAP)
#: the longest clause that is taken for a noun phrase
_PHRASE = 24
#: the longest name of a level of government, whose measure is the one before: 其中镇本级
_LEVEL = 4
_JOINTS = frozenset(("、", "和", "及", "与", "以及", "，"))
_SHORTENED = ("缩短", "压缩", "压减", "延长", "提前", "缩减", "提速")


@dataclass(frozen=True, slots=True)
class Amount:
    """Numerals with their unit; `start` to `end` in the plain text, `count` numerals used."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    grain: Decimal
    unit: str
    han: bool
    more: bool
    count: int
    header: Header | None = None


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
    if _MAYBE.search(text) is None:
        return []
    level, places = plain(text)
    return _Reader(level, places, text, field, header, subject).read()


_MAYBE = re.compile("[0-9０-９两三四五六七八九十百千万亿一]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, the plain text it was read from, and where its numeral begins in that."""

    quantity: Quantity
    level: str
    start: int
    end: int
    header: Header | None


class _Reader:
    """One pass over one text."""

    def __init__(
        self, level: str, places: Sequence[int], text: str, field: str, header: str, subject: str
    ) -> None:
        self.level, self.places, self.text = level, places, text
        self.field, self.subject = field, subject
        self.column = header_unit(plain(header)[0]) if header else None
        self.headers = headers_in(level) if "):" in level else ()
        self.quoted = labels.quoted(level)
        self.found = list(numerals(level))
        self.cumulative = self.aspirational = False
        self.seen = self.floor = 0
        self.metric = subject
        self.run, self.turn = "", (Kind.LEVEL, 1)
        self.names: list[str] = []
        self.nth = 0

    def read(self) -> list[Figure]:
        out: list[Figure] = []
        at = 0
        while at < len(self.found):
            numeral = self.found[at]
            if self._in_slogan(numeral):
                at += 1
                continue
            amount = self._amount(at)
            if amount is None:
                at += 1
                continue
            at += amount.count
            quantity = self._quantity(amount)
            if quantity is not None:
                out.append(Figure(quantity, self.level, amount.start, self.floor, amount.header))
        return out

    def _in_slogan(self, numeral: Numeral) -> bool:
        while self.quoted and self.quoted[0][1] < numeral.start:
            self.quoted.pop(0)
        if not self.quoted or self.quoted[0][0] > numeral.start:
            return False
        inside = self.level[numeral.end : self.quoted[0][1]]
        return self.quoted[0][2] or not inside.startswith(("%", "亿元", "万元"))

    def _amount(self, at: int) -> Amount | None:
        numeral = self.found[at]
        level = self.level
        end = self._unit_end(numeral)
        following = self.found[at + 1] if at + 1 < len(self.found) else None
        mark = level[end : end + 1]
        if following is not None and following.start == end + 1:
            if mark in _RANGE_MARKS and mark:
                amount = self._range(numeral, following, end)
                if amount is not None:
                    return amount
            if mark == ":" and end == numeral.end:
                return self._ratio(at)
        unit = numeral.unit or level[numeral.end : end]
        if not unit or self._entry(numeral):
            return self._bare(numeral)
        return Amount(
            numeral.start, end, numeral.value, None, numeral.grain, unit,
            numeral.han, numeral.more, 1,
        )  # fmt: skip

    def _unit_end(self, numeral: Numeral) -> int:
        if numeral.unit:
            return numeral.end
        level, at = self.level, numeral.end
        return unit_at(level, at)

    def _range(self, low: Numeral, high: Numeral, low_end: int) -> Amount | None:
        end = self._unit_end(high)
        unit = high.unit or self.level[high.end : end]
        low_unit = low.unit or self.level[low.end : low_end]
        if (low_unit and low_unit != unit) or labels.prefixed(self.level, low):
            return None
        value = low.value
        if not low.scaled and not low_unit and high.scale > 1:
            value *= high.scale
        if value >= high.value or not unit:
            return None
        return Amount(
            low.start, end, value, high.value, high.grain, unit,
            high.han, False, 2,
        )  # fmt: skip

    def _ratio(self, at: int) -> Amount | None:
        left, right = self.found[at], self.found[at + 1]
        level = self.level
        chained = (
            level[right.end : right.end + 1] == ":" or level[left.start - 1 : left.start] == ":"
        )
        clock = right.end - right.start == 2 and left.value < 24 and left.value > 2
        if chained or clock or right.value <= 0 or left.value < 0 or left.han or right.han:
            return None
        if self._unit_end(right) != right.end:
            return None
        return Amount(
            left.start, right.end, left.value / right.value, None, left.grain, "比",
            False, False, 2,
        )  # fmt: skip

    def _bare(self, numeral: Numeral) -> Amount | None:
        """A number without a unit of its own: from a header, or 76万群众, whose unit is empty."""
        level = self.level
        if numeral.bare or numeral.value < 0:
            return None
        before, behind = (
            level[numeral.start - 1 : numeral.start],
            level[numeral.end : numeral.end + 1],
        )
        header = self._header(numeral.start)
        closed = not behind or behind in _CLOSED or self._entry(numeral)
        if header is not None and not numeral.han and closed:
            start, unit, scale = numeral.start, header.unit, header.scale
            return Amount(
                start, numeral.end, numeral.value * scale, None, numeral.grain * scale, unit,
                False, numeral.more, 1, header,
            )  # fmt: skip
        if numeral.scaled and not numeral.han and behind.isalpha() and before not in labels.CODES:
            return Amount(
                numeral.start, numeral.end, numeral.value, None, numeral.grain, "",
                False, numeral.more, 1,
            )  # fmt: skip
        if not numeral.han and self._unknown_measure(numeral):
            return Amount(
                numeral.start, numeral.end + 1, numeral.value, None, numeral.grain, behind,
                False, numeral.more, 1,
            )  # fmt: skip
        return None

    def _entry(self, numeral: Numeral) -> bool:
        """Whether a bare number fills the header before it, the next header behind a blank."""
        places, end = self.places, numeral.end
        return places[end] > places[end - 1] + 1 and any(
            header.end == numeral.start for header in self.headers
        )

    def _unknown_measure(self, numeral: Numeral) -> bool:
        """One character that closes the clause: 68樘。"""
        level, end = self.level, numeral.end
        return (
            "\u4e00" <= level[end : end + 1] <= "\u9fff"
            and (end + 1 == len(level) or level[end + 1] in _CLOSED)
            and level[end] not in labels.NEVER_MEASURES
        )

    def _header(self, start: int) -> Header | None:
        """The inline header that rules at `start`, else the column's."""
        ruling = None
        for header in self.headers:
            if header.end > start:
                break
            ruling = header
        if ruling is not None:
            before = self.level[start - 1]
            return ruling if before == ":" or before.isalpha() else None
        if self.column is None:
            return None
        scale, unit, noun = self.column
        before = self.level[:start]
        plainly = comparators.before(self.level, start, 0)
        if not before or before[-1] in _CLOSED or (plainly is not None and plainly[1] == 0):
            return Header(0, 0, scale, unit, noun)
        return None

    def _quantity(self, amount: Amount) -> Quantity | None:
        level, numeral_start = self.level, amount.start
        before = comparators.before(level, amount.start, self.floor)
        after = comparators.after(level, amount.end)
        end = amount.end if after is None else after[1]
        more = amount.more
        if after is None and level[end : end + 1] in ("多", "余") and amount.unit in ("倍", *TIMES):
            more, end = True, end + 1
        sign = _sign(before, after, amount, more)
        clause = metric.clause_start(level, amount.start, self.floor)
        if self._is_label(amount, sign, end, clause):
            return None
        start = amount.start if before is None else before[1]
        if sign is Comparator.EQUAL:
            sign = comparators.distant(level, start, clause) or sign
        self._walk(numeral_start)
        what = self._metric(amount, start, end, clause)
        kind, turn = kind_of(level, Standing(start, end, clause, self.floor), amount.unit, what)
        if kind is Kind.SHARE and self.run == amount.unit and self._joined(start):
            kind, turn = self.turn
        self.run, self.turn = amount.unit, (kind, turn)
        negative = level[amount.start - 1 : amount.start] == "-" and kind is Kind.GROWTH
        self.floor, self.metric = end, what
        first, last = self.places[start], self.places[end - 1] + 1
        return Quantity(
            field=self.field,
            text=self.text[first:last],
            start=first,
            end=last,
            value=amount.value * (-1 if negative else turn) + 0,
            high=None if amount.high is None else amount.high * turn + 0,
            grain=amount.grain,
            unit=amount.unit,
            comparator=sign,
            kind=kind,
            metric=what,
            cumulative=self.cumulative,
            aspirational=self.aspirational,
        )

    def _joined(self, start: int) -> bool:
        """Whether only a 、 or 和 parts the figure at `start` from the one before it."""
        return self.level[self.floor : start] in _JOINTS

    def _is_label(self, amount: Amount, sign: Comparator, end: int, clause: int) -> bool:
        level = self.level
        if amount.header is not None or amount.unit == "比":
            return False
        numeral = next(n for n in self.found if n.start == amount.start)
        compared = sign in _STRICT and not numeral.more
        if amount.han and not numeral.unit and amount.high is None:
            counted = (
                compared
                or "每" in level[clause : amount.start]
                or comparators.distant(level, amount.start, clause) is not None
            )
            if (
                counted
                and (numeral.bare or numeral.value == 1)
                and amount.unit not in labels.NAMING
            ):
                return amount.unit in TIMES and not compared
            if numeral.bare or labels.restates(level, numeral, clause):
                return True
        if labels.named(level, numeral, amount.unit, amount.end):
            return True
        if amount.unit in TIMES:
            lead = level[max(clause, amount.start - 4) : amount.start]
            return not (
                (compared and sign is not Comparator.RANGE) or any(w in lead for w in _SHORTENED)
            )
        glued = self.floor == amount.start and self.floor > 0
        return labels.size_class(level, amount.end, end, amount.unit, glued)

    def _walk(self, to: int) -> None:
        """Bring what 累计 and 力争 cover up to the figure at `to`."""
        passed = self.level[self.seen : to]
        stop = max(passed.rfind("。"), passed.rfind(";"))
        self.cumulative = _covers(
            self.cumulative, passed, stop, ("累计",), ("本季度", "当季", "当年", "本月")
        )
        self.aspirational = _covers(
            self.aspirational, passed, stop, ("力争", "争取", "努力", "争创", "力促"), ("确保",)
        )
        self.seen = to

    def _metric(self, amount: Amount, start: int, end: int, clause: int) -> str:
        level = self.level
        if amount.header is not None:
            return amount.header.noun
        joined = self._joined(start)
        what = metric.beside(level, clause, start, end, amount.unit)
        if what in metric.PLACES and self.subject:
            return self.subject
        if what.endswith("本级") and len(what) <= _LEVEL and (self.metric or self.subject):
            return what + (self.metric or self.subject).removeprefix(what)
        if what:
            self.names = metric.parted(what) if "分别" in level[clause:start] else []
            self.nth = 0
            return self.names[0] if self.names else what
        if self.names:
            self.nth = self.nth + 1 if joined else 0
            return self.names[min(self.nth, len(self.names) - 1)]
        if self.subject and level.startswith("即", clause):
            return self.subject
        return self._earlier(clause) or self.metric

    def _earlier(self, clause: int) -> str:
        """What the clause before speaks of, where it holds no figure: 开展宣传，每季度1次."""
        if clause <= self.floor + 1 or self.level[clause - 1] != "，":
            return ""
        before = metric.clause_start(self.level, clause - 1, self.floor)
        what = metric.lead(self.level[before : clause - 1])
        return what if 2 <= len(what) <= _PHRASE else ""


def _sign(
    before: tuple[Comparator, int] | None,
    after: tuple[Comparator, int] | None,
    amount: Amount,
    more: bool,
) -> Comparator:
    if amount.high is not None:
        return Comparator.RANGE
    if before is not None and (after is None or before[0] is not Comparator.ABOUT):
        return before[0]
    if after is not None:
        return after[0]
    return Comparator.MORE if more else Comparator.EQUAL


def _covers(
    state: bool, passed: str, stop: int, words: tuple[str, ...], ends: tuple[str, ...]
) -> bool:
    said = max(map(passed.rfind, words))
    ended = max(stop, *map(passed.rfind, ends))
    if said == ended:
        return state
    return said > ended
