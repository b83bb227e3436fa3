"""The grid of one table of WordprocessingML, merged cells filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml.etree import _Element

from duban.reading.formats.docx_names import W, child, is_on, value, whole
from duban.reading.formats.docx_text import WRAPPERS
from duban.reading.source import Span

MOST_COLUMNS = 1000


class Drawing(NamedTuple):
    """`covered` is the first text that a merged cell hides: row, column (from 0) and the text."""

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...]
    headers: int
    deleted_rows: int
    covered: tuple[int, int, str] | None


@dataclass(slots=True)
class _Cell:
    """A merged cell that may still grow downwards."""

    text: str
    top: int
    left: int
    bottom: int
    right: int


def draw(table: _Element, text_of: Callable[[_Element], str]) -> Drawing:
    """The rows of `table`, the text of a cell being what `text_of` makes of its `w:tc`."""
    rows: list[tuple[str, ...]] = []
    cells: list[_Cell] = []
    open_cells: dict[int, _Cell] = {}
    headers = deleted = 0
    covered: tuple[int, int, str] | None = None
    for row in _inside(table, f"{W}tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            deleted += 1
            continue
        at = len(rows)
        if headers == at and is_on(child(properties, "tblHeader")):
            headers += 1
        drawn, hidden = _draw_row(row, at, open_cells, text_of)
        covered = covered or hidden
        cells += [cell for cell in drawn if cell.top == at]
        open_cells = {cell.left: cell for cell in drawn}
        rows.append(_texts(drawn, _skipped(properties, "gridAfter")))
    spans = tuple(
        Span(cell.top, cell.left, cell.bottom, cell.right)
        for cell in cells
        if (cell.top, cell.left) != (cell.bottom, cell.right)
    )
    return Drawing(tuple(rows), spans, headers, deleted, covered)


def _draw_row(
    row: _Element, at: int, above: dict[int, _Cell], text_of: Callable[[_Element], str]
) -> tuple[list[_Cell], tuple[int, int, str] | None]:
    drawn: list[_Cell] = []
    covered: tuple[int, int, str] | None = None
    left = _skipped(child(row, "trPr"), "gridBefore")
    for element in _inside(row, f"{W}tc"):
        properties = child(element, "tcPr")
        right = left + _width(properties) - 1
        text = text_of(element)
        holder = _held_by(properties, left, right, above, drawn)
        if holder is None:
            drawn.append(_Cell(text, at, left, at, right))
        else:
            holder.bottom = at
            if text and text != holder.text:
                covered = covered or (at, left, text)
            if holder not in drawn:
                drawn.append(holder)
            holder.right = max(holder.right, right)
        left = right + 1
    return drawn, covered


def _held_by(
    properties: _Element | None, left: int, right: int, above: dict[int, _Cell], drawn: list[_Cell]
) -> _Cell | None:
    """The merged cell that this one continues, downwards or (in old files) to the right."""
    if properties is None:
        return None
    across = child(properties, "hMerge")
    if across is not None and value(across, "continue") == "continue" and drawn:
        return drawn[-1]
    down = child(properties, "vMerge")
    if down is None or value(down, "continue") != "continue":
        return None
    holder = above.get(left)
    return holder if holder is not None and holder.right == right else None


def _texts(drawn: list[_Cell], after: int) -> tuple[str, ...]:
    texts: list[str] = []
    for cell in drawn:
        texts += [""] * (cell.left - len(texts))
        texts += [cell.text] * (cell.right + 1 - len(texts))
    return (*texts, *[""] * after)


def _width(properties: _Element | None) -> int:
    span = child(properties, "gridSpan")
    return min(max(whole(value(span, "1"), 1), 1), MOST_COLUMNS)


def _skipped(properties: _Element | None, side: str) -> int:
    found = child(properties, side)
    return min(max(whole(value(found, "0"), 0), 0), MOST_COLUMNS)


def _inside(element: _Element, tag: str) -> Iterator[_Element]:
    """The children of that name, also those wrapped in content controls."""
    for inner in element:
        if inner.tag == tag:
            yield inner
        elif inner.tag in WRAPPERS:
            yield from _inside(inner, tag)
