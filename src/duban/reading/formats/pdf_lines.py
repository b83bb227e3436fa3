"""Characters on a page to lines, and the lines of a cell to the text that they wrap.

A PDF knows where characters stand and nothing else. Whether a gap is a blank, and whether a line
end is one that the writer made or only the edge of the cell, is decided here:

- a gap between Chinese and Latin characters is layout until it is most of a character wide;
- a line whose characters all keep apart is stretched to the cell's width, and no blanks are in it;
- a line that had room for what follows it was ended on purpose, and a line feed is kept;
- any other line end is a wrap: nothing is put there, except a blank between two Latin words.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from duban.plan import Box

Char = dict[str, Any]

#: parts of a character's size
SAME_LINE = 0.5
WORD_GAP = 0.2
WIDE_GAP = 0.75
OVERPRINT = 0.2
SPARE = 0.5

#: so many lines of one character each are a text written from top to bottom
STACKED = 3

#: curly quotes are not told apart by every program that breaks lines: they stick to both sides
_QUOTES = frozenset("“”‘’")
_CLOSING = frozenset("，。、；：！？）】》」』〕％%)],.;:!?…·—-") | _QUOTES
_OPENING = frozenset("（【《「『〔([") | _QUOTES


@dataclass(frozen=True, slots=True)
class TextLine:
    """Characters that stand on one line, from left to right.

    `natural` is its width were it not stretched to fill the cell; `blank_end` tells a blank after
    its last character.
    """

    chars: tuple[Char, ...]
    text: str
    box: Box
    natural: float
    blank_end: bool

    @property
    def size(self) -> float:
        return self.box[3] - self.box[1]


def lines_of(chars: list[Char]) -> list[TextLine]:
    """The lines that `chars` form, from top to bottom."""
    rows: list[list[Char]] = []
    middle = reach = 0.0
    for char in sorted(chars, key=_middle):
        at = _middle(char)
        if not rows or at - middle > reach:
            rows.append([])
            middle, reach = at, SAME_LINE * (char["bottom"] - char["top"])
        rows[-1].append(char)
    return [line for row in rows if (line := _line(row)) is not None]


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _line(row: list[Char]) -> TextLine | None:
    kept: list[Char] = []
    blanks: set[int] = set()
    for char in sorted(row, key=_left):
        if char["text"].isspace():
            blanks.add(len(kept))
        elif not (kept and _is_overprint(kept[-1], char)):
            kept.append(char)
    if not kept:
        return None
    stretch = _stretch(kept)
    text = kept[0]["text"]
    for at, (last, char) in enumerate(pairwise(kept), 1):
        text += (" " if at in blanks or _is_blank(last, char, stretch) else "") + char["text"]
    box = (
        min(char["x0"] for char in kept),
        min(char["top"] for char in kept),
        max(char["x1"] for char in kept),
        max(char["bottom"] for char in kept),
    )
    gaps = sum(max(char["x0"] - last["x1"] - stretch, 0.0) for last, char in pairwise(kept))
    natural = sum(char["x1"] - char["x0"] for char in kept) + gaps
    return TextLine(tuple(kept), text, box, natural, len(kept) in blanks)


def _left(char: Char) -> float:
    return float(char["x0"])


def _size(char: Char) -> float:
    return max(float(char["bottom"] - char["top"]), 1.0)


def _is_overprint(last: Char, char: Char) -> bool:
    near = char["x0"] - last["x0"] < OVERPRINT * _size(char)
    return bool(near and char["text"] == last["text"])


def _stretch(chars: list[Char]) -> float:
    """The distance that Chinese characters of a line keep from each other, 0 where set solid."""
    gaps = sorted(
        char["x0"] - last["x1"]
        for last, char in pairwise(chars)
        if not last["text"].isascii() and not char["text"].isascii()
    )
    return max(float(gaps[len(gaps) // 2]), 0.0) if gaps else 0.0


def _is_blank(last: Char, char: Char, stretch: float) -> bool:
    gap = char["x0"] - last["x1"] - stretch
    size = _size(char)
    if gap <= WORD_GAP * size:
        return False
    narrow = _is_latin(last["text"]) and _is_latin(char["text"])
    return narrow or gap > WIDE_GAP * size


def _is_latin(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalnum()


class Wrapped(NamedTuple):
    """A text and the offsets in it at which a full line ended with nothing put there."""

    text: str
    wraps: tuple[int, ...] = ()


def joined(lines: list[TextLine], width: float) -> Wrapped:
    """The text of a cell whose lines may be `width` points long."""
    if not lines:
        return Wrapped("")
    if len(lines) >= STACKED and all(len(line.chars) == 1 for line in lines):
        # Written from top to bottom, as headings at the side of a table are.
        return Wrapped("".join(line.text for line in lines))
    text = lines[0].text
    wraps: list[int] = []
    for line, following in pairwise(lines):
        seam = _seam(line, following, width)
        if not seam:
            wraps.append(len(text))
        text += seam + following.text
    return Wrapped(text, tuple(wraps))


def _seam(line: TextLine, following: TextLine, width: float) -> str:
    room = width - line.natural
    if room > _first_unit(following) + SPARE * line.size:
        return "\n"
    if line.blank_end:
        return " "
    last, first = line.text[-1], following.text[0]
    words = last.isascii() and first.isascii() and last.isalpha() and first.isalpha()
    return " " if words else ""


def _first_unit(line: TextLine) -> float:
    """How wide the least is that could have been put on the line before."""
    chars = line.chars
    end = 1
    while end < len(chars) and _stick_together(chars[end - 1]["text"], chars[end]["text"]):
        end += 1
    return float(chars[end - 1]["x1"] - chars[0]["x0"])


def _stick_together(left: str, right: str) -> bool:
    """Whether no line may end between the two: stops keep to their side, words stay whole."""
    if right in _CLOSING or left in _OPENING:
        return True
    return right.isascii() and (left.isascii() or left in _CLOSING)
