"""How much of a source's text is found again in the plan made of it, or in a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from duban.plan import Document, Doubt, Task, Total
from duban.reading.dates import due_of, last_due_within
from duban.reading.facts import day_of, plain, squeezed
from duban.reading.names import NOBODY, parted, split_people, split_units
from duban.reading.spelled import number_in

_PLACES = Decimal("0.0001")


def coverage_of(
    texts: Iterable[str],
    document: Document,
    tasks: Sequence[Task],
    doubts: Iterable[Doubt],
    labels: frozenset[str] = frozenset(),
    *,
    totals: Iterable[Total] = (),
) -> Decimal:
    """The part (0 to 1) of the distinct `texts` of cells and paragraphs that is found again.

    `labels` are the headers of recognised columns, without white space: they say what a text is
    and are no text themselves. A stroke for nobody is none either.
    """
    looked_for = set(texts) - NOBODY - labels
    known = _known(document, tasks)
    for total in totals:
        known.update((total.label,), total.fields.values(), [s.text for s in total.milestones])
    missing = looked_for - known
    if not missing:
        return Decimal(1)
    search = _Search(known, tasks, doubts, document)
    lost = sum(squeezed(text) not in labels and not search.finds(text) for text in missing)
    if not lost:
        return Decimal(1)
    return min((1 - Decimal(lost) / len(looked_for)).quantize(_PLACES), 1 - _PLACES)


def _known(document: Document, tasks: Iterable[Task]) -> set[str]:
    known = {document.title, document.issuer or "", document.number or ""}
    for task in tasks:
        known.add(task.title)
        known.add(task.note)
        known.update(task.path, task.leaders, task.lead_units, task.co_units)
        if task.fields:
            known.update(task.fields.values())
        known.update([stone.text for stone in task.milestones])
        if task.number is not None:
            known.add(str(task.number))
        for number in task.ids.values():
            known.add(str(number))
    return known


class _Search:
    """Looks for the texts that are not found as they stand: split, dated, joined or doubted."""

    def __init__(
        self, known: set[str], tasks: Sequence[Task], doubts: Iterable[Doubt], document: Document
    ) -> None:
        self._known = known
        self._numbers = {
            number for task in tasks for number in (task.number, *task.ids.values())
        } - {None}
        self._dues = {task.due for task in tasks}
        self._doubts = squeezed("\n".join(doubt.message for doubt in doubts))
        self._year = document.year
        self._day = document.date
        self._squeezed: str | None = None

    def finds(self, text: str) -> bool:
        return (
            number_in(text) in self._numbers
            or self._finds_names(text)
            or self._finds_due(text)
            or (self._day is not None and day_of(text) == self._day)
            or squeezed(plain(text)) in self._doubts
            or squeezed(plain(text)) in self._joined
        )

    def _finds_names(self, text: str) -> bool:
        if all(name in self._known for name in split_units(text)):
            return True
        if all(name in self._known for name in split_people(text)):
            return True
        both = parted(text)
        return both is not None and all(name in self._known for name in (*both[0], *both[1]))

    def _finds_due(self, text: str) -> bool:
        due = due_of(text, self._year) or last_due_within(text, self._year)
        return due is not None and due in self._dues

    @property
    def _joined(self) -> str:
        """All that is known in one run; a text that a page end cut lies within it."""
        if self._squeezed is None:
            self._squeezed = "\n".join(map(squeezed, self._known))
        return self._squeezed
