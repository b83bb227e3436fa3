"""Draws of the past, and the same draw made once more from what was kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.handling.closing import digest_of, drawn
from duban.web.handling.models import Draw, Look, SpotCheck
from duban.web.ledger.models import Task
from duban.web.ledger.models.tasks import wording_of


def seen_draws(member: Member) -> QuerySet[Draw]:
    """Those of the jurisdictions a person sees as a whole, the last first, with their results."""
    member.must(Right.SEE)
    results = {look.value: Count("checks", Q(checks__result=look)) for look in Look}
    found = Draw.objects.visible_to(member).select_related("jurisdiction", "by")
    return found.annotate(drawn=Count("checks"), **results).order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Ticket:
    """One task of a pool: its place in the order that the seed gives, and by which digest."""

    place: int
    key: int
    digest: str
    task: Task | None
    drawn: bool


@dataclass(frozen=True)
class Again:
    """A draw made again from its seed and pool, beside what was drawn that day."""

    draw: Draw
    checks: tuple[SpotCheck, ...]
    tasks: Mapping[int, Task]

    @cached_property
    def then(self) -> list[int]:
        return sorted(check.task_id for check in self.checks)

    @cached_property
    def now(self) -> list[int]:
        return drawn(self.draw.seed, self.draw.pool, len(self.checks))

    @property
    def agrees(self) -> bool:
        return self.then == self.now

    @property
    def tickets(self) -> list[Ticket]:
        """The whole pool, in the order of the digests: the first ones are those drawn."""
        seed, held = self.draw.seed, frozenset(self.then)
        ranked = sorted((digest_of(seed, key), key) for key in self.draw.pool)
        return [
            Ticket(place, key, digest, self.tasks.get(key), key in held)
            for place, (digest, key) in enumerate(ranked, 1)
        ]


def again(draw: Draw) -> Again:
    """Two queries, however large the pool."""
    checks = draw.checks.select_related("task__plan", "checked_by").defer(*wording_of("task"))
    tasks = Task.objects.select_related("plan").defer(*wording_of()).in_bulk(draw.pool)
    return Again(draw, tuple(checks.order_by("pk")), tasks)
