"""One sheet: its rows and merged cells as SpreadsheetML, and how it is printed.

Everything is text but plain whole numbers, and a text is never a formula, whatever it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from duban.writing.blocks import Align, Face, Light, Table
from duban.writing.cells import Placed, placed
from duban.writing.page import TEXT_WIDTH
from duban.writing.widths import lines_in
from duban.writing.wording import clean
from duban.writing.workbook.styles import Format, Formats

#: a cell of Excel holds no more, and no row is higher, in points
MAX_CELL, _HIGHEST = 32_767, 409
#: a whole number that a spreadsheet keeps as it is
_WHOLE = re.compile(r"0|[1-9]\d{0,14}")
#: what a reader of the file takes for a coded sign
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SIZE, _LINE_SIZE, TITLE_SIZE = 10, 12, 18
_PITCH = 14
#: a column is wider by one character for so many millimetres
_CHARACTER = 1.9
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
)


class Sheet:
    """A table under its lines: the title, and what the paper says of itself."""

    def __init__(self, table: Table, lines: Sequence[str], formats: Formats) -> None:
        self.table, self.lines = table, lines
        self._formats = formats
        self._merges: list[str] = []
        self._above: list[tuple[Face | None, Align, Light | None, int]]
        self._above = [(None, Align.LEFT, None, 0)] * len(table.widths)
        self._letters = [letters(column) for column in range(len(table.widths))]

    @property
    def repeated(self) -> str:
        """The rows of the header, which are printed on every page."""
        first = len(self.lines) + 1
        return f"${first}:${first + max(0, self.table.headers - 1)}"

    def xml(self) -> str:
        rows = "".join(self._rows())
        merges = "".join(f'<mergeCell ref="{place}"/>' for place in self._merges)
        merged = f'<mergeCells count="{len(self._merges)}">{merges}</mergeCells>' if merges else ""
        return (
            f'{_HEAD}{self._view()}<sheetFormatPr defaultRowHeight="15"/>{self._columns()}'
            f"<sheetData>{rows}</sheetData>{merged}"
            '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="9" orientation="{self._orientation()}" fitToHeight="0"/>'
            "</worksheet>"
        )

    def _view(self) -> str:
        top = len(self.lines) + self.table.headers
        frozen = (
            f'<pane ySplit="{top}" topLeftCell="A{top + 1}" activePane="bottomLeft" '
            'state="frozen"/>'
        )
        return f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'

    def _columns(self) -> str:
        drawn = "".join(
            f'<col min="{at}" max="{at}" width="{width / _CHARACTER:.2f}" customWidth="1"/>'
            for at, width in enumerate(self.table.widths, 1)
        )
        return f"<cols>{drawn}</cols>"

    def _orientation(self) -> str:
        return "landscape" if sum(self.table.widths) > TEXT_WIDTH else "portrait"

    def _rows(self) -> Iterator[str]:
        width = len(self.table.widths)
        for number, line in enumerate(self.lines, 1):
            title = number == 1
            face, size = (Face.SONG, TITLE_SIZE) if title else (Face.BODY, _LINE_SIZE)
            style = self._formats.number(Format(face, size, Align.CENTRE, ruled=False))
            if width > 1:
                self._merges.append(f"A{number}:{self._letters[-1]}{number}")
            yield _row(number, 2 * size, _cell(f"A{number}", style, line))
        for number, cells in enumerate(placed(self.table), len(self.lines) + 1):
            drawn = "".join(self._cell(number, cell) for cell in cells)
            yield _row(number, self._height(cells), drawn)

    def _cell(self, row: int, cell: Placed) -> str:
        """The cell, and empty ones with its rules where it covers others."""
        column, across, down, text, light, face, align = cell
        # most cells look like the one above, and to hash what they look like takes long
        known = self._above[column]
        if known[0] is face and known[1] is align and known[2] is light and down < 2:
            style = known[3]
        else:
            format_ = Format(face, _SIZE, align, cell.ink, high=cell.stands_high)
            style = self._formats.number(format_)
            if down < 2:
                self._above[column] = (face, align, light, style)
        first = self._letters[column]
        drawn = _cell(f"{first}{row}", style, text)
        if across == 1 and down == 1:
            return drawn
        if down:
            last = self._letters[column + across - 1]
            self._merges.append(f"{first}{row}:{last}{row + down - 1}")
        covered = self._letters[column + 1 : column + across]
        return drawn + "".join(f'<c r="{letter}{row}" s="{style}"/>' for letter in covered)

    def _height(self, cells: Sequence[Placed]) -> int:
        """The height in points by the cells that stand in this row alone; not every program finds
        it by itself."""
        widths = self.table.widths
        lines = 1
        for column, across, down, text, *_ in cells:
            if down == 1:
                width = widths[column] if across == 1 else sum(widths[column : column + across])
                if len(text) >= lines:  # a shorter one cannot take more lines
                    lines = max(lines, lines_in(text, width, _SIZE))
        return min(_HIGHEST, _PITCH * lines + 4)


def _row(number: int, height: int, cells: str) -> str:
    return f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'


def _cell(place: str, style: int, text: str) -> str:
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    if _WHOLE.fullmatch(text):
        return f'<c r="{place}" s="{style}"><v>{text}</v></c>'
    held = escape(clean(text)[:MAX_CELL])
    if "_x" in held:
        held = _CODED.sub("_x005F_", held)
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{held}</t></is></c>'
    )


def letters(column: int) -> str:
    """A, B … Z, AA for the columns from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
