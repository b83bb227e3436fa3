"""A directory of units that the user gives: one unit a line, its other names after it.

The other names follow the first after a comma, a 、, a tab or a |. A line that starts with # is a
remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SEPARATORS = re.compile(r"[,，、;；|｜\t]+")


@dataclass(frozen=True, slots=True)
class Directory:
    """`names` maps every known name to the one that is right."""

    names: Mapping[str, str]

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]]) -> Directory:
        """From rows of names, the right one first."""
        names: dict[str, str] = {}
        for row in rows:
            known = [name.strip() for name in row if name.strip()]
            for name in known:
                names.setdefault(name, known[0])
        return cls(names)

    @classmethod
    def parse(cls, text: str) -> Directory:
        lines = (line.strip() for line in text.splitlines())
        return cls.of(_SEPARATORS.split(line) for line in lines if line and line[0] != "#")

    def __contains__(self, unit: str) -> bool:
        return unit.strip() in self.names
