"""How the year of each task goes: its pace, and what goes wrong on the way.

Two tables name the tasks that have a story; everything else follows from a digest of its name, so
that the same year comes out on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from zlib import crc32

from duban.web.config.demo.ledgers import LIUXI, Ledger, headline_of
from duban.web.reports.models import Verdict


@dataclass(frozen=True, slots=True)
class Course:
    """A share of what is due, month by month from January.

    `held`: due is the last step that has ended, as the lights see it; else the way to the next.
    """

    shares: tuple[Decimal, ...]
    held: bool = False

    def share(self, month: int) -> Decimal:
        return self.shares[month - 1]


def _of(text: str, *, held: bool = False) -> Course:
    return Course(tuple(map(Decimal, text.split())), held)


class Pace(Enum):
    """`CAUGHT_UP` misses the first quarter and makes it good, `LATE_RISER` the first half of the
    year. `EARLY` has the whole year's work done by July."""

    STEADY = _of("1 1 1 1 1 1 1 1 1 1 1 1")
    AHEAD = _of("1.05 1.06 1.05 1.06 1.04 1.05 1.06 1.05 1.05 1.04 1.03 1")
    SLOW = _of("1 1 1 .98 .96 .93 .91 .92 .9 .9 .92 .94", held=True)
    STUCK = _of("1 .95 .9 .85 .8 .72 .74 .76 .7 .72 .75 .78", held=True)
    CAUGHT_UP = _of("1 .9 .8 .84 .92 1 1 1.02 1 1 1 1")
    LATE_RISER = _of("1 .98 .95 .9 .85 .82 .97 1.02 1 1 1 1")
    EARLY = _of("1.2 1.3 1.5 1.8 2 2.6 4 4 4 4 4 4")


class Fault(Enum):
    """What happens to one report. `LATE` comes after the day due, `STRAGGLING` just before the
    period closes; `RETURNED` is sent again at once, `SENT_BACK` lies returned for a while;
    `DRAFTED` is never sent, `MISSING` never begun; `CORRECTED` is set right by a later one."""

    LATE = "late"
    STRAGGLING = "straggling"
    RETURNED = "returned"
    SENT_BACK = "sent back"
    DRAFTED = "drafted"
    MISSING = "missing"
    CORRECTED = "corrected"


#: the district's tasks with a story, by serial number; the towns' shares in them go alike
ABOVE: Mapping[int, Pace] = {
    **{6: Pace.SLOW, 13: Pace.SLOW, 23: Pace.SLOW, 27: Pace.SLOW},
    **{5: Pace.STUCK, 12: Pace.STUCK, 28: Pace.STUCK},
    **{10: Pace.LATE_RISER, 36: Pace.LATE_RISER},
    **{15: Pace.EARLY, 16: Pace.EARLY, 35: Pace.EARLY, 3: Pace.AHEAD, 11: Pace.AHEAD},
}
IN_TOWN: Mapping[int, Pace] = {
    **{3: Pace.SLOW, 9: Pace.SLOW, 20: Pace.SLOW, 33: Pace.SLOW, 37: Pace.SLOW},
    **{19: Pace.STUCK, 31: Pace.STUCK, 35: Pace.STUCK, 18: Pace.LATE_RISER},
    **{28: Pace.CAUGHT_UP, 43: Pace.CAUGHT_UP, 17: Pace.AHEAD, 2: Pace.AHEAD, 7: Pace.AHEAD},
    **dict.fromkeys((14, 25, 27, 34, 39, 41), Pace.EARLY),
}
#: (ledger, number, month of the report)
FAULTS: Mapping[tuple[str, int, int], Fault] = {
    ("liuxi", 17, 3): Fault.RETURNED,
    ("liuxi", 17, 6): Fault.CORRECTED,
    ("liuxi", 18, 4): Fault.LATE,
    ("liuxi", 21, 5): Fault.LATE,
    ("liuxi", 18, 8): Fault.SENT_BACK,
    ("liuxi", 21, 8): Fault.DRAFTED,
    ("liuxi", 23, 7): Fault.STRAGGLING,
    ("liuxi", 31, 7): Fault.MISSING,
    ("liuxi", 31, 8): Fault.MISSING,
    ("liuxi", 38, 8): Fault.MISSING,
    ("liuxi", 5, 8): Fault.STRAGGLING,
    ("liuxi", 30, 8): Fault.STRAGGLING,
    ("liuxi", 44, 8): Fault.STRAGGLING,
    ("liuxi", 20, 8): Fault.RETURNED,
    ("district", 9, 8): Fault.SENT_BACK,
    ("district", 14, 8): Fault.DRAFTED,
    ("district", 8, 5): Fault.LATE,
    ("district", 10, 4): Fault.RETURNED,
    ("district", 19, 8): Fault.LATE,
    ("district", 26, 8): Fault.STRAGGLING,
    ("district", 7, 8): Fault.STRAGGLING,
    ("district", 33, 8): Fault.STRAGGLING,
    ("district", 39, 8): Fault.MISSING,
    ("district", 12, 5): Fault.MISSING,
    ("白鹭镇", 4, 8): Fault.SENT_BACK,
    ("白鹭镇", 7, 8): Fault.STRAGGLING,
}
#: out of a hundred reports without a story, so many have each fault
COMMON = ((2, Fault.LATE), (4, Fault.RETURNED), (5, Fault.MISSING))


def draw(*words: object) -> int:
    """A number from 0 to 99 that always comes out the same for the same words."""
    return crc32("|".join(map(str, words)).encode()) % 100


def pace_of(ledger: Ledger, number: int) -> Pace:
    if ledger is LIUXI:
        held = IN_TOWN.get(number)
    else:
        above = headline_of(ledger, number)
        held = ABOVE.get(number if above is None and ledger.key == "district" else above or 0)
        if above is not None and draw(ledger.key, above) < 25:
            # one town in four goes its own way
            held = Pace.STEADY if held in (Pace.SLOW, Pace.STUCK) else Pace.AHEAD
    if held is not None:
        return held
    return Pace.AHEAD if draw(ledger.key, number, "pace") < 30 else Pace.STEADY


def fault_of(ledger: Ledger, number: int, month: int) -> Fault | None:
    held = FAULTS.get((ledger.key, number, month))
    if held is not None:
        return held
    mark = draw(ledger.key, number, month, "fault")
    return next((fault for limit, fault in COMMON if mark < limit), None)


def verdict_of(pace: Pace, month: int) -> Verdict:
    """How a reviewer finds a milestone that ends in that month."""
    if pace is Pace.STUCK and month >= 6:
        return Verdict.NOT
    behind = pace.value.share(month) < Decimal("0.95")
    return Verdict.PARTLY if behind else Verdict.REACHED
