"""Which task of the ledger a task of a later edition is: the same words, else the same number
under the same heading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from duban import plan as nouns
from duban.web.ledger.models import Task
from duban.web.ledger.searching import folded


class Matcher:
    """Gives out each of `tasks` at most once."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._by_title: dict[str, list[Task]] = defaultdict(list)
        self._by_number: dict[tuple[int, str], list[Task]] = defaultdict(list)
        self._taken: set[int] = set()
        for task in tasks:
            self._by_title[folded(task.title)].append(task)
            if task.number is not None:
                self._by_number[task.number, folded(task.heading)].append(task)

    def take(self, words: nouns.Task) -> Task | None:
        found = self._free(self._by_title.get(folded(words.title), ()))
        if found is None and words.number is not None:
            heading = folded(" / ".join(words.path)[:500])
            found = self._free(self._by_number.get((words.number, heading), ()))
        if found is not None:
            self._taken.add(found.pk)
        return found

    def _free(self, tasks: Iterable[Task]) -> Task | None:
        return next((task for task in tasks if task.pk not in self._taken), None)
