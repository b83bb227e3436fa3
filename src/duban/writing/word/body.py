"""The body of the document: each block as WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from duban.writing import page
from duban.writing.blocks import (
    Addressee,
    Align,
    Attachment,
    Attachments,
    Body,
    Face,
    Heading,
    Imprint,
    PageBreak,
    Parties,
    RedHead,
    Signature,
    Span,
    Table,
    Text,
    Title,
    UprightBlock,
    spans,
)
from duban.writing.placing import attached, signed
from duban.writing.word import styles
from duban.writing.word.foot import imprint, parties
from duban.writing.word.tables import table
from duban.writing.word.xml import letters, paragraph, run, twips_of_millimetres

_BLANK = "<w:p/>"


@dataclass(slots=True)
class Drawing:
    """What is drawn so far of one document; `notes` are the texts of its footnotes."""

    notes: list[str] = field(default_factory=list)

    def block(self, block: UprightBlock) -> str:
        if isinstance(block, Body):
            return paragraph(styles.BODY, self._text(block.text), keep_next=block.keep_next)
        return _DRAWN[type(block)](block)

    def _text(self, text: Text) -> str:
        return "".join(map(self._span, spans(text)))

    def _span(self, span: Span) -> str:
        drawn = run(span.text, "" if span.face is Face.BODY else styles.FACES[span.face])
        if not span.note:
            return drawn
        self.notes.append(span.note)
        return (
            f'{drawn}<w:r><w:rPr><w:rStyle w:val="{styles.NOTE_MARK}"/></w:rPr>'
            f'<w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        )


def _indents(*, left: Decimal = Decimal(0), right: Decimal = Decimal(0), hang: Decimal) -> str:
    """Attributes of w:ind from characters."""
    character = 20 * page.BODY_SIZE
    held = {"left": left + hang, "right": right, "hanging": hang}
    said = [f'w:{name}="{int(value * character)}"' for name, value in held.items() if value]
    return " ".join(said)


def _red_head(block: RedHead) -> str:
    """The name stands as far from the head of the text area as the standard says, less what its
    line leaves above its letters; exact lines hold that the same in every program."""
    size = page.issuer_size(block.issuer)
    name = (
        f'<w:p><w:pPr><w:pStyle w:val="{styles.ISSUER}"/>'
        f'<w:spacing w:before="{twips_of_millimetres(page.ISSUER_DROP)}" '
        f'w:line="{20 * size}" w:lineRule="exact"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/></w:rPr>'
        f"{letters(block.issuer)}</w:r></w:p>"
    )
    return f"{name}{_BLANK * 2}{paragraph(styles.NUMBER, run(block.number))}{_BLANK * 2}"


def _title(block: Title) -> str:
    drawn = paragraph(styles.TITLE, run(block.text))
    if block.sub:
        ink, mark = ("", "") if block.light is None else (block.light.ink, block.light.shape)
        words = run(f"{mark} {block.sub}".strip(), styles.FACES[Face.KAI], ink)
        drawn += paragraph("", words, align=Align.CENTRE)
    return drawn + _BLANK


def _addressee(block: Addressee) -> str:
    return paragraph("", run(f"{block.text}："))


def _heading(block: Heading) -> str:
    return paragraph(f"Heading{block.level}", run(block.text))


def _table(block: Table) -> str:
    caption = run(block.caption, styles.FACES[Face.HEI])
    above = paragraph("", caption, keep_next=True, align=Align.CENTRE) if block.caption else ""
    return above + table(block)


def _attachments(block: Attachments) -> str:
    lines = (
        paragraph("", run(line.text), indents=_indents(left=line.left, hang=line.hang))
        for line in attached(block)
    )
    return _BLANK + "".join(lines)


def _attachment(block: Attachment) -> str:
    label = run(block.label, styles.FACES[Face.HEI])
    return (
        paragraph("", label, on_new_page=True)
        + _BLANK
        + paragraph(styles.TITLE, run(block.title))
        + _BLANK
    )


def _signature(block: Signature) -> str:
    """The lines of the signature stay together with each other."""
    place = signed(block)
    nothing = Decimal(0)
    lines = [(place.day, place.day_right)]
    if place.sender:
        lines.insert(0, (place.sender, place.sender_right))
    drawn = (
        paragraph(
            "",
            run(text),
            keep_next=at + 1 < len(lines),
            align=Align.RIGHT,
            indents=_indents(right=right, hang=nothing),
        )
        for at, (text, right) in enumerate(lines)
    )
    return _BLANK * 2 + "".join(drawn)


_PAGE_BREAK = f'<w:p><w:pPr><w:pStyle w:val="{styles.HAIR}"/><w:pageBreakBefore/></w:pPr></w:p>'

_DRAWN: dict[type[UprightBlock], Callable[[Any], str]] = {
    RedHead: _red_head,
    Title: _title,
    Addressee: _addressee,
    Heading: _heading,
    Table: _table,
    Attachments: _attachments,
    Attachment: _attachment,
    Signature: _signature,
    Parties: lambda block: _BLANK * 2 + parties(block),
    Imprint: imprint,
    PageBreak: lambda _: _PAGE_BREAK,
}
