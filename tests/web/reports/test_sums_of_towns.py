"""A total shared out to towns comes back as the sum of what was accepted there, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.handling.acting import Draft, signed, task_of
from tests.web.handling.papers import Sheet
from tests.web.reports.acting import IN_TIME, MARCH, period_of
from tests.web.told import told_once

from duban.web.accounts.models import Jurisdiction, Organisation
from duban.web.accounts.turning import Basis, rename
from duban.web.handling.handing_down import decline, take_up
from duban.web.handling.issuing import issue_plan
from duban.web.handling.models import Assignment, HandedDown, Part
from duban.web.handling.steps import take as take_task_step
from duban.web.journal.models import Entry
from duban.web.ledger.confirming import confirm
from duban.web.ledger.models import Plan, Task
from duban.web.refusals import OutOfTurn
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Adoption, Report, Rhythm, State, Value
from duban.web.reports.roll_up import Offer, offers
from duban.web.reports.scheduling import Settings, set_calendar
from duban.web.reports.steps import take

pytestmark = pytest.mark.django_db


class Town(NamedTuple):
    """In the cast, its place and its office; the unit that leads; its share."""

    place: str
    office: str
    unit: str
    share: int


TOWNS = {
    "柳溪镇": Town("town", "office", "新农办", 12),
    "芦荡镇": Town("elsewhere", "stranger", "党政办", 18),
}


def sheet(town: str) -> Sheet:
    _place, _office, unit, number = TOWNS[town]
    return Sheet(
        f"{town}2026年乡村停车场清单",
        f"""
        序号 | 目标任务 | 牵头单位 | 配合单位 | 上半年 | 下半年 | 完成时限
        1 | 建设乡村停车场{number}个 | {unit} | / | 累计建成{number // 3}个 | 累计建成{number}个 | 2026年12月
        """,  # noqa: E501
    )


@pytest.fixture
@told_once
def above(cast: Any, district_plan: Plan) -> Assignment:
    """区农业农村委's part in 乡村停车场30个: it files, every month."""
    Assignment.objects.update(issued_at=datetime(2026, 1, 5, tzinfo=UTC))
    task = signed(cast, task_of(district_plan, 1))
    take_task_step("start", task.pk, cast["district_liaison"])
    set_calendar(cast["district_office"], district_plan.pk, 2026, Settings(Rhythm.MONTHLY))
    found: Assignment = task.assignments.get(role=Part.LEAD)
    return found


@pytest.fixture
@told_once
def below(cast: Any, above: Assignment, draft_of: Draft) -> dict[str, Task]:
    """The tasks of both towns that took the shares up."""
    return {town: _taken_up(cast, draft_of, town) for town in TOWNS}


def _taken_up(cast: Any, draft_of: Draft, town: str) -> Task:
    place, office, _unit, _share = TOWNS[town]
    where: Jurisdiction = getattr(cast, place)
    edition = confirm(cast[office], draft_of(sheet(town), where, office).pk)
    plan = edition.plan
    assert plan is not None
    issue_plan(cast[office], plan.pk)
    set_calendar(cast[office], plan.pk, 2026, Settings(Rhythm.MONTHLY))
    task: Task = plan.tasks.get()
    handed = HandedDown.objects.get(jurisdiction=where, assignment__task__number=1)
    take_up(cast[office], handed.pk, task.pk)
    return task


def told(cast: Any, task: Task, value: str, state: State, period: str = MARCH) -> Report:
    """A report of a town's task in some state."""
    [indicator] = task.indicators.all()
    who = cast.people["office"]
    report = Report.objects.create(
        task=task,
        period=period_of(task.plan, period),
        organisation=task.jurisdiction.organisations.order_by("pk")[0],
        part=Part.LEAD,
        state=state,
        author=who,
        saved_by=who,
        submitted_by=who,
        submitted_at=datetime(2026, 3, 30, tzinfo=UTC),
        submitted_on=IN_TIME,
        decided_by=who,
        decided_at=datetime(2026, 3, 30, tzinfo=UTC),
        reason="缺数" if state == State.RETURNED else "",
    )
    Value.objects.create(report=report, indicator=indicator, value=Decimal(value))
    return report


def offer_of(above: Assignment, period: str = MARCH) -> Offer:
    [indicator] = above.task.indicators.all()
    return offers(above.task_id, [indicator], period_of(above.task.plan, period))[indicator.pk]


def adopt(cast: Any, above: Assignment, version: int = 0) -> Report:
    [indicator] = above.task.indicators.all()
    words = {"progress": "各镇推进。"}
    entered = Entered(version, {}, words, frozenset({indicator.pk}))
    march = period_of(above.task.plan, MARCH)
    return save(cast["district_liaison"], above.pk, march.pk, entered, IN_TIME)


def test_only_what_was_accepted_is_summed(
    cast: Any, above: Assignment, below: dict[str, Task]
) -> None:
    told(cast, below["柳溪镇"], "4", State.ACCEPTED)
    told(cast, below["芦荡镇"], "7", State.SUBMITTED)
    offer = offer_of(above)
    assert (offer.total, offer.shares) == (Decimal(4), Decimal(30))
    assert (offer.counted, len(offer.lines)) == (1, 2)
    assert [line.value and line.value.amount for line in offer.lines] == [Decimal(4), None]
    assert offer.lines[1].why == "本期还没有通过的填报"
    for state in (State.RETURNED, State.DRAFT, State.ACCEPTED):
        Report.objects.filter(task=below["芦荡镇"]).update(state=state, reason="缺数")
        assert offer_of(above).total == (11 if state == State.ACCEPTED else 4)
    assert offer_of(above).whole


def test_what_was_accepted_before_is_told_and_not_counted(
    cast: Any, above: Assignment, below: dict[str, Task]
) -> None:
    told(cast, below["柳溪镇"], "3", State.ACCEPTED, "2026-M02")
    told(cast, below["芦荡镇"], "7", State.ACCEPTED)
    first, _second = offer_of(above).lines
    assert first.value is None
    assert first.earlier is not None
    assert first.earlier.amount == Decimal(3)
    assert offer_of(above).total == Decimal(7)


def test_a_correction_counts_in_place_of_what_it_corrects(
    cast: Any, above: Assignment, below: dict[str, Task]
) -> None:
    old = told(cast, below["柳溪镇"], "4", State.ACCEPTED)
    values = {field.name: getattr(old, field.name) for field in old._meta.fields}
    new = Report.objects.create(**values | {"id": None, "corrects": old, "why": "重复统计"})
    [indicator] = below["柳溪镇"].indicators.all()
    Value.objects.create(report=new, indicator=indicator, value=Decimal(3))
    assert offer_of(above).total == Decimal(3)


def test_a_town_that_did_not_take_it_up_is_named(
    cast: Any, above: Assignment, district_plan: Plan
) -> None:
    for town, (place, office, _unit, _share) in TOWNS.items():
        where = getattr(cast, place)
        handed = HandedDown.objects.get(jurisdiction=where, assignment__task=above.task_id)
        if town == "柳溪镇":
            decline(cast[office], handed.pk, "没有用地")
    assert [line.why for line in offer_of(above).lines] == ["没有承接", "还没有承接"]
    with pytest.raises(OutOfTurn, match="没有可采用的合计数"):
        adopt(cast, above)
    assert not Report.objects.exists(), "what was refused leaves nothing behind"


def test_a_sum_is_taken_over(cast: Any, above: Assignment, below: dict[str, Task]) -> None:
    told(cast, below["柳溪镇"], "4", State.ACCEPTED)
    told(cast, below["芦荡镇"], "7", State.ACCEPTED)
    report = adopt(cast, above)
    assert report.values.get().amount == Decimal(11)
    taken = report.adoptions.get()
    assert (taken.amount, taken.counted, taken.towns) == (Decimal(11), 2, 2)
    assert [row["value"] for row in taken.rows] == ["4", "7"]
    line = Entry.objects.get(verb="report.adopt")
    assert (line.facts["value"], line.facts["counted"], line.facts["towns"]) == ("11", 2, 2)


@pytest.mark.parametrize(
    ("reported", "chinese", "english"),
    [
        ("12", "合计11个，填报多1个<", "come to 11个; the report says 1个 more<"),
        ("9", "合计11个，填报少2个<", "come to 11个; the report says 2个 less<"),
        ("11", "合计11个，与填报一致<", "come to 11个; the report says the same<"),
    ],
)
def test_a_change_of_what_was_taken_over_is_shown_to_the_reviewer(
    *,
    cast: Any,
    above: Assignment,
    below: dict[str, Task],
    client_of: Callable[[str], Client],
    reported: str,
    chinese: str,
    english: str,
) -> None:
    told(cast, below["柳溪镇"], "4", State.ACCEPTED)
    told(cast, below["芦荡镇"], "7", State.ACCEPTED)
    report = adopt(cast, above)
    [indicator] = above.task.indicators.all()
    changed = Entered(report.version, {indicator.pk: Decimal(reported)}, {})
    save(cast["district_liaison"], above.pk, report.period_id, changed, IN_TIME)
    take("submit", report.pk, cast["district_liaison"], IN_TIME)
    reviewer = client_of("district_office")
    page = reviewer.get("/reports/review/").content.decode()
    assert chinese in page
    assert "柳溪镇" in page
    reviewer.post("/language/", {"language": "en"})
    assert english in reviewer.get("/reports/review/").content.decode()


def test_what_comes_in_later_does_not_change_what_was_taken_over(
    cast: Any, above: Assignment, below: dict[str, Task]
) -> None:
    told(cast, below["柳溪镇"], "4", State.ACCEPTED)
    report = adopt(cast, above)
    told(cast, below["芦荡镇"], "7", State.ACCEPTED)
    assert report.adoptions.get().amount == Decimal(4)
    again = adopt(cast, above, report.version)
    assert (again.pk, again.values.get().amount) == (report.pk, Decimal(11))
    assert Adoption.objects.get().counted == 2


def test_the_form_offers_it_and_keeps_what_was_typed(
    cast: Any,
    above: Assignment,
    below: dict[str, Task],
    client_of: Callable[[str], Client],
    settings: Any,
) -> None:
    settings.DAY = IN_TIME
    told(cast, below["柳溪镇"], "4", State.ACCEPTED)
    liaison, march = client_of("district_liaison"), period_of(above.task.plan, MARCH)
    path = f"/reports/fill/{above.pk}/{march.pk}/"
    page = liaison.get(path).content.decode()
    assert "2个街镇中1个本期已通过" in page
    assert "合计4个，任务量30个" in page
    [indicator] = above.task.indicators.all()
    typed = {"version": "0", "progress": "各镇推进。", f"v-{indicator.pk}": "9"}
    answer = liaison.post(f"{path}save/", typed | {"adopt": indicator.pk}, follow=True)
    assert "已采用各街镇合计数" in answer.content.decode()
    report = Report.objects.get(task=above.task_id)
    assert (report.values.get().amount, report.progress) == (Decimal(4), "各镇推进。")
    assert "重新采用" in answer.content.decode()
    accepted = Report.objects.get(state=State.ACCEPTED)
    assert liaison.get(f"/reports/{accepted.pk}/").status_code == 200


def test_the_api_offers_and_takes_over(
    cast: Any,
    above: Assignment,
    below: dict[str, Task],
    client_of: Callable[[str], Client],
    settings: Any,
) -> None:
    settings.DAY = IN_TIME
    told(cast, below["芦荡镇"], "7", State.ACCEPTED)
    liaison, march = client_of("district_liaison"), period_of(above.task.plan, MARCH)
    path = f"/api/reports/of/{above.pk}/{march.pk}"
    [offer] = liaison.get(f"{path}/towns").json()
    assert (offer["total"], offer["shares"], offer["counted"]) == ("7", "30", 1)
    assert [row["value"] for row in offer["towns"]] == [None, "7"]
    body = {"version": 0, "progress": "各镇推进。", "adopts": [offer["indicator"]]}
    made = liaison.put(path, body, content_type="application/json").json()
    [value] = made["values"]
    assert (value["value"], value["adopted"]) == ("7", "7")
    body = {"version": made["version"], "adopts": [offer["indicator"] + 99]}
    assert liaison.put(path, body, content_type="application/json").status_code == 409
    for part in ("office", "stranger", "district_office"):
        assert client_of(part).get(f"{path}/towns").status_code == 404


def test_a_town_stands_under_the_name_it_bore_in_the_period(
    cast: Any, above: Assignment, below: dict[str, Task]
) -> None:
    town = Organisation.objects.get(jurisdiction=cast.district, name="柳溪镇")
    rename(cast["district_administrator"], town.pk, "柳溪街道", Basis(date(2026, 7, 1)))
    assert [line.town for line in offer_of(above).lines] == ["柳溪镇", "芦荡镇"]
    later = offer_of(above, "2026-M07")
    assert [line.town for line in later.lines] == ["柳溪街道", "芦荡镇"]


def test_a_unit_that_helps_takes_nothing_over(
    cast: Any, above: Assignment, below: dict[str, Task]
) -> None:
    told(cast, below["柳溪镇"], "4", State.ACCEPTED)
    Assignment.objects.filter(pk=above.pk).update(role=Part.CO)
    with pytest.raises(OutOfTurn, match="没有可采用的合计数"):
        adopt(cast, above)


def test_three_queries_however_many_towns_and_one_where_nothing_went_down(
    cast: Any, above: Assignment, below: dict[str, Task]
) -> None:
    [indicator] = above.task.indicators.all()
    march = period_of(above.task.plan, MARCH)
    with CaptureQueriesContext(connection) as asked:
        offers(above.task_id, [indicator], march)
    assert len(asked) <= 3
    HandedDown.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        assert offers(above.task_id, [indicator], march) == {}
    assert len(asked) == 1
