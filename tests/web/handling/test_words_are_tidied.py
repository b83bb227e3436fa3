"""Control characters, which PostgreSQL refuses, never reach the database."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.web.handling.acting import ON, task_of

from duban.web.accounts.wording import tidy
from duban.web.handling.changing import Paper, ask
from duban.web.handling.models import ChangeKind
from duban.web.ledger.models import Plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 汛期停工 ", "汛期停工"),
        ("甲\x00乙\x07", "甲乙"),
        ("一\n二\t三", "一\n二\t三"),
        ("\x00", ""),
    ],
)
def test_words(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


def test_a_paper_with_a_nul_is_kept_without_it(cast: Any, issued: Plan) -> None:
    task = task_of(issued, 1)
    paper = ask(cast["unit_head"], task.pk, Paper(ChangeKind.CANCELLATION, "政策\x00取消"), ON)
    paper.refresh_from_db()
    assert paper.reason == "政策取消"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/plans/{plan}/names", {"name": "\x00", "organisation": 1}),
        ("/tasks/{task}/changes", {"kind": "cancellation", "reason": "\x00"}),
        ("/tasks/{task}/indicators", {"indicators": [{"metric": "\x00", "targets": []}]}),
        ("/tasks/{task}/steps/register", {"reason": "\x00"}),
        ("/tasks/9223372036854775807/steps/register", {}),
    ],
)
def test_the_api_answers_such_words(
    path: str, body: dict[str, Any], issued: Plan, client_of: Any
) -> None:
    address = "/api" + path.format(plan=issued.pk, task=task_of(issued, 1).pk)
    answer = client_of("office").post(address, json.dumps(body), content_type="application/json")
    assert 400 <= answer.status_code < 500
    assert answer.json()["detail"]
