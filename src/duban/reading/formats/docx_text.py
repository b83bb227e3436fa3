"""The text of one paragraph of WordprocessingML, as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element

from duban.reading.formats.docx_names import MC, M, W, child, is_on

#: elements that hold paragraphs and tables without being either
WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
) | {f"{MC}AlternateContent", f"{MC}Choice"}

_TEXT = frozenset((f"{W}t", f"{M}t"))
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_CHANGES = frozenset(W + name for name in ("del", "moveFrom"))
_ADDITIONS = frozenset(W + name for name in ("ins", "moveTo"))
_PICTURES = frozenset(W + name for name in ("drawing", "pict", "object"))
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_PASSED_OVER = frozenset(
    W + name
    for name in ("pPr", "sectPr", "rt", "instrText", "delText", "tblPr", "sdtPr", "sdtEndPr")
)
#: check marks and boxes that documents take from the fonts Wingdings and Wingdings 2
_SYMBOLS = {
    0xF0FE: "☑",
    0xF052: "☑",
    0xF0A8: "□",
    0xF0A3: "□",
    0xF06F: "□",
    0xF0FC: "√",
    0xF050: "√",
}


@dataclass(slots=True)
class Sights:
    """What was met on the way and is dealt with outside the paragraph."""

    boxes: list[_Element] = field(default_factory=list)
    nested: list[_Element] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=lambda: {"footnote": [], "endnote": []})
    changes: int = 0
    hidden: int = 0
    pictures: int = 0
    foreign: int = 0


class Inline:
    def __init__(self, sights: Sights) -> None:
        self._sights = sights

    def text(self, paragraph: _Element) -> str:
        """Tabs and line breaks are kept; deleted text and field codes are not there."""
        out: list[str] = []
        for part in paragraph:
            self._collect(part, out)
        return "".join(out)

    def _collect(self, element: _Element, out: list[str]) -> None:
        tag = element.tag
        if tag in _TEXT:
            out.append(element.text or "")
        elif tag in _CHARACTERS:
            out.append(_CHARACTERS[tag])
        elif tag == f"{W}sym":
            out.append(_symbol(element))
        elif tag not in _PASSED_OVER and not self._noticed(element):
            # Of several renderings of the same thing only the first is read.
            rendered = element[0] if tag == f"{MC}AlternateContent" and len(element) else element
            for part in rendered:
                self._collect(part, out)

    def _noticed(self, element: _Element) -> bool:
        """Note what is no text of this paragraph; whether that is all there is to `element`."""
        tag = element.tag
        sights = self._sights
        if tag == f"{W}rPr":
            sights.hidden += is_on(child(element, "vanish"))
        elif tag in _CHANGES:
            sights.changes += 1
        elif tag in _PICTURES:
            self._look_at(element)
        elif tag in _NOTES:
            sights.notes[_NOTES[tag]].append(str(element.get(f"{W}id", "")))
        else:
            sights.changes += tag in _ADDITIONS
            return False
        return True

    def _look_at(self, element: _Element) -> None:
        boxes = [
            box
            for box in element.iter(f"{W}txbxContent")
            if not any(above.tag == f"{MC}Fallback" for above in box.iterancestors())
        ]
        self._sights.boxes += boxes
        if not boxes:
            self._sights.pictures += 1


def _symbol(element: _Element) -> str:
    try:
        code = int(str(element.get(f"{W}char", "")), 16)
        return _SYMBOLS.get(code) or chr(code)
    except (ValueError, OverflowError):
        return ""
