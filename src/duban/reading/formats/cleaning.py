"""Characters that no one can see: taken out of what was read, and owned up to."""

from __future__ import annotations

import re
from dataclasses import replace

from duban.plan import Doubt, Place
from duban.reading.formats.opened import Contents
from duban.reading.source import Block, Grid, Paragraph

#: controls except tab and line feed, and the invisible marks of width, direction and order
_UNSEEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufeff\ufff9-\uffff\ud800-\udfff]"
)


def without_unseen(contents: Contents) -> Contents:
    """`contents` with the unseen characters removed and one doubt that counts them."""
    removed = 0
    first: Place | None = None
    blocks: list[Block] = []
    for block in contents.blocks:
        cleaned, count = _clean_grid(block) if isinstance(block, Grid) else _clean_paragraph(block)
        if count and first is None:
            first = block.place
        removed += count
        if isinstance(cleaned, Grid) or cleaned.text:
            blocks.append(cleaned)
    if first is None:
        return Contents(tuple(blocks), contents.doubts)
    doubt = Doubt("control-characters", f"文中有{removed}个看不见的控制字符，已去掉。", first)
    return Contents(tuple(blocks), (*contents.doubts, doubt))


def _clean_paragraph(paragraph: Paragraph) -> tuple[Paragraph, int]:
    text, count = _clean(paragraph.text)
    return (
        (paragraph, 0) if text == paragraph.text else (paragraph._replace(text=text.strip()), count)
    )


def _clean_grid(grid: Grid) -> tuple[Grid, int]:
    # One look at the whole grid: nearly always there is nothing to do, and cells are many.
    if not any(_may_hold_unseen(row) for row in map("".join, grid.rows)):
        return grid, 0
    counted = [[_clean(cell) for cell in row] for row in grid.rows]
    rows = tuple(tuple(text for text, _ in row) for row in counted)
    return replace(grid, rows=rows), sum(count for row in counted for _, count in row)


def _may_hold_unseen(text: str) -> bool:
    """Whether something in the text cannot be printed, beside line ends and the wide blank."""
    if text.isprintable():
        return False
    return not text.replace("\n", "").replace("\u3000", "").isprintable()


def _clean(text: str) -> tuple[str, int]:
    if text.isprintable():
        return text, 0
    return re.subn(_UNSEEN, "", text.replace("\r\n", "\n").replace("\r", "\n"))
