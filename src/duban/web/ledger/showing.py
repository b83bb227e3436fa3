"""A pane of the source with what was read from it: every piece knows its value, and the reverse."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from duban.plan import Box, Place, Task
from duban.web.ledger.fields import label_said
from duban.web.ledger.pins import pin_of


@dataclass(frozen=True, slots=True)
class Ref:
    """A value of a task: `entry` is the key of the task in its edition."""

    entry: str
    name: str
    label: str
    past: bool = False

    @property
    def at(self) -> str:
        """As it stands in an address."""
        return f"{self.entry}:{self.name}"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    column: int
    rows: int
    columns: int
    pin: str
    ref: Ref | None
    hit: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters of a line that all belong to the same value, or to none."""

    text: str
    ref: Ref | None
    hit: bool
    pin: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as the template draws it: `rows` for a grid, `segments` for a paragraph."""

    kind: str
    form: dict[str, Any]
    rows: tuple[tuple[Cell, ...], ...] = ()
    segments: tuple[Segment, ...] = ()
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Overlay:
    """A frame on a page image, in percent of its width and height."""

    left: float
    top: float
    width: float
    height: float
    ref: Ref | None
    hit: bool
    text: str


@dataclass(slots=True)
class Marks:
    """Which values stand where."""

    cells: dict[tuple[int, int, int], list[Ref]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[int, list[tuple[int, int, Ref]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, tasks: Iterable[tuple[str, Task, bool]]) -> Marks:
        """The marks of tasks, each with its key and whether it looks back."""
        marks = cls()
        for key, task, past in tasks:
            for name, places in places_of(task).items():
                ref = Ref(key, name, label_said(name), past)
                for place in places:
                    marks._note(place, ref)
        return marks

    def _note(self, place: Place, ref: Ref) -> None:
        if place.table is not None and place.row is not None and place.column is not None:
            self.cells[place.table, place.row, place.column].append(ref)
        elif place.line is not None:
            end = place.end if place.end is not None else 10**9
            self.lines[place.line].append((place.start or 0, end, ref))


def places_of(task: Task) -> dict[str, Sequence[Place]]:
    """Where every value of the task stands, the milestones' own places included."""
    found: dict[str, Sequence[Place]] = dict(task.places)
    for stone in task.milestones:
        found.setdefault(f"milestone:{stone.period}", (stone.place,))
    if "title" not in found and "text" not in found:
        found["title"] = (task.place,)
    return found


def shown(pane: dict[str, Any], marks: Marks, hits: Collection[Place]) -> Iterator[Shown]:
    """The pane's blocks with their values; `hits` are the places to be highlighted."""
    pins = {pin_of(place) for place in hits}
    lines = {
        place.line: (place.start, place.end)
        for place in hits
        if place.line is not None and place.row is None
    }
    for block in pane["blocks"]:
        if block["kind"] == "grid":
            rows = tuple(_grid_rows(block, marks, pins))
            yield Shown("grid", block, rows=rows)
        else:
            spans = marks.lines.get(block["line"], ())
            hit = lines.get(block["line"])
            yield Shown("text", block, segments=tuple(_segments(block, spans, hit)))


def _grid_rows(block: dict[str, Any], marks: Marks, pins: set[str]) -> Iterator[tuple[Cell, ...]]:
    table = block["table"] or 0
    for number, row in enumerate(block["rows"], block["first"]):
        cells = []
        for cell in row:
            rows, columns = cell.get("r", 1), cell.get("s", 1)
            under = [
                (table, number + down, cell["c"] + right)
                for down in range(rows)
                for right in range(columns)
            ]
            refs = [ref for at in under for ref in marks.cells.get(at, ())]
            pin = f"t{table}r{number}c{cell['c']}"
            hit = any(f"t{a}r{b}c{c}" in pins for a, b, c in under)
            cells.append(
                Cell(cell["t"], cell["c"], rows, columns, pin, refs[0] if refs else None, hit)
            )
        yield tuple(cells)


def _segments(
    block: dict[str, Any],
    spans: Sequence[tuple[int, int, Ref]],
    hit: tuple[int | None, int | None] | None,
) -> Iterator[Segment]:
    text: str = block["text"]
    length = len(text)
    wanted = (0, 0) if hit is None else (hit[0] or 0, length if hit[1] is None else hit[1])
    cuts = {0, length, *wanted, *(at for start, end, _ in spans for at in (start, end))}
    edges = sorted(cut for cut in cuts if 0 <= cut <= length)
    for start, end in itertools.pairwise(edges):
        over = [span for span in spans if span[0] <= start and end <= span[1]]
        # of values that overlap the shortest is the one meant
        ref = min(over, key=lambda span: span[1] - span[0])[2] if over else None
        inside = wanted[0] <= start and end <= wanted[1]
        yield Segment(text[start:end], ref, inside, f"l{block['line']}.{start}-{end}")


def overlays(
    pane: dict[str, Any], size: tuple[float, float], blocks: Iterable[Shown]
) -> Iterator[Overlay]:
    """Frames over the page image; `size` is the page's width and height in points."""
    boxes = {
        (block["table"], block["first"] + down, cell["c"]): cell["b"]
        for block in pane["blocks"]
        if block["kind"] == "grid"
        for down, row in enumerate(block["rows"])
        for cell in row
        if cell.get("b")
    }
    for block in blocks:
        if block.kind == "grid":
            for down, row in enumerate(block.rows):
                for cell in row:
                    box = boxes.get((block.form["table"], block.form["first"] + down, cell.column))
                    if box is not None and (cell.ref is not None or cell.hit):
                        yield _overlay(box, size, cell.ref, cell.hit, cell.text)
        elif block.form["box"] is not None:
            read = [segment for segment in block.segments if segment.ref is not None]
            hit = any(segment.hit for segment in block.segments)
            if read or hit:
                ref = read[0].ref if read else None
                yield _overlay(block.form["box"], size, ref, hit, block.form["text"])


def _overlay(box: Box, size: tuple[float, float], ref: Ref | None, hit: bool, text: str) -> Overlay:
    (x0, top, x1, bottom), (width, height) = box, size
    return Overlay(
        left=round(100 * x0 / width, 3),
        top=round(100 * top / height, 3),
        width=round(100 * (x1 - x0) / width, 3),
        height=round(100 * (bottom - top) / height, 3),
        ref=ref,
        hit=hit,
        text=text,
    )
