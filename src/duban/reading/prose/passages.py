"""Lines joined into paragraphs by their shape.

A text file breaks its lines where the page ended, a PDF wherever the line was full. A line goes
on in the next one when it stops in mid-sentence, or stood full to the margin and the next line is
not indented. A heading mark always begins a paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from duban.plan import Place
from duban.reading.prose.lines import Line
from duban.reading.prose.marks import mark_of

#: a line that ends so has said what it had to say
TERMINAL = "。！？；：:;!?…"
_CLOSING = "”’）)》】」』"
_PAIRS = {"《": "》", "（": "）", "“": "”", "【": "】", "(": ")"}
#: running text without punctuation is no shorter than this; a title or a signature is
_RUNNING = 40
#: how many lines back the shape of a paragraph is looked at
_NEAR = 4
#: a marked line that is longer is an item in mid-sentence
_LONGEST_HEADING = 45


#: a line in mid-sentence that fills less of the width than this ends a title or a signature
_CARRIED = 0.7


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: its text without line breaks, and the lines it was joined from.

    `text` is what is read, in one width; `printed` is as long and as the document has it.
    `starts` gives for each line the offset in both at which it begins.
    """

    printed: str
    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    @property
    def level(self) -> int | None:
        return self.lines[0].level

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Where text[start:end] stands: one place for each line it touches."""
        found = []
        for index in range(bisect_right(self.starts, start) - 1, len(self.lines)):
            line, at = self.lines[index], self.starts[index]
            if at >= end:
                break
            low, high = max(start, at) - at, min(end - at, len(line.text))
            if low < high:
                found.append(line.place._replace(start=line.start + low, end=line.start + high))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def printed(self) -> str:
        return self.passage.printed[self.start : self.end]

    def part(self, start: int, end: int) -> Span:
        """The span from `start` to `end`, both counted from the passage's beginning."""
        return Span(self.passage, start, end)

    def places(self) -> tuple[Place, ...]:
        return self.passage.places(self.start, self.end)


def passages_of(lines: Sequence[Line]) -> Iterator[Passage]:
    margins = _Margins.of(lines)
    held: list[Line] = []
    for line in lines:
        if held and not _goes_on(held, line, margins):
            yield _joined(held)
            held = []
        held.append(line)
    if held:
        yield _joined(held)


def _joined(lines: Sequence[Line]) -> Passage:
    starts: list[int] = []
    printed: list[str] = []
    even: list[str] = []
    length = 0
    for line in lines:
        if even and _latin_end(even[-1]) and _latin_start(line.text):
            printed.append(" ")
            even.append(" ")
            length += 1
        starts.append(length)
        printed.append(line.printed)
        even.append(line.text)
        length += len(line.text)
    return Passage("".join(printed), "".join(even), tuple(lines), tuple(starts))


def _latin_end(text: str) -> bool:
    return bool(text) and text[-1].isascii() and text[-1].isalpha()


def _latin_start(text: str) -> bool:
    return text[0].isascii() and text[0].isalpha()


def _goes_on(held: Sequence[Line], line: Line, margins: _Margins) -> bool:
    """Whether `line` continues the paragraph of the lines held."""
    last = held[-1]
    if line.after_table or _begins(line, last, margins):
        return False
    if _left_open(held) and line.level in (None, last.level):
        return True
    if line.level != last.level:
        return False
    text = last.text
    full = margins.full(last)
    if text.rstrip(_CLOSING)[-1:] in tuple(TERMINAL):
        return full is True and margins.tells
    if _heading_so_far(held):
        return full is True
    if full is not None:
        return full or margins.reaches(last)
    return _running(held)


def _begins(line: Line, last: Line, margins: _Margins) -> bool:
    """Whether `line` opens a paragraph by its own shape."""
    if mark_of(line.text) is not None:
        return not (margins.known and margins.full(last) and not margins.indented(line))
    return line.indented or margins.indented(line) or margins.apart(last, line)


def _running(held: Sequence[Line]) -> bool:
    """Whether the paragraph so far is running text, no title, heading or signature."""
    return any("，" in line.text or "。" in line.text for line in held[-_NEAR:]) or (
        len(held[-1].text) >= _RUNNING
    )


