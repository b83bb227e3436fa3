"""A paper as the plain values that the template reads; lengths in millimetres, points, characters.

Every text goes as a string inside JSON, never into the template's source: the template prints
strings as text, so that nothing in them is markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from duban.writing import page
from duban.writing.blocks import (
    Addressee,
    Attachment,
    Attachments,
    Block,
    Body,
    Heading,
    Imprint,
    PageBreak,
    Paper,
    Parties,
    RedHead,
    Signature,
    Table,
    Title,
    Wide,
    spans,
)
from duban.writing.cells import Placed, placed
from duban.writing.page import LYING, UPRIGHT, Side
from duban.writing.placing import attached, imprinted, signed
from duban.writing.widths import lines_in

Form = dict[str, Any]
_TWIPS_A_POINT = Decimal(20)
#: in points; the text area of a page on its side has 442
_HIGHEST_ROW = 300
_POINTS_A_MILLIMETRE = Decimal(72) / Decimal("25.4")
#: what is not broken where a line ends
_WORD = re.compile("[!-~]+")


def paper_form(paper: Paper) -> Form:
    return {
        "title": paper.title,
        "made": [paper.made.year, paper.made.month, paper.made.day],
        "fonts": {face.name: list(names) for face, names in page.FONTS.items()},
        "number-fonts": list(page.NUMBER_FONTS),
        "upright": _side(UPRIGHT),
        "lying": _side(LYING),
        "figures": {
            "pitch": _points(page.LINE_PITCH),
            "tracking": str(page.CHARACTER_SPACING),
            "body": page.BODY_SIZE,
            "title": page.TITLE_SIZE,
            "title-pitch": page.TITLE_PITCH,
            "number": page.NUMBER_SIZE,
            "number-pitch": page.IMPRINT_PITCH,
            "note": page.NOTE_SIZE,
            "note-pitch": page.NOTE_PITCH,
            "issuer-drop": page.ISSUER_DROP,
            "rule-drop": page.RULE_DROP,
            "rule-weight": page.RULE_WEIGHT,
            "red": f"#{page.RED}",
        },
        "blocks": _blocks(paper.blocks),
    }


def _side(side: Side) -> Form:
    names = ("width", "height", "top", "right", "bottom", "left", "number")
    return {name: _points(getattr(side, name)) for name in names}


def _points(twips: int) -> str:
    return str(Decimal(twips) / _TWIPS_A_POINT)


def _blocks(blocks: Iterable[Block]) -> list[Form]:
    return [{"kind": type(block).__name__.lower()} | _FORMS[type(block)](block) for block in blocks]


def _red_head(block: RedHead) -> Form:
    size = page.issuer_size(block.issuer)
    return {"issuer": block.issuer, "number": block.number, "size": size}


def _title(block: Title) -> Form:
    light = block.light
    shape, ink = ("", "") if light is None else (light.shape, f"#{light.ink}")
    return {"text": block.text, "sub": block.sub, "shape": shape, "ink": ink}


def _body(block: Body) -> Form:
    parts = [
        {"text": span.text, "note": span.note, "face": span.face.name} for span in spans(block.text)
    ]
    return {"parts": parts, "keep": block.keep_next}


def _table(block: Table) -> Form:
    rows = [[_cell(block, cell) for cell in row if cell.down] for row in placed(block)]
    return {
        "rows": rows,
        "widths": list(block.widths),
        "headers": block.headers,
        "caption": block.caption,
        "size": block.size,
        "pitch": page.cell_pitch(block.size),
        "whole": block.whole,
    }


def _cell(block: Table, cell: Placed) -> Form:
    """Only a row that may be too high for one page is broken over two."""
    width = sum(block.widths[cell.column : cell.column + cell.across])
    height = lines_in(cell.text, width, block.size) * page.cell_pitch(block.size)
    return {
        "text": cell.text,
        "most": _most(cell.text, width, block.size),
        "across": cell.across,
        "down": cell.down,
        "ink": f"#{cell.ink}" if cell.ink else "",
        "face": cell.face.name,
        "align": str(cell.align),
        "high": cell.stands_high,
        "breaks": cell.down > 1 or height > _HIGHEST_ROW,
    }


def _most(text: str, width: int, size: int) -> int:
    """How many letters of a word go into the cell, where one of its words is longer: letters of
    Latin fonts are half as wide as high or a little more. Else 0."""
    most = max(2, int(width * _POINTS_A_MILLIMETRE / (Decimal("0.6") * size)))
    longest = max(map(len, _WORD.findall(text)), default=0)
    return most if longest > most else 0


def _attachments(block: Attachments) -> Form:
    lines = [
        {"text": line.text, "left": str(line.left), "hang": str(line.hang)}
        for line in attached(block)
    ]
    return {"lines": lines}


def _signature(block: Signature) -> Form:
    place = signed(block)
    return {
        "sender": place.sender,
        "sender-right": str(place.sender_right),
        "day": place.day,
        "day-right": str(place.day_right),
    }


def _imprint(block: Imprint) -> Form:
    copies, office, day = imprinted(block)
    return {"copies": copies, "office": office, "day": day}


_FORMS: dict[type[Block], Callable[[Any], Form]] = {
    RedHead: _red_head,
    Title: _title,
    Addressee: lambda block: {"text": block.text},
    Heading: lambda block: {"text": block.text, "level": block.level},
    Body: _body,
    Table: _table,
    Attachments: _attachments,
    Attachment: lambda block: {"label": block.label, "title": block.title},
    Signature: _signature,
    Parties: lambda block: {"columns": [list(lines) for lines in block.columns]},
    Imprint: _imprint,
    PageBreak: lambda _: {},
    Wide: lambda block: {"blocks": _blocks(block.blocks)},
}
