"""The JSON API of the ledger: the same steps, the same rights."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.ledger.lists import ROWS, sheet

from duban.plan.form import plan_from_form
from duban.web.accounts.tokens import issue_token
from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Edition, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_token(cast: Any) -> Callable[[str], Client]:
    def client(part: str) -> Client:
        token = issue_token(cast.people[part], "测试")
        return Client(headers={"Authorization": f"Bearer {token}"})

    return client


def test_a_program_brings_a_list_into_the_ledger(
    cast: Any, as_token: Callable[[str], Client], django_capture_on_commit_callbacks: Any
) -> None:
    client = as_token("office")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/api/imports", {"file": SimpleUploadedFile("清单.xlsx", sheet(ROWS))})
    assert answer.status_code == 201, answer.content
    key = answer.json()["id"]
    read = client.get(f"/api/imports/{key}").json()
    assert (read["state"], read["title"], read["coverage"]) == (
        "to_check",
        "柳溪镇2026年目标任务清单",
        "1",
    )
    body = {"field": "title", "text": "建设美丽庭院210户"}
    path = f"/api/imports/{key}/entries/t3/correct"
    assert client.post(path, body, content_type="application/json").status_code == 204
    plan = plan_from_form(client.get(f"/api/imports/{key}/plan").json())
    assert plan.tasks[2].title == "建设美丽庭院210户"
    confirmed = client.post(f"/api/imports/{key}/confirm").json()
    assert confirmed["state"] == "confirmed"
    [listed] = client.get("/api/plans").json()
    assert (listed["id"], listed["tasks"]) == (confirmed["plan"], 4)
    page = client.get("/api/tasks?lead=新农办").json()
    assert page["count"] == 1
    [task] = page["tasks"]
    assert task["title"] == "建设美丽庭院210户"
    second = task["milestones"][1]
    assert (second["period"], second["text"]) == ("2026-Q2", "完成30%")
    whole = client.get(f"/api/tasks/{task['id']}").json()
    assert whole["form"]["co_units"] == ["北塘村", "南圩村"]


def test_a_plan_read_is_of_the_published_form(
    draft: Edition, as_token: Callable[[str], Client], corpus: Path
) -> None:
    published = corpus.parent / "formats" / "plan.schema.json"
    schema = json.loads(published.read_text("utf-8"))
    form = as_token("office").get(f"/api/imports/{draft.pk}/plan").json()
    jsonschema.validate(form, schema)


#: who → tasks seen (None: may not ask), imports seen, the answer to an empty file
RIGHTS: dict[str, tuple[int | None, int, int]] = {
    "office": (4, 1, 422),
    "principal": (4, 1, 403),
    "liaison": (3, 0, 403),
    "leader": (2, 0, 403),
    "stranger": (0, 0, 422),
    "administrator": (None, 0, 403),
}


@pytest.mark.parametrize("part", RIGHTS)
def test_rights_are_those_of_the_pages(
    part: str,
    draft: Edition,
    cast: Any,
    as_token: Callable[[str], Client],
) -> None:
    confirm(cast["office"], draft.pk)
    tasks, imports, upload = RIGHTS[part]
    client = as_token(part)
    answer = client.get("/api/tasks")
    if tasks is None:
        assert answer.status_code == 403
    else:
        assert answer.json()["count"] == tasks
    assert len(client.get("/api/imports").json()) == imports
    empty = SimpleUploadedFile("空.txt", b"")
    assert client.post("/api/imports", {"file": empty}).status_code == upload
    hidden = Task.objects.get(number=2)
    seen = part in ("office", "principal", "leader")
    assert client.get(f"/api/tasks/{hidden.pk}").status_code == (200 if seen else 404)


@pytest.mark.parametrize(
    "path",
    [
        "/api/tasks/0",
        "/api/tasks/99999999999999999999999",
        "/api/plans/7",
        "/api/imports/7",
        "/api/imports/7/plan",
        "/api/imports/7/findings",
    ],
)
def test_what_is_not_there_is_404(path: str, cast: Any, as_token: Callable[[str], Client]) -> None:
    answer = as_token("office").get(path)
    assert answer.status_code == 404
    assert answer.json()["detail"]


def test_an_act_out_of_turn_is_409_with_its_sentence(
    draft: Edition, cast: Any, as_token: Callable[[str], Client]
) -> None:
    confirm(cast["office"], draft.pk)
    answer = as_token("office").post(f"/api/imports/{draft.pk}/confirm")
    assert answer.status_code == 409
    assert answer.json()["detail"].endswith("当前为“已入账”，不能确认入账。")


def test_without_a_key_nothing_is_told(draft: Edition) -> None:
    for path in ("/api/tasks", "/api/plans", f"/api/imports/{draft.pk}"):
        assert Client().get(path).status_code == 401


def test_a_program_reads_again_and_takes_a_waiver_back(
    draft: Edition, as_token: Callable[[str], Client], django_capture_on_commit_callbacks: Any
) -> None:
    client, here = as_token("office"), f"/api/imports/{draft.pk}"
    client.patch(here, {"year": "2025"}, "application/json")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{here}/read-again").json()["state"] == "uploaded"
    assert client.get(here).json()["year"] == 2025
    draft.refresh_from_db()
    assert draft.read_year == 2025
    finding = client.get(f"{here}/findings").json()[0]["id"]

    def waived() -> str | None:
        [row] = [row for row in client.get(f"{here}/findings").json() if row["id"] == finding]
        reason: str | None = row["waived"]
        return reason

    waive = f"{here}/findings/{finding}"
    assert client.post(f"{waive}/waive", {"reason": "属实"}, "application/json").status_code == 204
    assert waived() == "属实"
    assert client.post(f"{waive}/unwaive").status_code == 204
    assert waived() is None
    assert client.post(f"{waive}/unwaive").status_code == 409
    assert client.post(f"{here}/findings/999999/unwaive").status_code == 404
