"""Who owns each letter of a document: a task, a heading, a sentence that only frames.

What nobody claims is reported as a doubt with its place, and lowers the coverage. Letters and
digits are counted; punctuation and blanks belong to whatever stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from duban.plan import Doubt
from duban.reading.prose.passages import Passage, Span
from duban.reading.source import Grid

_PLACES = Decimal("0.0001")
_QUOTED = 30


class Owner(StrEnum):
    TASK = "task"
    ACHIEVEMENT = "achievement"
    SLOGAN = "slogan"
    HEADING = "heading"
    CHARGE = "charge"
    FRAMING = "framing"
    LABEL = "label"


class Owners:
    """Claims on the text of `passages`, a later claim over an earlier one."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = list(passages)
        self._held: dict[int, list[Owner | None]] = {
            id(passage): [None] * len(passage.text) for passage in self.passages
        }

    def claim(self, span: Span, owner: Owner) -> None:
        held = self._held[id(span.passage)]
        held[span.start : span.end] = [owner] * (span.end - span.start)

    def of(self, passage: Passage) -> list[Owner | None]:
        """The owner of each character of `passage`."""
        return self._held[id(passage)]

    def coverage(self, grids: Iterable[Grid]) -> Decimal:
        """The owned part of all letters, 0 to 1; those of `grids` are owned by nobody here."""
        owned = total = 0
        for passage in self.passages:
            for char, owner in zip(passage.text, self.of(passage), strict=True):
                if char.isalnum():
                    total += 1
                    owned += owner is not None
        total += sum(letters(cell) for grid in grids for row in grid.rows for cell in row)
        if owned == total:
            return Decimal(1)
        return (Decimal(owned) / total).quantize(_PLACES, ROUND_DOWN)

    def unowned(self) -> Iterator[Span]:
        """The stretches that hold letters and that nobody claimed."""
        for passage in self.passages:
            held = [*self.of(passage), Owner.LABEL]
            start: int | None = None
            for at, owner in enumerate(held):
                if owner is None and start is None:
                    start = at
                elif owner is not None and start is not None:
                    if letters(passage.text[start:at]):
                        yield Span(passage, start, at)
                    start = None

    def doubts(self, grids: Iterable[Grid]) -> Iterator[Doubt]:
        for span in self.unowned():
            quoted = span.printed.strip()[:_QUOTED]
            yield Doubt("unread-text", f"这段文字没有读成任务：{quoted}", span.places()[0])
        for grid in grids:
            if any(letters(cell) for row in grid.rows for cell in row):
                yield Doubt("unread-table", "这张表不是任务表，没有读成任务。", grid.place)


def letters(text: str) -> int:
    return sum(1 for char in text if char.isalnum())
