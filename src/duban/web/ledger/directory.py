"""Whom the names on a paper mean: the organisations and leaders of one jurisdiction."""

from __future__ import annotations

from collections import Counter, defaultdict

from duban.web.accounts.models import Alias, Appointment, Organisation
from duban.web.accounts.rights import Role

ANSWERING = (Role.LEADER, Role.PRINCIPAL)


class Directory:
    """Names as they are kept; a name that two people bear means neither."""

    def __init__(self, jurisdiction_id: int) -> None:
        here = Organisation.objects.filter(jurisdiction=jurisdiction_id, active=True)
        aliases = Alias.objects.filter(organisation__in=here)
        self._organisations = dict(aliases.values_list("name", "organisation"))
        self._organisations |= dict(here.values_list("name", "pk"))
        self._members: dict[int, set[int]] = defaultdict(set)
        for group, member in here.filter(members__isnull=False).values_list("pk", "members"):
            self._members[group].add(member)
        people = set(
            Appointment.objects.filter(
                role__in=ANSWERING, organisation__jurisdiction=jurisdiction_id
            ).values_list("user__name", "user")
        )
        namesakes = Counter(name for name, _ in people)
        self._people = {name: key for name, key in people if namesakes[name] == 1}

    @property
    def names(self) -> frozenset[str]:
        """Every name by which a unit is known."""
        return frozenset(self._organisations)

    def organisation(self, name: str) -> int | None:
        return self._organisations.get(name)

    def person(self, name: str) -> int | None:
        return self._people.get(name)

    def reached(self, organisation_id: int | None) -> set[int]:
        """The organisation and, where it is a group, everyone in it."""
        if organisation_id is None:
            return set()
        return {organisation_id, *self._members.get(organisation_id, ())}
