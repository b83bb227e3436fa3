"""All whole drafts sent, all releases, all ticked accepted: each report is answered for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.design.undoing import BUTTON, press, undo_on
from tests.web.handling.acting import part_of, task_of
from tests.web.reports.acting import IN_TIME, MARCH, Filled, period_of

from duban.web.handling.models import Assignment
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan
from duban.web.reports import portions
from duban.web.reports.bulk import BULKS, WAYS_OUT, send_on, to_release, written
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report, ReportingCalendar, State
from duban.web.reports.steps import STEPS, take

pytestmark = pytest.mark.django_db
OWED, BULK = "/reports/", "/reports/bulk/{}/"


@pytest.fixture(autouse=True)
def in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last day of March, on every page."""
    monkeypatch.setattr("duban.web.clock.today", lambda: IN_TIME)


@pytest.fixture
def drafts(cast: Any, filled: Filled, running: Plan) -> dict[str, Report]:
    """Task 1's report of March with its figure; task 4's without a word of progress."""
    whole = filled()
    half = part_of(task_of(running, 4), "新农办")
    entered = Entered(0, {}, {"problems": "缺人手"})
    period = period_of(running, MARCH).pk
    return {"whole": whole, "half": save(cast["liaison"], half.pk, period, entered, IN_TIME)}


def test_what_is_whole_is_known(cast: Any, drafts: dict[str, Report]) -> None:
    assert set(written(cast["liaison"])) == {drafts["whole"]}
    drafts["whole"].values.all().delete()
    assert not written(cast["liaison"]).exists()
    assert not written(cast["other_liaison"]).exists()


def test_what_was_returned_is_not_sent_again_untouched(
    cast: Any, drafts: dict[str, Report], duty: Assignment, running: Plan
) -> None:
    held = take("submit", drafts["whole"].pk, cast["liaison"], IN_TIME)
    take("return", held.pk, cast["office"], IN_TIME, reason="请附名单")
    assert not written(cast["liaison"]).exists()
    entered = Entered(held.version, {}, {"progress": "已建成28户，名单见附件。"})
    save(cast["liaison"], duty.pk, period_of(running, MARCH).pk, entered, IN_TIME)
    assert written(cast["liaison"]).get() == held


def test_all_whole_drafts_are_sent_with_one_press(
    cast: Any, drafts: dict[str, Report], client_of: Callable[[str], Client]
) -> None:
    client = client_of("liaison")
    assert "1份草稿已写全，可以提交" in client.get(OWED).content.decode()
    page = client.post(BULK.format("send"), {"all": "1"}).content.decode()
    assert "已提交1份" in page
    states = {name: Report.objects.get(pk=one.pk).state for name, one in drafts.items()}
    assert states == {"whole": State.SUBMITTED, "half": State.DRAFT}
    assert Entry.objects.filter(verb="report.submit").count() == 1
    assert "可以提交" not in client.get(OWED).content.decode()


@pytest.fixture
def queue(cast: Any, drafts: dict[str, Report], running: Plan) -> list[Report]:
    """Two reports that wait for the office."""
    return [
        take("submit", one.pk, cast["liaison"], IN_TIME) for one in whole(cast, drafts, running)
    ]


def whole(cast: Any, drafts: dict[str, Report], running: Plan) -> list[Report]:
    """The two drafts with nothing missing."""
    drafts["half"].task.stones.all().delete()
    entered = Entered(drafts["half"].version, {}, {"progress": "已办两件"})
    held = part_of(task_of(running, 4), "新农办")
    save(cast["liaison"], held.pk, period_of(running, MARCH).pk, entered, IN_TIME)
    return list(drafts.values())


def test_one_press_takes_back_what_nobody_has_decided_on(
    cast: Any, drafts: dict[str, Report], running: Plan, client_of: Callable[[str], Client]
) -> None:
    """Both are sent; the office accepts one before the liaison thinks better of it."""
    kept, gone = whole(cast, drafts, running)
    liaison = client_of("liaison")
    page = liaison.post(BULK.format("send"), {"all": "1"})
    assert "已提交2份" in page.content.decode()
    take("accept", gone.pk, cast["office"], IN_TIME)
    text = press(liaison, page).content.decode()
    assert "已撤回1份" in text
    assert "1份没有办成" in text
    assert "这份填报当前为“已通过”，不能撤回" in text
    assert not BUTTON.search(text), "no way back from the way back"
    states = [Report.objects.get(pk=one.pk).state for one in (kept, gone)]
    assert states == [State.DRAFT, State.ACCEPTED]
    assert Entry.objects.filter(verb="report.withdraw").get().subject_id == kept.pk


