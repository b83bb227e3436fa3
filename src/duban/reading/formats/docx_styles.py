"""Styles: which paragraph is a heading of which level, and which carries a number by its style."""

from __future__ import annotations

import re

from lxml.etree import _Element

from duban.reading.formats.docx_names import W, child, value, whole

BODY_LEVEL = 9

_HEADING = re.compile(r"(?:heading|标题) *([1-9])", re.I)
_TITLES = frozenset(("title", "标题", "主标题", "大标题", "文件标题", "公文标题"))


class Styles:
    def __init__(self, root: _Element | None) -> None:
        found = () if root is None else root.iterfind(f"{W}style")
        self._styles = {str(style.get(f"{W}styleId", "")): style for style in found}
        self._levels: dict[str, int | None] = {}

    def level(self, paragraph: _Element) -> int | None:
        """0 for a title, 1 to 9 for a heading, None for running text."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return None
        own = child(properties, "outlineLvl")
        if own is not None:
            return _outline(own)
        style = value(child(properties, "pStyle"))
        if style not in self._levels:
            self._levels[style] = self._level_of(style)
        return self._levels[style]

    def numbering(self, paragraph: _Element) -> _Element | None:
        """The `w:numPr` in force for the paragraph, its own or its style's."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return None
        own = child(properties, "numPr")
        if own is not None:
            return own
        for style in self._chain(value(child(properties, "pStyle"))):
            inherited = style.find(f"{W}pPr/{W}numPr")
            if inherited is not None:
                return inherited
        return None

    def list_number(self, style: str) -> str:
        """The numId that a numbering style stands for."""
        for found in self._chain(style):
            return value(found.find(f"{W}pPr/{W}numPr/{W}numId"))
        return ""

    def _level_of(self, style: str) -> int | None:
        for found in self._chain(style):
            name = value(child(found, "name")).strip().lower()
            if name in _TITLES:
                return 0
            heading = _HEADING.fullmatch(name)
            if heading is not None:
                return int(heading[1])
            outline = found.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return _outline(outline)
        return None

    def _chain(self, style: str) -> list[_Element]:
        """The style and those it is based on, the nearest first."""
        chain: list[_Element] = []
        while style in self._styles and self._styles[style] not in chain:
            chain.append(self._styles[style])
            style = value(self._styles[style].find(f"{W}basedOn"))
        return chain


def _outline(element: _Element) -> int | None:
    level = whole(value(element), BODY_LEVEL)
    return level + 1 if 0 <= level < BODY_LEVEL else None
