"""Automatic list numbers: 一、 and （1） that no run of text holds, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from duban.reading.formats.docx_names import W, child, is_on, value, whole
from duban.reading.formats.docx_styles import Styles
from duban.reading.formats.list_numbers import numeral

LEVELS = 9

_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: bool = True
    plain: bool = False


class Numbering:
    """Counts through one document: `label` must be asked for its paragraphs in reading order."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, _Element] = {}
        self._lists: dict[str, _Element] = {}
        if root is not None:
            for found in root.iterfind(f"{W}abstractNum"):
                self._abstract[str(found.get(f"{W}abstractNumId"))] = found
            for found in root.iterfind(f"{W}num"):
                self._lists[str(found.get(f"{W}numId"))] = found
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: _Element) -> str:
        """The number that stands before the paragraph, empty where none does."""
        if not self._lists:
            return ""
        properties = self._styles.numbering(paragraph)
        if properties is None:
            return ""
        number = value(child(properties, "numId"))
        at = whole(value(child(properties, "ilvl")), 0)
        if number not in self._lists or not 0 <= at < LEVELS:
            return ""
        levels = self._levels_of(number)
        if at not in levels:
            return ""
        counters = self._count(number, at, levels)
        level = levels[at]

        def shown(found: re.Match[str]) -> str:
            other = int(found[1]) - 1
            form = "decimal" if level.plain else levels.get(other, _Level()).form
            count = counters[other]
            return numeral(levels.get(other, _Level()).start if count is None else count, form)

        return "" if level.form in ("bullet", "none") else _PLACEHOLDER.sub(shown, level.text)

    def _count(self, number: str, at: int, levels: dict[int, _Level]) -> list[int | None]:
        # Lists made from one definition count on from each other unless they say where to start.
        key = self._definition(number)
        counters = self._counters.setdefault(key, [None] * LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for override in self._lists[number].iterfind(f"{W}lvlOverride"):
                if child(override, "startOverride") is not None:
                    counters[whole(override.get(f"{W}ilvl"), 0) % LEVELS] = None
        current = counters[at]
        counters[at] = levels[at].start if current is None else current + 1
        for deeper in range(at + 1, LEVELS):
            if levels.get(deeper, _Level()).restarts:
                counters[deeper] = None
        return counters

    def _definition(self, number: str) -> str:
        key = value(self._lists[number].find(f"{W}abstractNumId"))
        abstract = self._abstract.get(key)
        link = value(child(abstract, "numStyleLink"))
        linked = self._lists.get(self._styles.list_number(link)) if link else None
        return key if linked is None else value(child(linked, "abstractNumId"))

    def _levels_of(self, number: str) -> dict[int, _Level]:
        if number not in self._levels:
            abstract = self._abstract.get(self._definition(number))
            levels = {} if abstract is None else dict(map(_level, abstract.iterfind(f"{W}lvl")))
            for override in self._lists[number].iterfind(f"{W}lvlOverride"):
                own = child(override, "lvl")
                if own is not None:
                    levels.update([_level(own)])
                start = child(override, "startOverride")
                at = whole(override.get(f"{W}ilvl"), 0)
                if start is not None and at in levels:
                    level = levels[at]
                    first = whole(value(start), 1)
                    levels[at] = _Level(level.form, level.text, first, level.restarts, level.plain)
            self._levels[number] = levels
        return self._levels[number]


def _level(element: _Element) -> tuple[int, _Level]:
    return whole(element.get(f"{W}ilvl"), 0), _Level(
        value(child(element, "numFmt"), "decimal"),
        value(child(element, "lvlText")),
        whole(value(child(element, "start")), 1),
        value(child(element, "lvlRestart")) != "0",
        is_on(child(element, "isLgl")),
    )
