"""An auditor reads what a line keeps in words, not in codes; lists say how many, and that they are
narrowed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from duban.web.accounts import people
from duban.web.accounts.journal_words import FACTS, LONGEST, details
from duban.web.accounts.models import Appointment, Organisation, User
from duban.web.accounts.rights import Role
from duban.web.accounts.tokens import issue_token, revoke_token
from duban.web.journal.record import record
from duban.web.papers.calendar_keys import end_key, make_key

pytestmark = pytest.mark.django_db


def test_facts_have_names_and_codes_have_words(cast: Any) -> None:
    line = record(None, "organisation.edit", cast.unit, after={"kind": "town", "members": ["甲"]})
    assert [(str(name), text) for name, text in details(line)] == [
        ("之后", "类别：街镇；成员单位：甲")
    ]
    post = Appointment.objects.get(user=cast.people["liaison"])
    line = record(None, "person.appoint", post, after="liaison", person=7, reason="", seen=True)
    assert [(str(name), text) for name, text in details(line)] == [
        ("之后", "联络员"),
        ("人员", "7"),
        ("seen", "是"),
    ]


def test_a_line_about_nothing_kept_and_a_long_one_are_read_too(cast: Any) -> None:
    line = record(None, "tick.run", "每日督办", after="x" * (LONGEST + 1))
    [(_name, text)] = details(line)
    assert text == "x" * LONGEST + "…"
    line.subject_type = "gone.Thing"
    assert [text for _name, text in details(line)] == ["x" * LONGEST + "…"]


def test_no_name_of_a_fact_stands_for_itself() -> None:
    assert [name for name, label in FACTS.items() if name == str(label)] == []


def test_the_page_tells_details_in_words(cast: Any, client_of: Any) -> None:
    people.appoint(cast["administrator"], cast.people["liaison"], Role.UNIT_HEAD, cast.unit)
    page = client_of("auditor").get("/journal/?verb=person.appoint").content.decode()
    assert "<dd>单位负责人</dd>" in page
    assert "unit_head" not in page
    assert "筛出1项" in page
    assert "事项：任职" in page
    assert "筛出" not in client_of("auditor").get("/journal/").content.decode()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/people/?state=disabled", ["1人", "筛出1项", "状态：已停用"]),
        ("/people/?state=active&q=liaison", ["2人", "筛出2项", "搜索：liaison"]),
        ("/organisations/", ["4个机构"]),
        ("/organisations/?state=disabled", ["0个机构", "状态：已停用"]),
        ("/organisations/?kind=department&q=新农", ["1个机构", "类别：部门"]),
    ],
)
def test_lists_say_how_many_and_what_they_are_narrowed_by(
    address: str, said: list[str], cast: Any, client_of: Any
) -> None:
    page = client_of("administrator").get(address).content.decode()
    assert [words for words in said if words not in page] == []
    assert ("筛出" in page) is ("?" in address)


def test_people_of_one_town_are_listed_alone(cast: Any, client_of: Any) -> None:
    page = client_of("district_administrator").get(f"/people/?jurisdiction={cast.elsewhere.pk}")
    assert {person.username for person in page.context["page"]} == {
        *("stranger", "strange_administrator")
    }
    assert "辖区：芦荡镇" in page.content.decode()


def test_the_form_of_an_organisation_offers_its_own_place_alone(cast: Any, client_of: Any) -> None:
    page = client_of("district_administrator").get(f"/organisations/{cast.unit.pk}/")
    offered = {unit.name for unit in page.context["form"].fields["parent"].queryset}
    assert offered == {"规建办", "镇督查室", "镇政府"}
    adding = client_of("district_administrator").get("/organisations/add/").content.decode()
    assert "柳溪镇 · 规建办" in adding


def test_what_a_person_does_with_the_own_account_is_seen_by_the_auditor(
    cast: Any, client_of: Any
) -> None:
    person = cast.people["liaison"]
    issue_token(person, "同步")
    revoke_token(person.api_tokens.get(), person)
    make_key(person)
    end_key(person)
    TOTPDevice.objects.create(user=person, name="手机", confirmed=True)
    client_of("liaison").post("/me/second-factor/drop/")
    lines = client_of("auditor").get("/journal/").context["page"].object_list
    acts = {line.verb for line in lines if line.actor == person.name}
    assert acts >= {
        *("token.issue", "token.revoke", "calendar_key.make", "calendar_key.end"),
        "person.drop_second_factor",
    }


def test_lines_of_no_jurisdiction_are_read_where_nobody_is_above(cast: Any, client_of: Any) -> None:
    """Somebody tries login names that nobody has; what the site does by itself."""
    unit = Organisation.objects.create(jurisdiction=cast.district, name="区审计局")
    cast.people["district_auditor"] = User.objects.create_user("district_auditor", "示例·区审计")
    Appointment.objects.create(
        user=cast.people["district_auditor"], role=Role.AUDITOR, organisation=unit
    )
    Client().post("/login/", {"username": "root", "password": "x"})
    record(None, "tick.run", "每日督办")
    above = client_of("district_auditor").get("/api/journal").json()["lines"]
    assert {line["verb"] for line in above if line["actor"] == ""} == {
        "session.sign_in",
        "tick.run",
    }
    [tried] = [line for line in above if line["result"] == "refused"]
    assert tried["subject"] == "（无此登录名）"
    town = client_of("auditor").get("/api/journal").json()["lines"]
    assert all(line["actor"] for line in town)
    assert len(town) == 1, "only the own signing in"


def test_the_lines_about_one_thing_are_read_by_themselves(cast: Any, client_of: Any) -> None:
    """Another of the same name, and another kind of thing of the same number, are not it."""
    namesake = Organisation.objects.create(jurisdiction=cast.town, name="新农办二科")
    for thing in (cast.unit, namesake, cast.unit):
        record(None, "organisation.edit", thing)
    record(None, "tick.run", "每日督办", jurisdiction=cast.town.pk)
    record(None, "person.edit", User(pk=cast.unit.pk, name="甲"), jurisdiction=cast.town.pk)
    client, thing = client_of("auditor"), f"accounts.organisation:{cast.unit.pk}"
    page = client.get("/journal/").content.decode()
    [link] = set(re.findall(r'href="([^"]+)" title="[^"]+">新农办<', page))
    page = client.get(f"/journal/{link}").content.decode()
    assert "筛出2项" in page
    assert "对象：新农办" in page
    assert f'name="thing" value="{thing}"' in page, "other filters narrow it further"
    lines = client.get("/api/journal", {"thing": thing}).json()["lines"]
    assert {(line["subject_type"], line["subject_id"]) for line in lines} == {
        ("accounts.organisation", cast.unit.pk)
    }
    for nothing in ("新农办", "accounts.organisation:", "accounts.organisation:x", ":1"):
        assert client.get("/api/journal", {"thing": nothing}).json()["lines"] == []
