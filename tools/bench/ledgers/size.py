"""How large the district is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """`ledgers` lists of `tasks` tasks, each led by one of `units` and helped by `helpers`, which
    all report every month of twelve."""

    ledgers: int = 12
    tasks: int = 100
    helpers: int = 5
    units: int = 51

    @property
    def parts(self) -> int:
        """Reports of units that help."""
        return self.ledgers * self.tasks * self.helpers * MONTHS


MONTHS = 12
DISTRICT = Size()
