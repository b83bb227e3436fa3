"""F604 同一标题前后应一致

A heading that is printed again on the next page, or carries the same number as another at its
level, and differs by a character or two is one heading spelled in two ways. White space from line
wraps is worth information only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from duban.checking.nearness import edits
from duban.checking.rule import Remark, rule
from duban.checking.view import PlanView
from duban.plan import Severity, Task

_ORDINAL = re.compile(
    r"\s*([(（]?[一二三四五六七八九十百]+[)）]?、?|第[一二三四五六七八九十]+[章节部分编]+)"
)

#: below this length a character more or less makes another heading
SHORTEST = 5


@rule("F604", "同一标题前后应一致", Severity.WARNING)
def headings_agree(view: PlanView) -> Iterator[Remark]:
    for doubt, at in view.doubts("heading-variant"):
        said = doubt.values
        spaced = bool(said) and _close(said["首次"]) == _close(said["又作"])
        yield Remark(
            doubt.message,
            tasks=_below(view, at),
            fields=("path",),
            places=(doubt.place,),
            values=said,
            severity=Severity.INFO if spaced else None,
        )
    for first, tasks, variant, others in _pairs(view):
        spaced = _close(first) == _close(variant)
        fewer = min((tasks, others), key=len) if len(tasks) != len(others) else [*tasks, *others]
        yield Remark(
            f"标题前后不一致：“{first}”又写作“{variant}”" + ("（只差空格）。" if spaced else "。"),
            tasks=tuple(fewer),
            fields=("path",),
            values={"首次": first, "又作": variant},
            severity=Severity.INFO if spaced else None,
            suggestion=first,
        )


def _below(view: PlanView, at: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks from the row of a heading on that stand under it."""
    tasks = view.plan.tasks
    if not at:
        return ()
    first = next(number for number, task in enumerate(tasks) if task is at[0])
    return tuple(takewhile(lambda task: task.path == at[0].path, tasks[first:]))


def _pairs(view: PlanView) -> Iterator[tuple[str, list[Task], str, list[Task]]]:
    """Headings of one place in the order of the plan, each with the spelling it departs from."""
    seen: dict[tuple[tuple[str, ...], str], dict[str, list[Task]]] = {}
    for task in view.plan.tasks:
        for depth, heading in enumerate(task.path):
            ordinal = _ORDINAL.match(heading)
            above = tuple(_ordinal_or_text(one) for one in task.path[:depth])
            key = (above, _close(ordinal[1]) if ordinal else f"#{depth}")
            seen.setdefault(key, {}).setdefault(heading, []).append(task)
    for (_, place), spellings in seen.items():
        find = _numbered if place[0] != "#" else _nearest
        yield from (
            (first, spellings[first], variant, spellings[variant])
            for first, variant in find(list(spellings))
        )


def _numbered(headings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Headings under one number, each with the first that it departs from."""
    known: list[str] = []
    for heading in headings:
        first = next((one for one in known if _one_heading(one, heading, 3)), None)
        if first is None:
            known.append(heading)
        else:
            yield first, heading


def _nearest(headings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Headings without a number that differ by one character, found by what is left without it."""
    known: dict[str, str] = {}
    for heading in headings:
        close = _close(heading)
        cuts = [close, *(close[:at] + close[at + 1 :] for at in range(len(close)))]
        near = dict.fromkeys(known[cut] for cut in cuts if cut in known)
        first = next((one for one in near if _one_heading(one, heading, 0)), None)
        if first is None:
            for cut in cuts:
                known.setdefault(cut, heading)
        else:
            yield first, heading


def _ordinal_or_text(heading: str) -> str:
    ordinal = _ORDINAL.match(heading)
    return _close(ordinal[1] if ordinal else heading)


def _close(heading: str) -> str:
    return re.sub(r"\s+", "", heading)


def _one_heading(one: str, other: str, part: int) -> bool:
    """Whether two texts are one heading: a character apart, or one in `part` where that is more."""
    a, b = _close(one), _close(other)
    shorter = min(len(a), len(b))
    allowed = max(2, shorter // part) if part else 1
    return a == b or (shorter >= SHORTEST and edits(a, b, allowed) <= allowed)
