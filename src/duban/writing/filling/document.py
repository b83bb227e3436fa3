"""A .docx opened as a template: its lines with their places, and the file filled in.

Word cuts a line into runs where it pleases, so that a field may begin in one run and end in
another: lines are put together from their runs, and what is filled in takes the looks of the run
in which the field begins.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from duban.writing.filling.fields import GAP, Found, Shape, Values, fields_in

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
#: what XML cannot hold
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS_OF_ONE = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")


def _w(name: str) -> str:
    return f"{{{WORD}}}{name}"


T, P, R, TR, TC, TBL = map(_w, ("t", "p", "r", "tr", "tc", "tbl"))
#: between these a field does not run on
_GAPS = frozenset(
    _w(name)
    for name in (
        *("tab", "ptab", "br", "cr", "drawing", "pict", "object", "fldChar", "sym", "pgNum"),
        *("noBreakHyphen", "softHyphen", "footnoteReference", "endnoteReference"),
    )
)

Filled = bytes
# lxml has no types of its own
Element = Any


@dataclass(slots=True)
class Line:
    """A paragraph: its texts with their nodes (None for a gap), the fields over all of them."""

    where: str
    paragraph: Element
    nodes: Sequence[Element | None]
    texts: Sequence[str]
    fields: tuple[Found, ...]

    @property
    def rows(self) -> list[Element]:
        """The table rows that it stands in, the innermost first."""
        return list(self.paragraph.iterancestors(TR))


@dataclass(slots=True)
class Template:
    """The parts of the file that hold lines, as trees, beside the others as they are."""

    parts: dict[str, Element]
    others: Mapping[str, bytes]
    order: Sequence[str]

    def lines(self) -> Iterator[Line]:
        for name, root in self.parts.items():
            yield from _lines(root, _room(name))

    def rows(self) -> Iterator[tuple[str, set[str]]]:
        """Of each row that is repeated, where it is and the lists that it names, those of the
        rows in its tables among them."""
        lines = list(self.lines())
        for row, named in _repeated(lines).items():
            where = next(line.where for line in lines if row in line.rows)
            yield where.partition("行")[0] + "行", named

    def fill(self, values: Values) -> Filled:
        """The file with every field replaced; the same values give the same bytes.

        Fields must be known (see `faults_of`): KeyError for one that has no value.
        """
        done = {}
        for name, root in self.parts.items():
            tree = copy.deepcopy(root)
            _fill_all(tree, values)
            for bound in list(tree.iter(_w("dataBinding"))):
                # Word would put back what stood in the control
                bound.getparent().remove(bound)
            done[name] = etree.tostring(
                tree, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name in self.order:
                part = zipfile.ZipInfo(name, _EARLIEST)
                part.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(part, done.get(name) or self.others[name])
        return out.getvalue()


def open_template(data: bytes) -> Template:
    """The file must have been looked at before: this neither unpacks carefully nor refuses."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    parts, others, order = {}, {}, []
    with zipfile.ZipFile(BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith("/"):
                continue
            order.append(name)
            if _PART.fullmatch(name):
                parts[name] = etree.fromstring(file.read(name), parser)
            else:
                others[name] = file.read(name)
    return Template(dict(sorted(parts.items())), others, order)


def _room(name: str) -> str:
    if "header" in name:
        return "页眉"
    return "页脚" if "footer" in name else ""


def _lines(root: Element, room: str) -> Iterator[Line]:
    """Every paragraph that stands in running text or in a cell; those in a text box under it."""
    places = _Places(room)
    for paragraph in root.iter(P):
        yield _line(paragraph, places.of(paragraph))


def _line(paragraph: Element, where: str) -> Line:
    nodes, texts = [], []
    for node in _own(paragraph):
        held = node.tag == T
        nodes.append(node if held else None)
        texts.append(re.sub(r"[\t\n\r]", " ", node.text or "") if held else GAP)
    text = "".join(texts)
    return Line(where, paragraph, nodes, texts, tuple(fields_in(text)))


def _own(paragraph: Element) -> Iterator[Element]:
    """The texts and gaps of a paragraph without those of the paragraphs in its text boxes."""
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == T or node.tag in _GAPS:
            yield node
        elif node.tag != P and isinstance(node.tag, str):
            stack.extend(reversed(node))


def _row_of(paragraph: Element) -> Element | None:
    """The innermost row that a paragraph stands in."""
    return next(paragraph.iterancestors(TR), None)


class _Places:
    """Counts paragraphs, tables, rows and columns as a reader of the page does."""

    def __init__(self, room: str) -> None:
        self.room = room
        self.paragraphs = 0
        self.tables: list[Element] = []
        self.cells: dict[Element, str] = {}

    def of(self, paragraph: Element) -> str:
        if next(paragraph.iterancestors(_w("txbxContent")), None) is not None:
            return f"{self.room}文本框内"
        # a table in a cell is told by the cell
        cell = next((one for one in reversed(list(paragraph.iterancestors(TC)))), None)
        if cell is None:
            self.paragraphs += 1
            return f"{self.room}第{self.paragraphs}段"
        if cell not in self.cells:
            self._count(next(cell.iterancestors(TBL)))
        return self.cells[cell]

    def _count(self, table: Element) -> None:
        self.tables.append(table)
        rows = (one for one in table.iter(TR) if _row_of(one) is None)
        for at, row in enumerate(rows, 1):
            cells = (one for one in row.iter(TC) if _row_of(one) is row)
            for column, cell in enumerate(cells, 1):
                self.cells[cell] = f"{self.room}表{len(self.tables)}第{at}行第{column}列"


def _fill(line: Line, value: Any) -> None:
    """Replace the fields of a line from right to left, so that earlier places keep holding."""
    texts, changed = list(line.texts), set()
    for found in reversed(line.fields):
        if found.shape is not Shape.RIGHT:
            continue
        first, start = _at(texts, found.start)
        last, end = _at(texts, found.end - 1)
        said = _fit(value(found))
        if first == last:
            texts[first] = texts[first][:start] + said + texts[first][end + 1 :]
        else:
            texts[first] = texts[first][:start] + said
            texts[last] = texts[last][end + 1 :]
            for between in range(first + 1, last):
                texts[between] = ""
        changed |= set(range(first, last + 1))
    for number in changed:
        _write(line.nodes[number], texts[number])


def _at(texts: Sequence[str], place: int) -> tuple[int, int]:
    """Which node the character stands in, and where in it."""
    for number, text in enumerate(texts):
        if place < len(text):
            return number, place
        place -= len(text)
    raise ValueError("no such character in the line")


def _fit(text: str) -> str:
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _write(node: Element, text: str) -> None:
    """The text into its run, line ends and tabs as Word has them."""
    pieces = re.split(r"([\n\t])", text)
    node.text = pieces[0]
    node.set(_PRESERVE, "preserve")
    last = node
    for piece in pieces[1:]:
        if piece in ("\n", "\t"):
            added = etree.Element(_w("br") if piece == "\n" else _w("tab"))
        elif piece:
            added = etree.Element(T)
            added.text = piece
            added.set(_PRESERVE, "preserve")
        else:
            continue
        last.addnext(added)
        last = added


def _repeated(lines: Sequence[Line]) -> dict[Element, set[str]]:
    """The rows that name lists, and these; of rows in one another the outermost."""
    named = {line.rows[0] for line in lines if line.rows and any(one.group for one in line.fields)}
    found: dict[Element, set[str]] = {}
    for line in lines:
        outermost = [row for row in line.rows if row in named]
        groups = {one.group for one in line.fields if one.group}
        if outermost and groups:
            found.setdefault(outermost[-1], set()).update(groups)
    return found


def _fill_all(tree: Element, values: Values) -> None:
    """Fill every line once: what has been filled in is not looked at again.

    A row that names a list stands once an item; a list without items leaves one empty row.
    """
    lines = list(_lines(tree, ""))
    repeated = _repeated(lines)
    for line in lines:
        if not any(row in repeated for row in line.rows):
            _fill(line, lambda found: values.texts[found.name])
    for row, groups in repeated.items():
        nothing: dict[str, str] = {}
        for item in values.lists[min(groups)] or [nothing]:
            again = copy.deepcopy(row)
            _forget_marks(again)
            for paragraph in list(again.iter(P)):
                _fill_item(paragraph, item, values)
            row.addprevious(again)
        row.getparent().remove(row)


def _fill_item(paragraph: Element, item: Mapping[str, str], values: Values) -> None:
    def said(found: Found) -> str:
        if not found.group:
            return values.texts[found.name]
        return item[found.name] if item else ""

    _fill(_line(paragraph, ""), said)


def _forget_marks(row: Element) -> None:
    """What may stand in a file only once."""
    for name in _MARKS_OF_ONE:
        for mark in list(row.iter(_w(name))):
            mark.getparent().remove(mark)
    for node in row.iter():
        for key in [key for key in node.attrib if key.endswith(("}paraId", "}textId"))]:
            del node.attrib[key]
