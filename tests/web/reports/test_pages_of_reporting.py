"""The pages of reporting: what is owed, the form and its saving, the reviewer's desk, calendars."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.web.reports.acting import IN_TIME, LATE, TOO_LATE, Filled, period_of

from duban.web.handling import asked
from duban.web.handling.models import Assignment
from duban.web.ledger.models import Plan
from duban.web.reports import (
    form_pages,
    grid_pages,
    owed_pages,
    panel,
    reading_pages,
    review_pages,
)
from duban.web.reports.models import LockException, Report, State
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The day all pages take for today."""

    def turn(day: date) -> None:
        rooms = (form_pages, grid_pages, owed_pages, panel, reading_pages, review_pages)
        for room in rooms:
            monkeypatch.setattr(room, "today", lambda: day)
        monkeypatch.setattr(asked, "today", lambda: day)

    turn(IN_TIME)
    return turn


def form_of(duty: Assignment, plan: Plan) -> str:
    return f"/reports/fill/{duty.pk}/{period_of(plan).pk}/"


def typed(duty: Assignment, **more: str) -> dict[str, str]:
    [indicator] = duty.task.indicators.all()
    return {f"v-{indicator.pk}": "28", "version": "0", "progress": "已建成28户。"} | more


def test_what_is_owed_stands_in_order_and_says_why(
    client_of: Any, duty: Assignment, on_day: Any, running: Plan
) -> None:
    def page(part: str = "liaison") -> str:
        return str(client_of(part).get("/reports/").content.decode())

    on_day(date(2026, 4, 3))
    shown = page()
    assert "本周到期" in shown
    assert "建设美丽庭院200户" in shown
    assert shown.index("本周到期") < shown.index("已关闭，未报")
    assert "2026年1月填报已于" in shown
    on_day(LATE)
    assert "前仍可补报，记为迟报" in page()
    assert "可以给牵头单位送情况的任务" in page("other_liaison"), "a part is asked of nobody"


def test_a_form_is_saved_sent_and_read(
    client_of: Any, duty: Assignment, running: Plan, on_day: Any
) -> None:
    client, path = client_of("liaison"), form_of(duty, running)
    page = client.get(path).content.decode()
    for words in ("200户", "30户", "期末应达", "一季度", "此前报送为按时"):
        assert words in page
    assert client.post(path + "save/", typed(duty)).status_code == 302
    report = Report.objects.get()
    assert report.values.get().amount == Decimal(28)
    response = client.post(path + "save/", typed(duty, version="1", step="submit"))
    assert response["Location"] == "/reports/"
    report.refresh_from_db()
    assert report.state == State.SUBMITTED
    assert client.get(path)["Location"] == f"/reports/{report.pk}/"
    read = client.get(f"/reports/{report.pk}/").content.decode()
    assert "28户" in read
    assert "谁在何时做了什么" in read


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("15", "累计数15户，比上期20户少5户"),
        ("280", "是上期20户的14倍"),
        ("200000", "约为上期20户的一万倍，请核对计量单位（应为“户”）"),
        ("20.5", "“户”按整数计"),
    ],
)
def test_each_question_comes_while_typing_and_without_script(
    *,
    value: str,
    said: str,
    client_of: Any,
    duty: Assignment,
    running: Plan,
    on_day: Any,
    accepted: Filled,
) -> None:
    accepted("20", "2026-M02", date(2026, 3, 2))
    [indicator] = duty.task.indicators.all()
    client, path = client_of("liaison"), form_of(duty, running)
    more = {"only": str(indicator.pk), "side": "v", f"v-{indicator.pk}": value}
    assert said in client.post(path + "check/", typed(duty, **more)).content.decode()
    assert not Report.objects.filter(state=State.DRAFT).exists()
    saved = client.post(path + "save/", typed(duty, **{f"v-{indicator.pk}": value}), follow=True)
    assert said in saved.content.decode(), "the page drawn anew asks the same"


def test_the_checker_speaks_while_typing_and_saves_nothing(
    client_of: Any, duty: Assignment, running: Plan, on_day: Any, accepted: Filled
) -> None:
    accepted("20", "2026-M02", date(2026, 3, 2))
    [indicator] = duty.task.indicators.all()
    more = {"only": str(indicator.pk), "side": "v", f"v-{indicator.pk}": "15"}
    path = form_of(duty, running) + "check/"
    answer = client_of("liaison").post(path, typed(duty, **more)).content.decode()
    assert "累计数15户，比上期20户少5户" in answer
    assert f'id="o-{indicator.pk}"' in answer
    assert 'value="-5"' in answer, "the other sense follows"
    more = {
        "only": str(indicator.pk),
        "side": "o",
        f"v-{indicator.pk}": "",
        f"o-{indicator.pk}": "7",
    }
    answer = client_of("liaison").post(path, typed(duty, **more)).content.decode()
    assert 'value="27"' in answer, "20 and 7 more"
    answer = client_of("liaison").post(path, {"progress": "电话13800138000"}).content.decode()
    assert "手机号1处" in answer
    assert Report.objects.count() == 1


