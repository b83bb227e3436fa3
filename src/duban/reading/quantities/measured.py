"""What each figure of a text measures, the ones before it remembered."""

from __future__ import annotations

from duban.reading.quantities import metric
from duban.reading.quantities.amounts import Amount
from duban.reading.quantities.kind import Standing
from duban.reading.quantities.lexicon import words

#: the longest clause that is taken for a noun phrase
_PHRASE = 36
#: the longest name of a level of government, whose measure is the one before: 其中镇本级
_LEVEL = 4
_BASES = frozenset(words("metric.base"))


class Measures:
    """One pass over the figures of one text; `subject` is measured where nothing is named."""

    def __init__(self, level: str, stops: list[int], subject: str) -> None:
        self.level, self.stops, self.subject = level, stops, subject
        self.last = subject
        self.names: list[str] = []
        self.nth = 0

    def of(self, amount: Amount, place: Standing, joined: bool) -> str:
        """What the figure at `place` measures; `joined` to the one before by 、 or 和."""
        if amount.header is not None:
            self.last = amount.header.noun
        else:
            self.last = self._of(amount.unit, place, joined)
        return self.last

    def _of(self, unit: str, place: Standing, joined: bool) -> str:
        level, clause = self.level, place.clause
        what = metric.beside(level, clause, place.start, place.end, unit)
        if what in metric.PLACES and self.subject:
            return self.subject
        if what.endswith("本级") and len(what) <= _LEVEL and self.last:
            return what + self.last.removeprefix(what)
        if what in _BASES and self.last:
            return self.last
        if what:
            self.names = metric.parted(what) if "分别" in level[clause : place.start] else []
            self.nth = 0
            return self.names[0] if self.names else what
        if self.names:
            self.nth = self.nth + 1 if joined else 0
            return self.names[min(self.nth, len(self.names) - 1)]
        if self.subject and level.startswith("即", clause):
            return self.subject
        return self._earlier(place) or self.last

    def _earlier(self, place: Standing) -> str:
        """What the clause before speaks of, where it holds no figure: 开展宣传，每季度1次."""
        clause = place.clause
        if clause <= place.floor + 1 or self.level[clause - 1] != "，":
            return ""
        before = metric.clause_start(self.level, self.stops, clause - 1, place.floor)
        what = metric.lead(self.level[before : clause - 1])
        return what if 2 <= len(what) <= _PHRASE else ""
