"""What people hand in, kept in the data directory under its own digest, out of the web's reach."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")


def path_of(sha256: str, name: str) -> Path:
    """Where a file of this digest and name is kept."""
    return _root() / sha256[:2] / (sha256 + ending_of(name))


def ending_of(name: str) -> str:
    """The ending in lower case with its dot, empty where there is none worth the name."""
    ending = Path(name).suffix
    return ending.lower() if _ENDING.fullmatch(ending) else ""


def pictures() -> Path:
    """Drawn pages; they can be drawn again."""
    return _root() / "pages"


def _root() -> Path:
    return Path(settings.MEDIA_ROOT)


def keep(chunks: Iterable[bytes], name: str) -> tuple[str, int]:
    """Write a file; its digest and its size."""
    root = _root()
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, draft = tempfile.mkstemp(dir=root, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
        path = path_of(digest.hexdigest(), name)
        path.parent.mkdir(exist_ok=True)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return digest.hexdigest(), size


def discard(sha256: str, name: str) -> None:
    """Remove the file and the pages drawn from it."""
    path = path_of(sha256, name)
    path.unlink(missing_ok=True)
    for picture in pictures().glob(f"{path.name}-*.png"):
        picture.unlink(missing_ok=True)
