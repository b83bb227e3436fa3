"""The administrator's acts: each changes one thing, leaves one line, and is refused to others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from duban.web.accounts import organisations, people
from duban.web.accounts.models import Alias, Organisation, OrganisationKind, User
from duban.web.accounts.rights import Role
from duban.web.journal.models import Entry
from duban.web.refusals import NotAllowed, OutOfTurn

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_a_new_person_gets_a_post_and_a_password_told_once(cast: Any, client_of: Any) -> None:
    client = client_of("administrator")
    words = {
        "username": "new-one",
        "name": "示例·新人",
        "role": "liaison",
        "organisation": cast.unit.pk,
    }
    page = client.post("/people/add/", words).content.decode()
    [login, password] = re.findall(r'<code class="secret">([^<]+)</code>', page)
    assert login == "new-one"
    assert verbs() == ["session.sign_in", "person.add", "person.appoint"]
    assert password not in str(list(Entry.objects.values()))
    guest = Client()
    opened = guest.post("/login/", {"username": login, "password": password})
    assert opened.status_code == 302
    assert guest.get("/")["Location"] == "/me/password/"


def test_what_is_missing_is_said_beside_the_field(client_of: Any) -> None:
    response = client_of("administrator").post("/people/add/", {"username": "a b", "name": "甲"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "登录名里不能有空格。" in page
    assert page.count('aria-invalid="true"') == 3
    assert not User.objects.filter(name="甲").exists()


@pytest.mark.parametrize("first", Role)
@pytest.mark.parametrize("second", Role)
def test_keepers_and_auditors_do_no_other_work(first: Role, second: Role, cast: Any) -> None:
    member = cast["administrator"]
    user, _password = people.add_person(
        member, username="x", name="示例·甲", role=first, organisation=cast.unit
    )
    apart = {Role.AUDITOR, Role.ADMINISTRATOR}
    if first != second and {first, second} & apart:
        with pytest.raises(OutOfTurn, match="专人专任"):
            people.appoint(member, user, second, cast.other_unit)
    else:
        people.appoint(member, user, second, cast.other_unit)
        assert user.appointments.count() == 2


ACTS: dict[str, Callable[[Any, Any], object]] = {
    "add": lambda member, cast: people.add_person(
        member, username="x", name="甲", role=Role.LIAISON, organisation=cast.unit
    ),
    "rename": lambda member, cast: people.rename_person(
        member, cast.people["liaison"], username="y", name="乙"
    ),
    "disable": lambda member, cast: people.set_active(member, cast.people["liaison"], active=False),
    "appoint": lambda member, cast: people.appoint(
        member, cast.people["liaison"], Role.LIAISON, cast.other_unit
    ),
    "dismiss": lambda member, cast: people.dismiss(
        member, cast.people["liaison"].appointments.get()
    ),
    "password": lambda member, cast: people.reset_password(member, cast.people["liaison"]),
    "unlock": lambda member, cast: people.unlock(member, cast.people["liaison"]),
    "organisation": lambda member, cast: organisations.save_organisation(
        member, Organisation(jurisdiction=cast.town, name="新机构"), aliases=[]
    ),
    "close organisation": lambda member, cast: organisations.set_organisation_active(
        member, cast.unit, active=False
    ),
}
KEEPERS = {"administrator", "district_administrator"}


@pytest.mark.parametrize("act", ACTS)
def test_only_keepers_of_this_town_may(act: str, cast: Any) -> None:
    for part in set(cast.people) - KEEPERS:
        with pytest.raises(NotAllowed):
            ACTS[act](cast[part], cast)
    assert verbs() == []


@pytest.mark.parametrize("act", sorted(set(ACTS) - {"close organisation"}))
@pytest.mark.parametrize("part", sorted(KEEPERS))
def test_keepers_may_and_leave_a_line(act: str, part: str, cast: Any) -> None:
    ACTS[act](cast[part], cast)
    assert verbs()
    assert set(Entry.objects.values_list("actor", flat=True)) == {cast.people[part].name}
    assert set(Entry.objects.values_list("jurisdiction_id", flat=True)) == {cast.town.pk}


def test_nobody_shuts_himself_out(cast: Any) -> None:
    member = cast["administrator"]
    with pytest.raises(OutOfTurn):
        people.set_active(member, member.user, active=False)
    with pytest.raises(OutOfTurn):
        people.dismiss(member, member.user.appointments.get())


def test_a_disabled_person_is_out_at_once(cast: Any, client_of: Any) -> None:
    client = client_of("liaison")
    assert client.get("/").status_code == 200
    people.set_active(cast["administrator"], cast.people["liaison"], active=False)
    assert client.get("/").status_code == 302


def test_an_organisation_with_people_is_not_closed(cast: Any) -> None:
    with pytest.raises(OutOfTurn, match="还有在任人员"):
        organisations.set_organisation_active(cast["administrator"], cast.unit, active=False)


def test_aliases_are_kept_and_mean_one_organisation(cast: Any, client_of: Any) -> None:
    client = client_of("administrator")
    address = f"/organisations/{cast.unit.pk}/"
    words = {"name": "新农办", "kind": "department", "aliases": "镇新农办、新型农业办\n镇新农办"}
    assert client.post(address, words).status_code == 302
    assert list(cast.unit.aliases.values_list("name", flat=True)) == ["镇新农办", "新型农业办"]
    other = f"/organisations/{cast.other_unit.pk}/"
    taken = client.post(other, {"name": "规建办", "kind": "department", "aliases": "镇新农办"})
    assert taken.status_code == 409
    assert "已是本辖区另一单位的名称或别名" in taken.content.decode()
    assert client.post(address, {**words, "aliases": "新型农业办"}).status_code == 302
    assert [alias.name for alias in Alias.objects.all()] == ["新型农业办"]


def test_only_a_group_has_members(cast: Any, client_of: Any) -> None:
    client = client_of("administrator")
    words = {
        "jurisdiction": cast.town.pk,
        "name": "两办",
        "kind": "department",
        "members": [cast.unit.pk, cast.other_unit.pk],
    }
    assert client.post("/organisations/add/", words).status_code == 422
    assert client.post("/organisations/add/", {**words, "kind": "group"}).status_code == 302
    group = Organisation.objects.get(kind=OrganisationKind.GROUP)
    assert set(group.members.all()) == {cast.unit, cast.other_unit}
    assert not cast.unit.members.exists()


def test_an_organisation_of_a_strange_town_is_not_there(cast: Any, client_of: Any) -> None:
    strange = Organisation.objects.filter(jurisdiction=cast.elsewhere).first()
    assert strange is not None
    assert client_of("administrator").get(f"/organisations/{strange.pk}/").status_code == 404
    assert (
        client_of("administrator").get(f"/people/{cast.people['stranger'].pk}/").status_code == 404
    )
    words = {"role": "liaison", "organisation": strange.pk}
    address = f"/people/{cast.people['liaison'].pk}/appoint/"
    assert client_of("administrator").post(address, words).status_code == 422


def test_who_holds_no_post_is_kept_where_the_last_one_was(cast: Any, client_of: Any) -> None:
    """And no keeper of another town can make the account his own."""
    person, keeper = cast.people["liaison"], cast["administrator"]
    people.dismiss(keeper, person.appointments.get())
    seen = {
        part: person in User.objects.visible_to(cast[part])
        for part in ("administrator", "district_administrator", "strange_administrator")
    }
    assert seen == {
        "administrator": True,
        "district_administrator": True,
        "strange_administrator": False,
    }
    stranger = cast["strange_administrator"]
    unit = Organisation.objects.create(jurisdiction=cast.elsewhere, name="农服中心")
    with pytest.raises(NotAllowed):
        people.reset_password(stranger, person)
    with pytest.raises(NotAllowed):
        people.appoint(stranger, person, Role.LIAISON, unit)
    assert client_of("strange_administrator").get(f"/people/{person.pk}/").status_code == 404
    client_of("liaison")
    line = Entry.objects.filter(verb="session.sign_in", subject_id=person.pk).get()
    assert line.jurisdiction_id == cast.town.pk, "the auditor there reads on"
    people.appoint(cast["district_administrator"], person, Role.LIAISON, unit)
    assert person in User.objects.visible_to(stranger)
    assert person not in User.objects.visible_to(keeper)


def test_a_name_is_one_line(cast: Any, client_of: Any) -> None:
    """Letters and lists show it in one."""
    client = client_of("administrator")
    words = {"username": "two-lines", "role": "liaison", "organisation": cast.unit.pk}
    body = words | {"name": "甲\r\n 乙"}
    assert client.post("/api/people", body, "application/json").status_code == 201
    assert User.objects.get(username="two-lines").name == "甲 乙"
    unit = {"jurisdiction": cast.town.pk, "name": "应急\n管理办", "kind": "department"}
    assert client.post("/organisations/add/", unit).status_code == 302
    assert Organisation.objects.filter(name="应急 管理办").exists()


def test_members_of_keys_that_can_be_none_are_refused(cast: Any, client_of: Any) -> None:
    client = client_of("administrator")
    unit = {"jurisdiction": cast.town.pk, "name": "两办", "kind": "group"}
    for key in (10**25, -1):
        told = client.post("/api/organisations", unit | {"members": [key]}, "application/json")
        assert told.status_code == 422
        assert str(key) in told.json()["detail"]
    page = client.post("/organisations/add/", unit | {"members": ["9" * 25]})
    assert page.status_code == 422
    assert "9" * 25 in page.content.decode()


def test_what_is_taken_is_said_in_plain_words(cast: Any, client_of: Any) -> None:
    client = client_of("district_administrator")
    words = {"username": "liaison", "name": "甲", "role": "liaison", "organisation": cast.unit.pk}
    page = client.post("/people/add/", words).content.decode()
    assert "这个登录名已有人用，请另取一个。" in page
    Organisation.objects.create(
        jurisdiction=cast.district, name="柳溪镇", kind=OrganisationKind.TOWN, governs=cast.town
    )
    unit = {"jurisdiction": cast.district.pk, "name": "柳溪镇", "kind": "town"}
    page = client.post("/organisations/add/", unit | {"governs": cast.town.pk}).content.decode()
    assert "这个辖区已有叫这个名称的机构" in page
    assert "这个辖区的台账已由另一单位管" in page
    assert "---------" not in page
    told = client.post("/api/organisations", unit, "application/json")
    assert told.status_code == 422
    assert "这个辖区已有叫这个名称的机构" in told.json()["detail"]
