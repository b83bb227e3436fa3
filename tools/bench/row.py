"""One line of the table that `make bench` prints: what was measured, against what, and the limit.

A ratio is taken within one run on one machine, so that it means the same on a slow day. A row
without a reference is held to its limit by the figure itself (seconds, megabytes, a score).
Seconds are processor time, of this process and of those it has waited for: what else the machine
does at that moment counts as little as can be.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    AT_MOST = "≤"
    AT_LEAST = "≥"


@dataclass(frozen=True, slots=True)
class Row:
    """`ours` and `reference` are in `unit`; `limit` bounds their ratio, or `ours` without one.

    A row that could not be measured has `ours` None and says why in `note`.
    """

    what: str
    ours: float | None
    reference: float | None
    limit: float
    unit: str = "s"
    bound: Bound = Bound.AT_MOST
    note: str = ""

    @property
    def ratio(self) -> float | None:
        if self.ours is None or self.reference is None:
            return None
        return self.ours / self.reference if self.reference else float("inf")

    @property
    def met(self) -> bool | None:
        """None where nothing was measured."""
        figure = self.ours if self.reference is None else self.ratio
        if figure is None:
            return None
        return figure <= self.limit if self.bound is Bound.AT_MOST else figure >= self.limit


#: what "stays flat" allows: memory that no longer fits the caches costs a little, a loop within a
#: loop costs hundreds of times
FLAT = 2.0


def unmeasured(what: str, limit: float, why: str) -> Row:
    return Row(what, None, None, limit, note=why)


def clock() -> float:
    """Seconds of processor time so far, those of ended child processes included."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Seconds of the quickest of `runs`: what is left when the machine does not disturb."""
    return best_of_each((work,), runs)[0]


def best_of_each(works: tuple[Callable[[], object], ...], runs: int = 5) -> tuple[float, ...]:
    """The quickest of `runs` for each, taken in turns, so that a busy minute hits all alike."""
    quickest = [float("inf")] * len(works)
    for _ in range(runs):
        for index, work in enumerate(works):
            started = clock()
            work()
            quickest[index] = min(quickest[index], clock() - started)
    return tuple(quickest)
