"""What a text beside a table commits to: told, since the table's tasks are read instead."""

from __future__ import annotations

from collections.abc import Sequence

from duban.plan import SourceFile
from duban.reading.prose.blocks import blocks_of
from duban.reading.prose.commitments import Framing, entries_of
from duban.reading.prose.lines import lines_of
from duban.reading.prose.outline import outline_of
from duban.reading.prose.passages import passages_of
from duban.reading.source import Paragraph, Source


def commitments_beside(
    paragraphs: Sequence[Paragraph], file: SourceFile, title: str, year: int | None
) -> list[str]:
    """The commitments of the paragraphs in their own words, achievements left out."""
    blocks = blocks_of(list(passages_of(lines_of(Source(file, tuple(paragraphs))))), year)
    told = entries_of(outline_of(blocks, title), title, year)
    entries = [entry for entry in told if not isinstance(entry, Framing) and entry.forward]
    return [entry.task(number).text for number, entry in enumerate(entries, 1)]
