"""The list of lights on any day: computed from the facts, narrowed and sorted as today's is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.web.supervision.acting import Accepted

from duban.web.ledger.models import Plan, Task
from duban.web.refusals import OutOfTurn
from duban.web.supervision import of_day
from duban.web.supervision.asking import Wanted
from duban.web.supervision.models import LightNow
from duban.web.supervision.of_day import lights_of_day, sorted_out
from duban.web.supervision.ticking import tick

pytestmark = pytest.mark.django_db
EARLY, APRIL, MAY = date(2026, 1, 20), date(2026, 4, 20), date(2026, 5, 20)


@pytest.fixture(autouse=True)
def today(running: Plan, accepted: Accepted) -> None:
    """20 of 30 in March, all of it in April; the day's work was last done in May."""
    accepted("20", "2026-M03", date(2026, 4, 2))
    accepted("40", "2026-M04", date(2026, 5, 6))
    tick(MAY)


def test_each_day_shows_what_was_known_then(cast: Any, task: Task) -> None:
    def colour(day: date) -> str:
        rows = lights_of_day(cast["office"], Wanted(), day)
        return next(row.colour.value for row in rows if row.task == task)

    assert [colour(day) for day in (EARLY, APRIL, MAY)] == ["green", "red", "green"]
    assert LightNow.objects.get(task=task).colour == "green", "nothing is written"


def test_the_worse_stand_first_and_all_are_counted(cast: Any, task: Task) -> None:
    rows, counted = sorted_out(lights_of_day(cast["office"], Wanted(), APRIL), Wanted())
    assert [row.colour.value for row in rows] == sorted(
        (row.colour.value for row in rows), key=["red", "yellow", "blue", "green", "grey"].index
    )
    assert sum(counted.values()) == len(rows) == LightNow.objects.count()
    only, same = sorted_out(lights_of_day(cast["office"], Wanted(), APRIL), Wanted(colour="grey"))
    assert {row.colour.value for row in only} <= {"grey"}
    assert same == counted


def test_nobody_sees_more_on_another_day(cast: Any) -> None:
    assert lights_of_day(cast["stranger"], Wanted(), APRIL) == []
    own = {row.task_id for row in lights_of_day(cast["other_liaison"], Wanted(), APRIL)}
    seen = LightNow.objects.visible_to(cast["other_liaison"]).values_list("task", flat=True)
    assert own == set(seen)


def test_too_many_are_refused_in_words(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_day, "MOST", 1)
    with pytest.raises(OutOfTurn, match="请先按计划或单位筛选"):
        lights_of_day(cast["office"], Wanted(), APRIL)


def test_the_page_and_the_api_take_the_day_from_the_address(
    task: Task, client_of: Callable[[str], Client]
) -> None:
    client = client_of("office")
    page = client.get("/supervision/?day=2026-04-20&colour=red").content.decode()
    assert "以下是4月20日的灯" in page.replace("2026年", "")
    assert "实际20户" in page
    assert "催办勾选的任务" not in page, "the past is not reminded of"
    assert f"/ledger/tasks/{task.pk}/?day=2026-04-20" in page
    rows = client.get("/api/lights?day=2026-04-20").json()
    row = next(row for row in rows if row["task"] == task.pk)
    assert (row["colour"], row["day"], row["since"]) == ("red", "2026-04-20", None)
    now = next(row for row in client.get("/api/lights").json() if row["task"] == task.pk)
    assert (now["colour"], now["day"]) == ("green", "2026-05-20")


@pytest.mark.parametrize(
    "address",
    ["/supervision/?day=1970-01-01", "/api/lights?day=1970-01-01", "/api/tasks/{key}/light?day=0"],
)
def test_a_day_before_any_rules_is_said_to_have_none(
    address: str, task: Task, client_of: Callable[[str], Client]
) -> None:
    answer = client_of("office").get(address.format(key=task.pk))
    assert answer.status_code == 409
    said = answer.json()["detail"] if address.startswith("/api") else answer.content.decode()
    assert "1970-01-01还没有施行亮灯规则" in said
    page = client_of("office").get(f"/ledger/tasks/{task.pk}/?day=1970-01-01")
    assert page.status_code < 500
