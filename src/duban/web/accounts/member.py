"""The person of a request, with the roles held, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from duban.web.accounts.models import User
from duban.web.accounts.rights import REACH, RIGHTS, Governed, Reach, Right, Role, Scope
from duban.web.refusals import NotAllowed

NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Post:
    """One role in one organisation. `below` holds the jurisdictions under it where they count."""

    role: Role
    organisation_id: int
    organisation: str
    jurisdiction_id: int
    jurisdiction: str
    below: frozenset[int] = field(default_factory=frozenset)
    #: organisations that went into this one: their tasks are its people's now
    inherited: frozenset[int] = field(default_factory=frozenset)

    @property
    def units(self) -> frozenset[int]:
        """The organisations for which this post acts."""
        return self.inherited | {self.organisation_id}

    def __str__(self) -> str:
        return f"{self.jurisdiction} · {self.organisation}"

    def reaches(self, person_id: int, scope: Scope) -> bool:
        match REACH[self.role]:
            case Reach.JURISDICTION:
                return scope.jurisdiction == self.jurisdiction_id
            case Reach.BELOW:
                return scope.jurisdiction in self.below
            case Reach.UNIT:
                return not self.units.isdisjoint(scope.units)
            case Reach.LED:
                return person_id in scope.people


@dataclass(frozen=True, slots=True)
class Member:
    """A signed-in person and the posts held; made once per request."""

    user: User
    posts: tuple[Post, ...]

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)

    @property
    def jurisdictions(self) -> frozenset[int]:
        return frozenset(post.jurisdiction_id for post in self.posts)

    def posts_with(self, right: Right) -> Iterator[Post]:
        return (post for post in self.posts if right in RIGHTS[post.role])

    def may(self, right: Right, thing: Governed | None = None) -> bool:
        """Whether this person may do `right` to `thing`; without a thing, to anything at all."""
        posts = self.posts_with(right)
        if thing is None:
            return next(posts, None) is not None
        scope = thing.scope()
        return any(post.reaches(self.user.pk, scope) for post in posts)

    def must(self, right: Right, thing: Governed | None = None) -> None:
        """NotAllowed unless `may`."""
        if not self.may(right, thing):
            raise NotAllowed.to(str(right.label))

    def where(
        self,
        right: Right,
        *,
        jurisdiction: str = "jurisdiction",
        units: str | None = None,
        people: str | None = None,
    ) -> Q:
        """The rows this person may do `right` to; the arguments name the lookups from a row.

        `units` and `people` may cross many-to-many tables: the caller then asks for distinct rows.
        Without them, roles that reach by unit or by lead reach no row.
        """
        posts = list(self.posts_with(right))

        def held(reach: Reach) -> Iterator[Post]:
            return (post for post in posts if REACH[post.role] is reach)

        keys = sorted({post.jurisdiction_id for post in held(Reach.JURISDICTION)})
        rows = [Q(**{jurisdiction: key}) for key in keys]
        if below := frozenset[int]().union(*(post.below for post in held(Reach.BELOW))):
            rows.append(Q(**{f"{jurisdiction}__in": sorted(below)}))
        # one question for all units: somebody may act for dozens of them. In one order, by which a
        # prepared question knows them: that of a set hangs on the keys
        own = frozenset[int]().union(*(post.units for post in held(Reach.UNIT)))
        if own and units is not None:
            rows.append(Q(**{f"{units}__in": sorted(own)}))
        if people is not None and any(held(Reach.LED)):
            rows.append(Q(**{people: self.user.pk}))
        return reduce(or_, rows) if rows else NOTHING
