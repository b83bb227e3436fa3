"""What can be taken back is told with the button that does it: the inverse step by its rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.design.undoing import BUTTON, press, undo_on
from tests.web.handling.acting import ON
from tests.web.reports.acting import IN_TIME, Filled

from duban.web.handling import closing
from duban.web.handling.models import Assignment, Finish, Outcome
from duban.web.journal.models import Entry
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.reports.models import Report, State
from duban.web.reports.steps import STEPS, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_time(settings: Any) -> None:
    settings.DAY = IN_TIME


def test_a_report_sent_from_its_form_is_taken_back(
    duty: Assignment, filled: Filled, client_of: Callable[[str], Client]
) -> None:
    report, liaison = filled("28"), client_of("liaison")
    [indicator] = duty.task.indicators.all()
    typed = {
        "version": report.version,
        f"v-{indicator.pk}": "28",
        "progress": "好",
        "step": "submit",
    }
    page = liaison.post(f"/reports/fill/{duty.pk}/{report.period_id}/save/", typed, follow=True)
    assert "已提交" in page.content.decode()
    report.refresh_from_db()
    assert report.state == State.SUBMITTED
    page = press(liaison, page)
    assert "已撤回" in page.content.decode()
    assert not BUTTON.search(page.content.decode()), "no way back from the way back"
    report.refresh_from_db()
    assert (report.state, report.submitted_on) == (State.DRAFT, None)
    lines = Entry.objects.filter(subject_id=report.pk, verb__startswith="report.").order_by("pk")
    assert [line.verb for line in lines] == ["report.begin", "report.submit", "report.withdraw"]


def test_it_is_too_late_once_somebody_decided(
    cast: Any, filled: Filled, client_of: Callable[[str], Client]
) -> None:
    report, liaison = filled("28"), client_of("liaison")
    page = liaison.post(f"/reports/{report.pk}/step/submit/", follow=True)
    address, fields = undo_on(page)
    verdicts = {stone.pk: "partly" for stone in report.task.stones.all()}
    take("accept", report.pk, cast["office"], IN_TIME, verdicts=verdicts)
    answer = liaison.post(address, fields)
    assert answer.status_code == 409
    assert "这份填报当前为“已通过”，不能撤回" in answer.content.decode()
    assert Report.objects.get().state == State.ACCEPTED


def test_the_table_names_steps_that_lead_back() -> None:
    """Every way back leaves where the step came to; an accepted report has none."""
    for step in STEPS.values():
        if step.undone_by:
            back = STEPS[step.undone_by]
            assert step.enters in back.leaves
            assert back.enters in step.leaves
            assert not back.reasoned
    assert not STEPS["accept"].undone_by


def test_a_paper_of_change_is_taken_back(task: Task, client_of: Callable[[str], Client]) -> None:
    head = client_of("unit_head")
    paper = {"day": "2026-12-20", "progress": "已建成28户", "reason": "雨季"}
    page = head.post(f"/handling/tasks/{task.pk}/changes/extension/", paper, follow=True)
    assert task.changes.get().outcome == Outcome.PENDING
    press(head, page)
    assert task.changes.get().outcome == Outcome.WITHDRAWN


def reported(client: Client, task: Task, **headers: str) -> Any:
    address = f"/handling/tasks/{task.pk}/report_done/"
    return client.post(address, {"words": "建成"}, follow=True, headers=headers or None)


@pytest.mark.parametrize("htmx", [False, True])
def test_the_report_of_the_end_is_taken_back(
    task: Task, client_of: Callable[[str], Client], htmx: bool
) -> None:
    head = client_of("unit_head")
    page = reported(head, task, **({"HX-Request": "true"} if htmx else {}))
    task.refresh_from_db()
    assert task.state == TaskState.REPORTED
    assert ('hx-target="#handling"' in BUTTON.search(page.content.decode())[0]) is htmx  # type: ignore[index]
    press(head, page)
    task.refresh_from_db()
    assert task.state == TaskState.UNDER_WAY
    assert task.completions.get().state == Finish.RECALLED
    line = Entry.objects.get(verb="task.recall_done")
    assert (line.before, line.after, line.facts["unit"]) == ("reported", "under_way", "新农办")
    reported(head, task)
    assert task.completions.filter(state=Finish.REPORTED).count() == 1


def test_what_was_verified_is_not_taken_back(cast: Any, task: Task) -> None:
    closing.report_done(cast["unit_head"], task.pk, "建成", ON)
    for part in ("other_head", "liaison", "office", "leader"):
        with pytest.raises(NotAllowed):
            closing.recall(cast[part], task.pk)
    closing.name_verifier(cast["office"], task.pk, cast.people["office"].pk)
    closing.close(cast["office"], task.pk, "齐全", ON)
    with pytest.raises(OutOfTurn, match="当前为“办结”，不能撤回报办结"):
        closing.recall(cast["unit_head"], task.pk)


def test_an_added_unit_is_taken_back(
    cast: Any, task: Task, client_of: Callable[[str], Client]
) -> None:
    office = client_of("office")
    village = cast.town.organisations.get(name="北塘村")
    wanted = {"role": "co", "unit": village.pk}
    page = office.post(f"/handling/tasks/{task.pk}/assign/", wanted, follow=True)
    press(office, page)
    assert not task.assignments.filter(organisation=village, ended_on=None).exists()


@pytest.mark.django_db(transaction=True)
def test_the_toast_stays_and_its_button_works(
    duty: Assignment, filled: Filled, visit: Callable[..., Any]
) -> None:
    report = filled("28")
    liaison = visit(width=390, height=844)
    liaison.sign_in("liaison")
    liaison.go(f"/reports/fill/{duty.pk}/{report.period_id}/")
    liaison.page.click("button[name=step][value=submit]")
    liaison.page.wait_for_selector(".toast .undo button")
    liaison.page.wait_for_timeout(6500)
    assert liaison.page.locator(".toast .undo button").is_visible(), "it waits for the person"
    assert liaison.overflow() <= 0
    liaison.picture("undo-phone")
    liaison.page.click(".toast .undo button")
    liaison.page.wait_for_selector(".toast:has-text('已撤回')")
    report.refresh_from_db()
    assert report.state == State.DRAFT
    assert liaison.complaints == []
