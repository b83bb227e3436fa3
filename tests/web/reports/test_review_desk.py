"""The reviewer's desk after a refusal, narrowed to a unit, and by keys alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.web.handling.acting import part_of, task_of
from tests.web.reports.acting import IN_TIME, Filled, period_of

from duban.web.handling.models import Assignment
from duban.web.ledger.models import Plan, Stone
from duban.web.reports import review_pages
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report, State
from duban.web.reports.steps import take


@pytest.fixture(autouse=True)
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_pages, "today", lambda: IN_TIME)


@pytest.fixture
def waiting(cast: Any, filled: Filled, running: Plan) -> list[Report]:
    """Task 1 of 新农办 and, sent after it, what else 新农办 reports, both for March."""
    first = filled()
    other = part_of(task_of(running, 4), "新农办")
    words = Entered(0, {}, {"progress": "已启动。"})
    second = save(cast["liaison"], other.pk, period_of(running).pk, words, IN_TIME)
    return [take("submit", one.pk, cast["liaison"], IN_TIME) for one in (first, second)]


def stone_of(report: Report) -> Stone:
    """The milestone that ends with March."""
    found: Stone = report.task.stones.get(period="2026-Q1")
    return found


@pytest.mark.django_db
def test_every_way_on_from_a_refusal_can_be_opened(client_of: Any, waiting: list[Report]) -> None:
    """The refusal is shown at an address that takes forms only."""
    client = client_of("office")
    answer = client.post(f"/reports/review/{waiting[0].pk}/accept/")
    page = answer.content.decode()
    assert (answer.status_code, "请先判定进度要求" in page) == (422, True)
    main = page[page.index("<main") : page.index("</main>")]
    links = re.findall(r'href="([^"#]+)"', main)
    assert f"/reports/review/?at={waiting[1].pk}" in links
    assert all(link.startswith("/") for link in links)
    assert {client.get(link.replace("&amp;", "&")).status_code for link in links} == {200}
    assert '<form class="filters" method="get" action="/reports/review/"' in page


@pytest.mark.django_db
def test_verdicts_picked_before_a_refusal_are_still_picked(
    client_of: Any, waiting: list[Report]
) -> None:
    first, stone = waiting[0], stone_of(waiting[0])
    Stone.objects.create(
        task=first.task,
        position=99,
        period="2026-M03",
        first_day=stone.first_day,
        last_day=stone.last_day,
        text="三月底前完成选址",
    )
    picked = {f"stone-{stone.pk}": "partly"}
    answer = client_of("office").post(f"/reports/review/{first.pk}/accept/", picked)
    assert answer.status_code == 422
    assert f'name="stone-{stone.pk}" value="partly" checked' in answer.content.decode()


@pytest.mark.django_db
def test_who_goes_through_one_plan_stays_in_it(
    client_of: Any, waiting: list[Report], running: Plan
) -> None:
    client, (first, second) = client_of("office"), waiting
    page = client.get(f"/reports/review/?plan={running.pk}").content.decode()
    action = f"/reports/review/{first.pk}/accept/?plan={running.pk}"
    assert f'action="{action}"' in page
    done = client.post(action, {f"stone-{stone_of(first).pk}": "reached"})
    assert done["Location"] == f"/reports/review/?plan={running.pk}&at={second.pk}"
    last = client.post(f"/reports/review/{second.pk}/return/?plan={running.pk}", {"reason": "补"})
    assert last["Location"] == "/reports/review/", "nothing is left of it"


@pytest.mark.django_db
def test_an_address_that_takes_forms_only_says_so(client_of: Any, duty: Assignment) -> None:
    answer = client_of("liaison").get(f"/reports/review/{duty.pk}/accept/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "不能直接打开" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_milestone_is_judged_and_the_report_accepted_by_keys_alone(
    visit: Callable[..., Any], waiting: list[Report]
) -> None:
    window = visit(1366, 768)
    window.sign_in("office")
    window.go("/reports/review/")
    keys = window.page.keyboard
    keys.press("a")
    window.page.wait_for_selector("[role=alert]:has-text('请先判定进度要求')")
    keys.press("j")
    window.page.wait_for_selector(f".here a[href$='at={waiting[1].pk}']")
    keys.press("k")
    window.page.wait_for_selector(f".here a[href$='at={waiting[0].pk}']")
    keys.press("2")
    keys.press("a")
    window.page.wait_for_selector("#toasts :text('已通过')")
    judged = Report.objects.get(pk=waiting[0].pk)
    assert judged.state == State.ACCEPTED
    assert judged.judgements.get().verdict == "partly"


@pytest.mark.django_db(transaction=True)
def test_a_key_held_down_decides_one_report_only(
    visit: Callable[..., Any], waiting: list[Report]
) -> None:
    """The keyboard goes on sending it when the next report is there, which nobody has read."""
    window = visit(1366, 768)
    window.sign_in("office")
    window.go("/reports/review/")
    keys = window.page.keyboard
    keys.press("2")
    keys.down("a")
    window.page.wait_for_selector("#toasts :text('已通过')")
    keys.press("2")
    keys.down("a")
    window.page.wait_for_timeout(500)
    window.go("/reports/review/")
    assert [one.state for one in Report.objects.order_by("pk")] == [
        State.ACCEPTED,
        State.SUBMITTED,
    ]
