"""A plan's way through the year over the API: every act that the pages offer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.handling.acting import part_of, task_of

from duban.web.handling.models import HandedDown
from duban.web.ledger.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client_of: Callable[[str], Client]) -> Callable[..., Any]:
    """POST as somebody; the answer's body, which must be a good one."""

    def post(part: str, path: str, **body: Any) -> Any:
        answer = client_of(part).post(
            f"/api{path}", json.dumps(body), content_type="application/json"
        )
        assert answer.status_code in (200, 201, 204), answer.content.decode()
        return answer.json() if answer.content else None

    return post


def test_from_handing_out_to_the_archive(cast: Any, plan: Plan, send: Any, client_of: Any) -> None:
    [unknown] = client_of("office").get(f"/api/plans/{plan.pk}/unknown-names").json()
    assert unknown == {"name": "招商办", "leads": 1, "helps": 0, "shares": 0}
    send("office", f"/plans/{plan.pk}/names", name="招商办", organisation=cast.other_unit.pk)
    result = send("office", f"/plans/{plan.pk}/issue")
    assert (len(result["done"]), result["left"]) == (4, [])

    task = task_of(plan, 1)
    own, here = part_of(task, "新农办"), f"/tasks/{task.pk}"
    assert send("unit_head", f"/assignments/{own.pk}/sign")["receipt"] == "received"
    state = send("liaison", f"{here}/steps/start")
    assert state["state"] == "under_way"
    [indicator] = state["indicators"]
    assert [target["value"] for target in indicator["targets"]] == ["30", "80", "140", "200"]
    people = [cast.people["liaison"].pk, cast.people["colleague"].pk]
    lines = [{"person": key, "value": "100"} for key in people]
    shared = send(
        "liaison", f"/assignments/{own.pk}/shares", indicator=indicator["id"], lines=lines
    )
    assert [share["value"] for share in shared["indicators"][0]["shares"]] == ["100", "100"]

    line = {"indicator": indicator["id"], "period": "2026-Q4", "value": "180"}
    paper = send("unit_head", f"{here}/changes", kind="adjustment", reason="动迁", lines=[line])
    send("office", f"/changes/{paper['id']}/decide", verdict="pass_up", words="拟同意")
    decided = send("leader", f"/changes/{paper['id']}/decide", verdict="approve")
    assert (decided["outcome"], decided["approver"]) == ("approved", "示例·leader")
    after = client_of("auditor").get(f"/api{here}/handling").json()
    last = after["indicators"][0]["targets"][-1]
    assert (last["value"], last["first"]) == ("180", "200")
    assert after["steps"] == []

    send("unit_head", f"{here}/report-done", words="180户全部验收")
    send("office", f"{here}/verifier", user=cast.people["office"].pk)
    assert send("office", f"{here}/send-back", words="缺件")["state"] == "under_way"
    send("unit_head", f"{here}/report-done", words="补齐")
    send("office", f"{here}/verifier", user=cast.people["principal"].pk)
    assert send("principal", f"{here}/close", words="看过")["state"] == "closed"
    drawn = send("office", "/draws", jurisdiction=cast.town.pk, size=1)
    assert drawn["tasks"] == [task.pk]
    check = task.spot_checks.get()
    send("office", f"/spot-checks/{check.pk}", true=True, words="现场属实")
    send("office", f"{here}/steps/strike_off")
    assert send("office", f"{here}/steps/archive")["state"] == "archived"


def test_indicators_units_and_papers(cast: Any, plan: Plan, send: Any, client_of: Any) -> None:
    task = task_of(plan, 4)
    here = f"/tasks/{task.pk}"
    typed = {
        "metric": "村庄规划",
        "unit": "个",
        "targets": [{"period": "2026", "value": "2", "comparator": "ge"}],
    }
    confirmed = send("office", f"{here}/indicators", indicators=[typed])
    assert confirmed["indicators"][0]["targets"][0]["comparator"] == "ge"
    waiting = task_of(plan, 3)
    send("office", f"/tasks/{waiting.pk}/issue", leads=[cast.unit.pk])
    added = send("office", f"/tasks/{waiting.pk}/units", organisation=cast.other_unit.pk, role="co")
    assert {part["name"] for part in added["assignments"]} == {"新农办", "规建办"}
    paper = send("unit_head", f"/tasks/{waiting.pk}/changes", kind="cancellation", reason="取消")
    assert [one["id"] for one in client_of("leader").get("/api/changes").json()] == []
    assert [one["id"] for one in client_of("auditor").get("/api/changes").json()] == [paper["id"]]
    assert send("unit_head", f"/changes/{paper['id']}/withdraw")["outcome"] == "withdrawn"


def test_what_is_handed_down_is_taken_up_or_declined(
    cast: Any, plan: Plan, district_plan: Plan, send: Any, client_of: Any
) -> None:
    rows = client_of("office").get("/api/handed-down").json()
    assert {row["title"] for row in rows} == {"建设乡村停车场30个", "整治河道8公里"}
    first, second = HandedDown.objects.filter(jurisdiction=cast.town).order_by("pk")
    taken = send("office", f"/handed-down/{first.pk}/take-up", task=task_of(plan, 2).pk)
    assert (taken["state"], taken["task"]) == ("taken", task_of(plan, 2).pk)
    declined = send("office", f"/handed-down/{second.pk}/decline", reason="没有河道")
    assert (declined["state"], declined["reason"]) == ("declined", "没有河道")