def test_what_a_head_released_is_taken_back(
    cast: Any, drafts: dict[str, Report], running: Plan, client_of: Callable[[str], Client]
) -> None:
    ReportingCalendar.objects.update(release=True)
    for one in whole(cast, drafts, running):
        send_on(cast["liaison"], one.pk, IN_TIME)
    head = client_of("unit_head")
    page = head.post(BULK.format("release"), {"all": "1"})
    assert "已审签报出2份" in page.content.decode()
    assert "已撤回2份" in press(head, page).content.decode()
    assert set(Report.objects.values_list("state", flat=True)) == {State.DRAFT}


def test_what_was_sent_in_portions_is_taken_back_whole(
    cast: Any,
    drafts: dict[str, Report],
    running: Plan,
    client_of: Callable[[str], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portions, "AT_ONCE", -1)
    keys = [one.pk for one in whole(cast, drafts, running)]
    liaison = client_of("liaison")
    page = liaison.post(BULK.format("send"), {"report": keys})
    assert not BUTTON.search(page.content.decode()), "not before all are sent"
    body = {"report": page.context["rest"], "said": page.context["words"]}
    page = liaison.post(BULK.format("send"), body, headers={"HX-Request": "true"})
    _address, fields = undo_on(page)
    assert fields == {"report": [str(key) for key in keys]}


@pytest.mark.parametrize(
    "said",
    ["none", "{}", "[[1, 2]]", '[["一份", true, 1e999, ""]]', "[" * 100_000],
    ids=["word", "thing", "short", "endless", "deep"],
)
def test_answers_that_were_never_given_are_none(
    client_of: Callable[[str], Client], said: str
) -> None:
    page = client_of("liaison").post(BULK.format("send"), {"said": said})
    assert page.status_code == 200
    assert page.context["said"] == []


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("/api/reports/bulk/accept", {"reports": [10**30]}),
        ("/api/proposals/decide", {"proposals": [10**30], "verdict": "confirm"}),
    ],
)
def test_over_the_api_a_number_that_is_no_key_is_nowhere(
    client_of: Callable[[str], Client], address: str, body: dict[str, Any]
) -> None:
    answer = client_of("office").post(address, body, "application/json")
    assert answer.status_code == 404


def test_where_nothing_was_sent_there_is_nothing_to_take_back(
    drafts: dict[str, Report], client_of: Callable[[str], Client]
) -> None:
    page = client_of("liaison").post(BULK.format("send"), {"report": [drafts["half"].pk]})
    assert not BUTTON.search(page.content.decode())


def test_what_was_accepted_together_stays(
    queue: list[Report], client_of: Callable[[str], Client]
) -> None:
    body = {"report": [one.pk for one in queue], "verdict": "partly"}
    page = client_of("office").post(BULK.format("accept"), body)
    assert "已通过2份" in page.content.decode()
    assert not BUTTON.search(page.content.decode())


def test_the_api_takes_back_too(
    cast: Any, queue: list[Report], client_of: Callable[[str], Client]
) -> None:
    take("return", queue[0].pk, cast["office"], IN_TIME, reason="请补充")
    body = {"reports": [one.pk for one in queue]}
    rows = client_of("liaison").post("/api/reports/bulk/withdraw", body, "application/json").json()
    assert [row["done"] for row in rows] == [False, True]
    assert rows[0]["why"] == "这份填报当前为“已退回”，不能撤回。"


def test_every_way_out_is_undone_by_the_step_that_withdraws() -> None:
    for name, bulk in BULKS.items():
        assert bulk.undone_by == ("withdraw" if name in ("send", "release") else ""), name
    assert {STEPS[name].undone_by for name in WAYS_OUT} == {"withdraw"}


def test_a_ticked_half_draft_is_told_why_and_the_others_go(
    drafts: dict[str, Report], client_of: Callable[[str], Client]
) -> None:
    keys = [one.pk for one in drafts.values()]
    page = client_of("liaison").post(BULK.format("send"), {"report": keys}).content.decode()
    assert "已提交1份" in page
    assert "1份没有办成" in page
    assert "请写明进展情况" in page


