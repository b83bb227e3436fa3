"""What a format module is given, and what it gives back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from duban.plan import Doubt
from duban.reading.formats.limits import Limits
from duban.reading.formats.zipped import open_archive
from duban.reading.source import Block

#: called with (done, total); what it raises ends the reading and reaches the caller
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Opened:
    """A file taken into memory whole; `ending` is in lower case with its dot, or empty."""

    path: Path
    data: bytes
    limits: Limits
    progress: Progress

    @property
    def ending(self) -> str:
        return self.path.suffix.lower()

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        """The zip archive that the file is, looked over once; it holds no file of the system."""
        return open_archive(self.data, self.limits)


class Contents(NamedTuple):
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
