"""The same acts over JSON: filled in, sent, reviewed; the level above sees what was accepted."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.reports.acting import IN_TIME, Filled, period_of

from duban.web.handling.models import Assignment, HandedDown, Part, Taking
from duban.web.ledger.models import Plan, Task
from duban.web.reports import api
from duban.web.reports.models import Report
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture(autouse=True)
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "today", lambda: IN_TIME)


def test_a_report_from_the_draft_to_the_acceptance(
    client_of: Any, duty: Assignment, running: Plan
) -> None:
    liaison, office = client_of("liaison"), client_of("office")
    [indicator] = duty.task.indicators.all()
    rows = [row for row in liaison.get("/api/reports/owed").json() if row["open"]]
    [march] = [row for row in rows if row["task"] == duty.task_id]
    assert march["why"] == "2026年3月填报截止2026年4月8日，此前报送为按时。"
    path = f"/api/reports/of/{march['assignment']}/{march['period']}"
    body = {"values": {str(indicator.pk): "28"}, "progress": "已建成28户。"}
    saved = liaison.put(path, body, JSON).json()
    assert (saved["state"], saved["version"], saved["steps"]) == ("draft", 1, ["submit"])
    assert saved["values"][0]["value"] == "28"
    clash = client_of("colleague").put(path, {"values": {str(indicator.pk): "30"}}, JSON)
    assert clash.status_code == 409
    told = clash.json()
    assert (told["version"], told["differences"]) == (
        1,
        [{"field": f"v-{indicator.pk}", "label": "美丽庭院", "mine": "30户", "theirs": "28户"}],
    )
    unread = liaison.put(path, {"version": 1, "values": {str(indicator.pk): "若干"}}, JSON)
    assert unread.status_code == 422
    key = saved["id"]
    assert office.get(f"/api/reports/{key}").status_code == 404, "a draft is the unit's own"
    assert liaison.post(f"/api/reports/{key}/submit", {}, JSON).json()["state"] == "submitted"
    assert office.post(f"/api/reports/{key}/return", {}, JSON).status_code == 422
    [stone] = duty.task.stones.filter(period="2026-Q1")
    done = office.post(f"/api/reports/{key}/accept", {"verdicts": {str(stone.pk): "partly"}}, JSON)
    assert done.json()["state"] == "accepted"
    assert liaison.post(f"/api/reports/{key}/submit", {}, JSON).status_code == 409
    assert office.post(f"/api/reports/{key}/accept", {}, JSON).status_code == 409
    new = liaison.post(f"/api/reports/{key}/correct", {"reason": "重复统计"}, JSON).json()
    assert (new["corrects"], new["state"]) == (key, "draft")
    assert new["steps"] == ["submit", "give_up"]
    stands = liaison.post(f"/api/reports/{new['id']}/give_up", {}, JSON).json()
    assert (stands["id"], stands["state"]) == (key, "accepted")
    assert liaison.post(f"/api/reports/{key}/blow_up", {}, JSON).status_code == 404


def test_calendars_and_exceptions(client_of: Any, running: Plan, cast: Any) -> None:
    office, path = client_of("office"), f"/api/plans/{running.pk}/calendar"
    periods = office.put(path, {"rhythm": "quarterly", "year": 2026}, JSON).json()
    assert [one["period"] for one in periods] == [f"2026-Q{number}" for number in (1, 2, 3, 4)]
    assert (
        client_of("liaison").put(path, {"rhythm": "monthly", "year": 2026}, JSON).status_code == 403
    )
    assert (
        client_of("stranger").put(path, {"rhythm": "monthly", "year": 2026}, JSON).status_code
        == 404
    )
    assert office.put(path, {"rhythm": "daily", "year": 2026}, JSON).status_code == 422
    early = {"organisation": cast.unit.pk, "until": "2026-04-30", "reason": "补报"}
    assert office.post(f"/api/periods/{periods[0]['id']}/unlock", early, JSON).status_code == 409


#: part → whether it reads the town's report of a task the district handed down, by its state
ABOVE = {
    "district_office": {"submitted": 404, "accepted": 200},
    "office": {"submitted": 200, "accepted": 200},
    "stranger": {"submitted": 404, "accepted": 404},
}


@pytest.mark.parametrize("part", ABOVE)
def test_the_level_above_reads_what_was_accepted_and_nothing_before(
    part: str, cast: Any, client_of: Any, filled: Filled, district_plan: Plan
) -> None:
    report = filled()
    upper = district_plan.tasks.get(number=1)
    share = upper.assignments.filter(role=Part.SHARE, organisation__governs=cast.town).get()
    HandedDown.objects.filter(assignment=share).update(
        task=report.task, state=Taking.TAKEN, answered_by=cast.people["office"]
    )
    assert client_of(part).get(f"/api/reports/{report.pk}").status_code == 404
    take("submit", report.pk, cast["liaison"], IN_TIME)
    path = f"/api/reports/{report.pk}"
    assert client_of(part).get(path).status_code == ABOVE[part]["submitted"]
    verdicts = {stone.pk: "partly" for stone in report.task.stones.all()}
    take("accept", report.pk, cast["office"], IN_TIME, verdicts=verdicts)
    assert client_of(part).get(path).status_code == ABOVE[part]["accepted"]


def test_nobody_acts_from_outside(client_of: Any, cast: Any, filled: Filled) -> None:
    report = filled()
    take("submit", report.pk, cast["liaison"], IN_TIME)
    tries = {
        "office": {"submit": 403, "withdraw": 403},
        "liaison": {"accept": 403, "return": 403},
        "auditor": {"accept": 403, "submit": 403},
        "stranger": {"accept": 404},
        "other_liaison": {"withdraw": 404},
    }
    for part, steps in tries.items():
        for step, status in steps.items():
            body = {"reason": "理由"}
            answer = client_of(part).post(f"/api/reports/{report.pk}/{step}", body, JSON)
            assert answer.status_code == status, (part, step)
    assert Report.objects.get().state == "submitted"
    assert Task.objects.count() > 0
    assert period_of(report.task.plan).reports.count() == 1
