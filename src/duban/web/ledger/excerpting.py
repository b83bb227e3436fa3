"""The part of a source on which one task stands, for those who see the task and not the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from duban.plan import Task
from duban.web.design.places import places_words
from duban.web.ledger.models import Edition, Entry
from duban.web.ledger.panes import pane_at
from duban.web.ledger.reviewing import SourceView, places_of_value
from duban.web.ledger.showing import Marks, Shown, places_of, shown

Form = dict[str, Any]


def source_of_task(edition: Edition, entry: Entry, name: str) -> SourceView:
    """The rows and lines of the entry's task and no others; the field `name` is highlighted."""
    task = entry.task
    hits = places_of_value(task, name)
    places = [place for held in places_of(task).values() for place in held]
    found = [pane_at(edition.outline, place) for place in (*places, task.place)]
    numbers = {number for number in found if number is not None}
    panes = edition.panes.filter(number__in=numbers).order_by("number")
    marks = Marks.of([(entry.key, task, entry.past)])
    blocks = [
        block for pane in panes for block in shown(excerpt(pane.form, task), marks, frozenset(hits))
    ]
    return SourceView(
        pane=panes.first(),
        number=0,
        last=0,
        blocks=tuple(_tables(blocks)),
        words=places_words(hits),
        hits=hits,
    )


def _tables(blocks: Iterable[Shown]) -> Iterator[Shown]:
    """Rows of one table together, so that their columns stand under one another."""
    for (kind, _table), run in groupby(
        blocks, key=lambda block: (block.kind, block.form.get("table"))
    ):
        if kind == "text":
            yield from run
            continue
        rows = list(run)
        yield Shown("grid", rows[0].form, tuple(row.rows[0] for row in rows))


def excerpt(pane: Form, task: Task) -> Form:
    """The pane (see `panes.py`) with the rows and lines of the task, and the head of its tables."""
    places = [place for held in places_of(task).values() for place in held]
    # a heading over many rows is told with the row of the task, not by a row of its own
    own = [place for name, held in places_of(task).items() if name != "path" for place in held]
    rows = {(place.table, place.row) for place in own if place.row is not None}
    lines = {place.line for place in places if place.line is not None and place.row is None}
    return {**pane, "blocks": list(_blocks(pane["blocks"], rows, lines))}


def _blocks(
    blocks: Iterable[Form], rows: set[tuple[int | None, int]], lines: set[int]
) -> Iterator[Form]:
    for block in blocks:
        if block["kind"] == "text":
            if block["line"] in lines:
                yield block
            continue
        wanted = {row for table, row in rows if table == block["table"]}
        last = block["first"] + len(block["rows"]) - 1
        if not any(block["first"] <= row <= last for row in wanted):
            continue
        head = range(block["first"], block["first"] + block["head"])
        yield from _rows(block, sorted({*wanted, *head}))


def _rows(block: Form, wanted: Iterable[int]) -> Iterator[Form]:
    """Each row as a block of its own: rows left out must not shift the numbers of those kept."""
    whole = _unmerged(block)
    for row in wanted:
        if row in whole:
            yield {**block, "first": row, "head": 0, "rows": [whole[row]], "cut": True}


def _unmerged(block: Form) -> dict[int, list[Form]]:
    """The rows by number; what is merged downwards stands again in every row it covers."""
    rows: dict[int, list[Form]] = {
        number: [] for number in range(block["first"], block["first"] + len(block["rows"]))
    }
    for number, cells in enumerate(block["rows"], block["first"]):
        for cell in cells:
            alone = {key: value for key, value in cell.items() if key not in ("r", "b")}
            for covered in range(number, number + cell.get("r", 1)):
                if covered in rows:
                    rows[covered].append(alone)
    return {number: sorted(cells, key=lambda cell: cell["c"]) for number, cells in rows.items()}
