"""A total shared out among places, and what a task costs.

    run   = share {("、" | "，" | ";") share}          赵巷镇11;徐泾镇4   赵巷镇1项，重固镇2项
    share = ORG [":"] amount | ORG "(" amount ")"     nothing else between the two
          | ORG {("、" | "和") ORG} "各" amount                 the same for each of them

A share on its own counts where the place is known to the plan or stands behind a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from duban.plan import Allocation, Quantity
from duban.plan.measures import Dimension, dimension_of
from duban.reading.quantities.grammar import Figure, figures_in
from duban.reading.quantities.lexicon import words
from duban.reading.quantities.spelling import plain

_STOPS = frozenset(";,，、。:(\n")
_JOINTS = frozenset((";", "、", "，", ",", "和", "。", "\n"))
_PLACES, _KINDS, _NO_NAMES = words("place"), words("place.kind"), words("place.not")
_KIND_ENDS = tuple(kind for kind in _KINDS if len(kind) > 2 or kind[0] in "强名")
_OPENERS = words("place.opener")
_LONGEST = 12
#: the longest list of places before 各, and where it begins at the latest
_LONGEST_LIST, _LIST_STOPS = 80, frozenset(";,，。:(\n")
#: between a place and its share: 柳溪镇:3个, 柳溪镇(3个)
_BEFORE_AMOUNT = (":", "(")
#: a place with a number and nothing else, and a run of them
_BARE_SHARE = re.compile(r"([^\W\d_]{2,12})[:(]?(\d+(?:\.\d+)?)\)?")
_BARE_RUN = re.compile(rf"(?:{_BARE_SHARE.pattern}[;、，,。\n]?)+")
_NUMBER_ENDS = frozenset("0123456789)。;")
#: headers that name the cost of the whole task, the surest first
_COSTS = (
    "总投资",
    "投资总额",
    "投资估算",
    "投资概算",
    "计划投资",
    "投资额",
    "投资规模",
    "概算",
    "投资",
    "资金",
)
_MONEY = frozenset((Dimension.MONEY, Dimension.DOLLARS, Dimension.EUROS))


def allocations_in(
    text: str,
    field: str = "text",
    orgs: Iterable[str] = (),
    *,
    header: str = "",
    subject: str = "",
) -> tuple[Allocation, ...]:
    """The shares in `text`, in order. `orgs` are names the plan uses."""
    return shares_of(figures_in(text, field, header, subject), frozenset(orgs), subject)


def shares_of(
    figures: list[Figure], orgs: frozenset[str], subject: str = ""
) -> tuple[Allocation, ...]:
    named = [(figure, *_orgs_before(figure, floor, orgs)) for figure, floor in _with_floor(figures)]
    out: list[Allocation] = []
    what = subject
    for at, (figure, places, begin) in enumerate(named):
        quantity = figure.quantity
        if not places:
            what = quantity.metric or subject
            continue
        before, after = (
            (named[at - 1] if at else None),
            (named[at + 1] if at + 1 < len(named) else None),
        )
        in_run = before is not None and before[1] and _joins(before[0], figure, begin)
        opens_run = after is not None and after[1] and _joins(figure, after[0], after[2])
        behind_colon = figure.level[begin - 1 : begin] == ":"
        meant = len(places) > 1 or places[0] in orgs
        if not (in_run or opens_run or meant or behind_colon):
            continue
        if figure.header is not None:
            what = figure.header.noun
        elif not in_run and behind_colon:
            what = _announced(figure, begin) or what
        out.extend(_share(figure, place, what) for place in places)
    return tuple(out)


def _share(figure: Figure, org: str, what: str) -> Allocation:
    quantity = figure.quantity
    return Allocation(
        org,
        quantity.value,
        quantity.unit,
        what,
        quantity.field,
        quantity.text,
        quantity.grain,
    )


def _orgs_before(figure: Figure, floor: int, orgs: frozenset[str]) -> tuple[list[str], int]:
    """The places named right before the figure, of which each is to do as much where there are
    several (柳溪镇、北塘镇各 15户), and where their names begin; none for all the rest."""
    level, end = figure.level, figure.start
    if level[end - 1 : end] != "各" or not figure.quantity.unit:
        org, begin = _org_before(figure, floor, orgs)
        return [org] if org else [], begin
    begin, lowest = end - 1, max(0, end - 1 - _LONGEST_LIST)
    while begin > lowest and level[begin - 1] not in _LIST_STOPS:
        begin -= 1
    names = level[begin : end - 1].removeprefix("其中").replace("和", "、").split("、")
    each = len(names) > 1 and all(_is_place(name, orgs) for name in names)
    return (names, begin) if each else ([], end)


def bare_shares(
    text: str, field: str, orgs: frozenset[str], *, unit: str, subject: str
) -> tuple[Allocation, ...]:
    """The shares in a text that is nothing but places with numbers: 柳溪镇30，北塘镇40.

    `unit` is what they count; none where the text holds anything else.
    """
    level, _ = plain(text)
    if not level or level[-1] not in _NUMBER_ENDS or _BARE_RUN.fullmatch(level) is None:
        return ()
    named = _BARE_SHARE.findall(level)
    if len(named) < 2 or not all(_is_place(org, orgs) for org, _ in named):
        return ()
    return tuple(
        Allocation(org, Decimal(value), unit, subject, field, value, _grain(value))
        for org, value in named
    )


def _grain(value: str) -> Decimal:
    return Decimal(1).scaleb(-len(value.partition(".")[2]))


def _with_floor(figures: list[Figure]) -> Iterable[tuple[Figure, int]]:
    floor = 0
    for figure in figures:
        yield figure, floor
        floor = figure.end


def _joins(one: Figure, other: Figure, begin: int) -> bool:
    """Whether only a separator lies between one share and the name of the other."""
    between = one.level[one.end : begin]
    if one.level[one.start - 1 : one.start] == "(":
        between = between.partition(")")[2]
    return between in _JOINTS or (not between and one.quantity.unit == other.quantity.unit)


def _org_before(figure: Figure, floor: int, orgs: frozenset[str]) -> tuple[str, int]:
    """The place named right before the figure and where its name begins; empty for none."""
    level, end = figure.level, figure.start
    if dimension_of(figure.quantity.unit) in (Dimension.PROPORTION, Dimension.POINTS):
        return "", end
    if level[end - 1 : end] in _BEFORE_AMOUNT:
        end -= 1
    begin, lowest = end, max(floor, end - 2 * _LONGEST)
    while begin > lowest and level[begin - 1] not in _STOPS:
        begin -= 1
    name = level[begin:end]
    for length in range(min(len(name), _LONGEST), 1, -1):
        if name[-length:] in orgs:
            return name[-length:], end - length
    for opener in _OPENERS:
        if (at := name.rfind(opener)) >= 0 and len(name) - at - len(opener) >= 2:
            name = name[at + len(opener) :]
    return (name, end - len(name)) if _is_place(name, orgs) else ("", end)


def _is_place(name: str, orgs: frozenset[str]) -> bool:
    if name in orgs:
        return True
    if not 2 <= len(name) <= _LONGEST or not name.endswith(_PLACES):
        return False
    if name in _KINDS or name.endswith(_KIND_ENDS) or name.startswith(_NO_NAMES):
        return False
    return not any(letter.isdigit() for letter in name)


def _announced(figure: Figure, begin: int) -> str:
    """The noun in front of the colon: 村庄设计: 金泽镇8个."""
    level, end = figure.level, begin - 1
    start, lowest = end, max(0, end - 30)
    while start > lowest and level[start - 1] not in _STOPS:
        start -= 1
    noun = level[start:end]
    if any("0" <= letter <= "9" for letter in noun):
        return ""
    if noun in ("其中", "分别为", "具体"):
        return ""
    return noun.removesuffix("工作").removesuffix("建设") or noun


def investment_in(fields: Iterable[tuple[str, tuple[Quantity, ...]]]) -> Quantity | None:
    """The first amount of money in the column that says what a task costs.

    `fields` are (header, its quantities), in the order of the document.
    """
    best: tuple[int, Quantity] | None = None
    for header, quantities in fields:
        rank = next((rank for rank, word in enumerate(_COSTS) if word in header), None)
        money = next((q for q in quantities if dimension_of(q.unit) in _MONEY), None)
        if rank is not None and money is not None and (best is None or rank < best[0]):
            best = rank, money
    return None if best is None else replace(best[1], metric=best[1].metric or "总投资")