def _heading_so_far(held: Sequence[Line]) -> bool:
    """Whether the lines held are a marked heading that said nothing yet."""
    if len(held) > _NEAR:
        return False
    text = "".join(line.text for line in held)
    return mark_of(text) is not None and "。" not in text and len(text) <= _LONGEST_HEADING


def _left_open(held: Sequence[Line]) -> bool:
    """Whether the last line opened a bracket that it did not close."""
    text = held[-1].text
    return len(held) <= 3 and any(
        text.count(opening) > text.count(closing) for opening, closing in _PAIRS.items()
    )


@dataclass(frozen=True, slots=True)
class _Margins:
    """What is known of the text area: edges in points (PDF), or the width in characters.

    `leading` is the usual distance of two lines. `tells`: paragraphs begin with a blank or stand
    apart from one another, so that a full line whose next does neither goes on.
    """

    left: float | None = None
    right: float | None = None
    char: float = 0
    width: int | None = None
    leading: float | None = None
    tells: bool = False

    @property
    def known(self) -> bool:
        return self.right is not None or self.width is not None

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Margins:
        boxes = [line.place.box for line in lines if line.place.box is not None]
        if len(boxes) > 3:
            left = Counter(round(box[0]) for box in boxes).most_common(1)[0][0]
            right = sorted(box[2] for box in boxes)[-max(1, len(boxes) // 10)]
            found = cls(left, right, _char_width(lines), leading=_leading(lines))
            begun = sum(
                found.indented(line) or found.apart(above, line) for above, line in pairwise(lines)
            )
            return replace(found, tells=begun * 50 > len(boxes))
        return cls(width=_wrapped_width(lines))

    def full(self, line: Line) -> bool | None:
        """Whether the line reached the right edge; None where nothing tells."""
        if self.right is not None and line.place.box is not None:
            return line.place.box[2] > self.right - 1.8 * self.char
        if self.width is not None:
            return len(line.text) >= self.width - 2
        return None

    def apart(self, above: Line, line: Line) -> bool:
        """Whether more than a line's distance lies between two lines of a page."""
        gap = _gap(above, line)
        return gap is not None and self.leading is not None and gap > self.leading + self.char / 3

    def reaches(self, line: Line) -> bool:
        """Whether the line came so near the edge that a bracket or a word was carried over."""
        if self.right is not None and self.left is not None and line.place.box is not None:
            return line.place.box[2] - self.left > _CARRIED * (self.right - self.left)
        return self.width is not None and len(line.text) > _CARRIED * self.width

    def indented(self, line: Line) -> bool:
        if self.left is None or line.place.box is None:
            return False
        return line.place.box[0] > self.left + 1.2 * self.char


def _gap(above: Line, line: Line) -> float | None:
    """The distance from one line to the next on the same page, in points."""
    upper, lower = above.place.box, line.place.box
    if upper is None or lower is None or above.place.page != line.place.page:
        return None
    return lower[1] - upper[3]


def _leading(lines: Sequence[Line]) -> float | None:
    gaps = Counter(
        round(gap, 1) for above, line in pairwise(lines) if (gap := _gap(above, line)) is not None
    )
    return gaps.most_common(1)[0][0] if gaps else None


def _char_width(lines: Sequence[Line]) -> float:
    widths = sorted(
        (line.place.box[2] - line.place.box[0]) / len(line.text)
        for line in lines
        if line.place.box is not None
    )
    return widths[len(widths) // 2]


def _wrapped_width(lines: Sequence[Line]) -> int | None:
    """The width at which a text file was wrapped, None where it was not."""
    lengths = Counter(len(line.text) for line in lines)
    if len(lines) < 10:
        return None
    width, most = max(lengths.items(), key=lambda item: (item[1] + lengths[item[0] - 1], item[0]))
    near = most + lengths[width - 1] + lengths[width - 2]
    longer = sum(count for length, count in lengths.items() if length > width)
    return width if near * 2 > len(lines) and longer * 20 < len(lines) else None
