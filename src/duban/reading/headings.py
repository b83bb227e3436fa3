"""The headings above a task: which stands under which, and one spelling for each.

A heading printed again at the head of a page may vary in its blanks or its wording; under the same
parent, the same ordinal with a like text is the same heading, and its first spelling is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from duban.plan import Doubt, Place
from duban.reading.spelled import leading_numeral

#: the units of a long document: 第一部分, 第三章
_PARTS = ("部分", "篇", "章", "编", "板块")
_POINTS = "、.．,，"
#: a heading without an ordinal stands below those with one
PLAIN = 5
#: how alike two headings with one ordinal must be to be one heading
ALIKE = 0.5


def style_of(text: str) -> tuple[int, str]:
    """The rank of a heading's ordinal, outermost first, and the ordinal itself.

    0  第一部分    1  一、    2  （一）    3  1.    4  （1）    PLAIN  none
    """
    if text[:1] == "第":
        ordinal = leading_numeral(text[1:]) or _leading_digits(text[1:])
        return (
            (0, ordinal) if ordinal and text[1 + len(ordinal) :].startswith(_PARTS) else (PLAIN, "")
        )
    bracketed = text[:1] in ("（", "(")
    inner = text[1:] if bracketed else text
    spelled = leading_numeral(inner)
    ordinal = spelled or _leading_digits(inner)
    after = inner[len(ordinal) :].lstrip()[:1]
    if not ordinal or not after or after not in ("）)" if bracketed else _POINTS):
        return PLAIN, ""
    if bracketed:
        return (2 if spelled else 4), ordinal
    return (1 if spelled else 3), ordinal


def _leading_digits(text: str) -> str:
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    # 3.5公里 is no ordinal, 3.修路 is
    return "" if text[len(digits) + 1 : len(digits) + 2].isdigit() else digits


def folded(text: str) -> str:
    """The heading without blanks and with half-width brackets, to compare spellings."""
    return "".join(text.split()).replace("（", "(").replace("）", ")")


class Headings:
    """The headings that stand above the row being read, outermost first.

    Section rows and paragraphs build a stack by their ordinals; the heading columns of a table
    stand below it, each filled down until another text comes.
    """

    def __init__(self, doubt: Callable[[Doubt], None]) -> None:
        self._doubt = doubt
        self._stack: list[tuple[int, str]] = []
        self._columns: list[str] = []
        self._printed: list[str] | None = None
        self._stack_places: list[Place] = []
        self._column_places: dict[int, Callable[[int], Place]] = {}
        self._spelled: dict[tuple[tuple[str, ...], str], str] = {}
        self._ordinals: dict[tuple[tuple[str, ...], int, str], str] = {}
        self._noted: set[str] = set()
        self._entered: dict[str, Place] = {}
        self._used: set[str] = set()
        self._path: tuple[str, ...] | None = ()
        self._where: Callable[[], tuple[Place, ...]] | None = None

    @property
    def path(self) -> tuple[str, ...]:
        if self._path is None:
            above = [text for _, text in self._stack]
            own = [text for text in self._columns if text]
            if above and own and folded(above[-1]) == folded(own[0]):
                own = own[1:]
            self._path = (*above, *own)
            self._used.update(self._path)
        return self._path

    @property
    def above(self) -> tuple[str, ...]:
        """The headings in rows of their own that stand above the next row, asked by no task."""
        return tuple(text for _, text in self._stack)

    @property
    def places(self) -> Callable[[], tuple[Place, ...]]:
        """Where the headings of the path stand, worked out when it is called."""
        if self._where is None:
            above, own = tuple(self._stack_places), tuple(self._column_places.items())
            self._where = lambda: (*above, *(place(at) for at, place in own))
        return self._where

    def enter(self, text: str, place: Place, level: int | None = None) -> None:
        """A section row or a heading paragraph; `level` where the document's own style gives it."""
        rank, _ = style_of(text)
        if level is not None and rank == PLAIN:
            rank = PLAIN + level
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
            self._stack_places.pop()
        parents = tuple(heading for _, heading in self._stack)
        kept = self._one_spelling(text, parents, lambda: place)
        self._stack.append((rank, kept))
        self._entered.setdefault(kept, place)
        self._stack_places.append(place)
        self._forget_columns()

    def without_tasks(self) -> Iterator[Doubt]:
        """A doubt for each heading below which no task was read."""
        for text, place in self._entered.items():
            if text not in self._used:
                yield Doubt("heading-empty", f"标题“{text}”下面没有任务。", place)

    def leave(self) -> None:
        """Another table or sheet begins, whose headings do not stand below those so far."""
        self._stack = []
        self._stack_places = []
        self._forget_columns()

    def _forget_columns(self) -> None:
        self._columns = []
        self._printed = None
        self._column_places = {}
        self._path = self._where = None

    def set_columns(self, texts: Sequence[str], place: Callable[[int], Place]) -> None:
        """The row's heading cells, outermost first; an empty cell continues what stands above."""
        if texts == self._printed:
            return
        self._printed = list(texts)
        columns = [*self._columns, *[""] * (len(texts) - len(self._columns))]
        above = tuple(heading for _, heading in self._stack)
        for at, text in enumerate(texts):
            if text and text != columns[at]:
                kept = self._one_spelling(text, (*above, *columns[:at]), partial(place, at))
                if kept != columns[at]:
                    columns[at:] = [kept, *[""] * (len(columns) - at - 1)]
                    for below in range(at + 1, len(columns)):
                        self._column_places.pop(below, None)
                    self._column_places[at] = place
        if columns != self._columns:
            self._columns = columns
            self._path = self._where = None

    def _one_spelling(self, text: str, parents: tuple[str, ...], place: Callable[[], Place]) -> str:
        bare = folded(text)
        rank, ordinal = style_of(text)
        kept = self._spelled.get((parents, bare))
        if kept is None and ordinal:
            same = self._ordinals.get((parents, rank, ordinal))
            if same is not None and _alike(folded(same), bare):
                kept = same
        if kept is None:
            kept = text
            if ordinal:
                self._ordinals[parents, rank, ordinal] = text
        self._spelled[parents, bare] = kept
        if kept != text and text not in self._noted:
            self._noted.add(text)
            seen = f"标题“{text}”与前面的“{kept}”写法不同，按同一标题处理，统一写作“{kept}”。"
            values = {"首次": kept, "又作": text}
            self._doubt(Doubt("heading-variant", seen, place(), values))
        return kept


def _alike(one: str, other: str) -> bool:
    if [sign for sign in one if sign.isdigit()] != [sign for sign in other if sign.isdigit()]:
        return False  # 第1批 is not 第2批
    least = ALIKE * (len(one) + len(other)) / 2
    if _shared_ends(one, other) >= least:
        return True
    from difflib import SequenceMatcher  # noqa: PLC0415 - few headings vary in their middle

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _shared_ends(one: str, other: str) -> int:
    """How many signs two texts share at their beginnings and, of the rest, at their ends."""
    shorter = min(len(one), len(other))
    front = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = shorter - front
    back = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return front + back
