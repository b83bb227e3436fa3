"""Of what a board is: a person, one jurisdiction of those seen, a year, a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

from duban.web.accounts.member import Member
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import Right
from duban.web.ledger.models import Plan
from duban.web.supervision.asking import number


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction by key and name."""

    key: int
    name: str


def places_of(member: Member) -> tuple[Place, ...]:
    """The jurisdictions in which a person sees tasks, in the order of the posts."""
    posts = member.posts_with(Right.SEE)
    named = dict.fromkeys(Place(post.jurisdiction_id, post.jurisdiction) for post in posts)
    return tuple(named)


@dataclass(frozen=True, slots=True)
class Seen:
    """`member` looks at the ledger of `place` for `year`, on a day."""

    member: Member
    place: Place
    year: int
    on: date

    @classmethod
    def of(cls, member: Member, query: QueryDict, on: date) -> Self:
        """As an address asks; 404 for a jurisdiction that is not this person's to see."""
        member.must(Right.SEE)
        places = {place.key: place for place in places_of(member)}
        wanted = query.get("at", "")
        key = number(wanted) if wanted else next(iter(places))
        if key not in places:
            raise Http404
        place, year = places[key], number(query.get("year", ""))
        # what calendars can hold
        if year is None or not 2000 <= year < 2100:
            year = _last_year(member, place, on)
        return cls(member, place, year, on)

    def tasks(self, way: str = "") -> Q:
        """The rows of this ledger and year; `way` leads from a row to its task (task__)."""
        return of_ledger(self.place.key, self.year, way)

    def address(self, **words: object) -> str:
        """The query string that leads on with this ledger and year, and with `words`."""
        return "?" + urlencode({"at": self.place.key, "year": self.year, **words})


def of_ledger(place: int, year: int, way: str = "") -> Q:
    """The rows of a jurisdiction's ledger of a year, and of plans without a year."""
    of_year = Q(**{f"{way}year": year}) | Q(**{f"{way}year": None})
    return Q(**{f"{way}jurisdiction": place}) & of_year


def days_of(year: int) -> tuple[date, date]:
    """The first and the last."""
    return date(year, 1, 1), date(year, 12, 31)


def _last_year(member: Member, place: Place, on: date) -> int:
    """The last year, up to this one, that a plan is of: January still works on December's."""
    found = next(iter(_years(member, place.key, on.year)), None)
    return on.year if found is None else found


@prepared
def _years(member: Member, place: int, until: int) -> QuerySet[Any, int | None]:
    plans = Plan.objects.visible_to(member).filter(jurisdiction=place, year__lte=until)
    return plans.order_by("-year").values_list("year", flat=True)[:1]
