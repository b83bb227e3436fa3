"""How much of a file is taken in before it is refused."""

from __future__ import annotations

from typing import NamedTuple

MEBIBYTE = 1024 * 1024


class Limits(NamedTuple):
    """Bounds on one file; sizes in bytes, `allow_classified` admits papers with a 密级 mark.

    `ratio` bounds unpacked to packed size of an archive of more than `ratio_from` bytes unpacked:
    below that a high ratio (an empty style sheet, say) is harmless. `tree_bytes` bounds XML that is
    held in memory whole. `file_bytes` is also what the site lets a person hand in, unless it is set
    otherwise there.
    """

    file_bytes: int = 64 * MEBIBYTE
    text_bytes: int = 16 * MEBIBYTE
    unpacked_bytes: int = 512 * MEBIBYTE
    tree_bytes: int = 64 * MEBIBYTE
    ratio: int = 100
    ratio_from: int = 16 * MEBIBYTE
    members: int = 10_000
    cells: int = 3_000_000
    pages: int = 2_000
    convert_seconds: int = 120
    allow_classified: bool = False
