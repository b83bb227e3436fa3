"""Names of WordprocessingML as lxml writes them."""

from __future__ import annotations

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

VAL = f"{W}val"


def usual_names(xml: bytes) -> bytes:
    """`xml` with the names of the strict edition of the format replaced by the usual ones."""
    return xml.replace(_STRICT, _USUAL) if _STRICT in xml[:8192] else xml


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of that name; quicker than `find`, which counts in a table of cells."""
    return None if element is None else next(element.iterchildren(W + name), None)


def value(element: _Element | None, default: str = "") -> str:
    """The `w:val` of `element`, `default` where either is missing."""
    return default if element is None else str(element.get(VAL, default))


def whole(text: str | None, default: int) -> int:
    """An attribute that should be a whole number, `default` where it is none."""
    try:
        return int(text or "")
    except ValueError:
        return default


def is_on(element: _Element | None) -> bool:
    """Whether a toggle such as `w:vanish` or `w:tblHeader` is there and not switched off."""
    return element is not None and value(element, "true") not in ("0", "false", "off", "none")
