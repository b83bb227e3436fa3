"""Who decides over the API reads what he decides on: targets old and new, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.web.handling.acting import ON, Draft, signed, task_of
from tests.web.handling.papers import TOWN_LIST

from duban.plan import Period
from duban.web.handling.changing import Answer, NewTarget, Paper, ask, decide
from duban.web.handling.models import Change, ChangeKind, Verdict
from duban.web.ledger.models import Plan, State

pytestmark = pytest.mark.django_db


def test_one_paper_tells_its_lines_and_what_was_said(
    cast: Any, issued: Plan, client_of: Callable[[str], Client]
) -> None:
    task = signed(cast, task_of(issued, 1))
    [indicator] = task.indicators.all()
    line = NewTarget(indicator.pk, Period.parse("2026-Q4"), Decimal(180))
    paper = Paper(ChangeKind.ADJUSTMENT, "宅基地减少", lines=[line])
    held = ask(cast["unit_head"], task.pk, paper, ON)
    decide(cast["office"], held.pk, Answer(Verdict.PASS_UP, "请审定"), ON)
    told = client_of("leader").get(f"/api/changes/{held.pk}").json()
    assert told["lines"] == [
        {
            "indicator": indicator.pk,
            "metric": indicator.metric,
            "unit": "户",
            "period": "2026-Q4",
            "old": "200",
            "new": "180",
        }
    ]
    [said] = told["decisions"]
    assert (said["level"], said["verdict"], said["words"]) == ("office", "pass_up", "请审定")
    assert (told["level"], told["difference"]) == ("leader", None)
    assert client_of("stranger").get(f"/api/changes/{held.pk}").status_code == 404


def test_a_new_edition_goes_its_way(
    cast: Any, issued: Plan, draft_of: Draft, client_of: Callable[[str], Client]
) -> None:
    later = TOWN_LIST.with_line("建设美丽庭院200户", "建设美丽庭院180户")
    draft = draft_of(later, cast.town, "office")
    office, address = client_of("office"), f"/api/imports/{draft.pk}/renewal"
    told = office.get(address).json()
    assert told["plan"] == issued.pk
    [(_key, _title, [turned])] = told["difference"]["changed"]
    assert (turned["before"], turned["after"]) == ("建设美丽庭院200户", "建设美丽庭院180户")
    assert office.post(address, {"reason": " "}, "application/json").status_code == 422
    made = office.post(address, {"reason": "区里调整"}, "application/json")
    assert made.status_code == 201
    principal, key = client_of("principal"), made.json()["id"]
    assert principal.get(f"/api/changes/{key}").json()["difference"] == told["difference"]
    body = {"verdict": "approve", "words": "同意"}
    answer = principal.post(f"/api/changes/{key}/decide", body, "application/json")
    assert answer.json()["outcome"] == "approved"
    draft.refresh_from_db()
    assert draft.state == State.CONFIRMED
    assert Change.objects.get().decisions.count() == 1
