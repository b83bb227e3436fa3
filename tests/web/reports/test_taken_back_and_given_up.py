"""What was sent is taken back only while it can be sent again; a correction can be given up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.reports.acting import IN_TIME, LATE, TOO_LATE, Filled

from duban.web.handling.models import Assignment
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.reports import api, form_pages, reading_pages
from duban.web.reports.correcting import correct, give_up
from duban.web.reports.evidence import attach
from duban.web.reports.models import Report, State
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db


def test_what_was_sent_is_not_taken_back_once_it_could_not_be_sent_again(
    cast: Any, filled: Filled
) -> None:
    report = filled()
    take("submit", report.pk, cast["liaison"], IN_TIME)
    with pytest.raises(OutOfTurn, match="关闭，不能再填"):
        take("withdraw", report.pk, cast["liaison"], TOO_LATE)
    report.refresh_from_db()
    assert (report.state, report.submitted_on) == (State.SUBMITTED, IN_TIME)
    assert take("withdraw", report.pk, cast["liaison"], LATE).state == State.DRAFT


def test_what_was_returned_once_can_be_taken_back_and_sent_whenever_it_is_ready(
    cast: Any, filled: Filled
) -> None:
    report = filled()
    take("submit", report.pk, cast["liaison"], IN_TIME)
    take("return", report.pk, cast["office"], IN_TIME, reason="请附验收单")
    take("submit", report.pk, cast["liaison"], TOO_LATE)
    take("withdraw", report.pk, cast["liaison"], TOO_LATE)
    assert take("submit", report.pk, cast["liaison"], TOO_LATE).state == State.SUBMITTED


def test_a_correction_that_is_given_up_is_gone_and_the_old_report_stands(
    cast: Any, client_of: Any, accepted: Filled, django_capture_on_commit_callbacks: Any
) -> None:
    old = accepted()
    new = correct(cast["liaison"], old.pk, "误点", TOO_LATE)
    note = attach(cast["liaison"], new.pk, SimpleUploadedFile("说明.txt", b"note"), TOO_LATE)
    for part in ("other_liaison", "office"):
        with pytest.raises(NotAllowed):
            give_up(cast[part], new.pk, "", TOO_LATE)
    with pytest.raises(OutOfTurn, match="不能放弃更正"):
        give_up(cast["liaison"], old.pk, "", TOO_LATE)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of("colleague").post(f"/reports/{new.pk}/step/give_up/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/reports/{old.pk}/"
    assert "更正已放弃，原来的填报仍然有效" in answer.content.decode()
    assert list(Report.objects.all()) == [old]
    assert not note.path.exists()
    line = Entry.objects.get(verb="report.give_up")
    assert (line.subject_id, line.facts["corrects"]) == (new.pk, old.pk)
    assert correct(cast["liaison"], old.pk, "再更正", TOO_LATE).corrects == old


def test_a_correction_that_waits_for_review_is_taken_back_before_it_is_given_up(
    cast: Any, accepted: Filled
) -> None:
    new = correct(cast["liaison"], accepted().pk, "重复统计2户", TOO_LATE)
    new.values.update(value=26)
    take("submit", new.pk, cast["liaison"], TOO_LATE)
    with pytest.raises(OutOfTurn, match="不能放弃更正"):
        give_up(cast["liaison"], new.pk, "", TOO_LATE)
    take("withdraw", new.pk, cast["liaison"], TOO_LATE)
    give_up(cast["liaison"], new.pk, "", TOO_LATE)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/reports/{key}/step/submit/", {}),
        ("/reports/{key}/step/give_up/", {}),
        ("/reports/{key}/evidence/", {"files": True}),
        ("/api/reports/{key}/submit", {}),
    ],
)
def test_who_acts_on_a_correction_that_was_just_given_up_is_told(
    *,
    cast: Any,
    client_of: Any,
    accepted: Filled,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    more: dict[str, Any],
) -> None:
    """The colleague is quicker, by the moment between looking it up and locking it."""
    new = correct(cast["liaison"], accepted().pk, "误点", TOO_LATE)

    def quicker() -> date:
        if Report.objects.filter(pk=new.pk).exists():
            give_up(cast["colleague"], new.pk, "", TOO_LATE)
        return TOO_LATE

    for room in (reading_pages, api):
        monkeypatch.setattr(room, "today", quicker)
    body = {"files": SimpleUploadedFile("说明.txt", b"note")} if more else {}
    kind = {"content_type": "application/json"} if path.startswith("/api") else {}
    answer = client_of("liaison").post(path.format(key=new.pk), body, **kind)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "这份更正刚刚已被放弃" in (said if not kind else answer.json()["detail"])


def test_the_form_of_a_correction_offers_to_give_it_up(
    *,
    cast: Any,
    client_of: Any,
    accepted: Filled,
    duty: Assignment,
    running: Plan,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(form_pages, "today", lambda: TOO_LATE)
    old = accepted()
    new = correct(cast["liaison"], old.pk, "重复统计2户", TOO_LATE)
    page = client_of("liaison").get(f"/reports/{new.pk}/write/", follow=True).content.decode()
    assert f"/reports/{new.pk}/step/give_up/" in page
    assert f"/reports/{old.pk}/" in page
