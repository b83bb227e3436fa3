"""What a format module is given, and what it gives back."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from duban.plan import Doubt
from duban.reading.formats.limits import Limits
from duban.reading.source import Block

if TYPE_CHECKING:
    import zipfile

#: called with (done, total); what it raises ends the reading and reaches the caller
Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False, repr=False)
class Opened:
    """A file taken into memory whole; `ending` is in lower case with its dot, or empty."""

    name: str
    data: bytes
    limits: Limits
    progress: Progress

    @property
    def ending(self) -> str:
        return os.path.splitext(self.name)[1].lower()

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        """The zip archive that the file is, looked over once; it holds no file of the system."""
        # By name: most files are no archives, and the library is slow to import.
        zipped = import_module("duban.reading.formats.zipped")
        archive: zipfile.ZipFile = zipped.open_archive(self.data, self.limits)
        return archive


class Contents(NamedTuple):
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
