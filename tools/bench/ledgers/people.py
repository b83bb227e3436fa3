"""Who works in the district: a liaison in every unit, and some of every other role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duban.web.accounts.member import Member
from duban.web.accounts.models import (
    Appointment,
    Jurisdiction,
    Organisation,
    OrganisationKind,
    User,
)
from duban.web.accounts.posts import member_of
from duban.web.accounts.rights import Role

#: how many there are of each role that no unit has to itself
OTHERS: Mapping[Role, int] = {
    Role.OFFICE: 4,
    Role.LEADER: 6,
    Role.PRINCIPAL: 2,
    Role.AUDITOR: 2,
}
#: a password that nothing typed can match
CLOSED = "!"
#: units whose head has an account
HEADS = 8


@dataclass(frozen=True, slots=True)
class Cast:
    """`liaisons` stand in the order of `units`."""

    district: Jurisdiction
    units: list[Organisation]
    liaisons: list[User]
    heads: list[User]
    others: Mapping[Role, list[User]]

    @property
    def office(self) -> Member:
        return member_of(self.others[Role.OFFICE][0])

    def crowd(self, count: int) -> list[User]:
        """So many people of several roles; liaisons make up the number."""
        apart = [user for users in self.others.values() for user in users] + self.heads
        return (apart + self.liaisons)[:count]


def people(units: int) -> Cast:
    """A district with so many units and their people."""
    district = Jurisdiction.objects.create(name="云泽区", code="990100")
    towns = units // 5
    named = [f"区第{number}工作局" for number in range(1, units - towns + 1)]
    named += [f"第{number}街镇" for number in range(1, towns + 1)]
    kinds = [OrganisationKind.DEPARTMENT] * (units - towns) + [OrganisationKind.TOWN] * towns
    made = [
        Organisation(jurisdiction=district, name=name, kind=kind)
        for name, kind in zip(named, kinds, strict=True)
    ]
    Organisation.objects.bulk_create(made)
    government = Organisation.objects.create(jurisdiction=district, name="区政府办")
    liaisons = _users("联络员", len(made))
    heads = _users("负责人", min(HEADS, len(made)))
    others = {role: _users(str(role.label), count) for role, count in OTHERS.items()}
    posts = [(user, Role.LIAISON, unit) for user, unit in zip(liaisons, made, strict=True)]
    posts += [(user, Role.UNIT_HEAD, unit) for user, unit in zip(heads, made, strict=False)]
    posts += [(user, role, government) for role, users in others.items() for user in users]
    Appointment.objects.bulk_create(
        Appointment(user=user, role=role, organisation=unit) for user, role, unit in posts
    )
    return Cast(district, made, liaisons, heads, others)


def _users(word: str, count: int) -> list[User]:
    """People who cannot sign in by password: the bench gives them their sessions."""
    users = [
        User(username=f"{word}{number}", name=f"示例·{word}{number}", password=CLOSED)
        for number in range(1, count + 1)
    ]
    return User.objects.bulk_create(users)
