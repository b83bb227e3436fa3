"""The same file with personal data covered, where a program can do it safely."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from duban.web.evidence.kept import Kind
from duban.web.evidence.personal import masked
from duban.web.evidence.sniffing import decoded, text_of

#: texts inside the XML of Word and Excel; numbers in cells (<v>) stay numbers
_INNER = re.compile(r"(<(?:w:t|t)(?:\s[^>]*)?>)([^<]*)(</(?:w:t|t)>)")
_MASKED_PARTS = re.compile(
    r"word/(document|header\d*|footer\d*)\.xml|xl/(sharedStrings|worksheets/sheet\d+)\.xml"
)


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
            if _MASKED_PARTS.fullmatch(part.filename):
                data = _INNER.sub(_cover, data.decode("utf-8")).encode("utf-8")
            new.writestr(part, data)
    covered = out.getvalue()
    return None if masked(text_of(covered, kind)) != text_of(covered, kind) else covered


def _cover(found: re.Match[str]) -> str:
    return found[1] + masked(found[2]) + found[3]
