"""Every page and every API operation of handling, asked by everybody; lists keep their queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from tests.web.handling.acting import ON, part_of, signed, task_of

from duban.web.handling import papers_api
from duban.web.handling import urls as pages
from duban.web.handling.api import router
from duban.web.handling.changing import Paper, ask
from duban.web.handling.closing import close, draw, name_verifier, report_done
from duban.web.handling.issuing import issue
from duban.web.handling.models import ChangeKind, HandedDown, SpotCheck
from duban.web.handling.steps import take
from duban.web.ledger.models import Plan, TaskState

pytestmark = pytest.mark.django_db

PARTS = (
    *("office", "unit_head", "liaison", "other_head", "other_liaison", "leader", "principal"),
    *("auditor", "administrator", "stranger", "district_office", "district_head"),
)
#: who works with the ledger at all
WORKERS = frozenset(PARTS) - {"administrator"}
OFFICES = frozenset({"office", "stranger", "district_office"})
#: who sees task 1 of the town: led by 新农办, helped by 规建办, answered for by the leader
SEES = frozenset(
    {
        *("office", "unit_head", "liaison", "other_head", "other_liaison", "leader"),
        *("principal", "auditor"),
    }
)


@pytest.fixture
def scene(cast: Any, issued: Plan, district_plan: Plan) -> dict[str, int]:
    """Keys of one thing of every kind; task 1 is under way with a paper, task 2 was drawn."""
    task = signed(cast, task_of(issued, 1))
    take("start", task.pk, cast["liaison"])
    paper = ask(cast["unit_head"], task.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
    done = signed(cast, task_of(issued, 2))
    take("start", done.pk, cast["other_head"])
    report_done(cast["other_head"], done.pk, "建成", ON)
    name_verifier(cast["office"], done.pk, cast.people["office"].pk)
    close(cast["office"], done.pk, "看过", ON)
    draw(cast["office"], cast.town, 1)
    return {
        "plan": issued.pk,
        "task": task.pk,
        "waiting": task_of(issued, 3).pk,
        "part": part_of(task, "新农办").pk,
        "change": paper.pk,
        "edition": issued.current_id or 0,
        "handed": HandedDown.objects.get(
            jurisdiction=cast.town, assignment__task=task_of(district_plan, 1)
        ).pk,
        "check": SpotCheck.objects.get().pk,
        "town": cast.town.pk,
    }


#: page → (who gets it, who is refused it; for everybody else it is not there)
GETS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "/handling/": (WORKERS, frozenset({"administrator"})),
    "/handling/plans/": (OFFICES, frozenset(PARTS) - OFFICES),
    "/handling/plans/{plan}/": (frozenset({"office"}), SEES - {"office"}),
    "/handling/sign/": (
        frozenset({"unit_head", "other_head", "district_head"}),
        frozenset(PARTS) - {"unit_head", "other_head", "district_head"},
    ),
    "/handling/changes/": (WORKERS, frozenset({"administrator"})),
    "/handling/changes/{change}/": (SEES, frozenset({"administrator"})),
    "/handling/closing/": (
        OFFICES | {"leader", "principal"},
        frozenset(PARTS) - OFFICES - {"leader", "principal"},
    ),
    "/handling/handed-down/": (WORKERS, frozenset({"administrator"})),
    "/handling/tasks/{task}/indicators/": (
        frozenset({"office"}),
        SEES - {"office"} | {"administrator"},
    ),
    "/handling/tasks/{task}/changes/extension/": (
        frozenset({"office", "unit_head"}),
        SEES - {"office", "unit_head"} | {"administrator"},
    ),
    "/handling/parts/{part}/breakdown/": (
        frozenset({"unit_head", "liaison"}),
        SEES - {"unit_head", "liaison"} | {"administrator"},
    ),
    "/handling/renewals/{edition}/": (
        frozenset({"office"}),
        frozenset({"principal", "auditor"}),
    ),
    "/ledger/tasks/{task}/": (SEES, frozenset({"administrator"})),
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


OFFICE, HEAD, UNIT = frozenset({"office"}), frozenset({"unit_head"}), frozenset({"liaison"})
TOP = frozenset({"leader", "principal"})
#: POST → what is sent, and who is let through to the step (which may still answer 409 or 422)
POSTS: dict[str, tuple[dict[str, str], frozenset[str]]] = {
    "/handling/plans/{plan}/match/": ({"name": "招商办", "kind": "department"}, OFFICE),
    "/handling/plans/{plan}/issue/": ({}, OFFICE),
    "/handling/plans/{plan}/issue-some/": ({"task": "{waiting}"}, OFFICE),
    "/handling/sign/all/": ({}, frozenset({"unit_head", "other_head", "district_head"})),
    "/handling/tasks/{task}/indicators/": ({}, OFFICE),
    "/handling/tasks/{task}/changes/extension/": ({"reason": ""}, OFFICE | HEAD),
    "/handling/tasks/{task}/register/": ({}, OFFICE),
    "/handling/tasks/{task}/issue/": ({}, OFFICE),
    "/handling/tasks/{task}/assign/": ({"role": "co", "unit": "1"}, OFFICE),
    "/handling/tasks/{task}/replace/": ({"part": "{part}", "unit": "1"}, OFFICE),
    "/handling/tasks/{task}/sign/": ({"part": "{part}"}, HEAD),
    "/handling/tasks/{task}/start/": ({}, HEAD | UNIT),
    "/handling/tasks/{task}/report_done/": ({"words": ""}, HEAD),
    "/handling/tasks/{task}/name_verifier/": ({"user": "1"}, OFFICE),
    "/handling/tasks/{task}/close/": ({"words": "看过"}, OFFICE | TOP),
    "/handling/tasks/{task}/send_back/": ({"words": "缺件"}, OFFICE | TOP),
    "/handling/tasks/{task}/strike_off/": ({}, OFFICE),
    "/handling/tasks/{task}/archive/": ({}, OFFICE),
    "/handling/parts/{part}/breakdown/": ({}, HEAD | UNIT),
    "/handling/changes/{change}/decide/": ({"verdict": "refuse"}, OFFICE),
    "/handling/changes/{change}/withdraw/": ({}, HEAD),
    "/handling/renewals/{edition}/": ({"reason": ""}, OFFICE),
    "/handling/closing/draw/": ({"jurisdiction": "{town}", "size": "1"}, OFFICE),
    "/handling/handed-down/{handed}/decline/": ({"reason": ""}, OFFICE),
    "/handling/handed-down/{handed}/take/": ({"task": "{task}"}, OFFICE),
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
        assert status < 500, (path, part)
        if part in allowed:
            assert status not in DENIED, (path, part, status)
        else:
            assert status in DENIED, (path, part, status)


#: operation → what is sent, and who is let through
OPERATIONS: dict[tuple[str, str], tuple[dict[str, Any], frozenset[str]]] = {
    ("GET", "/tasks/{task}/handling"): ({}, SEES),
    ("POST", "/tasks/{task}/steps/start"): ({}, HEAD | UNIT),
    ("POST", "/tasks/{task}/indicators"): ({}, OFFICE),
    ("GET", "/plans/{plan}/unknown-names"): ({}, OFFICE),
    ("POST", "/plans/{plan}/names"): ({"name": "招商办", "organisation": 0}, frozenset()),
    ("POST", "/plans/{plan}/issue"): ({}, OFFICE),
    ("POST", "/tasks/{task}/issue"): ({}, OFFICE),
    ("POST", "/tasks/{task}/units"): ({"organisation": 1}, OFFICE),
    ("POST", "/assignments/{part}/sign"): ({}, HEAD),
    ("POST", "/assignments/{part}/shares"): ({"indicator": 1, "lines": []}, HEAD | UNIT),
    ("POST", "/tasks/{task}/report-done"): ({"words": ""}, HEAD),
    ("POST", "/tasks/{task}/verifier"): ({"user": 1}, OFFICE),
    ("POST", "/tasks/{task}/close"): ({"words": "看过"}, OFFICE | TOP),
    ("POST", "/tasks/{task}/send-back"): ({"words": "缺件"}, OFFICE | TOP),
    ("GET", "/changes"): ({}, WORKERS),
    ("POST", "/tasks/{task}/changes"): ({"kind": "extension"}, OFFICE | HEAD),
    ("POST", "/changes/{change}/decide"): ({"verdict": "refuse"}, OFFICE),
    ("POST", "/changes/{change}/withdraw"): ({}, HEAD),
    ("POST", "/draws"): ({"jurisdiction": "{town}", "size": 1}, OFFICE),
    ("POST", "/spot-checks/{check}"): ({"true": True, "words": ""}, OFFICE | {"principal"}),
    ("GET", "/handed-down"): ({}, WORKERS),
    ("POST", "/handed-down/{handed}/take-up"): ({"task": "{task}"}, OFFICE),
    ("POST", "/handed-down/{handed}/decline"): ({"reason": ""}, OFFICE),
}


@pytest.mark.parametrize("part", PARTS)
def test_every_operation_lets_in_whom_it_is_for(
    part: str, scene: dict[str, int], client_of: Callable[[str], Client]
) -> None:
    client = client_of(part)
    for (method, path), (body, allowed) in OPERATIONS.items():
        sent = {
            name: int(value.format(**scene)) if isinstance(value, str) and "{" in value else value
            for name, value in body.items()
        }
        address = f"/api{path.format(**scene)}"
        if method == "GET":
            status = client.get(address).status_code
        else:
            status = client.post(
                address, json.dumps(sent), content_type="application/json"
            ).status_code
        assert status < 500, (path, part)
        if part in allowed:
            assert status not in DENIED, (path, part, status)
        else:
            assert status in DENIED, (path, part, status)


def test_the_tables_name_every_page_and_operation() -> None:
    """What is added later must be added here."""
    keys = dict.fromkeys(
        ("plan", "task", "waiting", "part", "change", "edition", "handed", "check", "town"), 1
    )
    asked = {resolve(path.format(**keys)).url_name for path in (*GETS, *POSTS)}
    assert {pattern.name for pattern in pages.urlpatterns} <= asked
    operations = [
        (operation, path)
        for one in (router, papers_api.router)
        for path, view in one.path_operations.items()
        for operation in view.operations
    ]
    assert len(operations) == len(OPERATIONS)


def test_nobody_gets_in_without_signing_in(scene: dict[str, int]) -> None:
    for path in GETS:
        assert Client().get(path.format(**scene)).status_code == 302, path
    assert Client().get("/api/changes").status_code == 401


LISTS = {
    "/handling/": "office",
    "/handling/plans/": "office",
    "/handling/plans/{plan}/": "office",
    "/handling/sign/": "other_head",
    "/handling/changes/": "office",
    "/handling/closing/": "office",
    "/handling/handed-down/": "office",
}


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_no_more_when_it_grows(
    path: str,
    cast: Any,
    plan: Plan,
    district_plan: Plan,
    client_of: Callable[[str], Client],
) -> None:
    client = client_of(LISTS[path])
    address = path.format(plan=plan.pk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def one_more(number: int) -> None:
        """Another task handed out, with a paper; another one reported done."""
        first = task_of(plan, number)
        if first.state == TaskState.REGISTERED:
            issue(cast["office"], first.pk, leads=[cast.unit.pk])
        first.state = TaskState.UNDER_WAY
        first.save(update_fields=["state"])
        ask(cast["office"], first.pk, Paper(ChangeKind.CANCELLATION, "政策取消"), ON)
        first.completions.create(
            organisation=cast.unit,
            statement="建成",
            reported_by=cast.people["unit_head"],
            reported_on=ON,
        )

    one_more(1)
    HandedDown.objects.filter(jurisdiction=cast.town)[0].delete()
    client.get(address)
    before = queries()
    one_more(2)
    one_more(4)
    if path.endswith("handed-down/"):
        row = HandedDown.objects.filter(jurisdiction=cast.town).get()
        for assignment in row.assignment.task.assignments.exclude(pk=row.assignment_id):
            if not HandedDown.objects.filter(assignment=assignment).exists():
                row.pk, row.assignment = None, assignment
                row.save()
    assert queries() <= before
