"""The table of rights, asked in both directions, against one literal matrix."""

from __future__ import annotations

from typing import Any

import pytest

from duban.web.accounts.models import Appointment, Jurisdiction, Organisation, User
from duban.web.accounts.rights import REACH, RIGHTS, Reach, Right, Role, Scope

pytestmark = pytest.mark.django_db

OFFICE = {
    *(Right.SEE, Right.IMPORT, Right.CORRECT, Right.CONFIRM, Right.WAIVE),
    *(Right.ISSUE, Right.ASK, Right.DECIDE, Right.VERIFY, Right.CLOSE, Right.TAKE_UP),
    *(Right.REVIEW, Right.SCHEDULE, Right.SUPERVISE, Right.WRITE, Right.PUBLISH),
    Right.NAME_UNITS,
}
LIAISON = {Right.SEE, Right.WORK, Right.FILE}
HEAD = {
    *(Right.SEE, Right.SIGN, Right.WORK, Right.FINISH, Right.ASK),
    *(Right.FILE, Right.RELEASE, Right.ANSWER),
}
PRINCIPAL = {
    *(Right.SEE, Right.AGREE, Right.AGREE_ABOVE, Right.VERIFY, Right.INSTRUCT),
    Right.PUBLISH,
}
KEEPER = {Right.MANAGE_PEOPLE, Right.NAME_UNITS}

#: part → what is allowed on: the own unit, another unit of the town, another town, the district
MATRIX: dict[str, tuple[set[Right], set[Right], set[Right], set[Right]]] = {
    "liaison": (LIAISON, set(), set(), set()),
    "colleague": (LIAISON, set(), set(), set()),
    "unit_head": (HEAD, set(), set(), set()),
    "other_liaison": (set(), LIAISON, set(), set()),
    "office": (OFFICE, OFFICE, set(), set()),
    "leader": (set(), set(), set(), set()),
    "principal": (PRINCIPAL, PRINCIPAL, set(), set()),
    "auditor": (
        {Right.SEE, Right.READ_JOURNAL},
        {Right.SEE, Right.READ_JOURNAL},
        set(),
        set(),
    ),
    "administrator": (KEEPER, KEEPER, set(), set()),
    "stranger": (set(), set(), OFFICE, set()),
    "strange_administrator": (set(), set(), KEEPER, set()),
    "district_office": (set(), set(), set(), OFFICE),
    "district_administrator": (KEEPER, KEEPER, KEEPER, KEEPER),
}


def things(cast: Any) -> list[Organisation]:
    at = Organisation.objects.get
    return [
        cast.unit,
        cast.other_unit,
        at(jurisdiction=cast.elsewhere, name="镇督查室"),
        at(jurisdiction=cast.district, name="区督查室"),
    ]


@pytest.mark.parametrize("part", MATRIX)
def test_may_and_where_say_the_same_as_the_matrix(part: str, cast: Any) -> None:
    member = cast[part]
    for thing, allowed in zip(things(cast), MATRIX[part], strict=True):
        for right in Right:
            expected = right in allowed
            assert member.may(right, thing) is expected, (thing, right)
            rows = Organisation.objects.filter(member.where(right, units="pk"))
            assert rows.filter(pk=thing.pk).exists() is expected, (thing, right)


def test_every_part_of_the_cast_stands_in_the_matrix(cast: Any) -> None:
    assert set(MATRIX) | {"disabled"} == set(cast.people)


def test_a_leader_reaches_what_he_leads_and_nothing_beside_it(cast: Any) -> None:
    class Led:
        def __init__(self, *people: int) -> None:
            self.people = frozenset(people)

        def scope(self) -> Scope:
            return Scope(cast.town.pk, frozenset({cast.unit.pk}), self.people)

    leader = cast["leader"]
    assert leader.may(Right.SEE, Led(leader.user.pk))
    assert not leader.may(Right.SEE, Led(leader.user.pk + 1))
    assert not leader.may(Right.SEE, Led())
    rows = User.objects.filter(leader.where(Right.SEE, people="pk"))
    assert list(rows) == [leader.user]


def test_every_role_has_rights_and_a_reach() -> None:
    assert set(RIGHTS) == set(REACH) == set(Role)
    assert set(Reach) == set(REACH.values())
    assert frozenset[Right]().union(*RIGHTS.values()) == set(Right)


def test_several_posts_add_up(cast: Any) -> None:
    user = cast.people["liaison"]
    office = Organisation.objects.get(jurisdiction=cast.elsewhere, name="镇督查室")
    Appointment.objects.create(user=user, role=Role.PRINCIPAL, organisation=office)
    member = cast["liaison"]
    assert member.may(Right.SEE, cast.unit)
    assert not member.may(Right.SEE, cast.other_unit)
    assert member.may(Right.SEE, office)
    assert member.jurisdictions == {cast.town.pk, cast.elsewhere.pk}


def test_rows_without_units_are_out_of_a_units_reach(cast: Any) -> None:
    assert not Jurisdiction.objects.filter(
        cast["liaison"].where(Right.SEE, jurisdiction="pk")
    ).exists()


def test_nobody_sees_organisations_or_people_of_a_strange_town(cast: Any) -> None:
    for part in ("liaison", "office", "auditor", "administrator", "principal", "leader"):
        seen = Organisation.objects.visible_to(cast[part])
        assert {place.jurisdiction for place in seen} == {cast.town}, part
    assert not User.objects.visible_to(cast["office"]).exists()
    kept = User.objects.visible_to(cast["administrator"])
    assert not kept.filter(username__in=["stranger", "district_office"]).exists()
    assert kept.filter(username="liaison").exists()


def test_a_person_with_a_post_out_of_reach_is_out_of_reach(cast: Any) -> None:
    """Else a town's administrator could take over whoever also works for the district."""
    district_office = Organisation.objects.get(jurisdiction=cast.district, name="区督查室")
    Appointment.objects.create(
        user=cast.people["liaison"], role=Role.LIAISON, organisation=district_office
    )
    assert not User.objects.visible_to(cast["administrator"]).filter(username="liaison").exists()
    kept = User.objects.visible_to(cast["district_administrator"])
    assert kept.filter(username="liaison").exists()
