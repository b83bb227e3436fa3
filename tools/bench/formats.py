"""Reading a whole plan, against the chosen library alone opening the file and giving every cell.

A Word file of prose gives no cells: the library has next to nothing to do there, and the file is
held to the time for prose instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import docx
import pdfplumber
from python_calamine import CalamineWorkbook

from duban.plan import PlanKind
from duban.reading import read
from tools.bench.documents import documents, label
from tools.bench.row import Row, best, best_of_each, unmeasured

TEXT_LIMIT, PROSE_LIMIT = 20.0, 150.0


NO_FILE = "no such file here"


def every_cell_of_sheet(path: Path) -> int:
    book = CalamineWorkbook.from_path(str(path))
    return sum(
        len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
    )


def every_cell_of_paper(path: Path) -> int:
    paper = docx.Document(str(path))
    cells = sum(
        len(cell.text) for table in paper.tables for row in table.rows for cell in row.cells
    )
    return cells + sum(len(paragraph.text) for paragraph in paper.paragraphs)


def every_cell_of_pages(path: Path) -> int:
    with pdfplumber.open(path) as pages:
        return sum(len(page.extract_tables() or page.extract_text()) for page in pages.pages)


#: ending, the library, what it does alone, the limit of the ratio, runs
LIBRARIES: tuple[tuple[str, str, Callable[[Path], int], float, int], ...] = (
    (".xlsx", "calamine", every_cell_of_sheet, 2.0, 7),
    (".docx", "python-docx", every_cell_of_paper, 2.0, 3),
    (".pdf", "pdfplumber", every_cell_of_pages, 1.3, 2),
)


def rows() -> Iterator[Row]:
    for ending, library, alone, limit, runs in LIBRARIES:
        paths = documents(ending)
        if not paths:
            yield unmeasured(f"read {ending} : {library} alone", limit, NO_FILE)
        for path in paths:
            if ending == ".docx" and read(path).document.kind is not PlanKind.LIST:
                prose = 1000 * best(partial(read, path), runs)
                yield Row(f"read {label(path)} (prose)", prose, None, PROSE_LIMIT, "ms")
                continue
            ours, theirs = best_of_each((partial(read, path), partial(alone, path)), runs)
            yield Row(f"read {label(path)} : {library} alone", ours, theirs, limit)
    texts = documents(".txt")
    if not texts:
        yield unmeasured("read the longest text", TEXT_LIMIT, NO_FILE)
        return
    longest = max(texts, key=lambda path: path.stat().st_size)
    yield Row(
        f"read {label(longest)}", 1000 * best(lambda: read(longest), 7), None, TEXT_LIMIT, "ms"
    )
