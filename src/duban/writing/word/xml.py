"""Pieces of WordprocessingML as text.

A paper of a hundred tasks has thousands of paragraphs; as text, parsed once, they take a tenth of
the time that they take object by object.
"""

from __future__ import annotations

import re
from decimal import Decimal
from xml.sax.saxutils import escape

from duban.writing.blocks import Align
from duban.writing.wording import clean

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
#: a line break of a cell is one in the file
_BREAKS = re.compile("\r\n|\r|\n")


def quoted(text: str) -> str:
    """The text as the value of an attribute."""
    return escape(clean(text), {'"': "&quot;"})


def letters(text: str) -> str:
    """The text inside a run, its line ends as breaks."""
    parts = _BREAKS.split(escape(clean(text)))
    held = (part.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">') for part in parts)
    return "<w:br/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in held)


def run(text: str, style: str = "", ink: str = "") -> str:
    """A run in a character style; `ink` as six hexadecimal digits."""
    facts = f'<w:rStyle w:val="{style}"/>' if style else ""
    facts += f'<w:color w:val="{ink}"/>' if ink else ""
    return f"<w:r>{f'<w:rPr>{facts}</w:rPr>' if facts else ''}{letters(text)}</w:r>"


def paragraph(
    style: str,
    runs: str,
    *,
    keep_next: bool = False,
    on_new_page: bool = False,
    align: Align | None = None,
    indents: str = "",
    before: int | None = None,
) -> str:
    """A paragraph; `indents` are attributes of w:ind, `before` is in twips."""
    facts = (
        f'<w:pStyle w:val="{style}"/>' if style else "",
        "<w:keepNext/>" if keep_next else "",
        "<w:pageBreakBefore/>" if on_new_page else "",
        "" if before is None else f'<w:spacing w:before="{before}"/>',
        f"<w:ind {indents}/>" if indents else "",
        "" if align is None else f'<w:jc w:val="{align}"/>',
    )
    said = "".join(facts)
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{runs}</w:p>"


def twips_of_millimetres(length: int) -> int:
    """A millimetre has 1440 / 25.4 twips."""
    return round(Decimal(length) * 14400 / 254)
