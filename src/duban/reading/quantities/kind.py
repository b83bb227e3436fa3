"""What a figure says: a level, a rate of change, a proportion, or a change.

growth   增长 增速 涨幅 下降 … then a percentage or 倍            sign from the word
change   净增 增加 减少 … then an amount; 个百分点                 sign from the word
share    any other percentage, fraction, multiple or ratio
level    everything else
"""

from __future__ import annotations

import re
from typing import NamedTuple

from duban.plan import Kind
from duban.reading.quantities.lexicon import by_last, ends, words

# a member of an enum is looked up slowly, and these once a figure
_LEVEL, _GROWTH, _SHARE, _CHANGE = Kind.LEVEL, Kind.GROWTH, Kind.SHARE, Kind.CHANGE
_NOUNS = frozenset(words("rate.noun"))
_UP, _DOWN = words("change.up"), words("change.down")
_SIGNS = dict.fromkeys((*_NOUNS, *_UP), 1) | dict.fromkeys((*_DOWN, *words("rate.falling")), -1)
_CUES = by_last((*_SIGNS, *words("change.not")))
_GLUE = by_last(words("change.glue"))
_REACHED = frozenset(words("change.reached"))
_OPENING = dict.fromkeys(words("change.opening.up"), 1) | dict.fromkeys(
    words("change.opening.down"), -1
)
_OPENINGS = re.compile("|".join(sorted(_OPENING, key=len, reverse=True)))
_NOT_OPENING = words("change.opening.not")
_RATES, _NOT_RATES = words("rate.measure"), words("rate.measure.not")
_GAPS = words("gap")
#: verbs that say growth whatever they are said of
_ALWAYS_GROWTH = frozenset(("增长", "递增", "上涨", "下滑", "回落", "回升"))
_PROPORTIONS = frozenset(("%", "‰", "倍"))
#: behind a percentage, these say it is one of growth: 保持10%以上增长
_GROWING = ("增长", "的增长", "的速度增长", "增速", "的增速", "的增幅", "的涨幅", "的年均增")
#: how far into its clause a verb may begin that makes a percentage one of change: 压减支出5%
_VERB_FIRST = 3
POINTS = frozenset(("个百分点", "百分点"))


class Standing(NamedTuple):
    """Where a figure stands: `start` to `end`, its clause, and the end of the figure before it."""

    start: int
    end: int
    clause: int
    floor: int


def kind_of(text: str, place: Standing, unit: str, measure: str) -> tuple[Kind, int]:
    """Kind and sign of the figure that stands at `place` and measures `measure`."""
    start, floor, clause = place.start, place.floor, place.clause
    sign, word, _ = cue_before(text, start, floor)
    if unit in POINTS:
        said = text[clause:start]
        if not sign and any(gap in said for gap in _GAPS):
            return _LEVEL, 1
        return _CHANGE, sign or (-1 if any(down in said for down in _DOWN) else 1)
    if unit in _PROPORTIONS:
        if not sign:
            sign = _opening(text[max(clause, floor) : start], _VERB_FIRST)
            if sign and unit == "%" and not measure.endswith(_RATES):
                return _GROWTH, sign
            grows = text.startswith(_GROWING, place.end)
            return (_GROWTH if grows else _SHARE), 1
        bare = unit == "%" and word not in _NOUNS and word not in _ALWAYS_GROWTH
        if bare and measure.endswith(_RATES) and not measure.endswith(_NOT_RATES):
            return _CHANGE, sign
        return _GROWTH, sign
    if unit == "比":
        return _SHARE, 1
    if sign and word not in _NOUNS:
        return _CHANGE, sign
    sign = _opening(text[max(clause, floor) : start])
    return (_CHANGE, sign) if sign else (_LEVEL, 1)


def cue_before(text: str, start: int, floor: int) -> tuple[int, str, int]:
    """Sign, word and place of the cue that governs the figure at `start`; sign 0 for none."""
    at, reached = start, False
    while glue := ends(_GLUE, text, at, floor):
        if ends(_CUES, text, at, floor) in _NOUNS:
            break
        reached = reached or glue in _REACHED
        at -= len(glue)
    word = ends(_CUES, text, at, floor)
    if word not in _SIGNS or (reached and word not in _NOUNS):
        return 0, "", at
    return _SIGNS[word], word, at - len(word)


def _opening(clause: str, within: int = 0) -> int:
    """The sign of a change verb in `clause` whose object is measured: 净增营收0.1亿元.

    With `within`, the verb must begin among that many characters.
    """
    for found in _OPENINGS.finditer(clause):
        at = found.start()
        if not clause.startswith(_NOT_OPENING, at) and at <= (within or at):
            return _OPENING[found[0]]
    return 0
