"""A sample of a kind of paper: facts that no one has, to show what a template makes of them, and
the template from which an office may start."""

from __future__ import annotations

from datetime import date
from itertools import islice

from duban.web.papers.kinds.sheet import Rows, Sheet
from duban.writing import blocks
from duban.writing.filling import Values
from duban.writing.word import to_docx

#: how many items the sample's lists have
ITEMS = 3
#: the fields that stand in the red head
IN_HEAD = ("发文单位", "文号")
#: a table fills the page, upright
WIDTH = 156


def sample_values(sheet: Sheet) -> Values:
    """The examples of the page that lists the fields, in the places of the facts."""
    return Values(
        {one.name: one.example for one in sheet.fields},
        {
            rows.name: [{one.name: one.example for one in rows.fields}] * ITEMS
            for rows in sheet.rows
        },
    )


def starter(sheet: Sheet, day: date) -> bytes:
    """A .docx with every field of the kind once, in the layout of an official paper: to be cut down
    and moved about in Word."""
    title = str(sheet.kind.label)
    names = [one.name for one in sheet.fields]
    issued = all(name in names for name in IN_HEAD)
    # who sends it and its number, where the kind has both
    head = [blocks.RedHead(*map(_braced, IN_HEAD))] if issued else []
    listed = [name for name in names if not (issued and name in IN_HEAD)]
    lines = [blocks.Body(f"{name}：{_braced(name)}") for name in listed]
    tables = [block for rows in sheet.rows for block in _table(rows)]
    return to_docx(blocks.Paper(title, day, (*head, blocks.Title(title), *lines, *tables)))


def _braced(name: str) -> str:
    return f"{{{{{name}}}}}"


def _table(rows: Rows) -> list[blocks.Block]:
    """The heads and the one row that is repeated."""
    fields = list(islice(rows.fields, 12))
    heads = [one.name for one in fields]
    cells = [_braced(f"{rows.name}.{one.name}") for one in fields]
    widths = [WIDTH // len(fields)] * len(fields)
    widths[0] += WIDTH - sum(widths)
    table = blocks.Table((heads, cells), widths, headers=1)
    return [blocks.Body(f"{rows.name}：", keep_next=True), table]
