"""任务清单: a plan written out in the very tables that it was read from.

headers     in as many rows as they had, groups over their columns
headings    in rows of their own, or in columns with one merged cell for all tasks below it
tasks       in their order, every part under its own header
added       进展情况, 亮灯, 督办说明, where somebody says how the tasks stand

Read again, the file gives the same plan; the added columns come back as fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duban.plan import FrameColumn, Plan
from duban.writing.blocks import (
    Align,
    Block,
    Cell,
    Light,
    Paper,
    Signature,
    Table,
    Title,
    UprightBlock,
    Wide,
    cell_of,
)
from duban.writing.columns import runs
from duban.writing.rows import Cells, body_rows, header_rows, is_task, merged, text_in
from duban.writing.typeset import to_pdf
from duban.writing.widths import shared_out
from duban.writing.word import to_docx
from duban.writing.wording import said
from duban.writing.workbook import to_xlsx

#: headers of what is added beside the plan's own columns
ADDED = ("进展情况", "亮灯", "督办说明")
#: more columns than these stand on pages that lie on their side
UPRIGHT_COLUMNS = 6
#: more than these are printed smaller still
SMALL_COLUMNS = 11
#: room in a cell of each of them, at the least
_TO_BE_WRITTEN = ("　" * 24, "　" * 4, "　" * 12)
_CENTRED = ("number", "due", "path", "leaders")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stands: what was last reported, its light, what the office remarks."""

    progress: str = ""
    light: Light | None = None
    remark: str = ""


def task_list_paper(
    plan: Plan, day: date, standings: Sequence[Standing | None] | None = None
) -> Paper:
    """The list as a paper of `day`; `standings` follow the order of `plan.tasks`. Without them
    nothing is added."""
    document = plan.document
    tables = task_tables(plan, standings)
    blocks: list[UprightBlock] = [Title(document.title, document.number or "")]
    blocks += tables
    if document.date is not None:
        blocks.append(Signature(document.issuer or "", document.date))
    is_wide = any(len(table.widths) > UPRIGHT_COLUMNS for table in tables)
    held: tuple[Block, ...] = (Wide(tuple(blocks)),) if is_wide else tuple(blocks)
    return Paper(document.title, day, held)


def task_tables(
    plan: Plan, standings: Sequence[Standing | None] | None = None
) -> tuple[Table, ...]:
    """One table for each run of tasks that stood under the same columns."""
    return tuple(_table(plan, columns, at, standings) for columns, at in runs(plan))


def _table(
    plan: Plan,
    columns: Sequence[FrameColumn],
    positions: range,
    standings: Sequence[Standing | None] | None,
) -> Table:
    extra = [] if standings is None else [FrameColumn("", (header,)) for header in ADDED]
    heads = [column.heads for column in (*columns, *extra)]
    body = list(body_rows(plan, columns, positions))
    if standings is not None:
        body = list(_with_standings(body, len(columns), [standings[at] for at in positions]))
    headers = list(header_rows(heads))
    whole, size = (156, 12) if len(heads) <= UPRIGHT_COLUMNS else (225, _small(len(heads)))
    centred = [column.part in _CENTRED for column in columns]
    return Table(
        rows=(*headers, *merged(body, [*columns, *extra])),
        widths=shared_out(_texts(body, len(heads), len(extra)), heads, whole, size),
        headers=len(headers),
        aligns=(
            *(Align.CENTRE if is_centred else Align.LEFT for is_centred in centred),
            *(Align.LEFT, Align.CENTRE, Align.LEFT)[: len(extra)],
        ),
        size=size,
    )


def _with_standings(
    body: Iterable[Cells], width: int, standings: Iterable[Standing | None]
) -> Iterator[Cells]:
    """Every row with cells for what is added: empty ones beside a heading or a sum."""
    waiting = iter(standings)
    for row in body:
        if len(row) == 1 < width:
            yield [replace(cell_of(row[0]), across=width + len(ADDED))]
        elif is_task(row, width):
            one = next(waiting) or Standing()
            light = "" if one.light is None else Cell(one.light.word, light=one.light)
            yield [*row, one.progress, light, one.remark]
        else:
            yield [*row, *[""] * len(ADDED)]


def _texts(body: Iterable[Cells], width: int, extra: int) -> list[list[str]]:
    """The texts of each column, of full rows only; a cell of what is added is taken to hold as
    much as a person may write there, or the shape of a light."""
    full = [row for row in body if is_task(row, width)]
    room = [*[""] * (width - extra), *_TO_BE_WRITTEN[:extra]]
    return [[max(text_in(row[at]), room[at], key=len) for row in full] for at in range(width)]


def _small(columns: int) -> int:
    return 10 if columns <= SMALL_COLUMNS else 9


def task_list_docx(
    plan: Plan, day: date, standings: Sequence[Standing | None] | None = None
) -> bytes:
    return to_docx(task_list_paper(plan, day, standings))


def task_list_pdf(
    plan: Plan, day: date, standings: Sequence[Standing | None] | None = None
) -> bytes:
    return to_pdf(task_list_paper(plan, day, standings))


def task_list_xlsx(
    plan: Plan, day: date, standings: Sequence[Standing | None] | None = None
) -> bytes:
    """The same tables as a workbook; what the paper says of itself stands above them, for a row
    below a table would be one of it."""
    document = plan.document
    day_of = "" if document.date is None else said(document.date)
    issuer = document.issuer if document.date is not None else None
    above = tuple(filter(None, (document.number, issuer, day_of)))
    return to_xlsx(document.title, task_tables(plan, standings), day, above)
