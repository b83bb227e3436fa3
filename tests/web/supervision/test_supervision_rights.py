"""Every page, act and operation of supervision, asked by everybody; lists keep their queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone
from tests.web.handling.acting import signed, task_of

from duban.tracking.books import text_of
from duban.web.handling.steps import take
from duban.web.ledger.models import Plan, Task
from duban.web.supervision import acting, ordering, rulebooks
from duban.web.supervision import urls as pages
from duban.web.supervision.api import router
from duban.web.supervision.models import Act, Colour, Proposal
from duban.web.supervision.standing import write_lights

pytestmark = pytest.mark.django_db

PARTS = (
    *("office", "unit_head", "liaison", "other_head", "other_liaison", "leader", "principal"),
    *("auditor", "administrator", "stranger", "district_office"),
)
WORKERS = frozenset(PARTS) - {"administrator"}
OFFICES = frozenset({"office", "stranger", "district_office"})
#: who sees a paper to 新农办 on task 1
ADDRESSED = frozenset({"office", "unit_head", "liaison", "leader", "principal", "auditor"})
SEES = ADDRESSED | {"other_head", "other_liaison"}
#: people of 柳溪镇, whose rules are open to all who are measured by them
TOWN = SEES
WATCHERS = OFFICES | {"principal", "auditor"}
OFFICE, HEAD = frozenset({"office"}), frozenset({"unit_head"})
TOP = frozenset({"leader", "principal"})
AHEAD = text_of("ratio").replace("2000-01-01", "2099-01-01")


@pytest.fixture
def scene(cast: Any, task: Task) -> dict[str, int]:
    """Keys of one thing of every kind, all on task 1."""
    on, office = timezone.localdate(), cast["office"]
    write_lights([task], on)
    order = ordering.issue(office, task.pk, ordering.Wanted(Colour.BLUE, "滞后"), on)
    proposal = Proposal.objects.create(
        jurisdiction=task.jurisdiction, task=task, key="样例", act=Act.TALK, because="滞后", day=on
    )
    held = acting.override(office, task.pk, Colour.GREEN, "等批复", on, until=date(2099, 1, 1))
    word = acting.instruct(cast["leader"], task.pk, "抓紧", on)
    return {
        "task": task.pk,
        "order": order.pk,
        "proposal": proposal.pk,
        "override": held.pk,
        "instruction": word.pk,
        "book": rulebooks.adopt(office, cast.town.pk, AHEAD, on).pk,
        "town": cast.town.pk,
    }


EVERYBODY = frozenset(PARTS)
#: page → (who gets it, who is refused it; for everybody else it is not there)
GETS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "/supervision/": (WORKERS, EVERYBODY - WORKERS),
    "/supervision/orders/": (WORKERS, EVERYBODY - WORKERS),
    "/supervision/orders/{order}/": (ADDRESSED, frozenset({"administrator"})),
    "/supervision/proposals/": (WATCHERS, EVERYBODY - WATCHERS),
    "/supervision/instructions/": (WORKERS, EVERYBODY - WORKERS),
    "/supervision/talks/": (WORKERS, EVERYBODY - WORKERS),
    "/supervision/notices/": (WORKERS, EVERYBODY - WORKERS),
    "/supervision/books/": (WORKERS, EVERYBODY - WORKERS),
    "/supervision/books/{book}/": (TOWN, frozenset({"administrator"})),
    "/supervision/books/new/{town}/": (OFFICE, EVERYBODY - OFFICES),
    "/supervision/books/new/{town}/{book}/": (OFFICE, EVERYBODY - OFFICES),
    "/ledger/tasks/{task}/": (SEES, frozenset({"administrator"})),
    "/": (EVERYBODY, frozenset()),
    "/rhythm/day/": (WORKERS, EVERYBODY - WORKERS),
    "/rhythm/week/": (WORKERS, EVERYBODY - WORKERS),
    "/rhythm/month/": (WORKERS, EVERYBODY - WORKERS),
    "/rhythm/quarter/": (WORKERS, EVERYBODY - WORKERS),
}


@pytest.mark.parametrize("part", PARTS)
def test_every_page_answers_whom_it_is_for(
    part: str, scene: dict[str, int], client_of: Callable[[str], Client]
) -> None:
    client = client_of(part)
    for path, (served, refused) in GETS.items():
        status = client.get(path.format(**scene)).status_code
        expected = 200 if part in served else 403 if part in refused else 404
        assert status == expected, (path, part)


#: POST → what is sent, and who is let through to the step (which may still answer 409 or 422)
POSTS: dict[str, tuple[dict[str, str], frozenset[str]]] = {
    "/supervision/remind/": ({"task": "{task}"}, OFFICES),
    "/supervision/tasks/{task}/remind/": ({}, OFFICE),
    "/supervision/tasks/{task}/order/": ({"colour": "red"}, OFFICE),
    "/supervision/tasks/{task}/instruct/": ({"words": "抓紧"}, OFFICE | TOP),
    "/supervision/tasks/{task}/talk/": ({}, OFFICE),
    "/supervision/tasks/{task}/override/": ({"colour": "red", "reason": "复核"}, OFFICE),
    "/supervision/overrides/{override}/lift/": ({}, OFFICE),
    "/supervision/orders/{order}/reply/": ({"words": ""}, HEAD),
    "/supervision/orders/{order}/raise/": ({}, OFFICE),
    "/supervision/orders/{order}/send_back/": ({}, OFFICE),
    "/supervision/orders/{order}/close/": ({}, OFFICE),
    "/supervision/orders/{order}/void/": ({}, OFFICE),
    "/supervision/proposals/decide/": ({"proposal": "{proposal}"}, OFFICES),
    "/supervision/instructions/{instruction}/answer/": ({}, OFFICE | HEAD),
    "/supervision/notices/read/": ({}, EVERYBODY),
    "/supervision/notices/contact/": ({"email": "a@example.org"}, EVERYBODY),
    "/supervision/books/{book}/withdraw/": ({}, OFFICE),
    "/supervision/books/new/{town}/": ({"text": "名称: 空"}, OFFICE),
}
DENIED = {403, 404}


@pytest.mark.parametrize("part", PARTS)
def test_every_act_lets_in_whom_it_is_for(
    part: str, scene: dict[str, int], client_of: Callable[[str], Client]
) -> None:
    client = client_of(part)
    for path, (body, allowed) in POSTS.items():
        sent = {name: value.format(**scene) for name, value in body.items()}
        status = client.post(path.format(**scene), sent).status_code
        assert (status not in DENIED) is (part in allowed), (path, part, status)


#: operation → what is sent, and who is let through
OPERATIONS: dict[tuple[str, str], tuple[dict[str, Any], frozenset[str]]] = {
    ("GET", "/lights"): ({}, WORKERS),
    ("GET", "/tasks/{task}/light"): ({}, SEES),
    ("POST", "/tasks/{task}/remind"): ({}, OFFICE),
    ("POST", "/tasks/{task}/override"): ({"colour": "red", "reason": ""}, OFFICE),
    ("POST", "/overrides/{override}/lift"): ({}, OFFICE),
    ("GET", "/orders"): ({}, WORKERS),
    ("POST", "/tasks/{task}/orders"): ({"colour": "red", "because": ""}, OFFICE),
    ("POST", "/orders/{order}/reply"): ({}, HEAD),
    ("GET", "/proposals"): ({}, WORKERS),
    ("POST", "/proposals/{proposal}/dismiss"): ({}, OFFICE),
    ("GET", "/instructions"): ({}, WORKERS),
    ("POST", "/tasks/{task}/instructions"): ({"words": ""}, OFFICE | TOP),
    ("POST", "/instructions/{instruction}/answer"): ({}, OFFICE | HEAD),
    ("GET", "/talks"): ({}, WORKERS),
    ("POST", "/tasks/{task}/talks"): (
        {"held_on": "2026-05-11", "present": "", "words": ""},
        OFFICE,
    ),
    ("GET", "/rule-books"): ({}, WORKERS),
    ("POST", "/jurisdictions/{town}/rule-books"): ({"text": "空"}, OFFICE),
    ("POST", "/rule-books/{book}/withdraw"): ({}, OFFICE),
    ("GET", "/notices"): ({}, EVERYBODY),
    ("POST", "/notices/read"): ({}, EVERYBODY),
}


@pytest.mark.parametrize("part", PARTS)
def test_every_operation_lets_in_whom_it_is_for(
    part: str, scene: dict[str, int], client_of: Callable[[str], Client]
) -> None:
    client = client_of(part)
    for (method, path), (body, allowed) in OPERATIONS.items():
        address = f"/api{path.format(**scene)}"
        if method == "GET":
            status = client.get(address).status_code
        else:
            status = client.post(
                address, json.dumps(body), content_type="application/json"
            ).status_code
        assert status != 500
        assert (status not in DENIED) is (part in allowed), (path, part, status)


def test_the_tables_name_every_page_and_operation() -> None:
    """What is added later must be added here."""
    keys = dict.fromkeys(
        ("task", "order", "proposal", "override", "instruction", "book", "town"), 1
    )
    asked = {resolve(path.format(**keys)).url_name for path in (*GETS, *POSTS)}
    assert {pattern.name for pattern in pages.urlpatterns} <= asked
    operations = [
        operation for view in router.path_operations.values() for operation in view.operations
    ]
    assert len(operations) == len(OPERATIONS)


LISTS = (
    *("/", "/rhythm/day/", "/rhythm/quarter/", "/supervision/", "/supervision/orders/"),
    *("/supervision/proposals/", "/supervision/instructions/", "/supervision/talks/"),
    "/supervision/notices/",
)


@pytest.mark.parametrize("part", ["office", "unit_head", "leader"])
def test_a_list_asks_no_more_when_it_grows(
    part: str, cast: Any, running: Plan, client_of: Callable[[str], Client]
) -> None:
    client, on = client_of(part), timezone.localdate()

    def one_more(number: int, lead: str) -> None:
        task = task_of(running, number)
        if number == 2:
            take("start", signed(cast, task).pk, cast[lead])
        write_lights([task], on)
        ordering.issue(cast["office"], task.pk, ordering.Wanted(Colour.BLUE, "滞后"), on)
        acting.instruct(cast["office"], task.pk, "抓紧", on, speaker="沈示例", evidence="3号")
        acting.hold_talk(cast["office"], task.pk, acting.Talked(on, "示例", "谈"), on)
        acting.remind(cast["office"], task.pk, "", on)
        Proposal.objects.create(
            jurisdiction=task.jurisdiction,
            task=task,
            key=f"样例{number}",
            act=Act.TALK,
            because="滞后",
            day=on,
        )

    def queries() -> dict[str, int]:
        counts = {}
        for path in LISTS:
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            counts[path] = len(asked)
        return counts

    one_more(1, "liaison")
    queries()
    before = queries()
    one_more(4, "liaison")
    one_more(2, "other_head")
    after = queries()
    assert {path: count for path, count in after.items() if count > before[path]} == {}
