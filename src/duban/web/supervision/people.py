"""Whom a matter concerns: the people of units, the office, the leaders of a task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from duban.web.accounts.models import Appointment, Succession
from duban.web.accounts.rights import Role
from duban.web.ledger.models import Task

UNIT_ROLES = (Role.LIAISON, Role.UNIT_HEAD)


@dataclass(slots=True)
class People:
    """Keys of users by what they are; read once for a whole list."""

    units: Mapping[int, Mapping[str, list[int]]]
    offices: Mapping[int, list[int]]
    principals: Mapping[int, list[int]]
    leaders: Mapping[int, list[int]] = field(default_factory=dict)

    def of_unit(self, key: int, *roles: Role) -> list[int]:
        """The liaison and the head of a unit, or those of the roles named."""
        held = self.units.get(key, {})
        return [user for role in (roles or UNIT_ROLES) for user in held.get(role, ())]

    def above(self, task: Task) -> list[int]:
        """Who answers for a task; the principals where its leaders have no account."""
        return self.leaders.get(task.pk) or self.principals.get(task.jurisdiction_id, [])


def people_of(jurisdictions: Iterable[int], tasks: Iterable[Task] = ()) -> People:
    """A constant number of queries; people who may not sign in are left out."""
    units: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    offices: dict[int, list[int]] = defaultdict(list)
    principals: dict[int, list[int]] = defaultdict(list)
    rows = Appointment.objects.filter(
        organisation__jurisdiction__in=list(jurisdictions), user__is_active=True
    ).values_list("role", "organisation", "organisation__jurisdiction", "user")
    for role, organisation, place, user in rows.order_by("pk"):
        if role in UNIT_ROLES:
            units[organisation][role].append(user)
        elif role == Role.OFFICE:
            offices[place].append(user)
        elif role == Role.PRINCIPAL:
            principals[place].append(user)
    _with_heirs(units)
    leaders: dict[int, list[int]] = defaultdict(list)
    held = Task.led_by.through.objects.filter(task__in=[task.pk for task in tasks])
    for task, user in held.filter(user__is_active=True).values_list("task", "user").order_by("pk"):
        leaders[task].append(user)
    return People(units, offices, principals, leaders)


def _with_heirs(units: dict[int, dict[str, list[int]]]) -> None:
    """What is said to a unit that went into another one is said to that one's people."""
    for heir, gone in Succession.objects.inherited_by(list(units)).items():
        for key in gone:
            for role, users in units[heir].items():
                units[key][role].extend(user for user in users if user not in units[key][role])
