"""The cell formats of a workbook, each numbered when it is first asked for."""

from __future__ import annotations

from typing import NamedTuple

from duban.writing.blocks import Align, Face
from duban.writing.page import FONTS

_THIN = "".join(
    f'<{side} style="thin"><color auto="1"/></{side}>'
    for side in ("left", "right", "top", "bottom")
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
_FILLS = (
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
)
_BORDERS = (
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    f"<border>{_THIN}<diagonal/></border></borders>"
)
_PLAIN = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
_TAIL = (
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


class Format(NamedTuple):
    face: Face
    size: int
    align: Align
    ink: str = ""
    ruled: bool = True
    high: bool = False


class Formats:
    def __init__(self) -> None:
        self._numbers: dict[Format, int] = {}

    def number(self, format_: Format) -> int:
        """The number by which cells name the format; 0 is that of a cell without one."""
        return self._numbers.setdefault(format_, len(self._numbers) + 1)

    def xml(self) -> str:
        """The part of the workbook that defines them."""
        fonts = [_font(Face.BODY, 11, "")]
        shapes = [f'{_PLAIN} xfId="0"/>']
        for one in self._numbers:
            shapes.append(_shape(one, len(fonts)))
            fonts.append(_font(one.face, one.size, one.ink))
        return (
            f'{_HEAD}<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>{_FILLS}{_BORDERS}'
            f'<cellStyleXfs count="1">{_PLAIN}/></cellStyleXfs>'
            f'<cellXfs count="{len(shapes)}">{"".join(shapes)}</cellXfs>{_TAIL}'
        )


def _font(face: Face, size: int, ink: str) -> str:
    colour = f'<color rgb="FF{ink}"/>' if ink else ""
    return (
        f'<font><sz val="{size}"/>{colour}<name val="{FONTS[face][0]}"/><charset val="134"/></font>'
    )


def _shape(one: Format, font: int) -> str:
    upright = "top" if one.high else "center"
    return (
        f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="{int(one.ruled)}" xfId="0" '
        'applyFont="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{one.align}" vertical="{upright}" wrapText="1"/></xf>'
    )
