"""A figure that two plans ask for is filled in once and serves both."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.web.handling.acting import Draft, signed
from tests.web.handling.papers import Sheet
from tests.web.reports.acting import IN_TIME, Filled
from tests.web.told import told_once

from duban.web.handling.issuing import issue_plan
from duban.web.handling.models import Assignment
from duban.web.handling.steps import take as take_task_step
from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Plan
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report, Rhythm, SameFigure
from duban.web.reports.scheduling import Settings, set_calendar
from duban.web.reports.steps import take
from duban.web.reports.twins import tie, untie

pytestmark = pytest.mark.django_db

OTHER = Sheet(
    "柳溪镇2026年人居环境清单",
    """
    序号 | 目标任务 | 牵头单位 | 配合单位 | 一季度 | 二季度 | 三季度 | 四季度 | 完成时限
    1 | 建设美丽庭院200户 | 新农办 | / | 建成30户 | 累计建成80户 | 累计建成140户 | 累计建成200户 | 2026年10月
    """,  # noqa: E501
)


@pytest.fixture
@told_once
def other(cast: Any, running: Plan, draft_of: Draft) -> Assignment:
    """The same work in another plan, reported each quarter."""
    plan = confirm(cast["office"], draft_of(OTHER, cast.town, "office").pk).plan
    assert plan is not None
    issue_plan(cast["office"], plan.pk)
    Assignment.objects.filter(task__plan=plan).update(issued_at=datetime(2026, 1, 5, tzinfo=UTC))
    task = signed(cast, plan.tasks.get())
    take_task_step("start", task.pk, cast["liaison"])
    set_calendar(cast["office"], plan.pk, 2026, Settings(Rhythm.QUARTERLY))
    return task.assignments.get(organisation=cast.unit)


@pytest.fixture
def tied(cast: Any, duty: Assignment, other: Assignment) -> SameFigure:
    [one], [two] = duty.task.indicators.all(), other.task.indicators.all()
    return tie(cast["office"], one.pk, two.pk)


def test_filled_in_once_it_stands_in_both(
    cast: Any, tied: SameFigure, filled: Filled, other: Assignment, client_of: Any
) -> None:
    first = filled("28")
    second = Report.objects.get(task=other.task)
    held = second.values.get()
    assert (held.amount, held.taken_from) == (Decimal(28), first.values.get())
    assert second.period.period == "2026-Q1"
    page = client_of("liaison").get(f"/reports/fill/{other.pk}/{second.period_id}/")
    assert "已在《柳溪镇2026年目标任务清单》填过" in page.content.decode()


def test_a_change_goes_along_either_way_while_both_are_open(
    cast: Any, tied: SameFigure, filled: Filled, other: Assignment
) -> None:
    first = filled("28")
    second = Report.objects.get(task=other.task)
    [indicator] = other.task.indicators.all()
    change = Entered(second.version, {indicator.pk: Decimal(29)}, {})
    save(cast["liaison"], other.pk, second.period_id, change, IN_TIME)
    assert Report.objects.get(pk=first.pk).values.get().amount == Decimal(29)
    assert Report.objects.get(pk=first.pk).version == first.version + 1


def test_what_was_sent_stays_as_it_was_sent(
    cast: Any, tied: SameFigure, filled: Filled, other: Assignment
) -> None:
    first = filled("28")
    take("submit", first.pk, cast["liaison"], IN_TIME)
    second = Report.objects.get(task=other.task)
    [indicator] = other.task.indicators.all()
    change = Entered(second.version, {indicator.pk: Decimal(30)}, {})
    save(cast["liaison"], other.pk, second.period_id, change, IN_TIME)
    assert Report.objects.get(pk=first.pk).values.get().amount == Decimal(28)


def test_a_period_without_a_counterpart_serves_nobody(
    tied: SameFigure, filled: Filled, other: Assignment
) -> None:
    filled("20", "2026-M02", date(2026, 3, 2))
    assert not Report.objects.filter(task=other.task).exists()


def test_only_the_office_ties_and_only_what_is_alike(
    cast: Any, duty: Assignment, other: Assignment
) -> None:
    [one], [two] = duty.task.indicators.all(), other.task.indicators.all()
    for part in ("liaison", "stranger"):
        with pytest.raises(NotAllowed):
            tie(cast[part], one.pk, two.pk)
    type(two).objects.filter(pk=two.pk).update(unit="亩")
    with pytest.raises(OutOfTurn, match="计量单位或统计口径不同"):
        tie(cast["office"], one.pk, two.pk)


def test_the_calendar_page_proposes_ties_and_unties(
    cast: Any, duty: Assignment, other: Assignment, client_of: Any
) -> None:
    client, path = client_of("office"), f"/reports/calendars/{duty.task.plan_id}/"
    page = client.get(path).content.decode()
    assert "“美丽庭院”在《柳溪镇2026年人居环境清单》的" in page
    [one], [two] = duty.task.indicators.all(), other.task.indicators.all()
    form = {"act": "tie", "one": one.pk, "other": two.pk}
    assert client.post(path + "figures/", form).status_code == 302
    assert "解除" in client.get(path).content.decode()
    untie(cast["office"], SameFigure.objects.get().pk)
    assert not SameFigure.objects.exists()
