"""Whether a period can be filled in on a day, and why not: the form says it in these words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.plan import Period
from duban.tracking.reporting import Round
from duban.tracking.wording import said


class Gate(StrEnum):
    NOT_YET = "not yet"
    OPEN = "open"
    LATE = "late"
    EXCEPTED = "excepted"
    LOCKED = "locked"


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


@dataclass(frozen=True, slots=True)
class GateState:
    gate: Gate
    reason: str

    @property
    def is_open(self) -> bool:
        return self.gate in (Gate.OPEN, Gate.LATE, Gate.EXCEPTED)

    @property
    def counts_late(self) -> bool:
        """A report sent now is late for its period, whatever allowed it to be sent."""
        return self.gate in (Gate.LATE, Gate.EXCEPTED, Gate.LOCKED)


def state_on(
    round_: Round, day: date, unit: str = "", exceptions: Iterable[LockException] = ()
) -> GateState:
    """What the clocks say on `day` for `unit`. An exception opens what has closed, nothing else."""
    label = round_.period.label
    if day < round_.opens:
        return GateState(Gate.NOT_YET, f"{label}填报于{said(round_.opens)}开放，尚不能填报。")
    if day <= round_.due:
        return GateState(Gate.OPEN, f"{label}填报截止{said(round_.due)}，此前报送为按时。")
    if day <= round_.closes:
        return GateState(
            Gate.LATE,
            f"{label}填报已于{said(round_.due)}截止，{said(round_.closes)}前仍可补报，记为迟报。",
        )
    for exception in exceptions:
        if exception.holds(unit, round_.period, day):
            return GateState(
                Gate.EXCEPTED,
                f"{label}填报已于{said(round_.closes)}关闭，经{exception.granted_by}同意开放至"
                f"{said(exception.until)}（{exception.reason}），记为迟报。",
            )
    return GateState(
        Gate.LOCKED,
        f"{label}填报已于{said(round_.closes)}关闭，不能再填。确需补报，请向督查室申请开放。",
    )
