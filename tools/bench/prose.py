"""A work report of 15,000 characters, and a hundred of them in one file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from duban.reading import measure, read
from duban.samples import text
from tools.bench.documents import SHARED, scratch
from tools.bench.row import FLAT, Row, best

LENGTH, COPIES = 15_000, 100
LIMIT = 150.0


def report() -> str:
    """A report of LENGTH characters, cut or continued with itself by whole lines."""
    real = sorted(SHARED.glob("*report/text.txt"))
    source = real[0].read_text(encoding="utf-8") if real else text("report.md")
    lines: list[str] = []
    length = 0
    for line in cycle(source.splitlines(keepends=True)):
        if length + len(line) > LENGTH:
            return "".join(lines)
        lines.append(line)
        length += len(line)
    return source


def saved(name: str, words: str) -> Path:
    path = scratch() / name
    path.write_text(words, encoding="utf-8")
    return path


def rows() -> Iterator[Row]:
    words = report()
    one, many = saved("report.txt", words), saved("reports.txt", words * COPIES)
    alone = 1000 * best(lambda: read(one), 7)
    each = 1000 * best(lambda: read(many), 1) / COPIES
    yield Row(f"read a report of {len(words):,} characters", alone, None, LIMIT, "ms")
    figures = 1000 * best(lambda: measure(read(one)), 5)
    yield Row("the same with its figures : read", figures, alone, 3.0, "ms")
    yield Row(f"ms a report, {COPIES} in one file : one", each, alone, FLAT, "ms")
