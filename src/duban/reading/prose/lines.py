"""The lines of a source, without what a page adds to them.

A line keeps the offset at which its text began in the source's own paragraph, so that any span
of it can be pointed at. Page numbers and running headers belong to the page, not to the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from duban.plan import Place
from duban.reading.source import Grid, Paragraph, Source

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,共]+\s*\d+\s*页?)?[-—–－·\s]*"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|\\[nrt]|&nbsp;")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]\s*")
_BREAK = re.compile(r"[\n\r\v\f]+")
_REMARK = re.compile(r"#?\s*(?:source|author|url|license)\s*[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """`start` counts code points into the source paragraph's text; `printed` is trimmed.

    `text` is `printed` with its punctuation and digits in one width, letter for letter.
    """

    printed: str
    text: str
    place: Place
    start: int = 0
    indented: bool = False
    level: int | None = None
    after_table: bool = False


def lines_of(source: Source) -> list[Line]:
    """Every line that holds text, in reading order, page furniture left out."""
    return [line for line in _without_furniture(list(_all_lines(source))) if _is_body(line)]


def _all_lines(source: Source) -> Iterator[Line]:
    after_table = False
    for block in source.blocks:
        if isinstance(block, Grid):
            after_table = True
            continue
        for line in _cut(block):
            yield replace(line, after_table=after_table)
            after_table = False


def _cut(paragraph: Paragraph) -> Iterator[Line]:
    """The paragraph at its own line breaks and, where it is marked up, at its tags."""
    text, at = paragraph.text, 0
    cutters = (_BOOKMARK, _TAG if "<" in text and ">" in text else _BREAK)
    edges = sorted(found.span() for cutter in cutters for found in cutter.finditer(text))
    for start, end in [*edges, (len(text), len(text))]:
        piece = text[at:start]
        trimmed = piece.strip()
        if trimmed:
            lead = len(piece) - len(piece.lstrip())
            yield Line(
                trimmed,
                evened(trimmed),
                paragraph.place,
                at + lead,
                indented=lead >= 2 or piece.startswith("\u3000"),
                level=paragraph.level,
            )
        at = end


def _is_body(line: Line) -> bool:
    """Neither a remark of whoever made the text file nor markup without words."""
    return not _REMARK.match(line.text) and any(char.isalnum() for char in line.text)


def _without_furniture(lines: Sequence[Line]) -> Iterator[Line]:
    headers = _running_headers(lines)
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line.text) and line.level is None:
            continue
        if line.place.page is not None and _masked(line.text) in headers:
            continue
        yield line


def _running_headers(lines: Iterable[Line]) -> set[str]:
    """Texts that open or close most pages, digits aside."""
    pages: dict[int, list[str]] = {}
    for line in lines:
        if line.place.page is not None and not _PAGE_NUMBER.fullmatch(line.text):
            pages.setdefault(line.place.page, []).append(_masked(line.text))
    if len(pages) < 3:
        return set()
    edges = Counter(text for page in pages.values() for text in {page[0], page[-1]})
    return {
        text
        for text, count in edges.items()
        if count >= 3 and 2 * count >= len(pages) and not text.endswith(("。", "；"))
    }


_WIDE = str.maketrans("０１２３４５６７８９％＋", "0123456789%+")
_NARROW = str.maketrans(",;:!?", "，；：！？")
#: punctuation of a Chinese sentence typed in the Latin width; 1,000 and 9:30 are numbers
_TYPED = re.compile(r"(?<![A-Za-z0-9])[,;:!?]|[,;:!?](?![A-Za-z0-9/])")
_POINT = re.compile(r"(?<=\d)．(?=\d)")


def evened(text: str) -> str:
    """The text in one width, as long as before: full-width marks, half-width digits."""
    text = text.translate(_WIDE)
    text = _POINT.sub(".", text)
    return _TYPED.sub(lambda found: found[0].translate(_NARROW), text)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", text)
