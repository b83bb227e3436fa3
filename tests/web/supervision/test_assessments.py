"""What the office judges of a task: who may, how one word ends another, and what the light makes
of it under the rules of 广元 and 宿迁."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.web.supervision.acting import ON, Accepted

from duban.tracking.books import text_of
from duban.web.journal.models import Entry
from duban.web.ledger.models import Task
from duban.web.refusals import NotAllowed, OutOfTurn, ReasonMissing
from duban.web.supervision import rulebooks
from duban.web.supervision.assessing import Judged, assess, take_back
from duban.web.supervision.lighting import lamps_of, lights_of
from duban.web.supervision.models import Assessment, Family, LightNow, Word
from duban.web.supervision.standing import write_lights

pytestmark = pytest.mark.django_db
LATER, MARCH = date(2026, 5, 14), "2026-M03"


def colour(task: Task, on: date) -> str:
    return lights_of([task], on)[task.pk].light.value


def test_a_task_judged_out_of_reach_is_red_until_another_word(
    cast: Any, task: Task, accepted: Accepted
) -> None:
    """广元: late is yellow; out of reach is red; judged reachable it is yellow again."""
    office = cast["office"]
    rulebooks.adopt(office, task.jurisdiction_id, text_of("guangyuan-2018"), ON)
    accepted("20", MARCH, date(2026, 4, 2))
    assert colour(task, ON) == "黄"
    first = assess(office, task.pk, Judged("unreachable", "用地未批"), ON)
    assert colour(task, ON) == "红"
    assess(office, task.pk, Judged("reachable", "用地已批"), LATER)
    assert [colour(task, day) for day in (date(2026, 5, 10), ON, date(2026, 5, 13), LATER)] == [
        *("黄", "红", "红", "黄")
    ]
    first.refresh_from_db()
    assert first.ended_on == LATER
    assert "2026年5月14日研判可以完成" in lights_of([task], LATER)[task.pk].cause


def test_the_marks_that_lights_cost_are_told(cast: Any, task: Task, accepted: Accepted) -> None:
    """Two yellow months cost one mark, a red one two."""
    from duban.web.supervision.panel import costs_of  # noqa: PLC0415

    office = cast["office"]
    rulebooks.adopt(office, task.jurisdiction_id, text_of("guangyuan-2018"), ON)
    accepted("20", MARCH, date(2026, 4, 2))
    accepted("21", "2026-M04", date(2026, 5, 6))
    [lamp] = lamps_of([task])
    assert costs_of(lamp, date(2026, 5, 17)) == [], "April closes only on the 18th"
    [(because, marks)] = costs_of(lamp, date(2026, 5, 20))
    assert (str(marks), "2026年3月、2026年4月" in because) == ("1", True)
    assess(office, task.pk, Judged("unreachable", "用地未批", "2026-M04"), date(2026, 5, 20))
    [lamp] = lamps_of([task])
    assert [str(marks) for _why, marks in costs_of(lamp, date(2026, 5, 20))] == ["2"]


def test_poor_work_is_yellow_where_the_rules_say_so(
    cast: Any, task: Task, accepted: Accepted
) -> None:
    office = cast["office"]
    accepted("40", MARCH, date(2026, 4, 2))
    accepted("45", "2026-M04", date(2026, 5, 6))
    assess(office, task.pk, Judged("poor", "现场抽查不合格"), ON)
    assert colour(task, ON) == "绿", "the rules in force do not ask"
    rulebooks.adopt(office, task.jurisdiction_id, text_of("suqian-2025"), ON)
    write_lights([task], ON)
    light = lights_of([task], ON)[task.pk]
    assert (light.light.value, light.progress.basis) == ("黄", "办理质量不高")
    assess(office, task.pk, Judged("good", "复查合格"), LATER)
    assert LightNow.objects.get(task=task).colour == "green", "the lists follow at once"


def test_words_of_two_families_and_periods_stand_side_by_side(cast: Any, task: Task) -> None:
    office = cast["office"]
    for judged in (
        Judged("poor", "返工"),
        Judged("poor", "返工", MARCH),
        Judged("reachable", "可以"),
        Judged("good", "已改好", MARCH),
    ):
        assess(office, task.pk, judged, ON)
    standing = Assessment.objects.standing().values_list("family", "word", "period")
    assert set(standing) == {
        (Family.QUALITY, Word.POOR, ""),
        (Family.QUALITY, Word.GOOD, MARCH),
        (Family.OUTLOOK, Word.REACHABLE, ""),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(
            task=task, family="quality", word="poor", reason="再", by=cast.people["office"], on=ON
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(
            task=task, family="outlook", word="poor", reason="错", by=cast.people["office"], on=ON
        )


@pytest.mark.parametrize(
    "judged",
    [
        Judged("poor", " "),
        Judged("", "没有选"),
        Judged("bad", "没有这个词"),
        Judged("poor", "还没有到", "2026-M09"),
        Judged("poor", "没有这一期", "2025-M09"),
    ],
)
def test_a_word_needs_what_it_says(cast: Any, task: Task, judged: Judged) -> None:
    with pytest.raises(ReasonMissing):
        assess(cast["office"], task.pk, judged, ON)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    "part",
    ["unit_head", "liaison", "leader", "principal", "auditor", "administrator", "stranger"],
)
def test_the_office_alone_judges(cast: Any, task: Task, part: str) -> None:
    held = assess(cast["office"], task.pk, Judged("poor", "返工"), ON)
    with pytest.raises(NotAllowed):
        assess(cast[part], task.pk, Judged("good", "不是"), ON)
    with pytest.raises(NotAllowed):
        take_back(cast[part], held.pk, "不是", ON)


def test_a_word_is_taken_back_with_a_reason_once(cast: Any, task: Task) -> None:
    held = assess(cast["office"], task.pk, Judged("poor", "看错了任务"), ON)
    with pytest.raises(ReasonMissing):
        take_back(cast["office"], held.pk, "", ON)
    take_back(cast["office"], held.pk, "记错任务", LATER)
    held.refresh_from_db()
    assert (held.ended_on, held.taken_back) == (LATER, "记错任务")
    with pytest.raises(OutOfTurn):
        take_back(cast["office"], held.pk, "再撤", LATER)
    lines = Entry.objects.filter(verb__startswith="assessment.").order_by("pk")
    assert [line.verb for line in lines] == ["assessment.give", "assessment.take_back"]
    assert lines[0].facts["word"] == "poor"


def test_the_task_page_shows_the_word_with_who_and_why(
    cast: Any, task: Task, client_of: Any
) -> None:
    client = client_of("office")
    client.post(
        f"/supervision/tasks/{task.pk}/assess/",
        {"word": "poor", "reason": "墙面开裂", "period": ""},
    )
    page = client.get(f"/ledger/tasks/{task.pk}/").content.decode()
    assert "办理质量不高" in page
    assert "墙面开裂" in page
    assert "示例·office" in page
    read = client_of("liaison").get(f"/ledger/tasks/{task.pk}/").content.decode()
    assert "墙面开裂" in read
    assert "/assess/" not in read


def test_the_page_shows_the_light_of_the_day_in_the_address(
    cast: Any, task: Task, accepted: Accepted, client_of: Any
) -> None:
    accepted("20", MARCH, date(2026, 4, 2))
    client, address = client_of("liaison"), f"/ledger/tasks/{task.pk}/"
    early = client.get(f"{address}?day=2026-04-20").content.decode()
    assert "4月20日的灯" in early
    assert "实际20户" in early
    before = client.get(f"{address}?day=2026-01-20").content.decode()
    assert "首期填报尚未到期" in before
    wrong = client.get(f"{address}?day=昨天")
    assert (wrong.status_code, "回到今天" in wrong.content.decode()) == (200, False)
    found = client.get(f"/api/tasks/{task.pk}/light?day=2026-04-20").json()
    assert (found["day"], found["colour"]) == ("2026-04-20", "red")
