"""Who somebody is at this moment: the posts held and what they reach, asked with each request."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from django.db.models import QuerySet

from duban.web.accounts.member import Member, Post
from duban.web.accounts.models import Appointment, Jurisdiction, Succession, Turn, User
from duban.web.accounts.prepared import prepared
from duban.web.accounts.rights import REACH, Reach, Role


def member_of(user: User) -> Member:
    """`user` with the posts held now: one query, one for what went into the units held and, where
    something did, one a level; and one a level where a post reaches below."""
    held = _held(user.pk)
    units = {
        appointment.organisation_id
        for appointment in held
        if REACH[Role(appointment.role)] is Reach.UNIT
    }
    heirs = Succession.objects.inherited_by(units) if _gone_into(units) else {}
    return Member(user, tuple(_post(appointment, heirs) for appointment in held))


@prepared
def _held(person: int) -> QuerySet[Appointment]:
    return Appointment.objects.filter(user=person).select_related("organisation__jurisdiction")


@prepared
def _gone_into(units: Set[int]) -> QuerySet[Any, int]:
    gone = Succession.objects.filter(kind=Turn.MERGED, successor__in=units)
    return gone.values_list("organisation", flat=True)


def _post(appointment: Appointment, heirs: Mapping[int, frozenset[int]]) -> Post:
    role, organisation = Role(appointment.role), appointment.organisation
    below: frozenset[int] = frozenset()
    if REACH[role] is Reach.BELOW:
        below = Jurisdiction.objects.keys_within(organisation.jurisdiction_id)
    return Post(
        role=role,
        organisation_id=organisation.pk,
        organisation=organisation.name,
        jurisdiction_id=organisation.jurisdiction_id,
        jurisdiction=organisation.jurisdiction.name,
        below=below,
        inherited=heirs.get(organisation.pk, frozenset()),
    )
