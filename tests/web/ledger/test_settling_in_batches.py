"""A long draft goes into the ledger in batches that nobody sees until all of it is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.ledger.lists import ROWS, sheet

from duban.web.ledger import confirming
from duban.web.ledger.models import Edition, Plan, State, Stone, Task, TaskUnit
from duban.web.refusals import OutOfTurn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def long_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every draft counts as long; a batch holds one task."""
    monkeypatch.setattr(confirming, "AT_ONCE", 0)
    monkeypatch.setattr(confirming, "BATCH", 1)


@pytest.fixture
def waiting(draft: Edition, cast: Any) -> Edition:
    """Confirmed, and its job not begun."""
    confirming.confirm(cast["office"], draft.pk)
    draft.refresh_from_db()
    assert draft.state == State.CONFIRMING
    return draft


@pytest.fixture
def half_way(waiting: Edition, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """Killed after its first batch."""
    whole = confirming.Settling._report

    def killed(self: confirming.Settling, done: int) -> None:
        if done:
            raise SystemExit
        whole(self, done)

    with monkeypatch.context() as patch:
        patch.setattr(confirming.Settling, "_report", killed)
        with pytest.raises(SystemExit):
            confirming.settle(waiting.pk)
    assert Task.objects.count() == 1
    return waiting


def shown(client: Client) -> int:
    return len(client.get("/ledger/tasks/").context["table"].rows)


def test_half_of_it_is_seen_by_nobody(
    half_way: Edition, client_of: Callable[[str], Client]
) -> None:
    for part in ("office", "leader", "liaison", "district_office"):
        assert shown(client_of(part)) == 0
    hidden = Task.objects.get()
    assert client_of("office").get(f"/ledger/tasks/{hidden.pk}/").status_code == 404
    assert client_of("office").get("/api/tasks").json()["count"] == 0
    assert not list(client_of("office").get("/ledger/").context["plans"])


def test_a_killed_job_goes_on_where_it_stopped(
    half_way: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    first = Task.objects.get()
    confirming.settle(half_way.pk)
    half_way.refresh_from_db()
    assert half_way.state == State.CONFIRMED
    assert shown(client_of("office")) == Task.objects.count() == half_way.entries.count()
    assert Task.objects.order_by("position").first() == first
    confirming.settle(half_way.pk)  # handed out a second time
    assert Task.objects.count() == half_way.entries.count()


def test_called_off_it_leaves_nothing_and_can_be_confirmed_again(
    half_way: Edition, cast: Any, client_of: Callable[[str], Client]
) -> None:
    page = client_of("office").get(half_way.get_absolute_url())
    assert "停止入账" in page.content.decode()
    client_of("office").post(f"/ledger/import/{half_way.pk}/take/call_off/")
    half_way.refresh_from_db()
    assert half_way.state == State.TO_CHECK
    assert half_way.confirmed_by is None
    for rows in (Plan, Task, TaskUnit, Stone):
        assert not rows.objects.exists()
    confirming.settle(half_way.pk)  # the job that was still running
    assert not Task.objects.exists()
    confirming.confirm(cast["office"], half_way.pk)
    confirming.settle(half_way.pk)
    assert Task.objects.count() == half_way.entries.count()


def test_progress_is_told(waiting: Edition, client_of: Callable[[str], Client]) -> None:
    told: list[int] = []
    report = confirming.Settling._report

    def listen(self: confirming.Settling, done: int) -> None:
        report(self, done)
        told.append(Edition.objects.get(pk=waiting.pk).percent)

    confirming.Settling._report = listen  # type: ignore[method-assign]
    try:
        confirming.settle(waiting.pk)
    finally:
        confirming.Settling._report = report  # type: ignore[method-assign]
    assert told == sorted(told)
    assert told[0] == 0 < told[-1]


def test_a_second_edition_renews_what_it_names_and_keeps_the_rest(
    draft: Edition, cast: Any, bring_in: Callable[..., Edition]
) -> None:
    confirming.confirm(cast["office"], draft.pk)
    confirming.settle(draft.pk)
    before = {task.title: task.pk for task in Task.objects.all()}
    rows = [
        tuple("累计引进70家" if cell == "累计引进60家" else cell for cell in row) for row in ROWS
    ]
    second = bring_in(sheet(rows[:-1]), name="第二版.xlsx")
    confirming.confirm(cast["office"], second.pk)
    confirming.settle(second.pk)
    assert {task.title: task.pk for task in Task.objects.all()} == before
    assert Task.objects.filter(edition=second).count() == len(before) - 1
    assert Stone.objects.filter(text="累计引进70家").count() == 1
    assert not Stone.objects.filter(text="累计引进60家").exists()


def test_two_editions_of_a_plan_do_not_go_in_at_once(
    waiting: Edition, cast: Any, bring_in: Callable[..., Edition]
) -> None:
    other = bring_in(sheet(ROWS[:-1]), name="另一版.xlsx")
    with pytest.raises(OutOfTurn, match="另一版正在入账"):
        confirming.confirm(cast["office"], other.pk)
    other.refresh_from_db()
    assert (other.state, other.plan) == (State.TO_CHECK, None)


def test_nobody_else_may_call_it_off(waiting: Edition, client_of: Callable[[str], Client]) -> None:
    for part, answer in (("liaison", 404), ("stranger", 404), ("auditor", 404)):
        posted = client_of(part).post(f"/ledger/import/{waiting.pk}/take/call_off/")
        assert posted.status_code == answer


def test_a_program_calls_it_off_too(half_way: Edition, client_of: Callable[[str], Client]) -> None:
    answer = client_of("office").post(f"/api/imports/{half_way.pk}/call-off")
    assert (answer.status_code, answer.json()["state"]) == (200, "to_check")
    assert not Task.objects.exists()
