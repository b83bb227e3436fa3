"""Documents drawn as they look: cells between strokes, paragraphs without."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import pytest

from duban.plan import Format, Place, Plan, SourceFile, Task
from duban.reading.assembly import plan_of
from duban.reading.source import Block, Grid, Paragraph, Source, Span

Draw = Callable[..., Source]


def drawn(text: str, *, name: str = "清单.docx", sheets: bool = False) -> Source:
    """A source from a drawing: lines with `|` are rows, a blank line parts tables, other lines are
    paragraphs. A cell `^` is merged with the one above it, `<` with the one to its left; `\\n`
    breaks a line inside a cell. With `sheets` every table stands on its own sheet."""
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    blocks: list[Block] = []
    tables = 0
    number = 0
    for is_row, run in groupby(lines, key=lambda line: "|" in line):
        if is_row:
            tables += 1
            rows = [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in run]
            place = Place(table=tables, sheet=f"第{tables}张" if sheets else None)
            blocks.append(grid(rows, place))
            continue
        for line in run:
            number += 1
            if line:
                blocks.append(Paragraph(line, Place(line=number)))
    return Source(SourceFile(name, "0" * 64, Format.DOCX), tuple(blocks))


def grid(rows: list[list[str]], place: Place) -> Grid:
    """A grid whose `^` and `<` are filled from the cell they are merged with."""
    spans: dict[tuple[int, int], list[int]] = {}
    roots: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            above, left = roots.get((at - 1, column)), roots.get((at, column - 1))
            root = above if cell == "^" else left if cell == "<" else None
            root = (at, column) if root is None else root
            roots[at, column] = root
            row[column] = rows[root[0]][root[1]]
            span = spans.setdefault(root, [at, column])
            span[:] = [max(span[0], at), max(span[1], column)]
    merged = tuple(
        Span(top, left, bottom, right)
        for (top, left), (bottom, right) in spans.items()
        if (top, left) != (bottom, right)
    )
    return Grid(tuple(map(tuple, rows)), place, merged)


@pytest.fixture
def draw() -> Draw:
    return drawn


@pytest.fixture
def plan() -> Callable[..., Plan]:
    return lambda text, **options: plan_of(drawn(text, **options))


@pytest.fixture
def tasks() -> Callable[..., tuple[Task, ...]]:
    return lambda text, **options: plan_of(drawn(text, **options)).tasks


@pytest.fixture
def codes() -> Callable[..., list[str]]:
    """The codes of the doubts that a drawing raises, in order."""
    return lambda text, **options: [d.code for d in plan_of(drawn(text, **options)).doubts]
