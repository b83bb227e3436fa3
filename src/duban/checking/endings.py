"""Where the cells of a plan end, and which of them end where nothing ends.

A cell cut off in the middle of a word ends in characters that the rest of the plan only knows
with more behind them; in a column whose cells close with a full stop it lacks that as well. Both
are told by the plan itself, without a dictionary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_HAN_TAIL = re.compile(r"[一-鿿]{3}$")
_RUN = re.compile(r"[一-鿿]{3,}")
_STOPS = "。！；"
#: how often the plan must know a tail with more behind it
OFTEN = 3
#: how many cells of a column, and which part of them, make a full stop its habit
COLUMN, HABIT = 10, 0.9
#: shorter cells are words, not sentences
SENTENCE = 8


class Endings:
    """Built once over all (field, text) of a plan."""

    def __init__(self, cells: Iterable[tuple[str, str]]) -> None:
        held = [(name, text.strip()) for name, text in cells]
        tails = {text[-3:] for _, text in held if _HAN_TAIL.search(text)}
        self._inside: Counter[str] = Counter()
        self._closing: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        self._cells: Counter[str] = Counter()
        self._stopped: Counter[str] = Counter()
        for name, text in held:
            self._count(text, tails)
            if len(text) >= SENTENCE:
                self._cells[name] += 1
                self._stopped[name] += text[-1] in _STOPS

    def _count(self, text: str, tails: set[str]) -> None:
        for run in _RUN.findall(text):
            self._pairs[run[-2:]] += 1
            if run[-3:] in tails:
                self._closing[run[-3:]] += 1
            for at in range(len(run) - 3):
                if (triple := run[at : at + 3]) in tails:
                    self._inside[triple] += 1

    def ends_elsewhere(self, text: str) -> bool:
        """Whether another run of Chinese in the plan ends with the text's last two characters."""
        return self._pairs[text[-2:]] > 1

    def breaks_off(self, name: str, text: str) -> str | None:
        """Why a cell of the plan seems cut, None where it does not."""
        if len(text) < SENTENCE or not _HAN_TAIL.search(text):
            return None
        tail = text[-3:]
        # the cell itself has been counted once
        if self._inside[tail] >= OFTEN and self._closing[tail] <= 1:
            return f"“{tail}”在别处后面都还有字"
        habit = self._cells[name] >= COLUMN and self._stopped[name] >= HABIT * self._cells[name]
        if habit and self._pairs[tail[1:]] <= 1:
            return "本栏其余各格都以句号结束"
        return None
