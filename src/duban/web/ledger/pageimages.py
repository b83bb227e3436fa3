"""A PDF page as a picture, drawn once and kept."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2

#: pixels a point: enough to read 小四 on a screen, about 200 kB a page
SCALE = 1.6
#: a page of no sane size is drawn smaller, so that no document can ask for gigabytes
MAX_PIXELS = 12_000_000

# PDFium is not safe to be entered by two threads
_DRAWING = threading.Lock()


def page_sizes(path: Path) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    with _DRAWING, _opened(path) as document:
        return [tuple(document[number].get_size()) for number in range(len(document))]


def page_image(path: Path, page: int, cache: Path) -> Path:
    """The PNG of the page (counted from 1); IndexError where the document has no such page."""
    kept = cache / f"{path.name}-{page}.png"
    if kept.exists():
        return kept
    cache.mkdir(parents=True, exist_ok=True)
    with _DRAWING, _opened(path) as document:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = min(SCALE, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = sheet.render(scale=scale).to_pil()
    handle, name = tempfile.mkstemp(dir=cache, suffix=".part")
    with os.fdopen(handle, "wb") as out:
        picture.save(out, "PNG", optimize=False, compress_level=6)
    Path(name).replace(kept)
    return kept


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()
