"""Whoever was given a part of a task sees it among what is owed: how much, by when, how far."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.web.handling.acting import ON
from tests.web.reports.acting import IN_TIME, Filled

from duban.web.accounts.models import Appointment
from duban.web.accounts.rights import Role
from duban.web.accounts.turning import Basis, rename
from duban.web.handling import changing
from duban.web.handling.breaking_down import Line, break_down
from duban.web.handling.models import Assignment, ChangeKind, DueDay, Share, Verdict
from duban.web.ledger.models import Task, TaskState
from duban.web.refusals import ReasonMissing
from duban.web.reports.own_parts import own_parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(cast: Any, duty: Assignment) -> list[Share]:
    """美丽庭院200户: 150 for the liaison, 50 for the colleague."""
    [indicator] = duty.task.indicators.all()
    lines = [
        Line(Decimal(150), person=cast.people["liaison"].pk),
        Line(Decimal(50), person=cast.people["colleague"].pk),
    ]
    return break_down(cast["unit_head"], duty.pk, indicator.pk, lines, ON)


def test_each_sees_the_own_part_and_nobody_elses(cast: Any, shared: list[Share]) -> None:
    for part, amount in (("liaison", 150), ("colleague", 50)):
        [row] = own_parts(cast[part], IN_TIME)
        assert (row.amount, row.due, row.told) == (Decimal(amount), date(2026, 10, 31), None)
        assert row.share.task.state == TaskState.UNDER_WAY
    for part in ("unit_head", "other_liaison", "office"):
        assert own_parts(cast[part], IN_TIME) == []


def test_what_the_unit_had_accepted_stands_beside_it(
    cast: Any, shared: list[Share], accepted: Filled, filled: Filled
) -> None:
    accepted("28")
    filled("60", "2026-M04", date(2026, 4, 29))
    [row] = own_parts(cast["liaison"], IN_TIME)
    assert row.told is not None
    assert (row.told.amount, row.told.report.period.period) == (Decimal(28), "2026-M03")


def test_the_date_that_was_moved_is_the_date_shown(
    cast: Any, shared: list[Share], duty: Assignment
) -> None:
    late = date(2026, 11, 20)
    paper = changing.Paper(ChangeKind.EXTENSION, "雨季", late, "已建成28户")
    asked = changing.ask(cast["unit_head"], duty.task_id, paper, IN_TIME)
    changing.decide(cast["office"], asked.pk, changing.Answer(Verdict.APPROVE), IN_TIME)
    [row] = own_parts(cast["liaison"], IN_TIME)
    assert row.due == late
    assert not row.is_late(late)
    assert row.is_late(date(2026, 11, 21))


def test_without_a_date_the_last_target_says_by_when(
    cast: Any, shared: list[Share], duty: Assignment
) -> None:
    DueDay.objects.filter(task=duty.task).delete()
    Task.objects.filter(pk=duty.task_id).update(due_day=None)
    assert [row.due for row in own_parts(cast["liaison"], IN_TIME)] == [date(2026, 12, 31)]


def test_what_is_taken_back_or_over_is_not_owed_any_more(
    cast: Any, shared: list[Share], duty: Assignment
) -> None:
    duty.task.state = TaskState.CANCELLED
    duty.task.save(update_fields=["state"])
    assert own_parts(cast["liaison"], IN_TIME) == []
    duty.task.state = TaskState.UNDER_WAY
    duty.task.save(update_fields=["state"])
    break_down(cast["unit_head"], duty.pk, shared[0].indicator_id, [], ON)
    assert own_parts(cast["liaison"], IN_TIME) == []


def test_the_unit_bears_the_name_it_had_in_the_year_of_the_task(
    cast: Any, shared: list[Share]
) -> None:
    rename(cast["administrator"], cast.unit.pk, "乡村振兴办", Basis(date(2027, 1, 1)))
    assert [row.unit for row in own_parts(cast["liaison"], date(2027, 2, 1))] == ["新农办"]


def test_only_who_answers_for_reports_bears_a_part(cast: Any, duty: Assignment) -> None:
    post = Appointment.objects.get(user=cast.people["colleague"])
    post.role = Role.LEADER
    post.save(update_fields=["role"])
    [indicator] = duty.task.indicators.all()
    lines = [Line(Decimal(200), person=cast.people["colleague"].pk)]
    with pytest.raises(ReasonMissing, match="本单位在任的联络员或负责人"):
        break_down(cast["unit_head"], duty.pk, indicator.pk, lines, ON)


def test_the_page_and_the_api_show_it(shared: list[Share], client_of: Any, settings: Any) -> None:
    settings.DAY = IN_TIME
    page = client_of("colleague").get("/reports/").content.decode()
    assert "分到我名下的" in page
    assert "我承担<strong>50户</strong>" in page
    assert "10月31日前完成" in page
    assert "分到我名下的" not in client_of("other_liaison").get("/reports/").content.decode()
    [row] = client_of("colleague").get("/api/reports/own-parts").json()
    assert (row["metric"], row["amount"], row["due"]) == ("美丽庭院", "50", "2026-10-31")
    assert (row["organisation"], row["state"], row["told"]) == ("新农办", "under_way", None)
