"""How like two tasks are in their words.

Chinese has no blanks between words, so the words are runs of two to four characters, and what is
rare in both plans together says more than what every task says: a run found in n of N tasks
weighs (ln(N/n) - IDLE)², and nothing where that is not above 0. The title speaks in full, the
body (fields, milestones, note) at a part of its weight; the likeness is what both share, set
against the geometric mean of what each has: 0 nothing, 1 all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from duban.plan import Task

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
#: what a run loses because everybody says it
IDLE = 0.7
#: a title met in the other task's body, a body met in the other's body
TITLE_IN_BODY, BODY_IN_BODY = 0.5, 0.15
#: a run that more tasks than this share brings no two of them together
COMMON = 24


@dataclass(frozen=True, slots=True)
class Words:
    """The runs of characters of one task, in its title and in all of it."""

    title: frozenset[str]
    all: frozenset[str]


def words_of(task: Task) -> Words:
    body = (task.title, *task.fields.values(), *(stone.text for stone in task.milestones))
    return Words(frozenset(_runs([task.title])), frozenset(_runs([*body, task.note])))


def _runs(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for found in _CHINESE.findall(text):
            for width in (2, 3, 4):
                for start in range(len(found) - width + 1):
                    yield found[start : start + width]


class Likeness:
    """The likeness of tasks of two plans, weighed by what both plans say."""

    def __init__(self, first: Sequence[Task], second: Sequence[Task]) -> None:
        self.first = [words_of(task) for task in first]
        self.second = [words_of(task) for task in second]
        met = Counter(run for words in (*self.first, *self.second) for run in words.all)
        total = len(self.first) + len(self.second)
        self._weights = {run: max(0.0, log(total / n) - IDLE) ** 2 for run, n in met.items()}
        self._met = met

    def _weight(self, runs: Iterable[str]) -> float:
        return sum(self._weights[run] for run in runs)

    def _size(self, words: Words) -> float:
        return self._weight(words.title) + BODY_IN_BODY * self._weight(words.all)

    def of(self, a: int, b: int) -> float:
        """From 0 to 1, for the task at index `a` of the first plan and `b` of the second."""
        one, other = self.first[a], self.second[b]
        titles = self._weight(one.title & other.title)
        crossed = self._weight(one.title & other.all) + self._weight(one.all & other.title)
        bodies = self._weight(one.all & other.all)
        shared = titles + TITLE_IN_BODY * (crossed - 2 * titles) + BODY_IN_BODY * bodies
        sizes = self._size(one) * self._size(other)
        return shared / sqrt(sizes) if sizes else 0.0

    def candidates(self) -> list[tuple[int, int]]:
        """Pairs with a run in common that is rare enough to mean something, in order."""
        holders: dict[str, list[int]] = defaultdict(list)
        for b, words in enumerate(self.second):
            for run in words.all:
                if self._met[run] <= COMMON:
                    holders[run].append(b)
        pairs = {
            (a, b)
            for a, words in enumerate(self.first)
            for run in words.all
            for b in holders.get(run, ())
        }
        return sorted(pairs)
