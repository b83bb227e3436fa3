"""What a format module is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from duban.plan import Doubt
from duban.reading.formats.limits import Limits
from duban.reading.source import Block

#: called with (done, total); what it raises ends the reading and reaches the caller
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file taken into memory whole; `ending` is in lower case with its dot, or empty."""

    path: Path
    data: bytes
    limits: Limits
    progress: Progress

    @property
    def ending(self) -> str:
        return self.path.suffix.lower()


class Contents(NamedTuple):
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
