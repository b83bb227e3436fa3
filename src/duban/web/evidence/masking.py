"""The same file with personal data covered, where a program can do it safely."""

from __future__ import annotations

import re
import zipfile
from html import escape, unescape
from io import BytesIO

from duban.web.evidence.kept import Kind
from duban.web.evidence.personal import masked
from duban.web.evidence.sniffing import TEXT_PARTS, decoded, text_of

#: a paragraph of Word, a text of Excel: a number may be cut into runs within it
_BLOCK = re.compile(r"<(w:p|si|is|text)(?=[\s>]).*?</\1>", re.DOTALL)
#: texts inside them; numbers in cells (<v>) stay numbers
_INNER = re.compile(r"(<(?:w:t|t)(?:\s[^>]*)?>)([^<]*)(</(?:w:t|t)>)")


def masked_file(content: bytes, kind: Kind) -> bytes | None:
    """None where it cannot be covered by a program: pictures, PDF, numbers in cells."""
    if kind is Kind.TEXT:
        return masked(decoded(content) or "").encode("utf-8-sig")
    if kind not in (Kind.WORD, Kind.SHEET):
        return None
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            if TEXT_PARTS.fullmatch(part.filename):
                data = _BLOCK.sub(_cover, data.decode("utf-8")).encode("utf-8")
            new.writestr(part, data)
    covered = out.getvalue()
    return None if masked(text_of(covered, kind)) != text_of(covered, kind) else covered


def _cover(block: re.Match[str]) -> str:
    """The block with its texts covered as if they were one, each kept at its length."""
    whole = "".join(unescape(found[2]) for found in _INNER.finditer(block[0]))
    covered = masked(whole)
    if covered == whole:
        return block[0]
    at = 0

    def piece(found: re.Match[str]) -> str:
        nonlocal at
        begin, at = at, at + len(unescape(found[2]))
        return found[1] + escape(covered[begin:at], quote=False) + found[3]

    return _INNER.sub(piece, block[0])
