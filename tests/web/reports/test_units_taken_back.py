"""A unit added by hand goes again while nothing of it was accepted; over pages and API alike."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.web.handling.acting import part_of
from tests.web.reports.acting import IN_TIME, MARCH, period_of

from duban.web.accounts.models import Organisation
from duban.web.handling.issuing import add_unit, replace_unit, sign
from duban.web.handling.models import Assignment, HandedDown, Part, Receipt
from duban.web.handling.taking_back import take_back
from duban.web.journal.models import Entry
from duban.web.ledger.models import Plan, Task, TaskState
from duban.web.refusals import NotAllowed, OutOfTurn
from duban.web.reports.filling import Entered, save
from duban.web.reports.models import Report, State
from duban.web.reports.steps import take
from duban.web.supervision import ordering
from duban.web.supervision.models import Colour

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(cast: Any) -> Organisation:
    return Organisation.objects.get(jurisdiction=cast.town, name="北塘村")


@pytest.fixture
def added(cast: Any, task: Task, village: Organisation) -> Assignment:
    return add_unit(cast["office"], task.pk, village.pk, Part.CO)


def test_what_was_added_by_mistake_goes_again(
    cast: Any, task: Task, village: Organisation, added: Assignment
) -> None:
    assert village in task.concerned.all()
    take_back(cast["office"], added.pk, IN_TIME, "选错了")
    added.refresh_from_db()
    assert added.ended_on == IN_TIME
    assert village not in task.concerned.all(), "its people see no more of it"
    line = Entry.objects.filter(verb="task.assign")[0]
    assert line.facts == {"reason": "选错了", "taken_back": "北塘村", "role": "co"}
    with pytest.raises(OutOfTurn, match="已不在"):
        take_back(cast["office"], added.pk, IN_TIME)
    again = add_unit(cast["office"], task.pk, village.pk, Part.CO)
    assert again.receipt == Receipt.WAITING


def test_without_a_lead_that_had_not_signed_the_task_is_signed_for_again(
    cast: Any, issued: Any, village: Organisation
) -> None:
    task = issued.tasks.get(number=1)
    sign(cast["unit_head"], part_of(task, "新农办").pk)
    lead = add_unit(cast["office"], task.pk, village.pk, Part.LEAD)
    task.refresh_from_db()
    assert task.state == TaskState.ISSUED
    assert take_back(cast["office"], lead.pk, IN_TIME).state == TaskState.RECEIVED


def test_what_the_plan_names_stays(cast: Any, task: Task) -> None:
    with pytest.raises(OutOfTurn, match="文件写明的责任单位"):
        take_back(cast["office"], part_of(task, "规建办").pk, IN_TIME)


def test_the_last_lead_stays(cast: Any, task: Task, village: Organisation) -> None:
    own = part_of(task, "新农办")
    moved = replace_unit(cast["office"], own.pk, village.pk, "职能调整", IN_TIME)
    with pytest.raises(OutOfTurn, match="没有牵头单位"):
        take_back(cast["office"], moved.pk, IN_TIME)


def test_only_the_office_takes_back(cast: Any, added: Assignment) -> None:
    for part in ("unit_head", "leader", "principal", "auditor", "administrator", "stranger"):
        with pytest.raises(NotAllowed):
            take_back(cast[part], added.pk, IN_TIME)


@pytest.fixture
def sent(cast: Any, task: Task) -> tuple[Assignment, Report]:
    """规建办, added to a task that does not name it, and its part for March."""
    task.units.filter(name="规建办").delete()
    own = part_of(task, "规建办")
    period = period_of(task.plan, MARCH)
    report = save(
        cast["other_liaison"], own.pk, period.pk, Entered(0, {}, {"progress": "已配合。"}), IN_TIME
    )
    return own, take("submit", report.pk, cast["other_liaison"], IN_TIME)


def test_what_was_accepted_holds_it(cast: Any, sent: tuple[Assignment, Report]) -> None:
    own, report = sent
    with pytest.raises(OutOfTurn, match="正等审核"):
        take_back(cast["office"], own.pk, IN_TIME)
    Report.objects.filter(pk=report.pk).update(
        state=State.ACCEPTED, decided_by=cast.people["liaison"], decided_at=report.submitted_at
    )
    with pytest.raises(OutOfTurn, match="已经审核通过"):
        take_back(cast["office"], own.pk, IN_TIME)


def test_an_open_order_holds_it(cast: Any, task: Task, added: Assignment) -> None:
    wanted = ordering.Wanted(Colour.BLUE, "滞后", organisation=added.organisation_id)
    ordering.issue(cast["office"], task.pk, wanted, IN_TIME)
    with pytest.raises(OutOfTurn, match="没办结的督办单"):
        take_back(cast["office"], added.pk, IN_TIME)


def test_page_and_api_take_the_same_step(
    cast: Any, task: Task, village: Organisation, added: Assignment, client_of: Any
) -> None:
    office = client_of("office")
    page = office.get(task.get_absolute_url()).content.decode()
    assert f'name="part" value="{added.pk}"><button class="btn-link">收回' in page
    assert "收回" not in client_of("unit_head").get(task.get_absolute_url()).content.decode()
    office.post(f"/handling/tasks/{task.pk}/take_back/", {"part": added.pk})
    added.refresh_from_db()
    assert added.ended_on is not None

    def send(path: str, **body: Any) -> Any:
        return office.post(f"/api{path}", json.dumps(body), content_type="application/json")

    again = add_unit(cast["office"], task.pk, village.pk, Part.CO)
    answer = send(f"/assignments/{again.pk}/take-back", reason="选错了")
    assert "北塘村" not in {part["name"] for part in answer.json()["assignments"]}
    own = part_of(task, "规建办")
    assert send(f"/assignments/{own.pk}/take-back").status_code == 409
    moved = send(f"/assignments/{own.pk}/replace", organisation=village.pk, reason="职能调整")
    assert {part["name"] for part in moved.json()["assignments"]} == {"新农办", "北塘村"}
    assert send(f"/assignments/{own.pk}/replace", organisation=village.pk).status_code == 409


def test_a_town_that_has_not_answered_is_asked_no_more_once_replaced(
    cast: Any, district_plan: Plan, client_of: Any
) -> None:
    rivers = district_plan.tasks.get(number=2)
    own = part_of(rivers, "柳溪镇")
    other = Organisation.objects.create(jurisdiction=cast.district, name="区水务局")
    assert HandedDown.objects.filter(assignment=own).exists()
    replace_unit(cast["district_office"], own.pk, other.pk, "统一实施", IN_TIME)
    assert not HandedDown.objects.filter(assignment=own).exists()
    assert rivers.title not in client_of("office").get("/handling/handed-down/").content.decode()
    page = client_of("district_office").get(rivers.get_absolute_url()).content.decode()
    assert "转给别的单位" in page
