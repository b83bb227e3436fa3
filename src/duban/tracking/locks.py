"""Whether a period can be filled in on a day, and why not: the form says it in these words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter

from duban.plan import Period
from duban.tracking.reporting import Round
from duban.tracking.wording import said


class Gate(StrEnum):
    NOT_YET = "not yet"
    OPEN = "open"
    LATE = "late"
    EXCEPTED = "excepted"
    LOCKED = "locked"


#: gates through which a report may go
STANDS_OPEN = frozenset({Gate.OPEN, Gate.LATE, Gate.EXCEPTED})


@dataclass(frozen=True, slots=True)
class LockException:
    """One unit may fill in one period after it closed, up to and with `until`."""

    unit: str
    period: Period
    since: date
    until: date
    reason: str
    granted_by: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("锁定例外须写明理由。")
        if self.until < self.since:
            raise ValueError(f"锁定例外的止日{self.until}早于起日{self.since}。")

    def holds(self, unit: str, period: Period, day: date) -> bool:
        return (self.unit, self.period) == (unit, period) and self.since <= day <= self.until


#: what the form says, with the period, its clocks, and who opened it until when and why
SENTENCES: Mapping[Gate, str] = {
    Gate.NOT_YET: "%(period)s填报于%(opens)s开放，尚不能填报。",
    Gate.OPEN: "%(period)s填报截止%(due)s，此前报送为按时。",
    Gate.LATE: "%(period)s填报已于%(due)s截止，%(closes)s前仍可补报，记为迟报。",
    Gate.EXCEPTED: (
        "%(period)s填报已于%(closes)s关闭，经%(who)s同意开放至%(until)s（%(why)s），记为迟报。"
    ),
    Gate.LOCKED: "%(period)s填报已于%(closes)s关闭，不能再填。确需补报，请向督查室申请开放。",
}


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language has a sentence, a period and a day; without more, Chinese."""

    sentence: Callable[[str], str] = str
    period: Callable[[Period], str] = attrgetter("label")
    day: Callable[[date], str] = said


CHINESE = Speech()


@dataclass(frozen=True, slots=True)
class GateState:
    gate: Gate
    reason: str

    @property
    def is_open(self) -> bool:
        return self.gate in STANDS_OPEN

    @property
    def counts_late(self) -> bool:
        """A report sent now is late for its period, whatever allowed it to be sent."""
        return self.gate in (Gate.LATE, Gate.EXCEPTED, Gate.LOCKED)


def state_on(
    round_: Round,
    day: date,
    unit: str = "",
    exceptions: Iterable[LockException] = (),
    speech: Speech = CHINESE,
) -> GateState:
    """What the clocks say on `day` for `unit`, in words."""
    gate, opened = gate_on(round_, day, unit, exceptions)
    return GateState(gate, speech.sentence(SENTENCES[gate]) % _words(round_, opened, speech))


def gate_on(
    round_: Round, day: date, unit: str = "", exceptions: Iterable[LockException] = ()
) -> tuple[Gate, LockException | None]:
    """The gate on `day` for `unit`, and what holds it open. An exception opens what has closed,
    nothing else."""
    gate = _gate(round_, day)
    if gate is not Gate.LOCKED:
        return gate, None
    opened = next((one for one in exceptions if one.holds(unit, round_.period, day)), None)
    return (gate, None) if opened is None else (Gate.EXCEPTED, opened)


def _gate(round_: Round, day: date) -> Gate:
    if day < round_.opens:
        return Gate.NOT_YET
    if day <= round_.due:
        return Gate.OPEN
    return Gate.LATE if day <= round_.closes else Gate.LOCKED


def _words(round_: Round, opened: LockException | None, speech: Speech) -> dict[str, str]:
    """What `SENTENCES` speak of."""
    clocks = {"opens": round_.opens, "due": round_.due, "closes": round_.closes}
    words = {name: speech.day(day) for name, day in clocks.items()}
    words["period"] = speech.period(round_.period)
    if opened is not None:
        until = speech.day(opened.until)
        words |= {"who": opened.granted_by, "until": until, "why": opened.reason}
    return words
