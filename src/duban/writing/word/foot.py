"""What stands at the end of a paper as a table without rules between its columns: those who sign
side by side, and the imprint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from duban.writing import page
from duban.writing.blocks import Align, Imprint, Parties
from duban.writing.page import UPRIGHT
from duban.writing.placing import imprinted
from duban.writing.word import styles
from duban.writing.word.xml import paragraph, run, twips_of_millimetres

_THICK = 'w:val="single" w:sz="8" w:space="0" w:color="000000"'
_THIN = 'w:val="single" w:sz="6" w:space="0" w:color="000000"'
_RULES = f"<w:tblBorders><w:top {_THICK}/><w:bottom {_THICK}/><w:insideH {_THIN}/></w:tblBorders>"
#: LibreOffice lets a table float that is as wide as the text only where its place across is
#: counted from the page
_FLOATING = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" '
    f'w:tblpX="{UPRIGHT.left}" w:tblpYSpec="bottom"/>'
)
_CHARACTER = 20 * page.NUMBER_SIZE


class _Cell(NamedTuple):
    drawn: str
    across: int = 1


def parties(block: Parties) -> str:
    widths = _divided(len(block.columns))
    cells = [_Cell("".join(paragraph("", run(line)) for line in one)) for one in block.columns]
    return _table([cells], widths)


def imprint(block: Imprint) -> str:
    """A table that floats at the foot of the text area, on the page of the thin line after it."""
    copies, office, day = imprinted(block)
    rows = [[_Cell(_line(office)), _Cell(_line(day, align=Align.RIGHT))]]
    if copies:
        rows.insert(0, [_Cell(_line(copies, hang=3), across=2)])
    table = _table(rows, _divided(2), placed=_FLOATING, rules=_RULES)
    return table + paragraph(styles.HAIR, "")


def _line(text: str, *, align: Align | None = None, hang: int = 0) -> str:
    """A line one character from either edge; those after the first `hang` characters further."""
    left = (1 + hang) * _CHARACTER
    indents = f'w:left="{left}" w:right="{_CHARACTER}" w:hanging="{hang * _CHARACTER}"'
    return paragraph(styles.IMPRINT, run(text), align=align, indents=indents)


def _divided(parts: int) -> list[int]:
    """The width of the text in equal parts, the rest with the last."""
    width = twips_of_millimetres(page.TEXT_WIDTH)
    return [*[width // parts] * (parts - 1), width - width // parts * (parts - 1)]


def _table(
    rows: Iterable[Sequence[_Cell]], widths: Sequence[int], *, placed: str = "", rules: str = ""
) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    drawn = "".join(_row(row, widths) for row in rows)
    return (
        f'<w:tbl><w:tblPr>{placed}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{rules}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{drawn}</w:tbl>"
    )


def _row(cells: Iterable[_Cell], widths: Sequence[int]) -> str:
    drawn, at = "", 0
    for cell in cells:
        width = sum(widths[at : at + cell.across])
        span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        drawn += (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{cell.drawn}</w:tc>'
        )
        at += cell.across
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{drawn}</w:tr>"
