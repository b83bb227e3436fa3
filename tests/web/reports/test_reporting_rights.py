"""Every page and operation of reporting, asked by everybody; lists keep their queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.handling.acting import Draft, signed
from tests.web.handling.papers import Sheet
from tests.web.reports.acting import IN_TIME, Filled, period_of

from duban.web.handling import asked
from duban.web.handling.issuing import issue_plan
from duban.web.handling.models import Assignment
from duban.web.handling.steps import take as take_task_step
from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Plan
from duban.web.reports import (
    api,
    form_pages,
    grid_pages,
    owed_pages,
    panel,
    reading_pages,
    review_pages,
    urls,
)
from duban.web.reports.evidence import attach
from duban.web.reports.models import Rhythm
from duban.web.reports.scheduling import Settings, set_calendar
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db

PARTS = (
    *("office", "unit_head", "liaison", "other_head", "other_liaison", "leader", "principal"),
    *("auditor", "administrator", "stranger", "district_office"),
)
OWN = frozenset({"liaison", "unit_head"})
FILE = OWN | {"other_liaison", "other_head"}
OFFICES = frozenset({"office", "stranger", "district_office"})
SENT = OWN | {"office", "principal", "auditor"}
#: who sees the plan: its whole jurisdiction, and the units and the leader its tasks name
PLAN = SENT | FILE | {"leader"}


@dataclass(frozen=True)
class Row:
    """One address: whom it lets in; `hidden`: others find nothing there, else they are refused.

    `seen`: who is told 403 because the thing is visible and the act is not theirs.
    """

    name: str
    path: str
    lets_in: frozenset[str]
    hidden: bool = False
    seen: frozenset[str] = frozenset()
    post: bool = False


#: {a}: 新农办's assignment of task 1, {p}: March, {r}: its report, sent, {e}: its evidence
PAGES = (
    Row("owed", "/reports/", FILE),
    Row("grid", "/reports/grid/", FILE),
    Row("sheet", "/reports/sheet.xlsx", FILE),
    Row("upload", "/reports/sheet/upload/", FILE, post=True),
    Row("review", "/reports/review/", OFFICES),
    Row("calendars", "/reports/calendars/", OFFICES),
    Row("calendar", "/reports/calendars/{plan}/", frozenset({"office"}), True, PLAN),
    Row("figures", "/reports/calendars/{plan}/figures/", frozenset({"office"}), True, PLAN, True),
    Row("move", "/reports/periods/{p}/move/", frozenset({"office"}), True, PLAN, True),
    Row("unlock", "/reports/periods/{p}/unlock/", frozenset({"office"}), True, PLAN, True),
    Row("form", "/reports/fill/{a}/{p}/", OWN, True),
    Row("check", "/reports/fill/{a}/{p}/check/", OWN, True, post=True),
    Row("save", "/reports/fill/{a}/{p}/save/", OWN, True, post=True),
    Row("report", "/reports/{r}/", SENT, True),
    Row("write", "/reports/{r}/write/", OWN, True),
    Row("decide", "/reports/review/{r}/accept/", frozenset({"office"}), True, SENT, True),
    Row("attach", "/reports/{r}/evidence/", SENT, True, post=True),
    Row("download", "/reports/evidence/{e}/file/", SENT, True),
    Row("preview", "/reports/evidence/{e}/preview.png", SENT, True),
    Row("step", "/reports/{r}/step/withdraw/", OWN, True, SENT, True),
    Row("evidence", "/reports/{r}/evidence/{e}/drop/", OWN, True, SENT, True),
)
MOVE = {"opens": "2026-03-26", "due": "2026-04-08", "closes": "2026-04-15", "reason": "核对"}


@pytest.fixture(autouse=True)
def on_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (form_pages, grid_pages, owed_pages, panel, reading_pages, review_pages, api):
        monkeypatch.setattr(room, "today", lambda: IN_TIME)
    monkeypatch.setattr(asked, "today", lambda: IN_TIME)


@pytest.fixture
def scene(cast: Any, filled: Filled, duty: Assignment, running: Plan) -> dict[str, int]:
    report = filled()
    file = SimpleUploadedFile("说明.txt", "建成28户".encode())
    held = attach(cast["liaison"], report.pk, file, IN_TIME)
    take("submit", report.pk, cast["liaison"], IN_TIME)
    return {
        "a": duty.pk,
        "p": period_of(running).pk,
        "r": report.pk,
        "e": held.pk,
        "plan": running.pk,
    }


def test_every_address_stands_in_the_table() -> None:
    assert {row.name for row in PAGES} == {one.name for one in urls.urlpatterns}


@pytest.mark.parametrize("part", PARTS)
def test_every_page_answers_whom_it_is_for(
    part: str, client_of: Callable[[str], Client], scene: dict[str, int]
) -> None:
    client = client_of(part)
    for row in PAGES:
        path = row.path.format(**scene)
        # an act that lacks what it needs is let in and told so: 422 or 409, never 403 or 404
        response: Any = client.post(path) if row.post else client.get(path)
        status = response.status_code
        if response.streaming:
            b"".join(response.streaming_content)  # to its end, so that the file is closed
        if part in row.lets_in:
            missing = row.name == "preview" and status == 404  # a text has no picture
            assert status not in (403, 404) or missing or row.name == "figures", (row.name, status)
        elif row.hidden and part not in row.seen:
            assert status == 404, (row.name, status)
        elif row.name in ("move", "unlock"):
            # what is missing is said before the right is asked; with it, the right is
            assert client.post(path, MOVE | {"unit": "1", "until": "2026-05-01"}).status_code == 403
        else:
            assert status == 403, (row.name, status)


#: method, path, body → who is let in, who is told 403; everybody else finds nothing
OPERATIONS: tuple[tuple[str, str, dict[str, Any], frozenset[str], frozenset[str]], ...] = (
    ("get", "/api/reports/owed", {}, FILE, frozenset(PARTS)),
    ("get", "/api/reports", {}, frozenset(PARTS), frozenset()),
    ("get", "/api/reports/{r}", {}, SENT, frozenset()),
    ("put", "/api/reports/of/{a}/{p}", {"version": 9}, OWN, frozenset()),
    ("delete", "/api/reports/evidence/{e}", {}, OWN, SENT),
    ("post", "/api/reports/{r}/accept", {}, frozenset({"office"}), SENT),
    ("post", "/api/reports/{r}/withdraw", {"version": 9}, OWN, SENT),
    ("get", "/api/plans/{plan}/periods", {}, PLAN, frozenset()),
    ("put", "/api/plans/{plan}/calendar", {"rhythm": "x", "year": 2026}, PLAN, frozenset()),
    (
        "post",
        "/api/periods/{p}/unlock",
        {"organisation": 1, "until": "2026-05-01", "reason": "补报"},
        frozenset({"office"}),
        PLAN,
    ),
)


@pytest.mark.parametrize("part", PARTS)
def test_every_operation_answers_whom_it_is_for(
    part: str, client_of: Callable[[str], Client], scene: dict[str, int]
) -> None:
    client = client_of(part)
    for method, path, body, lets_in, refused in OPERATIONS:
        address = path.format(**scene)
        response = getattr(client, method)(
            address, json.dumps(body) if method != "get" else None, content_type="application/json"
        )
        expected = 404
        if part in lets_in:
            assert response.status_code not in (403, 404), (path, response.status_code)
            continue
        if part in refused:
            expected = 403
        assert response.status_code == expected, path


TEN = Sheet(
    "柳溪镇2026年实事项目清单",
    "序号 | 目标任务 | 牵头领导 | 牵头单位 | 配合单位 | "
    "一季度 | 二季度 | 三季度 | 四季度 | 完成时限\n"
    + "\n".join(
        f"{n} | 新建{n}号路灯{n}0盏 | 示例·leader | 新农办 | 规建办 | 建成{n}盏 | 累计建成{n}1盏 | "
        f"累计建成{n}5盏 | 累计建成{n}0盏 | 2026年12月"
        for n in range(1, 9)
    ),
)


def test_lists_ask_no_more_when_they_grow(
    cast: Any, more_people: None, draft_of: Draft, client_of: Callable[[str], Client]
) -> None:
    plan = confirm(cast["office"], draft_of(TEN, cast.town, "office").pk).plan
    assert plan is not None
    issue_plan(cast["office"], plan.pk)
    issued_at = datetime(2026, 1, 5, 1, tzinfo=UTC)
    Assignment.objects.filter(task__plan=plan).update(issued_at=issued_at)
    set_calendar(cast["office"], plan.pk, 2026, Settings(Rhythm.MONTHLY))
    tasks = list(plan.tasks.order_by("position"))
    liaison, office = client_of("liaison"), client_of("office")

    def begin(number: int) -> None:
        task = signed(cast, tasks[number])
        take_task_step("start", task.pk, cast["liaison"])

    def send(number: int) -> None:
        duty = tasks[number].assignments.get(organisation=cast.unit)
        path = f"/reports/fill/{duty.pk}/{period_of(plan).pk}/save/"
        words = {"progress": "已建成。", "step": "submit"}
        figures = {f"v-{one.pk}": "3" for one in tasks[number].indicators.all()}
        assert liaison.post(path, words | figures).status_code == 302

    def queries() -> dict[str, int]:
        counted = {}
        for client, path in (
            (liaison, "/reports/"),
            (liaison, "/reports/grid/"),
            (liaison, "/reports/sheet.xlsx"),
            (liaison, "/api/reports/owed"),
            (office, "/reports/review/"),
            (office, "/reports/calendars/"),
            (office, "/api/reports"),
        ):
            with CaptureQueriesContext(connection) as context:
                assert client.get(path).status_code == 200
            counted[path] = len(context)
        return counted

    for number in (0, 1):
        begin(number)
    send(0)
    queries()  # what is kept from the first time on is not counted
    before = queries()
    for number in (2, 3, 4, 5, 6, 7):
        begin(number)
    for number in (2, 3, 4):
        send(number)
    assert queries() == before
    assert max(before.values()) <= 30, before
