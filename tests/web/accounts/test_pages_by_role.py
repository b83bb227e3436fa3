"""How pages refuse, what the bar and the journal show; lists ask no more as they grow."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.web.accounts.models import Alias, Appointment, Organisation, User
from duban.web.accounts.rights import Role
from duban.web.journal.models import Entry
from duban.web.journal.record import record

pytestmark = pytest.mark.django_db


def test_a_refusal_is_a_line_for_htmx_and_a_page_otherwise(client_of: Any) -> None:
    client = client_of("liaison")
    page = client.get("/people/").content.decode()
    assert "<html" in page
    response = client.get("/people/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Retarget"]) == (403, "#notices")
    assert "<html" not in response.content.decode()


def test_the_bar_shows_the_rooms_one_may_enter(client_of: Any) -> None:
    def rooms(part: str) -> set[str]:
        return {str(door.label) for door in client_of(part).get("/").context["doors"]}

    assert rooms("administrator") == {"今日", "机构", "人员"}
    assert {"今日", "日志"} <= rooms("auditor")
    assert not {"机构", "人员", "日志"} & rooms("office")


def test_the_keys_are_those_of_the_person_s_bar_and_language(client_of: Any) -> None:
    def keys(part: str, language: str = "zh-hans") -> str:
        client = client_of(part)
        client.cookies["django_language"] = language
        page: str = client.get("/").content.decode()
        assert f'<html lang="{language}">' in page
        return page.partition('<dialog id="keys"')[2].partition("</dialog>")[0]

    # asked in turn, so that what is kept of one would show in the other's page
    for _again in range(2):
        assert "去审核" in keys("office")
        assert "去审核" not in keys("liaison")
        assert "去填报" in keys("liaison")
        assert "去" not in keys("liaison", "en")
        assert "Search" in keys("liaison", "en")


def test_one_without_a_post_is_told_what_to_do(client_of: Any, cast: Any) -> None:
    Appointment.objects.filter(user=cast.people["liaison"]).delete()
    page = client_of("liaison").get("/").content.decode()
    assert "您还没有任职" in page


def test_the_journal_shows_the_own_jurisdiction_and_filters(cast: Any, client_of: Any) -> None:
    record(cast.people["office"], "plan.confirm", cast.unit, reason="核对无误")
    record(cast.people["stranger"], "plan.confirm", "别处的事", jurisdiction=cast.elsewhere.pk)
    Entry.objects.create(
        at="2026-01-12T23:59:00+08:00", verb="person.add", actor="甲", jurisdiction_id=cast.town.pk
    )
    client = client_of("auditor")

    def shown(query: str) -> set[str]:
        return {entry.verb for entry, *_words in client.get(f"/journal/?{query}").context["rows"]}

    assert shown("q=新农办") == {"plan.confirm"}
    assert shown("verb=person.add") == {"person.add"}
    assert shown("since=2026-01-12&until=2026-01-12") == {"person.add"}
    assert shown("until=2026-01-11") == set()
    assert shown("result=refused") == set()
    assert shown("since=yesterday&page=x") == {"plan.confirm", "person.add"} | (
        {"session.sign_in"} & shown("")
    )
    assert "别处的事" not in client.get("/journal/").content.decode()


@pytest.mark.parametrize("path", ["/people/", "/organisations/", "/journal/"])
def test_a_list_asks_no_more_when_it_grows(path: str, cast: Any, client_of: Any) -> None:
    client = client_of("auditor" if path == "/journal/" else "administrator")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            assert client.get(path).status_code == 200
        return len(context)

    client.get(path)
    before = queries()
    for number in range(20):
        unit = Organisation.objects.create(
            jurisdiction=cast.town, name=f"单位{number}", parent=cast.unit
        )
        Alias.objects.create(jurisdiction=cast.town, organisation=unit, name=f"别名{number}")
        user = User.objects.create_user(f"more{number}", f"示例·{number}")
        Appointment.objects.create(user=user, role=Role.LIAISON, organisation=unit)
        record(user, "person.add", user, jurisdiction=cast.town.pk)
    assert queries() == before
