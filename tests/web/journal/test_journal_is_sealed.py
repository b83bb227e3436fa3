"""A line of the journal cannot be changed or taken away, whichever way one tries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from duban.web.journal.models import Entry, Result
from duban.web.journal.record import address_now, record

pytestmark = pytest.mark.django_db


def raw(statement: str) -> Callable[[], object]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


ATTEMPTS: dict[str, Callable[[], object]] = {
    "update": lambda: Entry.objects.update(actor="somebody else"),
    "save": lambda: Entry.objects.get().save(),
    "delete": lambda: Entry.objects.all().delete(),
    "raw update": raw("UPDATE journal_entry SET verb = 'x'"),
    "raw delete": raw("DELETE FROM journal_entry WHERE 1 = 1"),
}
if connection.vendor == "postgresql":
    ATTEMPTS["truncate"] = raw("TRUNCATE journal_entry")


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_line_stays_as_written(attempt: str) -> None:
    line = record(None, "demo.act", "某事", after={"x": 1})
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        ATTEMPTS[attempt]()
    [kept] = Entry.objects.all()
    assert (kept.pk, kept.verb, kept.subject, kept.after) == (line.pk, "demo.act", "某事", {"x": 1})


def test_a_line_falls_with_the_act_it_stands_for() -> None:
    def act() -> None:
        with transaction.atomic():
            record(None, "demo.act", "某事")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Entry.objects.exists()


def test_a_line_says_who_what_which_and_from_where() -> None:
    from duban.web.accounts.models import Jurisdiction, User  # noqa: PLC0415

    person = User.objects.create_user("sample", "示例·甲")
    place = Jurisdiction.objects.create(name="云泽区", code="990100")
    token = address_now.set("192.0.2.7")
    try:
        line = record(person, "place.act", place, before="旧", after="新", reason="理由")
    finally:
        address_now.reset(token)
    line.refresh_from_db()
    assert (line.actor_id, line.actor) == (person.pk, "示例·甲")
    assert (line.subject_type, line.subject_id, line.subject) == (
        "accounts.jurisdiction",
        place.pk,
        "云泽区",
    )
    assert line.jurisdiction_id == place.pk
    assert (line.before, line.after, line.facts) == ("旧", "新", {"reason": "理由"})
    assert (line.address, line.result) == ("192.0.2.7", Result.DONE)
    person.name = "示例·改名"
    person.save()
    assert Entry.objects.get().actor == "示例·甲"


def test_a_thing_is_named_in_the_language_of_the_source_whoever_acts(cast: Any) -> None:
    post = cast.people["liaison"].appointments.get()
    with translation.override("en"):
        assert str(post) == "示例·liaison：新农办 Liaison"
        line = record(None, "person.appoint", post)
        assert translation.get_language() == "en"
    assert line.subject == "示例·liaison：新农办 联络员"
