"""The page for the public: nothing until it is released, and nothing but what was chosen."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.boards.public.acting import CODE, CSV, JSON, PAGE, WAYS, Release, seen, text
from tests.web.handling.acting import task_of
from tests.web.reports.acting import IN_TIME

from duban.web.accounts.member import Member
from duban.web.boards import publishing
from duban.web.boards.models import Openness, Publication
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.reports.steps import take as take_report_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(settings: Any) -> date:
    settings.DAY = IN_TIME
    return IN_TIME


def page_of(cast: Any) -> Publication:
    return Publication.objects.get(jurisdiction=cast.town)


def form_of() -> Any:
    return json.loads(text(seen(JSON)))


# off


def test_where_nothing_is_released_there_is_no_such_address(cast: Any, running: Plan) -> None:
    publishing.choose(cast["office"], cast.town, [task_of(running, 1).pk])
    for address in WAYS:
        found, unknown = seen(address), seen(address.replace(CODE, "000000000"))
        assert found.status_code == unknown.status_code == 404
        assert text(found) == text(unknown) == text(seen("/no/such/page/"))
        assert dict(found.headers) == dict(unknown.headers)


def test_what_is_withdrawn_is_gone_at_once(cast: Any, released: Release) -> None:
    page = released(1)
    kept = {address: seen(address).headers["ETag"] for address in WAYS}
    publishing.withdraw(cast["office"], page, "内容有误")
    for address, tag in kept.items():
        assert seen(address).status_code == 404
        assert seen(address, if_none_match=tag).status_code == 404
    assert page_of(cast).state == Openness.OFF


def test_what_is_dropped_is_gone_at_once(cast: Any, released: Release, running: Plan) -> None:
    page = released(1, 2)
    assert len(form_of()["tasks"]) == 2
    publishing.drop(cast["office"], page, [task_of(running, 1).pk])
    assert [one["title"] for one in form_of()["tasks"]] == [task_of(running, 2).title]


# on


def test_the_released_tasks_are_readable_by_anybody(released: Release, running: Plan) -> None:
    released(1)
    title = task_of(running, 1).title
    for address in WAYS:
        response = seen(address)
        assert response.status_code == 200
        assert title in text(response)
        assert task_of(running, 2).title not in text(response)
        assert not response.cookies
    assert "<script" not in text(seen(PAGE))


def test_the_same_is_shown_whoever_looks(
    released: Release, client_of: Callable[[str], Client]
) -> None:
    released(1)
    assert text(client_of("office").get(PAGE)) == text(seen(PAGE))


def test_only_accepted_figures_are_shown(
    cast: Any,
    task: Task,
    filled: Any,
    released: Release,
    today: date,
) -> None:
    released(1)
    report = filled("27.5")
    take_report_step("submit", report.pk, cast["liaison"], IN_TIME)
    [count] = form_of()["tasks"][0]["counts"]
    assert (count["accepted"], count["until"], count["share_percent"]) == (None, None, None)
    assert "27.5" not in text(seen(PAGE))
    verdicts = {stone.pk: "reached" for stone in report.task.stones.all()}
    take_report_step("accept", report.pk, cast["office"], IN_TIME, verdicts=verdicts)
    cache.clear()
    [count] = form_of()["tasks"][0]["counts"]
    assert (count["accepted"], count["until"]) == ("27.5", "2026-M03")
    assert count["share_percent"] == "13.7", "never rounded up"
    assert "27.5" in text(seen(PAGE))


def test_the_form_of_a_task(cast: Any, released: Release, today: date) -> None:
    released(1)
    form = form_of()
    assert form["form"] == "duban.public/1"
    assert form["jurisdiction"] == {"code": CODE, "name": "柳溪镇"}
    [shown] = form["tasks"]
    assert set(shown) == {"number", "title", "due", "state", "counts"}
    assert shown["state"] == "under_way"
    [count] = shown["counts"]
    assert set(count) == {"metric", "unit", "targets", "accepted", "until", "share_percent"}
    assert count["targets"][-1] == {"period": "2026-Q4", "value": "200"}


def test_states_are_told_in_four_words(released: Release, task: Task) -> None:
    released(1)
    told = {
        **{"closed": "done", "struck_off": "done", "archived": "done", "suspended": "suspended"},
        **{"cancelled": "cancelled", "reported": "under_way", "received": "under_way"},
    }
    for state, word in told.items():
        Task.objects.filter(pk=task.pk).update(state=state)
        cache.clear()
        assert form_of()["tasks"][0]["state"] == word


def test_the_file_opens_as_it_is_meant(released: Release, running: Plan) -> None:
    released(1, 2)
    response = seen(CSV)
    assert response.content.startswith("\ufeff".encode())
    heads, *lines = list(csv.reader(StringIO(text(response))))
    assert heads[:4] == ["序号", "任务", "完成时限", "状态"]
    assert {len(line) for line in lines} == {len(heads)}
    assert [line[1] for line in lines] == [task_of(running, n).title for n in (1, 2)]


def test_nothing_runs_as_a_formula(cast: Any, released: Release, task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(title='=HYPERLINK("x")')
    task.indicators.update(metric="@SUM(A1)")
    released(1)
    _heads, line = list(csv.reader(StringIO(text(seen(CSV)))))
    assert line[1] == '\'=HYPERLINK("x")'
    assert line[4] == "'@SUM(A1)"


def test_markup_in_a_title_is_text(released: Release, task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(title="<b>粗</b>")
    released(1)
    assert "<b>粗</b>" not in text(seen(PAGE))
    assert "&lt;b&gt;粗&lt;/b&gt;" in text(seen(PAGE))


def test_a_search_finds_titles(released: Release, running: Plan) -> None:
    released(1, 2)
    found = text(seen(f"{PAGE}?q={task_of(running, 2).title[:6]}"))
    assert task_of(running, 2).title in found
    assert task_of(running, 1).title not in found
    assert "没有名称含“无此任务”的任务" in text(seen(f"{PAGE}?q=无此任务"))


# caches and robots


def test_caches_ask_before_they_answer(released: Release) -> None:
    released(1)
    for address in WAYS:
        first = seen(address)
        assert first.headers["Cache-Control"] == "public, no-cache"
        again = seen(address, if_none_match=first.headers["ETag"])
        assert (again.status_code, again.content) == (304, b"")


def test_robots_are_sent_away_until_they_are_let_in(cast: Any, released: Release) -> None:
    page = released(1)
    for address in WAYS:
        assert seen(address).headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    publishing.let_index(cast["office"], page, indexed=True)
    for address in WAYS:
        assert "X-Robots-Tag" not in seen(address).headers
    assert 'name="robots"' not in text(seen(PAGE))


def test_a_crowd_costs_one_query_each_and_more_tasks_no_more(
    cast: Any,
    released: Release,
    running: Plan,
) -> None:
    page = released(1)
    with CaptureQueriesContext(connection) as first:
        seen(PAGE)
    with CaptureQueriesContext(connection) as kept:
        seen(PAGE)
    assert len(kept) == 1
    publishing.choose(cast["office"], cast.town, list(running.tasks.values_list("pk", flat=True)))
    publishing.release(cast["office"], page, "增加任务")
    with CaptureQueriesContext(connection) as more:
        assert len(json.loads(text(seen(JSON)))["tasks"]) > 2
    assert len(more) == len(first)


# the acts


def test_what_is_chosen_waits_for_the_next_release(
    cast: Any,
    released: Release,
    running: Plan,
) -> None:
    page = released(1)
    publishing.choose(cast["office"], cast.town, [task_of(running, 2).pk])
    assert len(form_of()["tasks"]) == 1
    publishing.release(cast["office"], page, "增加一项")
    assert len(form_of()["tasks"]) == 2


def test_a_title_changed_later_waits_for_the_next_release(
    cast: Any,
    released: Release,
    task: Task,
) -> None:
    before, page = task.title, released(1)
    Task.objects.filter(pk=task.pk).update(title="另一个名称")
    assert form_of()["tasks"][0]["title"] == before
    publishing.release(cast["office"], page, "改名")
    assert form_of()["tasks"][0]["title"] == "另一个名称"


def test_personal_data_keeps_a_page_from_being_released(
    cast: Any,
    running: Plan,
    task: Task,
) -> None:
    Task.objects.filter(pk=task.pk).update(title="帮扶困难户 13900001234")
    publishing.choose(cast["office"], cast.town, [task.pk])
    with pytest.raises(ReasonMissing, match="手机号1处"):
        publishing.release(cast["office"], page_of(cast), "公开")
    assert seen(PAGE).status_code == 404


def test_personal_data_that_comes_later_is_masked(released: Release, task: Task) -> None:
    released(1)
    task.indicators.update(metric="联系人13900001234")
    for address in WAYS:
        assert "13900001234" not in text(seen(address))


def test_others_may_not(cast: Any, released: Release, running: Plan) -> None:
    page, keys = released(1), [task_of(running, 2).pk]
    acts: list[Callable[[Member], object]] = [
        lambda who: publishing.choose(who, cast.town, keys),
        lambda who: publishing.drop(who, page, [task_of(running, 1).pk]),
        lambda who: publishing.release(who, page, "理由"),
        lambda who: publishing.withdraw(who, page, "理由"),
        lambda who: publishing.let_index(who, page, indexed=True),
    ]
    others = {"liaison", "unit_head", "leader", "auditor", "administrator", "district_office"}
    for part in (*others, "stranger"):
        for act in acts:
            with pytest.raises(NotAllowed):
                act(cast[part])
    assert len(form_of()["tasks"]) == 1


def test_a_release_and_a_withdrawal_need_a_reason(cast: Any, released: Release) -> None:
    page = released(1)
    for reason in ("", "  "):
        with pytest.raises(ReasonMissing):
            publishing.release(cast["office"], page, reason)
        with pytest.raises(ReasonMissing):
            publishing.withdraw(cast["office"], page, reason)


def test_what_is_not_open_cannot_be_withdrawn(cast: Any, released: Release) -> None:
    page = released(1)
    publishing.withdraw(cast["office"], page, "有误")
    with pytest.raises(OutOfTurn):
        publishing.withdraw(cast["office"], page, "有误")


def test_an_empty_page_is_not_released(cast: Any, released: Release, running: Plan) -> None:
    page = released(1)
    publishing.drop(cast["office"], page, [task_of(running, 1).pk])
    with pytest.raises(ReasonMissing, match="还没有选入任务"):
        publishing.release(cast["office"], page, "公开")


def test_what_was_never_handed_out_or_is_of_another_ledger_cannot_be_chosen(
    cast: Any,
    plan: Plan,
    district_plan: Plan,
) -> None:
    for one in (plan, district_plan):
        with pytest.raises(ReasonMissing, match="请选择"):
            publishing.choose(cast["office"], cast.town, [task_of(one, 1).pk])
    assert not Publication.objects.exists()


def test_a_cancelled_task_cannot_be_chosen(cast: Any, running: Plan) -> None:
    one = task_of(running, 3)
    Task.objects.filter(pk=one.pk).update(state="cancelled")
    with pytest.raises(ReasonMissing):
        publishing.choose(cast["office"], cast.town, [one.pk])


def test_every_act_leaves_a_line(cast: Any, released: Release, task: Task) -> None:
    page = released(1)
    publishing.let_index(cast["office"], page, indexed=True)
    publishing.withdraw(cast["principal"], page, "有误")
    publishing.drop(cast["office"], page, [task.pk])
    lines = Entry.objects.filter(verb__startswith="public.").order_by("pk")
    assert [(line.verb, line.before, line.after) for line in lines] == [
        ("public.choose", None, None),
        ("public.release", "off", "open"),
        ("public.index", None, None),
        ("public.withdraw", "open", "off"),
        ("public.drop", None, None),
    ]
    assert lines[1].facts == {"reason": "经同意", "count": 1, "tasks": [task.title]}
    assert {line.jurisdiction_id for line in lines} == {cast.town.pk}


# the desk


def test_the_desk_leads_from_choosing_to_the_page(
    cast: Any,
    running: Plan,
    client_of: Callable[[str], Client],
) -> None:
    office, title = client_of("office"), task_of(running, 1).title
    assert "还没有选入任务" in text(office.get("/publishing/"))
    listed = text(office.get("/publishing/choose/?q=庭院"))
    assert title in listed
    assert task_of(running, 2).title not in listed
    office.post("/publishing/choose", {"at": cast.town.pk, "q": "庭院", "all": "1"})
    assert title in text(office.get("/publishing/"))
    before = office.get("/publishing/preview/")
    assert title in text(before)
    assert seen(PAGE).status_code == 404
    answer = office.post("/publishing/release", {"at": cast.town.pk, "reason": "经同意"})
    assert answer.status_code == 302
    assert seen(PAGE).status_code == 200
    office.post("/publishing/withdraw", {"at": cast.town.pk, "reason": "有误"})
    assert seen(PAGE).status_code == 404


def test_the_preview_shows_what_the_public_will_see(
    cast: Any, released: Release, client_of: Callable[[str], Client]
) -> None:
    released(1, 2)
    previewed, public = text(client_of("office").get("/publishing/preview/")), text(seen(PAGE))
    tasks = [
        one[one.index('<ol class="public-tasks">') : one.index("</ol>")]
        for one in (previewed, public)
    ]
    assert tasks[0] == tasks[1]


def test_looking_makes_nothing(running: Plan, client_of: Callable[[str], Client]) -> None:
    for address in ("/publishing/", "/publishing/choose/", "/publishing/preview/"):
        assert client_of("principal").get(address).status_code == 200
    assert not Publication.objects.exists()


def test_a_release_without_its_reason_is_asked_for(
    cast: Any,
    running: Plan,
    client_of: Callable[[str], Client],
) -> None:
    office = client_of("office")
    office.post("/publishing/choose", {"at": cast.town.pk, "task": task_of(running, 1).pk})
    answer = office.post("/publishing/release", {"at": cast.town.pk, "reason": " "})
    assert answer.status_code == 422
    assert "须填写理由" in text(answer)
