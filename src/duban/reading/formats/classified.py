"""A paper that bears a 密级 mark does not belong here.

The mark (GB/T 9704: 绝密, 机密 or 秘密, a star, the years) stands at the head of the document, by
itself or beside the copy number; a note may say 密级：秘密 instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from duban.reading.source import Block, Grid, Unreadable

HEAD_LINES = 30

_GRADE = "(?:绝密|机密|秘密)"
_MARK = (
    rf"{_GRADE}[★☆]"
    rf"|^(?:\d{{1,8}})?{_GRADE}级?(?:[*\uff0a].*|\d+年|[一二三五十]+年|长期)?$"
    rf"|密级[:：]?[\[（(【]?{_GRADE}"
)


def refuse_classified(blocks: Iterable[Block]) -> None:
    """Raise Unreadable when the head of the document bears a mark."""
    mark = mark_in(_lines(blocks))
    if mark:
        raise Unreadable(f"文件标有密级（{mark}），涉密文件不得进入本系统，请按保密规定处理。")


def mark_in(lines: Iterable[str]) -> str:
    """The mark that the head of a document bears; empty for none."""
    for line in islice(lines, HEAD_LINES):
        if "密" not in line:  # nearly always, and the pattern takes long to compile
            continue
        found = re.search(_MARK, "".join(line.split()))
        if found is not None:
            return found[0]
    return ""


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                yield from filter(None, dict.fromkeys(row))
        else:
            yield from filter(str.strip, block.text.splitlines())
