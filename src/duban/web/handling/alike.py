"""Which names of units may mean the same, and why: plain functions over texts.

The same unit is written with and without its level (区水务局, 水务局), in full and in short
(农业农村委员会, 农委), with another ending after a reform (农业农村局, 农业农村委), or with a slip
of the pen. A name that stands for several (11个街镇, 青西三镇, 各街道) is known by its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from duban.checking.lookalikes import confusable
from duban.checking.nearness import edits


class Why(Enum):
    """Why two names were put together, the surest first."""

    SPELLING = "spelling"
    LEVEL = "level"
    SHORT = "short"
    ENDING = "ending"
    SLIP = "slip"


#: endings in full → in short
IN_SHORT = (
    ("领导小组办公室", "办"),
    ("委员会办公室", "委办"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("服务中心", "中心"),
)
#: endings by which units of one field differ; the longer ones first
ENDINGS = ("分局", "中心", "委", "局", "办", "部", "处", "科", "所", "站", "队", "室")
#: what stands before a name to say whose unit it is; the longer ones first
LEVELS = (
    *("街道", "区政府", "区委", "区级", "镇政府", "镇党委", "市级"),
    *("区", "县", "市", "镇", "乡"),
)
#: what follows the name of a place where its government is meant; the longer ones first
SEATS = (
    *("村民委员会", "居民委员会", "人民政府", "办事处", "村委会", "居委会", "政府", "党委"),
    *("党工委", "委会"),
)
PLACES = ("街道", "社区", "镇", "乡", "村")
#: characters that tell two units apart, however alike their names are
TELLING = frozenset("一二三四五六七八九十东南西北中上下前后左右大小新老甲乙丙丁高低内外0123456789")
_ASIDE = re.compile(r"[（(【\[].*?[)）】\]]|[\s、,，.。·“”\"'‘’《》<>-]+")
#: names whose parts are kept: each is held against all others
KNOWN = 4096
#: no name of a unit is shorter
SHORTEST = 2
#: a slip is looked for in names of this length or more
LONG_ENOUGH = 4
NUMBERS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"两": 2}
_SEVERAL = re.compile(
    r"^(?P<of>.{0,6}?)"
    r"(?:(?:各|全部|所有|全体)个?(?:相关|有关|其他|涉及)?"
    r"|(?P<number>\d{1,3}|[一二三四五六七八九十两])个?(?:相关|有关|其他|涉及)?"
    r"|(?P<some>相关|有关|涉及|其他|其余))"
    r"(?P<what>街镇|镇街|镇|乡镇|街道|村居|居村|行政村|村|居委会|居委|社区|职能部门|部门|委办局"
    r"|单位|(?:\w{0,4})公司)$"
)
#: whoever belongs to a body that the paper names
_BELONGING = re.compile(r"^(?P<of>.{2,})成员单位$")


@lru_cache(KNOWN)
def spelled(name: str) -> str:
    """Without spaces, signs and what stands in brackets; full-width signs made plain."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", name)) or name.strip()


def alike(one: str, other: str, places: Iterable[str] = ()) -> Why | None:
    """Why two names may mean the same unit; None where nothing says so.

    `places` are names of governments that may stand before the name of a unit of theirs.
    """
    a, b = spelled(one), spelled(other)
    if a == b:
        return Why.SPELLING
    governments = tuple(places)
    bare_a, bare_b = _bare(a, governments), _bare(b, governments)
    if bare_a & bare_b or _same_place(a, b):
        return Why.LEVEL
    for x in bare_a:
        for y in bare_b:
            why = _alike_bare(x, y)
            if why is not None:
                return why
    return Why.SLIP if _slip(a, b) else None


def _alike_bare(one: str, other: str) -> Why | None:
    a, b = _in_short(one), _in_short(other)
    if a == b or _abbreviates(a, b) or _abbreviates(b, a):
        return Why.SHORT
    (stem_a, end_a), (stem_b, end_b) = _parted(a), _parted(b)
    if end_a and end_b and stem_a == stem_b:
        return Why.ENDING
    return None


@lru_cache(KNOWN)
def _bare(name: str, places: tuple[str, ...]) -> frozenset[str]:
    """The name, and the name without the place and the level it begins with."""
    found = {name}
    for before in (*places, *LEVELS):
        rest = name.removeprefix(before)
        if rest != name and len(rest) >= SHORTEST and rest not in PLACES:
            found.add(rest)
    return frozenset(found)


def _same_place(one: str, other: str) -> bool:
    """柳溪镇, 柳溪镇人民政府 and 柳溪; never a 镇 and a 街道 of one name."""
    a, b = _seat(one), _seat(other)
    if a == b:
        return a.endswith(PLACES)
    return any(
        long == short + ending for long, short in ((a, b), (b, a)) for ending in PLACES
    ) and (len(a) >= SHORTEST and len(b) >= SHORTEST)


