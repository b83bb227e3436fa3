"""Papers over the API: from kinds and preview to number, withdrawal and download."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.writing.filling.drawing import template

from duban.web import clock
from duban.web.ledger.models import Plan
from duban.web.papers.models import Paper, State

pytestmark = pytest.mark.django_db


def test_a_paper_from_preview_to_withdrawal(
    running: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")

    def ask(method: str, path: str, status: int, body: Any = None) -> Any:
        answer = client.generic(
            method, f"/api{path}", json.dumps(body or {}), content_type="application/json"
        )
        assert answer.status_code == status, answer.content.decode()
        return json.loads(answer.content) if answer.content else None

    kinds = {one["kind"]: one for one in ask("GET", "/paper-kinds", 200)}
    assert kinds["bulletin"]["asks"] == ["plan", "period"]
    assert "名称" in [one["name"] for one in kinds["bulletin"]["lists"]["单位"]]

    choices = {"kind": "bulletin", "plan": running.pk, "period": "2026-Q1"}
    shown = ask("POST", "/papers/preview", 200, choices)
    assert shown["facts"]["period"] == "2026年一季度"
    assert shown["personal"] == []
    assert not Paper.objects.exists()
    ask("POST", "/papers/preview", 422, {"kind": "bulletin", "plan": running.pk})
    ask("POST", "/papers/preview", 422, {"kind": "letter"})

    made = ask("POST", "/papers", 201, choices)
    assert (made["state"], made["number"], made["sha256"]) == ("draft", "", "")
    changed = ask("PUT", f"/papers/{made['id']}", 200, choices | {"words": {"to": "各村居"}})
    assert changed["id"] == made["id"]
    number = ask("POST", f"/papers/{made['id']}/number", 200)
    assert number["number"] == f"柳溪镇督通〔{clock.today().year}〕1号"
    ask("PUT", f"/papers/{made['id']}", 409, choices)
    ask("DELETE", f"/papers/{made['id']}", 409)
    assert ask("POST", f"/papers/{made['id']}/issue", 200)["state"] == State.ISSUED
    assert ask("GET", "/papers?state=issued", 200) == [ask("GET", f"/papers/{made['id']}", 200)]
    ask("POST", f"/papers/{made['id']}/withdraw", 422)
    gone = ask("POST", f"/papers/{made['id']}/withdraw", 200, {"reason": "数据有误"})
    assert (gone["state"], gone["number"]) == ("withdrawn", number["number"])

    paper = Paper.objects.get()
    content = client.get(f"/api/papers/{paper.pk}/file").content
    assert content == paper.path.read_bytes()
    assert client.get(f"/api/papers/{paper.pk}/file?ending=pdf").content.startswith(b"%PDF-")
    assert client.get(f"/api/papers/{paper.pk}/file?ending=xlsx").status_code == 404

    again = ask("POST", "/papers", 201, choices)
    ask("DELETE", f"/papers/{again['id']}", 204)
    ask("GET", f"/papers/{again['id']}", 404)


def test_templates_and_series_over_json(cast: Any, client_of: Callable[[str], Client]) -> None:
    client = client_of("office")
    address = f"/api/jurisdictions/{cast.town.pk}/paper-templates/bulletin"
    wrong = SimpleUploadedFile("通报.docx", template("{{任务书}}"))
    answer = client.post(address, {"file": wrong})
    assert answer.status_code == 422
    assert "是否指“{{任务数}}”" in json.loads(answer.content)["detail"]
    right = SimpleUploadedFile("通报.docx", template("{{文号}}"))
    made = json.loads(client.post(address, {"file": right}).content)
    assert (made["number"], made["state"]) == (1, "on_trial")
    step = f"/api/paper-templates/{made['id']}"
    assert json.loads(client.post(f"{step}/adopt").content)["state"] == "in_use"
    assert json.loads(client.post(f"{step}/retire").content)["state"] == "retired"
    assert len(json.loads(client.get("/api/paper-templates").content)) == 1

    series = f"/api/jurisdictions/{cast.town.pk}/series/bulletin"
    body = json.dumps({"name": "柳督通", "used": 5})
    assert client.put(series, body, content_type="application/json").status_code == 204
    assert client.put(series, body, content_type="application/json").status_code == 409


@pytest.mark.parametrize("signs", ["\x00", "\x0b\x1f", "\ud800", "\ufffe"])
def test_signs_that_no_file_holds_are_left_out_of_what_was_typed(
    signs: str, running: Plan, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    choices = {"kind": "bulletin", "plan": running.pk, "period": "2026-Q1"}

    def ask(path: str, body: Any) -> Any:
        return client.post(f"/api{path}", json.dumps(body), content_type="application/json")

    words = {"demands": f"前{signs}后\r\n第二条", "to": f"各单位{signs}"}
    answer = ask("/papers", choices | {"words": words})
    assert answer.status_code == 201, answer.content.decode()
    paper = Paper.objects.get()
    assert paper.choices["words"] == {"demands": "前后\n第二条", "to": "各单位"}
    assert ask(f"/papers/{paper.pk}/number", {}).status_code == 200
    answer = ask(f"/papers/{paper.pk}/withdraw", {"reason": f"误{signs}发"})
    assert answer.status_code == 200, answer.content.decode()
    paper.refresh_from_db()
    assert paper.reason == "误发"


def test_a_form_with_such_signs_is_taken_as_well(
    running: Plan, client_of: Callable[[str], Client]
) -> None:
    typed = {"plan": running.pk, "period": "2026-Q1", "demands": "前\x00\x0b后", "act": "draft"}
    assert client_of("office").post("/papers/new/bulletin/", typed).status_code == 302
    assert Paper.objects.get().choices["words"]["demands"] == "前后"
