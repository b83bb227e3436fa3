"""A paragraph's sentences and clauses, brackets and quotation marks kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from duban.reading.prose import words
from duban.reading.prose.passages import Span

_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "（": "）",
    "(": ")",
    "[": "]",
    "【": "】",
    "「": "」",
    "〔": "〕",
}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_SENTENCE = "。！？!?"
_SEGMENT = "；;"
_CLAUSE = "，,"
_COLON = "：:"
_STOPS = _SENTENCE + _SEGMENT + _CLAUSE + _COLON
_SIGN = re.compile("[" + re.escape(_STOPS + "".join(_PAIRS) + "".join(_CLOSERS)) + "]")
#: a bracket that was not closed within so many characters was never opened
_REACH = 300
_DEEPEST = 20

_alternatives = "|".join
_ADVERB = re.compile(rf"(?:{_alternatives(sorted(words.ADVERBS, key=len, reverse=True))})")
_VERB = re.compile(rf"(?:{_alternatives(sorted(words.VERBS, key=len, reverse=True))})")
_TAIL = re.compile(
    rf"(?:{_alternatives(words.TAILS)})|为.+(?:提供|创造|奠定|腾出|做|作出|注入|增添|打下)|从.{{2,10}}上|以.+带动"
)
#: who will do it, before what it rests on: 全镇将立足…
_WILL = re.compile(r"^[^，]{1,8}将(?=[紧立围聚依以])")
_WHOSE = re.compile(words.WHOSE)
_MEANS = re.compile(words.MEANS)
_GENERAL_MEANS = re.compile(words.GENERAL_MEANS)
_SHORT_TAIL = re.compile("|".join(words.SHORT_TAILS))
_FOCUS = re.compile(words.FOCUSES)
_MAIN = re.compile(words.MAIN_VERBS)
_OPENING = re.compile(words.OPENINGS)
_CONTINUES = re.compile(words.CONTINUES)
_ASPIRATION = re.compile(words.ASPIRATIONS)
_FIGURE = re.compile(
    r"(?<![A-Za-z\d“])\d[\d,.]*(?:多|余)?[万亿千百]*\s*(?:[%％‰]|多|余|个|家|项|亿|万|元|公里|平方|人|户|条|台|处|套|张|场|所|件|名|位|次|座|亩|"
    r"头|吨|斤|米|千瓦|栋|幢|宗|幅|份|辆|支|期|起|类|种|倍|批|间|层|株|美元|岁及以上|床|站|村|镇)|百分之[一二三四五六七八九十百]|"
    r"[一二三四五六七八九十]+分之[一二三四五六七八九十]|"
    r"[一二三四五六七八九十百千万亿两〇零]{2,}(?:多|余)?"
    r"(?:吨|元|公?斤|亩|公里|度|匹|件|人|户|所|台|个|名|座|项|倍|米|立方|平方)"
)
_YEAR = re.compile(r"(?:19|20)\d\d年|\d{1,2}月|\d+日|“[^”]*”|《[^》]*》|\d+号")


@dataclass(frozen=True)
class Clause:
    """A run between two commas, trimmed; `stop` is the mark that ends it.

    `whole` is what it was cut from, where words around it were cut off (一是, 重点围绕).
    """

    span: Span
    stop: str
    whole: Span | None = None

    def part(self, start: int, end: int) -> Clause:
        """The clause from `start` to `end`, counted from its own beginning, blanks trimmed."""
        text = self.span.text[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        span = self.span.part(self.span.start + start, self.span.start + end)
        return Clause(span, self.stop, self.reach)

    @property
    def worded(self) -> bool:
        return any(char.isalnum() for char in self.span.text)

    @property
    def reach(self) -> Span:
        return self.whole or self.span

    @cached_property
    def text(self) -> str:
        return self.span.text

    @cached_property
    def core(self) -> str:
        """The text from its verb on, adverbs left out."""
        at = 0
        while at < len(self.text):
            found = _ADVERB.match(self.text, at)
            if found is None or found.end() == len(self.text):
                break
            at = found.end()
        return self.text[at:] or self.text

    @cached_property
    def figure(self) -> bool:
        """Whether it counts or measures something."""
        return _FIGURE.search(_YEAR.sub("", self.text)) is not None

    @cached_property
    def verb(self) -> bool:
        """Whether it opens with a verb (adverbs aside), so has no subject of its own."""
        return _VERB.match(self.core) is not None or _VERB.match(self.text) is not None

    @cached_property
    def opening(self) -> bool:
        """Whether it waits for the verb of the next clause."""
        text = _WILL.sub("", self.text)
        if _WHOSE.match(text):
            return True
        if _FOCUS.match(text):
            return not self.figure and _MAIN.search(text, 3) is None
        return _OPENING.match(text) is not None

    @cached_property
    def means(self) -> bool:
        return _MEANS.match(self.text) is not None

    @cached_property
    def general_means(self) -> bool:
        return _GENERAL_MEANS.match(self.text) is not None

    @cached_property
    def tail(self) -> bool:
        """Whether it says what the clause before it is for, or what it led to."""
        if _SHORT_TAIL.match(self.core) or _SHORT_TAIL.match(self.text):
            return len(self.text) <= words.LONGEST_SHORT_TAIL
        return _TAIL.match(self.core) is not None or _TAIL.match(self.text) is not None

    @cached_property
    def continues(self) -> bool:
        return _CONTINUES.match(self.text) is not None

    @cached_property
    def aspires(self) -> bool:
        return _ASPIRATION.search(self.text) is not None


def sentences_of(span: Span) -> list[list[Clause]]:
    """The clauses of each sentence, in order; together they hold every letter of the span."""
    sentences: list[list[Clause]] = []
    held: list[Clause] = []
    for clause in _clauses(span):
        held.append(clause)
        if clause.stop in _SENTENCE:
            sentences.append(held)
            held = []
    if held:
        sentences.append(held)
    return sentences


def _clauses(span: Span) -> Iterator[Clause]:
    text, at = span.text, 0
    for stop in stops(text):
        clause = _trimmed(span, at, stop)
        if clause is not None:
            yield clause
        at = stop + 1
    clause = _trimmed(span, at, len(text))
    if clause is not None:
        yield clause


def _trimmed(span: Span, start: int, stop: int) -> Clause | None:
    text = span.text
    end = stop
    while start < end and (text[start].isspace() or text[start] in "”’）)、。，；："):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(char.isalnum() for char in text[start:end]):
        return None
    ends = text[stop] if stop < len(text) else "。"
    return Clause(span.part(span.start + start, span.start + end), ends)


def stops(text: str) -> list[int]:
    """Offsets of the marks that end a clause, those inside brackets left out."""
    signs = [(found.start(), found[0]) for found in _SIGN.finditer(text)]
    closed = _brackets(signs)
    found: list[int] = []
    end = -1
    for at, sign in signs:
        if at <= end:
            continue
        if at in closed:
            end = closed[at]
        elif sign in _STOPS and not _within_number(text, at):
            found.append(at)
    return found


def _within_number(text: str, at: int) -> bool:
    """A comma in 1,000 and a colon in 3:1 or 9:30."""
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


def _brackets(signs: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Where each bracket or quotation closes, by where it opens."""
    waiting: list[tuple[int, str]] = []
    pairs: dict[int, int] = {}
    for at, sign in signs:
        if sign in _PAIRS:
            waiting.append((at, sign))
        elif sign in _CLOSERS:
            depth = next(
                (
                    deep
                    for deep in range(len(waiting) - 1, -1, -1)
                    if waiting[deep][1] == _CLOSERS[sign]
                ),
                None,
            )
            if depth is not None:
                if at - waiting[depth][0] <= _REACH:
                    pairs[waiting[depth][0]] = at
                del waiting[depth:]
        if len(waiting) > _DEEPEST:
            waiting.clear()
    return pairs
