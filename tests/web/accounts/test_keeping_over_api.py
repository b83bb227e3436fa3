"""Organisations, people, their turns and the journal over JSON: the same steps, the same rights."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from duban.web.accounts.models import Alias, Appointment, Organisation, OrganisationKind, User
from duban.web.accounts.tokens import issue_token
from duban.web.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client_of: Any) -> Any:
    """send("administrator", "POST", path, words) → status and what was answered."""

    def go(part: str, method: str, path: str, **words: Any) -> tuple[int, Any]:
        answer = client_of(part).generic(
            method, f"/api{path}", json.dumps(words), content_type="application/json"
        )
        return answer.status_code, answer.json() if answer.content else None

    return go


def verbs() -> list[str]:
    found = Entry.objects.exclude(verb__startswith="session.").order_by("id")
    return list(found.values_list("verb", flat=True))


def test_an_organisation_is_added_changed_and_disabled(cast: Any, send: Any) -> None:
    words = {"jurisdiction": cast.town.pk, "name": "农技站", "parent": cast.unit.pk}
    status, made = send("administrator", "POST", "/organisations", **words, aliases=["镇农技站"])
    assert status == 201
    assert (made["kind"], made["parent"], made["aliases"]) == (
        "department",
        cast.unit.pk,
        ["镇农技站"],
    )
    here = f"/organisations/{made['id']}"
    _status, changed = send("administrator", "PATCH", here, aliases=["农技推广站"])
    assert (changed["aliases"], changed["parent"]) == (["农技推广站"], cast.unit.pk)
    assert send("administrator", "PATCH", here, parent=None)[1]["parent"] is None
    assert send("administrator", "POST", f"{here}/active", active=False)[1]["active"] is False
    assert verbs() == [
        "organisation.add",
        *("organisation.edit", "organisation.edit", "organisation.disable"),
    ]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ({"name": "规建办"}, 422, "已有叫这个名称的机构"),
        ({"name": "甲", "kind": "town", "members": ["unit"]}, 422, "成员单位"),
        ({"name": "甲", "aliases": ["规建办"]}, 409, "另一单位的名称或别名"),
        ({"name": "甲", "aliases": ["乙" * 81]}, 422, "不超过80个字"),
        ({"name": "甲", "parent": "stranger"}, 422, "上级单位"),
        ({"name": "甲", "kind": "group", "members": ["above"]}, 422, "同一辖区"),
    ],
)
def test_what_cannot_be_is_refused_as_on_the_page(
    words: dict[str, Any], status: int, said: str, cast: Any, send: Any
) -> None:
    at = Organisation.objects.get
    keys = {
        "unit": cast.unit.pk,
        "stranger": at(jurisdiction=cast.elsewhere, name="党政办").pk,
        "above": at(jurisdiction=cast.district, name="区督查室").pk,
    }
    if "parent" in words:
        words = {**words, "parent": keys[words["parent"]]}
    if "members" in words:
        words = {**words, "members": [keys[one] for one in words["members"]]}
    got, answer = send(
        "district_administrator", "POST", "/organisations", jurisdiction=cast.town.pk, **words
    )
    assert got == status
    assert said in answer["detail"]


def test_a_list_is_narrowed_and_paged(cast: Any, send: Any) -> None:
    Alias.objects.create(organisation=cast.unit, jurisdiction=cast.town, name="农业条线")
    for query, names in (
        ("q=农业", ["新农办"]),
        ("q=办", ["新农办", "规建办"]),
        (f"jurisdiction={cast.elsewhere.pk}", []),
        ("kind=town", []),
        ("active=false", []),
    ):
        _status, answer = send("office", "GET", f"/organisations?{query}")
        assert [one["name"] for one in answer["organisations"]] == names, query
    _status, page = send("office", "GET", "/organisations?size=3&page=2")
    assert (page["count"], page["page"], page["pages"]) == (4, 2, 2)
    assert [one["name"] for one in page["organisations"]] == ["镇政府"]
    _status, places = send("district_administrator", "GET", "/jurisdictions")
    assert [one["name"] for one in places] == ["云泽区", "柳溪镇", "芦荡镇"]
    assert [one["name"] for one in send("liaison", "GET", "/jurisdictions")[1]] == ["柳溪镇"]


def test_the_turns_of_an_organisation(cast: Any, send: Any) -> None:
    here = f"/organisations/{cast.unit.pk}"
    basis = {"day": "2026-07-01", "paper": "柳编〔2026〕3号"}
    post = Appointment.objects.get(user=cast.people["colleague"])
    assert send("administrator", "POST", f"{here}/rename", name="乡村振兴办", **basis)[0] == 200
    status, new = send(
        "administrator", "POST", f"{here}/split", name="农服中心", posts=[post.pk], **basis
    )
    assert (status, new["name"]) == (201, "农服中心")
    into = {"into": cast.other_unit.pk}
    assert send("administrator", "POST", f"{here}/merge", **into)[1]["aliases"] == [
        "乡村振兴办",
        "新农办",
    ]
    _status, whole = send("auditor", "GET", here)
    assert whole["active"] is False
    told = {(turn["kind"], turn["name"], turn["successor_name"]) for turn in whole["turns"]}
    assert told == {
        ("merged", "乡村振兴办", "规建办"),
        ("split", "乡村振兴办", "农服中心"),
        ("renamed", "新农办", "乡村振兴办"),
    }
    assert send("administrator", "POST", f"{here}/rename", name="别的名字")[0] == 409
    assert send("administrator", "POST", f"{here}/merge", into=10**30)[0] == 404


def test_a_person_is_added_without_a_word_of_the_password(cast: Any, send: Any) -> None:
    words = {"username": "new-one", "name": "示例·新人", "role": "liaison"}
    status, made = send("administrator", "POST", "/people", **words, organisation=cast.unit.pk)
    assert status == 201
    assert set(made) == {"id", "username", "name", "active", "last_login", "posts"}
    assert [post["role_label"] for post in made["posts"]] == ["联络员"]
    user = User.objects.get(username="new-one")
    assert user.must_change_password
    assert verbs() == ["person.add", "person.appoint"]
    again = send("administrator", "POST", "/people", **words, organisation=cast.unit.pk)
    assert again[0] == 422
    assert "登录名" in again[1]["detail"]


def test_a_person_changes_posts_and_is_disabled(cast: Any, send: Any) -> None:
    person = cast.people["liaison"]
    here = f"/people/{person.pk}"
    assert send("administrator", "PATCH", here, name="示例·改名")[1]["name"] == "示例·改名"
    status, held = send(
        "administrator", "POST", f"{here}/posts", role="unit_head", organisation=cast.unit.pk
    )
    assert status == 201
    head = next(post for post in held["posts"] if post["role"] == "unit_head")
    refused = {"role": "auditor", "organisation": cast.unit.pk}
    assert send("administrator", "POST", f"{here}/posts", **refused)[0] == 409
    left = send("administrator", "DELETE", f"{here}/posts/{head['id']}")[1]["posts"]
    assert [post["role"] for post in left] == ["liaison"]
    assert send("administrator", "POST", f"{here}/active", active=False)[1]["active"] is False
    own = cast.people["administrator"].pk
    assert send("administrator", "POST", f"/people/{own}/active", active=False)[0] == 409
    assert send("administrator", "POST", f"{here}/unlock")[0] == 204


def test_people_are_found_by_name_unit_role_and_state(cast: Any, send: Any) -> None:
    for query, logins in (
        ("q=规建", {"other_liaison"}),
        ("q=colleague", {"colleague"}),
        ("role=auditor", {"auditor"}),
        ("active=false", {"disabled"}),
    ):
        found = send("administrator", "GET", f"/people?{query}")[1]["people"]
        assert {one["username"] for one in found} == logins, query
    assert send("administrator", "GET", f"/people/{cast.people['stranger'].pk}")[0] == 404


def test_no_answer_holds_a_secret(cast: Any, send: Any) -> None:
    person = cast.people["liaison"]
    token = issue_token(person, "同步")
    for path in ("/people", f"/people/{person.pk}", "/organisations"):
        text = json.dumps(send("administrator", "GET", path)[1])
        for secret in (person.password, token, "password", "digest", "totp"):
            assert secret not in text, (path, secret)
    text = json.dumps(send("auditor", "GET", "/journal")[1])
    assert person.password not in text
    assert token not in text


def test_a_key_opens_what_its_person_keeps_and_the_description_tells_of_it(cast: Any) -> None:
    def ask(part: str, path: str) -> Any:
        token = issue_token(cast.people[part], "同步")
        return Client().get(f"/api{path}", headers={"Authorization": f"Bearer {token}"})

    assert ask("administrator", "/people?q=colleague").json()["count"] == 1
    assert ask("office", "/people").status_code == 403
    assert ask("auditor", "/journal?verb=token.issue").json()["count"] == 3
    told = ask("office", "/openapi.json").json()["paths"]
    for path in ("/people/{key}/posts", "/organisations/{key}/merge", "/journal", "/namings"):
        assert f"/api{path}" in told


def test_the_journal_is_read_with_its_filters(cast: Any, send: Any) -> None:
    send("administrator", "PATCH", f"/organisations/{cast.unit.pk}", aliases=["镇新农办"])
    send("administrator", "POST", f"/people/{cast.people['liaison'].pk}/unlock")
    for query, found in (
        ("verb=person.unlock", ["person.unlock"]),
        ("q=新农办", ["organisation.edit"]),
        ("since=2999-01-01", []),
        ("until=2000-01-01", []),
        ("result=refused", []),
    ):
        _status, page = send("auditor", "GET", f"/journal?{query}")
        assert [line["verb"] for line in page["lines"]] == found, query
    _status, page = send("auditor", "GET", "/journal?verb=organisation.edit")
    [line] = page["lines"]
    assert (line["verb_label"], line["after"]["aliases"]) == ("修改机构", ["镇新农办"])
    everything = send("auditor", "GET", "/journal")[1]["count"]
    ends = send("auditor", "GET", "/journal?since=0001-01-01&until=9999-12-31")[1]["count"]
    assert ends == everything + 1, "signing in to ask again is a line more"
    for part in ("office", "administrator", "principal"):
        assert send(part, "GET", "/journal")[0] == 403


def test_a_group_is_made_of_members(cast: Any, send: Any) -> None:
    status, made = send(
        "administrator",
        "POST",
        "/organisations",
        jurisdiction=cast.town.pk,
        kind="group",
        name="各办",
        members=[cast.unit.pk, cast.other_unit.pk],
    )
    assert status == 201
    group = Organisation.objects.get(pk=made["id"])
    assert group.kind == OrganisationKind.GROUP
    assert set(group.members.all()) == {cast.unit, cast.other_unit}


def test_no_aliases_may_be_said_as_null(cast: Any, send: Any) -> None:
    Alias.objects.create(organisation=cast.unit, jurisdiction=cast.town, name="农业条线")
    status, changed = send("administrator", "PATCH", f"/organisations/{cast.unit.pk}", aliases=None)
    assert (status, changed["aliases"]) == (200, [])
