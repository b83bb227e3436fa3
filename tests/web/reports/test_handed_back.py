"""What the head of the unit gives back is read first by the author, with the reason."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.reports.acting import IN_TIME, Filled
from tests.web.reports.test_pages_of_reporting import form_of, typed

from duban.web.handling.models import Assignment
from duban.web.ledger.models import Plan
from duban.web.reports import bulk_pages, form_pages, owed_pages
from duban.web.reports.models import Report, State
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_day(monkeypatch: pytest.MonkeyPatch, running: Plan) -> None:
    for room in (bulk_pages, form_pages, owed_pages):
        monkeypatch.setattr(room, "today", lambda: IN_TIME)
    running.calendar.release = True
    running.calendar.save(update_fields=["release"])


@pytest.fixture
def handed(cast: Any, filled: Filled) -> Report:
    report = filled()
    take("ask_release", report.pk, cast["liaison"], IN_TIME)
    return take("hand_back", report.pk, cast["unit_head"], IN_TIME, reason="户数再核一遍")


def test_the_author_reads_who_gave_it_back_and_why(
    client_of: Any, handed: Report, duty: Assignment, running: Plan
) -> None:
    client = client_of("liaison")
    assert handed.state == State.DRAFT
    page = client.get(form_of(duty, running)).content.decode()
    assert page.index("示例·unit_head") < page.index("户数再核一遍") < page.index("<form id=")
    assert "退改理由：户数再核一遍" in client.get("/reports/").content.decode()


def test_it_is_not_sent_with_the_others_before_somebody_works_on_it(
    client_of: Any, handed: Report, duty: Assignment, running: Plan
) -> None:
    client = client_of("liaison")
    assert client.get("/reports/").context["ready"] == set()
    client.post("/reports/bulk/send/", {"all": "1"})
    handed.refresh_from_db()
    assert handed.state == State.DRAFT
    sent = typed(duty, version=str(handed.version), progress="已核，28户。")
    client.post(form_of(duty, running) + "save/", sent)
    assert client.get("/reports/").context["ready"] == {handed.pk}


def test_once_it_is_sent_again_nothing_is_said_of_it(
    cast: Any, client_of: Any, handed: Report, duty: Assignment, running: Plan
) -> None:
    take("ask_release", handed.pk, cast["liaison"], IN_TIME)
    take("withdraw", handed.pk, cast["liaison"], IN_TIME)
    assert "户数再核一遍" not in client_of("liaison").get(form_of(duty, running)).content.decode()


def test_what_the_office_returned_is_still_read_after_the_head_gave_it_back(
    cast: Any, client_of: Any, filled: Filled, duty: Assignment, running: Plan
) -> None:
    report = filled()
    take("release", report.pk, cast["unit_head"], IN_TIME)
    take("return", report.pk, cast["office"], IN_TIME, reason="请附验收单")
    take("ask_release", report.pk, cast["liaison"], IN_TIME)
    take("hand_back", report.pk, cast["unit_head"], IN_TIME, reason="验收单不全")
    page = client_of("liaison").get(form_of(duty, running)).content.decode()
    assert "请附验收单" in page
    assert "验收单不全" in page
