"""Several plans side by side, and which of their tasks are the same work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from duban.checking.view import PlanView, TaskView
from duban.plan import Allocation, Link, Relation


@dataclass(frozen=True, slots=True)
class Pair:
    """A task that gives work down, and the task of another plan that takes it up."""

    upper: TaskView
    lower: TaskView
    #: where the lower plan stands among those that are checked
    number: int

    def share(self) -> list[Allocation]:
        """What the upper task gives to the issuer of the lower plan."""
        issuer = self.lower.plan.issuer
        return [share for share in self.upper.task.allocations if issuer_is(issuer, share.org)]


class Library:
    """Several plans, and which of their tasks are the same work.

    `links` join the first plan to the second.
    """

    def __init__(self, plans: Sequence[PlanView], links: Sequence[Link]) -> None:
        self.plans = tuple(plans)
        self.links = tuple(links)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every linked pair in both directions: which plan gives and which takes is not told."""
        first, second = ({view.task.number: view for view in plan.tasks} for plan in self.plans[:2])
        found: list[Pair] = []
        for link in self.links:
            one, other = first.get(link.a), second.get(link.b)
            if one is not None and other is not None and link.relation is not Relation.RELATED:
                found += (Pair(one, other, 1), Pair(other, one, 0))
        return tuple(found)


def issuer_is(issuer: str, org: str) -> bool:
    """Whether `org` is the government that issued the plan: 柳溪镇 for 柳溪镇人民政府."""
    return len(org) >= 2 and org in issuer