def _seat(name: str) -> str:
    for ending in SEATS:
        rest = name.removesuffix(ending)
        if rest != name and len(rest) >= SHORTEST:
            return f"{rest}村" if ending.startswith("村") and not rest.endswith("村") else rest
    return name


@lru_cache(KNOWN)
def _in_short(name: str) -> str:
    """With its ending in short, and without the 和 that short forms leave out."""
    if not name.endswith(PLACES):
        name = name[:1] + name[1:].replace("和", "")
    for full, short in IN_SHORT:
        if name.endswith(full) and len(name) > len(full):
            return name.removesuffix(full) + short
    return name


def _parted(name: str) -> tuple[str, str]:
    """The stem and the ending; no ending where the stem would be too short to mean anything."""
    for ending in ENDINGS:
        stem = name.removesuffix(ending)
        if stem != name and len(stem) >= SHORTEST:
            return stem, ending
    return name, ""


def _abbreviates(short: str, long: str) -> bool:
    """农委 for 农业农村委: first and last character the same, those between in order."""
    if len(short) < SHORTEST or len(long) < max(LONG_ENOUGH, len(short) + 2):
        return False
    if short[0] != long[0] or short[-1] != long[-1] or not short.endswith(ENDINGS):
        return False
    rest = iter(long)
    return all(sign in rest for sign in short)


def _slip(one: str, other: str) -> bool:
    """One character more, less or another, in a name long enough that chance does not make it."""
    if one.endswith(PLACES) or other.endswith(PLACES):
        return _misread(one, other)
    if min(len(one), len(other)) < LONG_ENOUGH:
        return False
    stem_one, stem_other = (_parted(_longest_level_off(name))[0] for name in (one, other))
    if min(len(stem_one), len(stem_other)) < LONG_ENOUGH - 1 or edits(one, other, 1) != 1:
        return False
    differing = set(one) ^ set(other)
    return not differing & TELLING


def _misread(one: str, other: str) -> bool:
    """Two names of places: one character that is taken for another, by its look or its sound."""
    if len(one) != len(other):
        return False
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(pairs) == 1 and not set(pairs[0]) & TELLING and confusable(*pairs[0])


def _longest_level_off(name: str) -> str:
    return min(_bare(name, ()), key=len)


@dataclass(frozen=True, slots=True)
class Group:
    """A name and others that may mean the same, each with the reason."""

    head: str
    others: list[tuple[str, Why]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [self.head, *(name for name, _why in self.others)]


def grouped(names: Iterable[str], places: Iterable[str] = ()) -> list[Group]:
    """Each name once, in the order given: with the group whose head it is most like, else as a
    head of its own. Names that stand for several units go together where they say the same."""
    governments, groups = tuple(places), list[Group]()
    for name in dict.fromkeys(names):
        found = next(_joined(name, groups, governments), None)
        if found is None:
            groups.append(Group(name))
        else:
            group, why = found
            group.others.append((name, why))
    return groups


def _joined(
    name: str, groups: Iterable[Group], places: Sequence[str]
) -> Iterator[tuple[Group, Why]]:
    """The groups the name is like, by the surest reason first."""
    found = [
        (group, why) for group in groups if (why := _together(group.head, name, places)) is not None
    ]
    yield from sorted(found, key=lambda pair: list(Why).index(pair[1]))


def near(names: Iterable[str], known: Iterable[str], places: Iterable[str] = ()) -> dict[str, Why]:
    """Those of the `known` names that one of `names` is like, the surest first."""
    governments, wanted = tuple(places), tuple(names)
    found: dict[str, Why] = {}
    for candidate in known:
        reasons = [why for name in wanted if (why := _together(name, candidate, governments))]
        if reasons:
            found[candidate] = min(reasons, key=list(Why).index)
    return dict(sorted(found.items(), key=lambda pair: list(Why).index(pair[1])))


def _together(one: str, other: str, places: Sequence[str]) -> Why | None:
    a, b = several(one), several(other)
    if a is None and b is None:
        return alike(one, other, places)
    return Why.SPELLING if a == b else None


@dataclass(frozen=True, slots=True)
class Several:
    """What a name says of the units it stands for: how many (None: all, or `some` of them), of
    what kind, of where."""

    what: str
    number: int | None
    of: str = ""
    some: bool = False


@lru_cache(KNOWN)
def several(name: str) -> Several | None:
    """11个街镇, 青西三镇, 各街道, 相关村; None for the name of one unit."""
    # 村（居） counts villages and committees of residents: what stands in brackets is meant here
    plain = spelled(name.replace("（居）", "居").replace("(居)", "居"))
    if belonging := _BELONGING.match(plain):
        return Several("成员单位", None, belonging["of"])
    found = _SEVERAL.match(plain)
    if found is None:
        return None
    text = found["number"]
    number = None if text is None else NUMBERS.get(text) or int(text)
    return Several(found["what"], number, found["of"], found["some"] is not None)
