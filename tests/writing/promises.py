"""Commitments as the reader finds their figures, and how they are told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from duban.reading.quantities import quantities_in
from duban.writing.commitment import Commitment, Figure, Source, YearReportFacts
from duban.writing.telling import Sentence, sentence_of

SOURCE = Source("2026年12月", "新农办", date(2027, 1, 8))
PLACE = "第2页第3行"


def commitment(text: str, *reached: str | None, low: bool = False, **more: object) -> Commitment:
    """A commitment whose figures are those that the reader finds, with what was accepted."""
    figures = tuple(
        Figure(
            quantity,
            PLACE,
            None if value is None else Decimal(value),
            None if value is None else SOURCE,
            low,
        )
        for quantity, value in zip(quantities_in(text), reached, strict=True)
    )
    return Commitment(text, place=PLACE, figures=figures, **more)  # type: ignore[arg-type]


def facts(*commitments: Commitment) -> YearReportFacts:
    return YearReportFacts("云泽镇", "2026年重点工作清单", 2026, date(2027, 1, 10), commitments)


def turned(one: Commitment) -> Sentence:
    return sentence_of(one, facts(one))
