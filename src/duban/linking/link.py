"""Which tasks of two plans are the same work.

Two signs are read. A share: one plan gives the issuer of the other so many of a thing, and a task
of the other takes up just as many of it. And the words: two tasks that are each other's nearest
in words, near enough (`NEAR`). A task whose scope names places, the other plan's issuer not among
them, is no candidate: that work is done elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from duban.linking.likeness import Likeness
from duban.plan import Link, Plan, Relation, Task

#: the likeness from which two tasks that are each other's nearest count as one work
NEAR = 0.07
#: what an equal share adds to the likeness, where the words meet at all (`TOUCHING`)
SHARED, TOUCHING = 0.5, 0.03
_GRAIN = Decimal("0.001")


def link(a: Plan, b: Plan) -> tuple[Link, ...]:
    """The tasks that both plans hold, best first; tasks without a number are left out."""
    first = [task for task in a.tasks if task.number is not None]
    second = [task for task in b.tasks if task.number is not None]
    likeness = Likeness(first, second)
    scores: dict[tuple[int, int], tuple[float, str]] = {}
    for pair in likeness.candidates():
        one, other = first[pair[0]], second[pair[1]]
        if _reaches(one, b) and _reaches(other, a):
            scores[pair] = _score(likeness.of(*pair), one, other, a, b)
    links = [
        Link(
            first[i].number or 0,
            second[j].number or 0,
            _relation(first[i], second[j], a, b),
            Decimal(min(score, 1.0)).quantize(_GRAIN),
            reason,
        )
        for (i, j), (score, reason) in _mutual(scores)
        if score >= NEAR
    ]
    return tuple(sorted(links, key=lambda found: (-found.score, found.a, found.b)))


def _score(words: float, one: Task, other: Task, a: Plan, b: Plan) -> tuple[float, str]:
    shared = _shared_figure(one, other, b) or _shared_figure(other, one, a)
    if shared and words >= TOUCHING:
        return words + SHARED, f"分解量与目标一致：{shared}"
    return words, "任务与内容的用词相近"


def _shared_figure(giver: Task, taker: Task, plan: Plan) -> str:
    """The share that `giver` gives the issuer of `plan` and that `taker` takes up, or nothing."""
    for share in giver.allocations:
        if _is_issuer(share.org, plan):
            for figure in taker.quantities:
                if (figure.value, figure.unit) == (share.value, share.unit):
                    return figure.text
    return ""


def _is_issuer(org: str, plan: Plan) -> bool:
    return bool(org) and org in f"{plan.document.issuer or ''} {plan.document.title}"


def _reaches(task: Task, plan: Plan) -> bool:
    """Whether the scope of `task`, where it names places, has room for the issuer of `plan`."""
    if task.scope is None or not task.scope.orgs:
        return True
    if not any(org.endswith(("镇", "街道", "乡")) for org in task.scope.orgs):
        return True
    return any(_is_issuer(org, plan) for org in task.scope.orgs)


def _relation(one: Task, other: Task, a: Plan, b: Plan) -> Relation:
    """PART_OF where one task reaches several places and the other plan is one of them."""
    for task, plan in ((one, b), (other, a)):
        places = [share.org for share in task.allocations] or list(_orgs(task))
        if len(set(places)) > 1 and any(_is_issuer(org, plan) for org in places):
            return Relation.PART_OF
    return Relation.SAME


def _orgs(task: Task) -> Iterable[str]:
    return () if task.scope is None else task.scope.orgs


def _mutual(
    scores: dict[tuple[int, int], tuple[float, str]],
) -> Iterator[tuple[tuple[int, int], tuple[float, str]]]:
    """The pairs that are each other's best; the earlier pair where two are equally good."""
    best_of_first: dict[int, tuple[int, int]] = {}
    best_of_second: dict[int, tuple[int, int]] = {}
    for pair, _ in sorted(scores.items(), key=lambda item: (-item[1][0], item[0])):
        best_of_first.setdefault(pair[0], pair)
        best_of_second.setdefault(pair[1], pair)
    for i, pair in best_of_first.items():
        if best_of_second[pair[1]] == (i, pair[1]):
            yield pair, scores[pair]
