"""What the pages of supervision do is done over JSON as well: rules tried out and edited, one's own
way of being told, lists to their last row."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.supervision.acting import LATE, ON
from tests.web.supervision.test_rule_books_of_a_place import edition

from duban.web import clock
from duban.web.journal.models import Entry
from duban.web.ledger.models import Task
from duban.web.supervision import api_forms, ordering, rulebooks
from duban.web.supervision.lighting import trial_of
from duban.web.supervision.models import (
    Book,
    Colour,
    Contact,
    LightNow,
    Notice,
    NoticeKind,
    Order,
)
from duban.web.supervision.rulebooks import parsed
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db


def sent(client: Client, method: str, address: str, body: dict[str, Any]) -> Any:
    return client.generic(method, f"/api{address}", json.dumps(body), "application/json")


def test_a_trial_tells_each_change_with_both_causes_and_stores_nothing(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    text = edition("2099-06-01", red="超过: 9999")
    run = trial_of(Task.objects.filter(plan=task.plan), parsed(text), timezone.localdate())
    assert run.changed
    way = f"/jurisdictions/{cast.town.pk}/rule-books/trial"
    told = sent(client_of("office"), "POST", way, {"text": text}).json()
    assert told["same"] == len(run.rows) - len(run.changed)
    assert sum(move["count"] for move in told["moves"]) == len(run.changed)
    assert [
        (one["task"], one["before"]["cause"], one["after"]["cause"]) for one in told["changed"]
    ] == [(int(row.key), row.before.cause, row.after.cause) for row in run.changed]
    assert not Book.objects.exists()
    wrong = sent(client_of("office"), "POST", way, {"text": "名称: 样例\n进度: 3\n"})
    assert wrong.status_code == 422
    assert "第2行" in wrong.json()["detail"]


def test_an_edition_is_edited_until_it_begins(cast: Any, client_of: Any) -> None:
    book = rulebooks.adopt(cast["office"], cast.town.pk, edition("2099-01-01"), ON)
    text = edition("2099-02-01", "改过的规则")
    answer = sent(client_of("office"), "PUT", f"/rule-books/{book.pk}", {"text": text})
    assert (answer.json()["name"], answer.json()["since"]) == ("改过的规则", "2099-02-01")
    Book.objects.filter(pk=book.pk).update(since="2026-01-01")
    again = sent(client_of("office"), "PUT", f"/rule-books/{book.pk}", {"text": text})
    assert again.status_code == 409
    assert (
        sent(client_of("leader"), "PUT", f"/rule-books/{book.pk}", {"text": text}).status_code
        == 403
    )


@pytest.mark.parametrize("by_page", [True, False])
def test_everybody_sets_how_to_be_told_and_the_journal_keeps_no_address(
    cast: Any, client_of: Any, by_page: bool
) -> None:
    client, mail = client_of("liaison"), "liaison@example.org"
    assert client.get("/api/me/contact").json() == {"email": "", "robots": True}
    if by_page:
        client.post("/supervision/notices/contact/", {"email": mail})
        wrong = client.post("/supervision/notices/contact/", {"email": "liaison"})
    else:
        sent(client, "PUT", "/me/contact", {"email": mail, "robots": False})
        wrong = sent(client, "PUT", "/me/contact", {"email": "liaison"})
    assert wrong.status_code == 422
    assert client.get("/api/me/contact").json() == {"email": mail, "robots": False}
    assert Contact.objects.get().user == cast.people["liaison"]
    line = Entry.objects.get(verb="contact.set")
    assert (line.actor_id, line.after) == (
        cast.people["liaison"].pk,
        {"mail": True, "robots": False},
    )
    assert mail not in f"{line.before}{line.after}{line.facts}{line.subject}"


def test_a_list_is_read_to_its_last_row(
    cast: Any, task: Task, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_forms, "MOST", 2)
    tick(ON)
    client = client_of("office")
    for at in range(5):
        Notice.objects.create(
            user=cast.people["office"], kind=NoticeKind.LIGHT, text="示例", key=f"{at}", day=ON
        )

    def every(address: str) -> list[Any]:
        found, page = [], 1
        while rows := client.get(f"/api{address}page={page}").json():
            assert len(rows) <= 2
            found += rows
            page += 1
        return found

    held = every("/notices?")
    assert len({one["id"] for one in held}) == len(held) >= 5
    lights = every("/lights?")
    assert {one["task"] for one in lights} == set(LightNow.objects.values_list("task", flat=True))
    on_day = every(f"/lights?day={ON}&")
    assert {one["task"] for one in on_day} == {one["task"] for one in lights}


def test_an_order_is_read_with_all_that_was_said(
    cast: Any, task: Task, order: Order, client_of: Any
) -> None:
    ordering.reply(cast["unit_head"], order.pk, "已整改", LATE)
    ordering.send_back(cast["office"], order.pk, "不实", LATE, None)
    ordering.raise_colour(cast["office"], order.pk, "仍未整改", LATE)
    told = client_of("unit_head").get(f"/api/orders/{order.pk}").json()
    assert [(turn["step"], turn["words"], turn["colour"]) for turn in told["turns"]] == [
        ("issue", "进度滞后", "blue"),
        ("reply", "已整改", "blue"),
        ("send_back", "不实", "blue"),
        ("raise", "仍未整改", "yellow"),
    ]
    assert told["turns"][1]["name"] == cast["unit_head"].name
    assert (told["colour"], told["late"]) == ("yellow", True)
    assert client_of("stranger").get(f"/api/orders/{order.pk}").status_code == 404


def test_lights_are_narrowed_as_the_page_narrows_them(
    cast: Any, task: Task, client_of: Any
) -> None:
    tick(ON)
    client, unit = client_of("office"), cast.unit.pk
    soon = clock.today() + timedelta(days=3)
    LightNow.objects.filter(task=task).update(colour=Colour.RED, due=soon)
    for words in (f"unit={unit}", f"q={task.title}", "late=soon", f"unit={unit}&colour=red"):
        page = client.get(f"/supervision/?{words}").content.decode()
        found = client.get(f"/api/lights?{words}").json()
        shown = {
            row.task_id
            for row in LightNow.objects.select_related("task")
            if f'href="{row.task.get_absolute_url()}"' in page
        }
        assert task.pk in shown
        assert {one["task"] for one in found} == shown