def test_where_the_head_releases_drafts_go_to_the_head(
    cast: Any, drafts: dict[str, Report], client_of: Callable[[str], Client]
) -> None:
    ReportingCalendar.objects.update(release=True)
    client_of("liaison").post(BULK.format("send"), {"all": "1"})
    held = Report.objects.get(pk=drafts["whole"].pk)
    assert held.state == State.TO_RELEASE
    head = client_of("unit_head")
    assert "全部审签报出" in head.get(OWED).content.decode()
    page = head.post(BULK.format("release"), {"all": "1"}).content.decode()
    assert "已审签报出1份" in page
    held.refresh_from_db()
    assert held.state == State.SUBMITTED
    assert not to_release(cast["unit_head"]).exists()


def test_a_head_sends_a_draft_straight_out(cast: Any, drafts: dict[str, Report]) -> None:
    ReportingCalendar.objects.update(release=True)
    assert send_on(cast["unit_head"], drafts["whole"].pk, IN_TIME).state == State.SUBMITTED


def test_ticked_reports_are_accepted_but_for_those_that_need_a_verdict(
    queue: list[Report], client_of: Callable[[str], Client]
) -> None:
    """Task 1 has a milestone in March, task 4 has none here."""
    body = {"report": [one.pk for one in queue]} | {f"v-{one.pk}": one.version for one in queue}
    page = client_of("office").post(BULK.format("accept"), body).content.decode()
    assert "已通过1份" in page
    assert "请先判定进度要求" in page
    states = [Report.objects.get(pk=one.pk).state for one in queue]
    assert states == [State.SUBMITTED, State.ACCEPTED]


def test_the_milestones_of_all_ticked_can_be_judged_alike(
    queue: list[Report], client_of: Callable[[str], Client]
) -> None:
    body = {"report": [one.pk for one in queue], "verdict": "partly"}
    page = client_of("office").post(BULK.format("accept"), body).content.decode()
    assert "已通过2份" in page
    [judged] = queue[0].judgements.all()
    assert (judged.verdict, judged.by.username) == ("partly", "office")


def test_what_changed_since_it_was_read_is_not_accepted(
    queue: list[Report], client_of: Callable[[str], Client]
) -> None:
    other = queue[1]
    body = {"report": [other.pk], f"v-{other.pk}": other.version - 1}
    page = client_of("office").post(BULK.format("accept"), body).content.decode()
    assert "刚刚改动了这份填报" in page
    assert Report.objects.get(pk=other.pk).state == State.SUBMITTED


def test_nobody_accepts_what_was_not_ticked(
    queue: list[Report], client_of: Callable[[str], Client]
) -> None:
    client_of("office").post(BULK.format("accept"), {"all": "1"})
    assert not Report.objects.filter(state=State.ACCEPTED).exists()


def test_a_stranger_s_reports_are_not_there(
    cast: Any, queue: list[Report], client_of: Callable[[str], Client]
) -> None:
    keys = [one.pk for one in queue]
    answered = client_of("stranger").post(
        "/api/reports/bulk/accept", {"reports": keys}, "application/json"
    )
    assert (answered.status_code, answered.json()) == (200, [])
    assert not Report.objects.filter(state=State.ACCEPTED).exists()


def test_the_api_answers_each(queue: list[Report], client_of: Callable[[str], Client]) -> None:
    body = {"reports": [one.pk for one in queue], "versions": {queue[1].pk: queue[1].version}}
    rows = client_of("office").post("/api/reports/bulk/accept", body, "application/json").json()
    assert [(row["id"], row["done"]) for row in rows] == [
        (queue[0].pk, False),
        (queue[1].pk, True),
    ]
    assert "判定进度要求" in rows[0]["why"]


def test_the_list_asks_no_more_for_more_drafts(
    cast: Any, drafts: dict[str, Report], running: Plan, client_of: Callable[[str], Client]
) -> None:
    client, counts = client_of("liaison"), []
    held, period = part_of(task_of(running, 4), "新农办"), period_of(running, MARCH)
    client.get(OWED)
    for words in ("", "已办两件"):
        entered = Entered(drafts["half"].version, {}, {"progress": words})
        save(cast["liaison"], held.pk, period.pk, entered, IN_TIME)
        with CaptureQueriesContext(connection) as asked:
            client.get(OWED)
        counts.append((written(cast["liaison"]).count(), len(asked)))
    assert [whole for whole, _asked in counts] == [1, 2]
    assert counts[0][1] == counts[1][1]
