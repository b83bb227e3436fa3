"""One task to a row: 序号 | 任务名称 | 牵头单位 | 配合单位 | 完成时限, over any number of pages.

A text that stands alone in its row is a heading for the rows below it, or closes the list. A row
without a serial number of its own continues the one before it. Everything repaired is a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from duban.plan import Doubt, Place
from duban.reading.closing import is_closing, stated_count, sums_up, sums_up_all
from duban.reading.columns import Columns
from duban.reading.header import bare
from duban.reading.headings import PLAIN, Headings, style_of
from duban.reading.kinds import Kind, kind_of
from duban.reading.lines import Line, Piece
from duban.reading.repair import Moved, is_out_of_place, rest_of_row, whole_row
from duban.reading.spelled import NUMERALS, leading_numeral
from duban.reading.totals import Sum

#: what parts the numbers of 1.1 and 1-1
_PARTED = (".", "．", "-")

#: a title that ends so does not go on over the page
_ENDED = ("。", "；", ";", "！")
#: what says how much and not what
_BARE = (Kind.FIGURE, Kind.SERIAL, Kind.NOBODY)


def _is_ordinal(cell: str) -> bool:
    """Whether a cell holds the ordinal of a heading and nothing else: 一, 二、 or （三）."""
    return (
        len(cell) < 7
        and bool(leading_numeral(cell.strip("（()）、.． ")))
        and not cell.strip("（()）、.． " + NUMERALS)
    )


class ListReader:
    """Reads the pieces of task tables in the order of the document."""

    def __init__(self, headings: Headings, doubt: Callable[[Doubt], None]) -> None:
        self.lines: list[Line] = []
        self.sums: list[Sum] = []
        self._headings = headings
        self._doubt = doubt
        self._begun = 0

    def read(self, piece: Piece, strict: Sequence[tuple[int, Kind]], *, fresh: bool) -> None:
        """Add the tasks of `piece`; `fresh` where it begins a table instead of continuing one."""
        columns = piece.columns
        if columns is None:
            return
        if fresh:
            self._begun = len(self.lines)
        for at in range(piece.first, len(piece.rows)):
            self._row(piece, at, columns, strict, first=not fresh and at == piece.first)

    def _row(
        self,
        piece: Piece,
        at: int,
        columns: Columns,
        strict: Sequence[tuple[int, Kind]],
        *,
        first: bool,
    ) -> None:
        row, moved = piece.rows[at], None
        number = "" if columns.number is None else row[columns.number]
        if not number.isdigit() or not row[columns.title]:
            if columns.number is not None and kind_of(number) is not Kind.SERIAL:
                moved = whole_row(row, columns.number, piece.roles)
            if moved is None and self._is_no_task(piece, at, columns, first=first):
                return
        elif self._is_group(piece, at, columns) or self._is_same_again(piece, at, columns, first):
            return
        if moved is None and strict and is_out_of_place(row, strict):
            start = 0 if columns.number is None else columns.number + 1
            moved = rest_of_row(row, start, piece.roles)
        self._task(piece, at, columns, moved)

    def _task(self, piece: Piece, at: int, columns: Columns, moved: Moved | None) -> None:
        row = piece.rows[at]
        if moved is not None:
            row = moved.cells
            self._note_move(piece, at, moved)
        if columns.path:
            self._set_headings(piece, at, columns, row)
        line = Line(piece, at, row, self._headings.path, self._headings.places)
        if moved is not None:
            line.moved = moved.origin
        self.lines.append(line)

    def _set_headings(self, piece: Piece, at: int, columns: Columns, row: Sequence[str]) -> None:
        texts = [row[column] for column in columns.path]
        if any(texts):
            self._headings.set_columns(
                texts, lambda level: piece.grid.place_of(at, columns.path[level])
            )

    def _is_no_task(self, piece: Piece, at: int, columns: Columns, *, first: bool) -> bool:
        """Whether a row without serial number or title was a heading, a sum, or a continuation."""
        row = piece.rows[at]
        texts = set(row)
        texts.discard("")
        if not texts:
            return True
        if piece.band is not None and len(texts) > 1 and self._is_header_again(piece, texts):
            return True
        opening = next(cell for cell in row if cell)
        if is_closing(opening):
            said = " ".join(dict.fromkeys(cell for cell in row if cell))
            self.close(said, piece.grid.place_of(at, 0))
            if len(texts) > 1 and sums_up(opening):
                self._sum(piece, at, opening)
            return True
        if len(texts) == 1:
            return self._alone(piece, at, columns, opening, first=first)
        return (
            self._is_numbered_heading(piece, at, columns, texts)
            or self._is_summed_heading(piece, at, columns, texts)
            or self._is_continued(piece, at, columns, first=first)
        )

    def _is_header_again(self, piece: Piece, texts: set[str]) -> bool:
        band = piece.band
        known = set() if band is None else {t for h in band.heads for t in (h.text, h.group)}
        return {bare(text) for text in texts} <= known

    def _alone(self, piece: Piece, at: int, columns: Columns, text: str, *, first: bool) -> bool:
        """A row with one text: a heading, unless it only goes on with the row before it."""
        row = piece.rows[at]
        column = row.index(text)
        is_wide = row.count(text) > 1
        leading = {0, columns.title, columns.number, *columns.path}
        if not is_wide and column not in leading:
            return self._is_continued(piece, at, columns, first=first)
        if kind_of(text) is Kind.SERIAL:
            return self._is_continued(piece, at, columns, first=first)
        if not is_wide and column in columns.path[1:]:
            self._set_headings(piece, at, columns, row)
            return True
        if _is_bare_task(piece, at, columns):
            return False
        if first and column == columns.title and not is_wide and self._is_cut(columns, text):
            return self._is_continued(piece, at, columns, first=True)
        self._headings.enter(text, piece.grid.place_of(at, column))
        return True

    def _is_cut(self, columns: Columns, text: str) -> bool:
        """Whether the text of a page's first row goes on with the title above the page's end."""
        if not self.lines or columns.number is None or style_of(text)[0] != PLAIN:
            return False
        return not self.lines[-1].cells[columns.title].endswith(_ENDED)

    def _is_summed_heading(self, piece: Piece, at: int, columns: Columns, texts: set[str]) -> bool:
        """一、产业项目 | | 150000 | 40000: a heading whose row sums up the rows below it."""
        row = piece.rows[at]
        names = [text for text in texts if kind_of(text) not in _BARE]
        if len(names) != 1 or row.index(names[0]) > columns.title:
            return False
        text = names[0]
        if columns.number is not None and row[columns.number] not in ("", text):
            return False
        if row.count(text) < 2 and style_of(text)[0] == PLAIN:
            return False
        place = piece.grid.place_of(at, row.index(text))
        self._headings.enter(text, place)
        self._note_heading_cells(text, [cell for cell in row if cell and cell != text], place)
        self._sum(piece, at, text, is_heading=True)
        return True

    def _sum(self, piece: Piece, at: int, label: str, *, is_heading: bool = False) -> None:
        line, path = Line(piece, at, piece.rows[at]), self._headings.above if is_heading else ()
        self.sums.append(Sum(line, label, len(self.lines), self._begun, path))

    def _note_heading_cells(self, title: str, others: Sequence[str], place: Place) -> None:
        said = f"标题行“{title}”另有文字：{'；'.join(others)}，未归入任务。"
        self._doubt(Doubt("heading-cells", said, place))

    def _is_numbered_heading(
        self, piece: Piece, at: int, columns: Columns, texts: set[str]
    ) -> bool:
        """一 | 农业农村 | | |: the ordinal of a heading in the column of serial numbers."""
        row = piece.rows[at]
        if columns.number is None or not _is_ordinal(row[columns.number]):
            return False
        ordinal, title = row[columns.number], row[columns.title]
        others = texts - {ordinal, title}
        if title and _is_said_more(others) and _counts_in_words(piece, columns.number):
            return False
        if not title:
            if len(others) != 1:
                return False
            title = others.pop()
        mark = "" if ordinal[-1] in ")）、.．" else "、"
        place = piece.grid.place_of(at, columns.title)
        self._headings.enter(f"{ordinal}{mark}{title}", place)
        if others:
            self._note_heading_cells(title, [cell for cell in row if cell in others], place)
            self._sum(piece, at, title, is_heading=True)
        return True

    def _is_group(self, piece: Piece, at: int, columns: Columns) -> bool:
        """1 | 农业农村 | | | above 1.1, 1.2: a heading that has a serial number itself."""
        if at + 1 >= len(piece.rows) or columns.number is None:
            return False
        number = piece.rows[at][columns.number]
        below = piece.rows[at + 1][columns.number]
        if not below.startswith(number) or below[len(number) : len(number) + 1] not in _PARTED:
            return False
        row = piece.rows[at]
        if any(row[i] for i in range(len(row)) if i not in (columns.number, columns.title)):
            return False
        self._headings.enter(row[columns.title], piece.grid.place_of(at, columns.title), 0)
        return True

    def _is_same_again(self, piece: Piece, at: int, columns: Columns, first: bool) -> bool:
        """A row with the serial number and the title of the row before it goes on with that row."""
        if not self.lines:
            return False
        before, row = self.lines[-1], piece.rows[at]
        if columns.number is None or before.piece.columns is not columns:
            return False
        if before.cells[columns.number] != row[columns.number]:
            return False
        if before.cells[columns.title] != row[columns.title]:
            return False
        self._join(piece, at, "" if first else "\n")
        return True

    def _is_continued(self, piece: Piece, at: int, columns: Columns, *, first: bool) -> bool:
        """Whether the row goes on with the one before it: over a page end, or under a merged
        serial number and title."""
        row = piece.rows[at]
        before = self.lines[-1] if self.lines else None
        if before is None or before.piece.columns is not columns:
            return False
        title = row[columns.title]
        numbered = columns.number is not None
        if numbered and kind_of(row[columns.number or 0]) is Kind.SERIAL:
            return False
        if numbered and row[columns.number or 0]:
            return False
        if first and (numbered or not title):
            self._join(piece, at, "")
            return True
        if title and not (not numbered and _spans(piece, at, columns.title)):
            return False
        self._join(piece, at, "\n")
        return True

    def _join(self, piece: Piece, at: int, glue: str) -> None:
        line, row = self.lines[-1], piece.rows[at]
        columns = piece.columns
        skipped = set() if columns is None else {*columns.path, columns.number}
        line.cells = tuple(
            had
            if not cell or cell == had or column in skipped
            else (had + glue + cell if had else cell)
            for column, (had, cell) in enumerate(zip(line.cells, row, strict=True))
        )
        line.more.append((piece, at))
        if not glue:
            self._doubt(
                Doubt(
                    "row-joined",
                    "本页第一行没有序号，是上页末行的后半部分，已与上页的任务接为一行。",
                    piece.grid.place_of(at, 0),
                )
            )

    def close(self, said: str, place: Place) -> None:
        """A sum or a remark under the tasks; a count that it states is compared."""
        count, read = stated_count(said), len(self.lines) - self._begun
        if count is None or not sums_up_all(said):
            self._doubt(Doubt("closing-line", f"“{said}”不是任务，未读成任务。", place))
        elif count == read:
            seen = f"“{said}”不是任务；所说的{count}项与读出的项数一致。"
            self._doubt(Doubt("closing-line", seen, place))
        else:
            seen = f"“{said}”说有{count}项，读出的是{read}项，请核对。"
            self._doubt(Doubt("count-mismatch", seen, place))

    def _note_move(self, piece: Piece, at: int, moved: Moved) -> None:
        way = "左" if moved.by > 0 else "右"
        self._doubt(
            Doubt(
                "row-shifted",
                f"这一行的内容比表头{way}移了{abs(moved.by)}格，已按内容移回各栏。",
                piece.grid.place_of(at, 0),
            )
        )


def _is_bare_task(piece: Piece, at: int, columns: Columns) -> bool:
    """Whether a title alone in its row is a task of which nothing more is said: the list has no
    serial numbers, the title no ordinal, and no fuller row stands below it."""
    row = piece.rows[at]
    if columns.number is not None or row.count(row[columns.title]) > 1 or not row[columns.title]:
        return False
    below = piece.rows[at + 1] if at + 1 < len(piece.rows) else ()
    return style_of(row[columns.title])[0] == PLAIN and len(set(below) - {""}) < 2


def _is_said_more(others: set[str]) -> bool:
    return any(kind_of(text) not in _BARE for text in others)


def _counts_in_words(piece: Piece, number: int) -> bool:
    """Whether the list counts its tasks 一, 二, 三: no row has a number in digits."""
    return not any(kind_of(row[number]) is Kind.SERIAL for row in piece.rows[piece.first :])


def _spans(piece: Piece, at: int, column: int) -> bool:
    """Whether a merged cell of this column began above this row."""
    return any(
        span.left <= column <= span.right and span.top < at <= span.bottom
        for span in piece.grid.spans
    )