@pytest.mark.parametrize("autosave", [{}, {"autosave": "1"}], ids=["button", "autosave"])
def test_the_slower_of_two_hands_sees_both_contents(
    autosave: dict[str, str], client_of: Any, duty: Assignment, running: Plan, on_day: Any
) -> None:
    path = form_of(duty, running) + "save/"
    client_of("liaison").post(path, typed(duty))
    [indicator] = duty.task.indicators.all()
    mine = typed(duty, **{f"v-{indicator.pk}": "31", "problems": "用地未落实"}, **autosave)
    response = client_of("colleague").post(path, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "示例·liaison刚刚也保存了这份填报" in page
    assert "28户" in page
    assert "31" in page
    assert Report.objects.get().values.get().amount == Decimal(28)
    if autosave:
        return
    assert 'name="version" value="1"' in page
    response = client_of("colleague").post(path, mine | {"version": "1"})
    assert response.status_code == 302
    report = Report.objects.get()
    assert (report.values.get().amount, report.problems) == (Decimal(31), "用地未落实")


def test_what_nobody_else_touched_is_no_conflict(
    client_of: Any, duty: Assignment, running: Plan, on_day: Any
) -> None:
    path = form_of(duty, running) + "save/"
    client_of("liaison").post(path, typed(duty))
    assert client_of("colleague").post(path, typed(duty)).status_code == 302


def test_a_figure_nobody_can_read_stays_as_typed(
    client_of: Any, duty: Assignment, running: Plan, on_day: Any
) -> None:
    [indicator] = duty.task.indicators.all()
    response = client_of("liaison").post(
        form_of(duty, running) + "save/", typed(duty, **{f"v-{indicator.pk}": "若干"})
    )
    assert response.status_code == 422
    assert 'value="若干"' in response.content.decode()
    assert "已建成28户。" in response.content.decode()


def test_personal_data_is_masked_on_wish(
    client_of: Any, duty: Assignment, running: Plan, on_day: Any
) -> None:
    path = form_of(duty, running) + "save/"
    words = typed(duty, progress="联系电话13800138000", step="submit")
    response = client_of("liaison").post(path, words)
    assert response.status_code == 422
    assert "遮盖后保存" in response.content.decode()
    client_of("liaison").post(path, words | {"version": "1", "mask": "1"})
    assert Report.objects.get().progress == "联系电话138********"


def test_the_reviewer_goes_from_one_to_the_next(
    client_of: Any, cast: Any, filled: Filled, on_day: Any
) -> None:
    first = filled("20", "2026-M02", date(2026, 3, 2))
    second = filled("28")
    for report, on in ((first, date(2026, 3, 2)), (second, IN_TIME)):
        take("submit", report.pk, cast["liaison"], on)
    client = client_of("office")
    page = client.get("/reports/review/").content.decode()
    assert "2份待审核" in page
    assert f"/reports/review/{first.pk}/accept/" in page
    response = client.post(f"/reports/review/{first.pk}/accept/", {"version": first.version})
    assert response["Location"] == f"/reports/review/?at={second.pk}"
    refused = client.post(f"/reports/review/{second.pk}/return/", {"reason": ""})
    assert refused.status_code == 422
    assert "退回须填写理由" in refused.content.decode()
    unjudged = client.post(f"/reports/review/{second.pk}/accept/")
    assert unjudged.status_code == 422
    [stone] = second.task.stones.filter(period="2026-Q1")
    done = client.post(f"/reports/review/{second.pk}/accept/", {f"stone-{stone.pk}": "reached"})
    assert done["Location"] == "/reports/review/"
    assert "没有待审核的填报" in client.get("/reports/review/").content.decode()


def test_the_reason_of_a_return_stands_first_on_the_form(
    client_of: Any, cast: Any, filled: Filled, duty: Assignment, on_day: Any
) -> None:
    report = filled()
    take("submit", report.pk, cast["liaison"], IN_TIME)
    take("return", report.pk, cast["office"], IN_TIME, reason="请附验收单")
    page = client_of("liaison").get(form_of(duty, duty.task.plan)).content.decode()
    assert page.index("请附验收单") < page.index("已建成一批")
    assert "退回待补正" in client_of("liaison").get("/reports/").content.decode()


def test_the_office_sets_moves_and_unlocks(
    client_of: Any, plan: Plan, cast: Any, on_day: Any
) -> None:
    client = client_of("office")
    page = client.get("/reports/calendars/").content.decode()
    assert "未设" in page
    path = f"/reports/calendars/{plan.pk}/"
    assert "设置日历" in client.get(path).content.decode()
    wrong = client.post(path, {"rhythm": "monthly", "due": "下周"})
    assert wrong.status_code == 422
    assert "不是时点：下周" in wrong.content.decode()
    assert client.post(path, {"rhythm": "quarterly", "release": "1"}).status_code == 302
    calendar = type(plan).objects.get(pk=plan.pk).calendar
    assert calendar.release
    first = calendar.periods.get(period="2026-Q1")
    assert [period.period for period in calendar.periods.all()] == [
        f"2026-Q{number}" for number in (1, 2, 3, 4)
    ]
    days = {"opens": "2026-03-20", "due": "2026-04-10", "closes": "2026-04-20"}
    assert client.post(f"/reports/periods/{first.pk}/move/", days).status_code == 422
    moved = client.post(f"/reports/periods/{first.pk}/move/", days | {"reason": "系统维护"})
    assert moved.status_code == 302
    on_day(TOO_LATE)
    grant = {"unit": cast.unit.pk, "until": "2026-05-25", "reason": "补报台账"}
    assert client.post(f"/reports/periods/{first.pk}/unlock/", grant).status_code == 302
    assert LockException.objects.get().organisation == cast.unit
    assert "补报台账" in client.get(path).content.decode()


def test_an_exception_opens_what_has_closed_and_stays_late(
    client_of: Any, cast: Any, duty: Assignment, running: Plan, on_day: Any
) -> None:
    on_day(TOO_LATE)
    path = form_of(duty, running) + "save/"
    shut = client_of("liaison").post(path, typed(duty))
    assert shut.status_code == 409
    assert "不能再填。确需补报，请向督查室申请开放" in shut.content.decode()
    grant = {"unit": cast.unit.pk, "until": "2026-05-25", "reason": "补报台账"}
    client_of("office").post(f"/reports/periods/{period_of(running).pk}/unlock/", grant)
    sent = client_of("liaison").post(path, typed(duty, step="submit"))
    assert sent.status_code == 302
    assert Report.objects.get().late


#: page → who gets it; all others are told that they may not
PAGES = {
    "/reports/": {"liaison", "unit_head"},
    "/reports/grid/": {"liaison", "unit_head"},
    "/reports/sheet.xlsx": {"liaison", "unit_head"},
    "/reports/review/": {"office", "stranger", "district_office"},
    "/reports/calendars/": {"office", "stranger", "district_office"},
}
EVERYBODY = (
    *("liaison", "unit_head", "office", "leader", "principal", "auditor", "administrator"),
    *("stranger", "district_office"),
)


@pytest.mark.parametrize("part", EVERYBODY)
def test_each_page_answers_whom_it_is_for(part: str, client_of: Any) -> None:
    client = client_of(part)
    for path, allowed in PAGES.items():
        assert client.get(path).status_code == (200 if part in allowed else 403), path


def test_numbers_that_no_row_has_are_not_there(
    client_of: Any, duty: Assignment, on_day: Any, running: Plan
) -> None:
    """Longer ones than a database holds among them."""
    client, period = client_of("liaison"), period_of(running).pk
    for number in (10**9, 2**63, 10**30):
        for path in (f"{number}/{period}", f"{duty.pk}/{number}"):
            assert client.get(f"/reports/fill/{path}/").status_code == 404, path
            assert client.post(f"/reports/fill/{path}/save/").status_code == 404, path


def test_a_strange_units_form_and_report_are_not_there(
    client_of: Any, cast: Any, filled: Filled, duty: Assignment, on_day: Any
) -> None:
    report, running = filled(), duty.task.plan
    for part in ("other_liaison", "office", "stranger", "auditor", "leader", "principal"):
        assert client_of(part).get(form_of(duty, running)).status_code == 404, part
        assert client_of(part).get(f"/reports/{report.pk}/").status_code == 404, part
        answer = client_of(part).post(form_of(duty, running) + "save/", typed(duty))
        assert answer.status_code == 404, part
    take("submit", report.pk, cast["liaison"], IN_TIME)
    for part, status in {
        "office": 200,
        "auditor": 200,
        "principal": 200,
        "colleague": 200,
        "unit_head": 200,
        "leader": 404,
        "other_liaison": 404,
        "stranger": 404,
        "administrator": 404,
        "district_office": 404,
    }.items():
        assert client_of(part).get(f"/reports/{report.pk}/").status_code == status, part
    verdicts = {stone.pk: "partly" for stone in report.task.stones.all()}
    take("accept", report.pk, cast["office"], IN_TIME, verdicts=verdicts)
    for part in ("leader", "other_liaison"):
        assert client_of(part).get(f"/reports/{report.pk}/").status_code == 200, part
