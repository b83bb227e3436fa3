"""Web pages: tables, headings and paragraphs in the order in which they stand.

A table that holds tables arranges the page; what it holds is read as if it were not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from duban.plan import Place
from duban.reading.formats.encoding import decode, refuse_long
from duban.reading.formats.limits import Limits
from duban.reading.formats.opened import Contents, Opened
from duban.reading.source import Block, Grid, Paragraph, Span, Unreadable

MOST_COLUMNS = 1000

_UNSHOWN = frozenset(("script", "style", "head", "noscript", "template", "title", "textarea"))
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "o:p",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{2,20})", re.I)
#: a line break in the source between two Chinese characters is no blank
_SOFT_BREAK = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\uffef])")
_BLANKS = re.compile(r"[ \t\r\n]+")


def read(file: Opened) -> Contents:
    refuse_long(file)
    return Contents(tuple(blocks_of(_text(file.data), file.limits)))


def _text(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared is not None and declared[1].lower() not in (
        b"utf-8",
        b"gb2312",
        b"gbk",
        b"gb18030",
    ):
        try:
            return data.decode(declared[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def blocks_of(
    markup: str, limits: Limits, first_table: int = 1, first_line: int = 1
) -> Iterator[Block]:
    """The grids and paragraphs of a page; tables and lines are counted from the numbers given."""
    parser = HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(_PROLOGUE.sub("", markup), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    table = first_table
    for block in _walk(root, limits):
        shift = first_line - 1
        if isinstance(block, Grid):
            lines = tuple(line + shift for line in block.lines)
            yield Grid(block.rows, Place(table=table), block.spans, block.headers, lines)
            table += 1
        else:
            line = None if block.place.line is None else block.place.line + shift
            yield Paragraph(block.text, Place(line=line), block.level)


def _walk(root: HtmlElement, limits: Limits) -> Iterator[Block]:
    pieces: list[str] = []
    line: int | None = None
    level: int | None = None

    def flush() -> Iterator[Paragraph]:
        for text in _shown("".join(pieces)).split("\n"):
            if text.strip():
                yield Paragraph(text.strip(), Place(line=line), level)
        pieces.clear()

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            if tag not in _INLINE:
                yield from flush()
                level = None
            pieces.append(element.tail or "")
            continue
        if tag in _UNSHOWN:
            walker.skip_subtree()
        elif tag == "table" and _is_data(element):
            yield from flush()
            yield _grid(element, limits)
            walker.skip_subtree()
        elif tag == "br":
            pieces.append("\v")
        else:
            if tag not in _INLINE:
                yield from flush()
                line, level = element.sourceline, _HEADINGS.get(tag)
            pieces.append(element.text or "")
    yield from flush()


def _shown(text: str) -> str:
    """`text` with white space as a browser shows it; vertical tabs are the line breaks."""
    shown = _BLANKS.sub(" ", _SOFT_BREAK.sub("", text)).replace("\v", "\n")
    return "\n".join(line.strip() for line in shown.split("\n")).strip()


def _is_data(table: HtmlElement) -> bool:
    return next((inner for inner in table.iter("table") if inner is not table), None) is None


def _grid(table: HtmlElement, limits: Limits) -> Grid:
    taken: dict[tuple[int, int], str] = {}
    spans: list[Span] = []
    lines: list[int] = []
    headers = 0
    drawn = list(table.iter("tr"))
    for at, row in enumerate(drawn):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        column = 0
        for cell in cells:
            while (at, column) in taken:
                column += 1
            span = Span(at, column, *_reach(cell, at, column, len(drawn)))
            _take(taken, span, _cell_text(cell), limits)
            if (span.bottom, span.right) != (at, column):
                spans.append(span)
            column = span.right + 1
        if headers == at and cells and _is_header(row, cells):
            headers += 1
        lines.append(row.sourceline or 0)
    width = [0] * len(drawn)
    for at, column in taken:
        width[at] = max(width[at], column + 1)
    rows = tuple(
        tuple([taken.get((at, column), "") for column in range(width[at])])
        for at in range(len(drawn))
    )
    return Grid(rows, Place(), tuple(spans), headers, tuple(lines))


def _reach(cell: HtmlElement, row: int, column: int, rows: int) -> tuple[int, int]:
    """The last row and column that the cell covers; a row span of 0 reaches the last row."""
    down = _number(cell.get("rowspan"))
    bottom = rows - 1 if down == 0 else row + (1 if down is None else down) - 1
    across = min(max(_number(cell.get("colspan")) or 1, 1), MOST_COLUMNS)
    return min(bottom, rows - 1), column + across - 1


def _take(taken: dict[tuple[int, int], str], span: Span, text: str, limits: Limits) -> None:
    for row in range(span.top, span.bottom + 1):
        for column in range(span.left, span.right + 1):
            taken.setdefault((row, column), text)
    if len(taken) > limits.cells:
        raise Unreadable(f"网页中的表超过{limits.cells}个单元格的上限，请拆分后再试。")


def _number(text: str | None) -> int | None:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def _is_header(row: HtmlElement, cells: list[HtmlElement]) -> bool:
    parent = row.getparent()
    in_head = parent is not None and parent.tag == "thead"
    return in_head or all(cell.tag == "th" for cell in cells)


def _cell_text(cell: HtmlElement) -> str:
    pieces: list[str] = []
    walker = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag not in _INLINE and element is not cell
        if event == "start":
            if tag in _UNSHOWN:
                walker.skip_subtree()
            else:
                pieces += ("\v" if block else "", element.text or "")
        elif element is not cell:
            pieces += ("\v" if block and tag != "br" else "", element.tail or "")
    return re.sub(r"\n{2,}", "\n", _shown("".join(pieces)))
