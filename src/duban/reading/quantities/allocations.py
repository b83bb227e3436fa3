"""A total shared out among places, and what a task costs.

    run   = share {("、" | "，" | ";") share}          赵巷镇11;徐泾镇4   赵巷镇1项，重固镇2项
    share = ORG amount                                nothing between the two

A share on its own counts where the place is known to the plan or stands behind a colon.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from duban.plan import Allocation, Quantity
from duban.plan.measures import Dimension, dimension_of
from duban.reading.quantities.grammar import Figure, figures_in
from duban.reading.quantities.lexicon import words

_STOPS = frozenset(";,，、。:(\n")
_JOINTS = frozenset((";", "、", "，", ",", "和", "。", "\n"))
_PLACES, _KINDS, _NO_NAMES = words("place"), words("place.kind"), words("place.not")
_KIND_ENDS = tuple(kind for kind in _KINDS if len(kind) > 2 or kind[0] in "强名")
_OPENERS = words("place.opener")
_LONGEST = 12
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
    named = [(figure, *_org_before(figure, floor, orgs)) for figure, floor in _with_floor(figures)]
    out: list[Allocation] = []
    what = subject
    for at, (figure, org, begin) in enumerate(named):
        quantity = figure.quantity
        if not org:
            what = quantity.metric or subject
            continue
        before, after = (
            (named[at - 1] if at else None),
            (named[at + 1] if at + 1 < len(named) else None),
        )
        in_run = before is not None and before[1] and _joins(before[0], figure, begin)
        opens_run = after is not None and after[1] and _joins(figure, after[0], after[2])
        behind_colon = figure.level[begin - 1 : begin] == ":"
        if not (in_run or opens_run or org in orgs or behind_colon):
            continue
        if figure.header is not None:
            what = figure.header.noun
        elif not in_run and behind_colon:
            what = _announced(figure, begin) or what
        out.append(
            Allocation(
                org,
                quantity.value,
                quantity.unit,
                what,
                quantity.field,
                quantity.text,
                quantity.grain,
            )
        )
    return tuple(out)


def _with_floor(figures: list[Figure]) -> Iterable[tuple[Figure, int]]:
    floor = 0
    for figure in figures:
        yield figure, floor
        floor = figure.end


def _joins(one: Figure, other: Figure, begin: int) -> bool:
    """Whether only a separator lies between one share and the name of the other."""
    between = one.level[one.end : begin]
    return between in _JOINTS or (not between and one.quantity.unit == other.quantity.unit)


def _org_before(figure: Figure, floor: int, orgs: frozenset[str]) -> tuple[str, int]:
    """The place named right before the figure and where its name begins; empty for none."""
    level, end = figure.level, figure.start
    if dimension_of(figure.quantity.unit) in (Dimension.PROPORTION, Dimension.POINTS):
        return "", end
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
    fits = 2 <= len(name) <= _LONGEST and name.endswith(_PLACES)
    if not fits or name in _KINDS or name.endswith(_KIND_ENDS) or name.startswith(_NO_NAMES):
        return "", end
    if any(letter.isdigit() for letter in name):
        return "", end
    return name, end - len(name)


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
