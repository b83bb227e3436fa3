"""Which amounts are names after all, by what is said around them."""

from __future__ import annotations

from typing import NamedTuple

from duban.plan import Comparator
from duban.reading.quantities import comparators, labels
from duban.reading.quantities.amounts import Amount
from duban.reading.quantities.lexicon import words
from duban.reading.quantities.units import TIMES

_STRICT = (
    Comparator.AT_LEAST,
    Comparator.MORE,
    Comparator.AT_MOST,
    Comparator.LESS,
    Comparator.RANGE,
)
_SHORTENED, _SPANS, _STEPS = words("time.changed"), words("time.measure"), words("step")
_TIMED = _SHORTENED + _SPANS
_AGES = frozenset(("岁", "周岁"))
_HAVING = frozenset("有建备设造成立")
_OFTEN = frozenset("次遍轮回趟")


class Said(NamedTuple):
    """The comparator of an amount, where it ends, where its clause begins, and whether another
    amount touches it from before."""

    sign: Comparator
    end: int
    clause: int
    glued: bool


def is_label(text: str, amount: Amount, said: Said) -> bool:
    """Whether `amount` numbers, sizes or slogans rather than measures."""
    if amount.header is not None or amount.unit == "比":
        return False
    start, unit = amount.start, amount.unit
    compared = said.sign in _STRICT and not amount.numeral.more
    if labels.size_class(text, amount.end, said.end, unit, said.glued):
        return True
    if amount.in_words:
        spoken = _in_words(text, amount, said, compared)
        if spoken is not None:
            return spoken
    if unit == "个百分点" and text.endswith(_STEPS, said.clause, start):
        return True
    timed = unit in TIMES
    lead = text[max(said.clause, start - 12) : start] if timed or unit in _AGES else ""
    if lead and not timed and any(span in lead for span in _SPANS):
        return False
    if amount.high is None and labels.named(text, amount.numeral, unit, amount.end):
        return True
    if unit in labels.NAMING:
        return True
    firm = compared and amount.high is None
    return timed and not firm and not any(map(lead.__contains__, _TIMED))


def _in_words(text: str, amount: Amount, said: Said, compared: bool) -> bool | None:
    """The verdict on a number in Chinese characters, None where its shape decides."""
    start, numeral, unit = amount.start, amount.numeral, amount.unit
    if numeral.bare and labels.sizes_noun(text, unit, amount.end):
        return True
    if numeral.bare or numeral.value == 1:
        if unit in labels.NAMING or labels.prefixed(text, numeral):
            return True
        if unit in TIMES:
            return not compared
        each = "每" in text[said.clause : start] and text[start - 1] in _HAVING
        if compared or (each and unit not in _OFTEN):
            return False
        if comparators.distant(text, start, said.clause) is not None:
            return False
        return not (numeral.bare and numeral.more and unit)
    if text.startswith("“", amount.end):
        return True
    return True if labels.restates(text, numeral, said.clause) else None
