"""Word documents, read from their XML: paragraphs, tables and notes in reading order.

What a person sees is what is read: inserted text but not deleted text, automatic numbers as text.
Text boxes follow the paragraph they hang on, nested tables the table they lie in, notes the end.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from lxml.etree import _Element

from duban.plan import Doubt, Place
from duban.reading.formats.classified import refuse_classified
from duban.reading.formats.docx_names import W, usual_names
from duban.reading.formats.docx_numbering import Numbering
from duban.reading.formats.docx_styles import Styles
from duban.reading.formats.docx_table import draw
from duban.reading.formats.docx_text import WRAPPERS, Inline, Sights
from duban.reading.formats.limits import Limits
from duban.reading.formats.opened import Contents, Opened
from duban.reading.formats.refusals import DAMAGED
from duban.reading.formats.trees import tree_of
from duban.reading.formats.zipped import unpack
from duban.reading.source import Block, Grid, Paragraph, Unreadable

STEP = 200

_PART = re.compile(r"word/(\w+)\.xml")
_PAGE_NUMBER = re.compile(r"[\s\d\-—–－第页共/PageofOF]*")


def read(file: Opened) -> Contents:
    parts = _Parts(file.archive, file.limits)
    body = parts.root("document") if "document" in parts else parts.root("document2")
    reader = _Reader(
        Styles(parts.root("styles") if "styles" in parts else None),
        parts.root("numbering") if "numbering" in parts else None,
    )
    blocks = list(reader.blocks(body, file))
    for kind in ("footnote", "endnote"):
        if reader.sights.notes[kind] and f"{kind}s" in parts:
            blocks += reader.notes(parts.root(f"{kind}s"), kind)
    furniture = _furniture(parts)
    comments = _comments(parts.root("comments")) if "comments" in parts else ()
    if not file.limits.allow_classified:
        refuse_classified([Paragraph(text) for text in furniture])
    return Contents(tuple(blocks), (*reader.doubts(), *_aside_doubts(furniture, comments)))


class _Parts:
    """The XML parts of a document by their name without folder and ending."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive, self._limits = archive, limits
        self.names = [found[1] for name in archive.namelist() if (found := _PART.fullmatch(name))]

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def root(self, name: str) -> _Element:
        xml = unpack(self._archive, f"word/{name}.xml", self._limits)
        return tree_of(usual_names(xml))


class _Reader:
    """Walks one document; counters of paragraphs, tables and numbers run through it."""

    def __init__(self, styles: Styles, numbering: _Element | None) -> None:
        self.styles = styles
        self.numbering = Numbering(numbering, styles)
        self.sights = Sights()
        self._inline = Inline(self.sights)
        self._paragraphs = 0
        self._tables = 0
        self._doubts: list[Doubt] = []

    def blocks(self, root: _Element, file: Opened) -> Iterator[Block]:
        body = root.find(f"{W}body")
        if body is None:
            raise Unreadable(DAMAGED)
        total = len(body)
        for done, child in enumerate(body, 1):
            yield from self._flow(child)
            if not done % STEP or done == total:
                file.progress(done, total)

    def notes(self, root: _Element, kind: str) -> Iterator[Block]:
        """The notes that the text refers to, in the order in which it does."""
        by_id = {note.get(f"{W}id"): note for note in root.iter(f"{W}{kind}")}
        for number, identifier in enumerate(self.sights.notes[kind], 1):
            note = by_id.get(identifier)
            text = "" if note is None else " ".join(self._texts(note))
            if text:
                yield self._paragraph(f"注{number}：{text}")

    def _flow(self, element: _Element) -> Iterator[Block]:
        tag = element.tag
        if tag == f"{W}p":
            text = self._text(element)
            if text:
                yield self._paragraph(text, self.styles.level(element))
            yield from self._asides()
        elif tag == f"{W}tbl":
            yield from self._table(element)
        elif tag in (f"{W}altChunk", f"{W}subDoc"):
            self.sights.foreign += 1
        elif tag in WRAPPERS:
            for child in element:
                yield from self._flow(child)

    def _text(self, paragraph: _Element) -> str:
        text = self._inline.text(paragraph)
        return (self.numbering.label(paragraph) + text).strip()

    def _texts(self, element: _Element) -> Iterator[str]:
        """The texts of the paragraphs in a cell or a note; nested tables are left for later."""
        for child in element:
            if child.tag == f"{W}p":
                text = self._text(child)
                if text:
                    yield text
            elif child.tag == f"{W}tbl":
                self.sights.nested.append(child)
            elif child.tag in WRAPPERS:
                yield from self._texts(child)

    def _table(self, element: _Element) -> Iterator[Block]:
        self._tables += 1
        place = Place(table=self._tables)
        drawing = draw(element, lambda cell: "\n".join(self._texts(cell)))
        self.sights.changes += drawing.deleted_rows
        if drawing.covered is not None:
            row, column, text = drawing.covered
            self._doubts.append(
                Doubt(
                    "covered-by-merge",
                    f"合并单元格盖住了原有的文字“{text}”，被盖住的没有读。",
                    place._replace(row=row + 1, column=column + 1),
                )
            )
        if drawing.rows:
            yield Grid(drawing.rows, place, drawing.spans, drawing.headers)
        nested, self.sights.nested = self.sights.nested, []
        for inner in nested:
            text = f"表{place.table}的单元格内还有一个表，作为表{self._tables + 1}另读。"
            self._doubts.append(Doubt("nested-table", text, Place(table=self._tables + 1)))
            yield from self._table(inner)
        yield from self._asides()

    def _asides(self) -> Iterator[Block]:
        boxes, self.sights.boxes = self.sights.boxes, []
        for box in boxes:
            for child in box:
                yield from self._flow(child)

    def _paragraph(self, text: str, level: int | None = None) -> Paragraph:
        self._paragraphs += 1
        return Paragraph(text, Place(line=self._paragraphs), level)

    def doubts(self) -> tuple[Doubt, ...]:
        """What was found on the way that a person should know of."""
        sights = self.sights
        told = (
            (sights.changes, "tracked-changes", "文中有{}处修订痕迹，按接受修订后的文字读取。"),
            (sights.hidden, "hidden-text", "文中有{}处隐藏文字，也读了进来。"),
            (sights.foreign, "embedded-file", "文中嵌有{}个别的文件，其中的文字没有读。"),
            (sights.pictures, "pictures", "文中有{}处图片，图片中的文字没有读。"),
        )
        counted = [Doubt(code, text.format(count)) for count, code, text in told if count]
        return (*self._doubts, *counted)


def _furniture(parts: _Parts) -> list[str]:
    """The texts of page headers and footers that say more than a page number."""
    texts: dict[str, None] = {}
    for name in parts.names:
        if name.startswith(("header", "footer")):
            for paragraph in parts.root(name).iter(f"{W}p"):
                text = Inline(Sights()).text(paragraph).strip()
                if not _PAGE_NUMBER.fullmatch(text):
                    texts[text] = None
    return list(texts)


def _comments(root: _Element) -> tuple[str, ...]:
    return tuple(
        "".join(text.text or "" for text in note.iter(f"{W}t")) for note in root.iter(f"{W}comment")
    )


def _aside_doubts(furniture: list[str], comments: tuple[str, ...]) -> Iterator[Doubt]:
    for text in furniture:
        yield Doubt("page-furniture", f"页眉或页脚的文字“{text}”没有读入正文。")
    for text in comments:
        yield Doubt("comment", f"批注“{text}”没有读入正文。")
