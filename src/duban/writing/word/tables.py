"""Tables: merged cells, header rows that repeat, rows that stay whole, lights with their shape."""

from __future__ import annotations

from collections.abc import Sequence

from duban.writing.blocks import Align, Face, Table
from duban.writing.cells import Placed, placed
from duban.writing.word.styles import FACES, cell_style
from duban.writing.word.xml import letters, paragraph, twips_of_millimetres

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'


def table(block: Table) -> str:
    widths = [twips_of_millimetres(width) for width in block.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(block, at, cells, widths) for at, cells in enumerate(placed(block)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(block: Table, at: int, cells: Sequence[Placed], widths: Sequence[int]) -> str:
    heads = at < block.headers
    facts = "<w:cantSplit/>" + ("<w:tblHeader/>" if heads else "")
    keep = heads or (block.whole and at + 1 < len(block.rows))
    style = cell_style(block.size)
    drawn = "".join(
        _cell(cell, sum(widths[cell.column : cell.column + cell.across]), style, keep)
        for cell in cells
    )
    return f"<w:tr><w:trPr>{facts}</w:trPr>{drawn}</w:tr>"


def _cell(cell: Placed, width: int, style: str, keep_next: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merged = ""
    if cell.down != 1:
        merged = '<w:vMerge w:val="restart"/>' if cell.down else "<w:vMerge/>"
    facts = (
        f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}'
        f'<w:vAlign w:val="{"top" if cell.stands_high else "center"}"/>'
    )
    return f"<w:tc><w:tcPr>{facts}</w:tcPr>{_text(cell, style, keep_next)}</w:tc>"


def _text(cell: Placed, style: str, keep_next: bool) -> str:
    """One paragraph: the lines of the cell's text part by breaks, so that it stays one text."""
    align = None if cell.align is Align.LEFT else cell.align
    if not cell.text:
        return paragraph(style, "", keep_next=keep_next, align=align)
    facts = "" if cell.face is Face.BODY else f'<w:rStyle w:val="{FACES[cell.face]}"/>'
    if cell.light is not None:
        facts += f'<w:color w:val="{cell.ink}"/>'
    runs = f"<w:r>{f'<w:rPr>{facts}</w:rPr>' if facts else ''}{letters(cell.text)}</w:r>"
    return paragraph(style, runs, keep_next=keep_next, align=align)
