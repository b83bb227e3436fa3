"""What the pages and the API ask of papers: seen by this person, narrowed by the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.db.models import Count, Q

from duban.web.accounts.known_as import known_as
from duban.web.accounts.member import Member
from duban.web.accounts.rights import Right
from duban.web.papers.models import Paper, State
from duban.web.papers.models.papers import PaperQuerySet
from duban.web.supervision.models import PaperKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list, as the address has them."""

    q: str = ""
    kind: str = ""
    year: str = ""
    state: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        return cls(**{one.name: query.get(one.name, "").strip()[:80] for one in fields(cls)})

    @property
    def any(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


def papers(member: Member) -> PaperQuerySet:
    member.must(Right.SEE)
    return Paper.objects.visible_to(member).select_related(
        "jurisdiction", "plan", "organisation", "order", "made_by"
    )


def narrowed(found: PaperQuerySet, wanted: Wanted) -> PaperQuerySet:
    if wanted.kind in PaperKind.values:
        found = found.filter(kind=wanted.kind)
    if wanted.state in State.values:
        found = found.filter(state=wanted.state)
    if wanted.year.isdecimal() and len(wanted.year) == 4:
        found = found.filter(day__year=int(wanted.year))
    if wanted.q:
        said = Q(title__icontains=wanted.q) | Q(organisation__in=known_as(wanted.q))
        said |= Q(series__icontains=wanted.q)
        if wanted.q.isdecimal() and len(wanted.q) < 9:
            said |= Q(number=int(wanted.q))
        found = found.filter(said)
    return found


def counts(found: PaperQuerySet) -> Mapping[str, int]:
    """How many in each state; one query."""
    rows = found.order_by().values_list("state").annotate(count=Count("pk", distinct=True))
    return dict(rows)


def years(found: PaperQuerySet) -> list[int]:
    return [day.year for day in found.order_by().dates("day", "year", order="DESC")]
