"""The empty document that a paper is written into: python-docx's own, without what is in it for
English letters."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

#: the built-in styles that stay, by their ids
_KEPT = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Footer", "FooterChar"} | {
    f"Heading{level}{end}" for level in range(1, 5) for end in ("", "Char")
}
_DROPPED = (
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_DROPPED_OF_FILE = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def new_document() -> Any:
    """A document with the styles of Word that papers build on, all languages set to Chinese."""
    document = Document()
    _drop(document.part.rels, _DROPPED)
    _drop(document.part.package.rels, _DROPPED_OF_FILE)
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT:
            styles.remove(style)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    return document


def _drop(relations: Any, kinds: tuple[str, ...]) -> None:
    for key in [key for key, one in relations.items() if one.reltype in kinds]:
        relations.pop(key)
