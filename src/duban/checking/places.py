"""Where the fields of tasks stand, each task asked once.

A reader may work places out only when it is asked, all of a task's at a time.
"""

from __future__ import annotations

from collections.abc import Mapping

from duban.checking.series import field_of
from duban.plan import Place, Task


class Places:
    """For as long as the plans live: tasks are told apart by identity."""

    def __init__(self) -> None:
        self._known: dict[int, Mapping[str, tuple[Place, ...]]] = {}

    def of(self, task: Task, name: str) -> tuple[Place, ...]:
        """Where a field of the task stands, the whole task where that is not known."""
        known = self._known.get(id(task))
        if known is None:
            stones = {field_of(stone.period): (stone.place,) for stone in task.milestones}
            told = {field: places for field, places in stones.items() if places != (Place(),)}
            known = self._known[id(task)] = told | dict(task.places.items())
        if name in known:
            return known[name]
        return (task.place,) if task.place != Place() else ()
