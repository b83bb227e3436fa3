"""The documents that are measured: the real ones beside the project, else the samples."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path

from duban.samples import write

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"


@cache
def scratch() -> Path:
    """A folder for what the bench makes, gone at the end."""
    folder = tempfile.TemporaryDirectory(prefix="duban-bench-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@cache
def documents(suffix: str) -> tuple[Path, ...]:
    """Files with this ending, without the scans; text files may be missing among the samples."""
    if SHARED.is_dir():
        found = (path for path in SHARED.glob(f"*/*{suffix}") if path.stem != "scan")
    else:
        found = (path for path in write(scratch() / "samples") if path.suffix == suffix)
    return tuple(sorted(found))


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.parent == SHARED else path.name
