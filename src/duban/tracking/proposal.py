"""An act that the rules propose, and the key that keeps it from being proposed twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duban.tracking.rulebook import Step


@dataclass(frozen=True, slots=True)
class Proposal:
    """`key` is the same whenever the same reason is found again; `because` is a sentence.

    `reply_by` is set where the step has a limit for the reply, counted from `day`.
    """

    key: str
    task: str
    step: Step
    day: date
    because: str
    reply_by: date | None = None


def not_done(proposals: Iterable[Proposal], done: Collection[str]) -> tuple[Proposal, ...]:
    """Each proposal once, without those whose key is among `done`."""
    fresh = {proposal.key: proposal for proposal in proposals if proposal.key not in done}
    return tuple(fresh.values())
